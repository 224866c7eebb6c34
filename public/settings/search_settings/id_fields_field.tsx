import React, { useMemo, useState } from 'react';
import { EuiComboBox, EuiFormErrorText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { MAX_FIELD_NAME, MAX_ID_FIELDS } from '../setting_values';

interface IdFieldsFieldProps {
  id?: string;
  value: string[];
  /** fields of the data view that may hold an ID */
  fieldOptions: string[];
  isLoading: boolean;
  isDisabled: boolean;
  isInvalid?: boolean;
  onChange(names: string[]): void;
}

/** Field names, from the data view's or typed: logs may be searched that the data view knows nothing of yet. */
export function IdFieldsField({
  id,
  value,
  fieldOptions: fieldOptions,
  isLoading,
  isDisabled,
  isInvalid,
  onChange,
}: IdFieldsFieldProps): React.ReactElement {
  const [invalidName, setRefused] = useState<string>();
  const options = useMemo(() => fieldOptions.map((label) => ({ label })), [fieldOptions]);
  return (
    <>
      <EuiComboBox
        id={id}
        fullWidth
        isLoading={isLoading}
        isDisabled={isDisabled}
        isInvalid={isInvalid || invalidName !== undefined}
        isClearable={false}
        options={options}
        selectedOptions={value.map((label) => ({ label }))}
        onChange={(chosen) => {
          setRefused(undefined);
          onChange(chosen.map(({ label }) => label));
        }}
        onSearchChange={() => setRefused(undefined)}
        onCreateOption={(text) => {
          const name = text.trim();
          if (!isFieldName(name) || value.length >= MAX_ID_FIELDS) {
            setRefused(name);
            return false;
          }
          if (!value.includes(name)) onChange([...value, name]);
          return undefined;
        }}
        customOptionText={i18n.translate('requestTrace.settingsPage.idFields.add', {
          defaultMessage: 'Add the field {name}',
          values: { name: '{searchValue}' },
        })}
        data-test-subj="requestTraceSettingsIdFields"
      />
      {invalidName !== undefined && (
        <EuiFormErrorText>
          {i18n.translate('requestTrace.settingsPage.idFields.invalid', {
            defaultMessage:
              '{name} can’t be the name of a field: names have no spaces and no wildcards.',
            values: { name: invalidName.slice(0, 100) },
          })}
        </EuiFormErrorText>
      )}
    </>
  );
}

/** As the server wants it (`fieldName` in common/api/schemas.ts). */
export function isFieldName(name: string): boolean {
  return name !== '' && name.length <= MAX_FIELD_NAME && !/[*\s]/.test(name);
}
