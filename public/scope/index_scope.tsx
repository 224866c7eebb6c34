/** Which indices are searched: names and patterns as in a data view. */
import React, { useState } from 'react';
import { EuiComboBox, EuiFormErrorText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { readIndex } from './scope_url';

interface IndexScopeProps {
  /** comma-separated; undefined: the server's own patterns */
  value: string | undefined;
  /** the server's own patterns, empty while not known */
  defaults: readonly string[];
  onChange(index: string | undefined): void;
  autoFocus?: boolean;
}

export function IndexScope({
  value,
  defaults,
  onChange,
  autoFocus,
}: IndexScopeProps): React.ReactElement {
  const [invalid, setInvalid] = useState<string>();
  const selected = value ? value.split(',') : [];
  const set = (names: string[]): void => {
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
          defaults.length > 0
            ? i18n.translate('requestTrace.scope.defaults', {
                defaultMessage: 'Search in {indices}',
                values: { indices: defaults.join(', ') },
              })
            : i18n.translate('requestTrace.scope.default', {
                defaultMessage: 'Search where Kibana is configured to',
              })
        }
        options={defaults.map((label) => ({ label }))}
        selectedOptions={selected.map((label) => ({ label }))}
        onChange={(options) => set(options.map(({ label }) => label))}
        onCreateOption={(text) => {
          if (readIndex(text) === undefined) {
            setInvalid(text);
            return false;
          }
          set([...selected, ...text.split(',')]);
          return undefined;
        }}
        customOptionText={i18n.translate('requestTrace.scope.add', {
          defaultMessage: 'Search in {name}',
          values: { name: '{searchValue}' },
        })}
        isInvalid={invalid !== undefined}
        onSearchChange={() => setInvalid(undefined)}
        data-test-subj="requestTraceScope"
      />
      {invalid !== undefined && (
        <EuiFormErrorText>
          {i18n.translate('requestTrace.scope.invalid', {
            defaultMessage: '{name} can’t be the name of an index or a pattern of names.',
            values: { name: invalid.slice(0, 100) },
          })}
        </EuiFormErrorText>
      )}
    </>
  );
}
