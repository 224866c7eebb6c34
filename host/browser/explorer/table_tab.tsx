import React, { useState } from 'react';
import { EuiBasicTable, EuiFieldSearch, EuiSpacer, type EuiBasicTableColumn } from '@elastic/eui';
import type { FullDocViewProps } from '../services/plugins';

interface Field {
  name: string;
  value: string;
  filterable: boolean;
}

/** The document's fields, with Discover's actions on each. */
export function TableTab({
  hit,
  columns = [],
  filter,
  onAddColumn,
  onRemoveColumn,
}: FullDocViewProps): React.ReactElement {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const fields: Field[] = Object.entries(hit.flattened)
    .filter(
      ([name, value]) => value !== null && (wanted === '' || name.toLowerCase().includes(wanted))
    )
    .map(([name, value]) => ({
      name,
      value: [value]
        .flat()
        .map((item) =>
          typeof item === 'object'
            ? JSON.stringify(item)
            : String(item as string | number | boolean)
        )
        .join(', '),
      filterable: !name.startsWith('_') && [value].flat().length === 1,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const tableColumns: Array<EuiBasicTableColumn<Field>> = [
    { field: 'name', name: 'Field', width: '30%', className: 'hostExplorer__code' },
    {
      field: 'value',
      name: 'Value',
      className: 'hostExplorer__code',
      render: (value: string) => (
        <span style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{value}</span>
      ),
    },
    {
      name: '',
      width: '96px',
      actions: [
        {
          name: 'Only with this value',
          description: 'Only documents with this value',
          icon: 'plusInCircle',
          type: 'icon',
          available: ({ filterable }) => filterable,
          onClick: ({ name, value }) => filter(name, value, '+'),
        },
        {
          name: 'Without this value',
          description: 'Only documents without this value',
          icon: 'minusInCircle',
          type: 'icon',
          available: ({ filterable }) => filterable,
          onClick: ({ name, value }) => filter(name, value, '-'),
        },
        {
          name: 'Show as a column',
          description: 'Show or hide the field as a column',
          icon: 'listAdd',
          type: 'icon',
          onClick: ({ name }) =>
            columns.includes(name) ? onRemoveColumn(name) : onAddColumn(name),
        },
      ],
    },
  ];
  return (
    <>
      <EuiSpacer size="s" />
      <EuiFieldSearch
        compressed
        fullWidth
        placeholder="Find a field"
        aria-label="Find a field"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <EuiBasicTable
        items={fields}
        itemId="name"
        columns={tableColumns}
        compressed
        tableLayout="fixed"
        tableCaption="Fields of the document"
      />
    </>
  );
}
