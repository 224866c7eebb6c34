/** Which indices are searched: names and patterns as in a data view. */
import React, { useState } from 'react';
import { EuiComboBox, EuiFormErrorText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { readIndex } from './scope_url';

interface IndexNamesFieldProps {
  /** comma-separated; undefined: the server's own patterns */
  value: string | undefined;
  /** the server's own patterns, empty while not known */
  defaultIndices: readonly string[];
  onChange(index: string | undefined): void;
  autoFocus?: boolean;
}

export function IndexNamesField({
  value,
  defaultIndices: defaultIndices,
  onChange,
  autoFocus,
}: IndexNamesFieldProps): React.ReactElement {
  const [invalidName, setInvalid] = useState<string>();
  const selected = value ? value.split(',') : [];
  const setNames = (names: string[]): void => {
    setInvalid(undefined);
    onChange(readIndex(names.join(',')));
  };
  return (
    <>
      <EuiComboBox
        compressed
        fullWidth
        autoFocus={autoFocus}
        aria-label={i18n.translate('requestTrace.scope.ariaLabel', {
          defaultMessage: 'Indices to search',
        })}
        placeholder={
          defaultIndices.length > 0
            ? i18n.translate('requestTrace.scope.defaults', {
                defaultMessage: 'Search in {indices}',
                values: { indices: defaultIndices.join(', ') },
              })
            : i18n.translate('requestTrace.scope.default', {
                defaultMessage: 'Search where Kibana is configured to',
              })
        }
        options={defaultIndices.map((label) => ({ label }))}
        selectedOptions={selected.map((label) => ({ label }))}
        onChange={(options) => setNames(options.map(({ label }) => label))}
        onCreateOption={(text) => {
          if (readIndex(text) === undefined) {
            setInvalid(text);
            return false;
          }
          setNames([...selected, ...text.split(',')]);
          return undefined;
        }}
        customOptionText={i18n.translate('requestTrace.scope.add', {
          defaultMessage: 'Search in {name}',
          values: { name: '{searchValue}' },
        })}
        isInvalid={invalidName !== undefined}
        onSearchChange={() => setInvalid(undefined)}
        data-test-subj="requestTraceScope"
      />
      {invalidName !== undefined && (
        <EuiFormErrorText>
          {i18n.translate('requestTrace.scope.invalid', {
            defaultMessage: '{name} can’t be the name of an index or a pattern of names.',
            values: { name: invalidName.slice(0, 100) },
          })}
        </EuiFormErrorText>
      )}
    </>
  );
}
