import React from 'react';
import { EuiComboBox } from '@elastic/eui';
import type { DataViewOption } from './use_data_views';

interface DataViewFieldProps {
  id?: string;
  /** '' = none */
  value: string;
  dataViews: DataViewOption[] | undefined;
  isDisabled: boolean;
  isInvalid?: boolean;
  placeholder: string;
  testSubj: string;
  onChange(id: string): void;
}

/** Picks one of the space's data views, or none. */
export function DataViewField({
  id,
  value,
  dataViews,
  isDisabled,
  isInvalid,
  placeholder,
  testSubj,
  onChange,
}: DataViewFieldProps): React.ReactElement {
  const selected = dataViews?.find((each) => each.id === value);
  return (
    <EuiComboBox
      id={id}
      fullWidth
      singleSelection={{ asPlainText: true }}
      isLoading={dataViews === undefined}
      isDisabled={isDisabled}
      isInvalid={isInvalid}
      placeholder={placeholder}
      options={(dataViews ?? []).map(({ id: key, name, title }) => ({
        key,
        label: name,
        append: name === title ? undefined : title,
      }))}
      selectedOptions={value && dataViews ? [{ key: value, label: selected?.name ?? value }] : []}
      onChange={([option]) => onChange(option?.key ?? '')}
      data-test-subj={testSubj}
    />
  );
}
