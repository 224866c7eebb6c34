import React, { useState } from 'react';
import { EuiButtonEmpty, EuiPopover, EuiSelectable } from '@elastic/eui';

interface ColumnPickerProps {
  fields: string[];
  columns: string[];
  onColumns(columns: string[]): void;
}

/** Chooses which of the index's fields are columns. */
export function ColumnPicker({
  fields,
  columns,
  onColumns,
}: ColumnPickerProps): React.ReactElement {
  const [open, setOpen] = useState(false);
  const options = fields.map((label) => ({
    label,
    checked: columns.includes(label) ? ('on' as const) : undefined,
  }));
  return (
    <EuiPopover
      isOpen={open}
      closePopover={() => setOpen(false)}
      panelPaddingSize="s"
      button={
        <EuiButtonEmpty
          size="xs"
          iconType="plusInCircle"
          onClick={() => setOpen(!open)}
          data-test-subj="hostColumnPicker"
        >
          Fields
        </EuiButtonEmpty>
      }
    >
      <EuiSelectable
        aria-label="Columns"
        searchable
        options={options}
        height={320}
        searchProps={{ placeholder: 'Find a field', compressed: true }}
        onChange={(_all, _event, changed) => {
          const { label } = changed;
          onColumns(
            columns.includes(label)
              ? columns.filter((other) => other !== label)
              : [...columns, label]
          );
        }}
      >
        {(list, search) => (
          <div style={{ width: 320 }}>
            {search}
            {list}
          </div>
        )}
      </EuiSelectable>
    </EuiPopover>
  );
}
