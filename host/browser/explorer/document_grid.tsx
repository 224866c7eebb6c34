import React, { useMemo, useState } from 'react';
import {
  EuiButtonIcon,
  EuiDataGrid,
  EuiScreenReaderOnly,
  type EuiDataGridCellValueElementProps,
  type EuiDataGridColumn,
} from '@elastic/eui';
import { http } from '../services/http';
import { ColumnPicker } from './column_picker';
import { formatTime } from './time_range';
import type { LogRow } from './logs_api_types';
import { useRequest } from './use_request';

interface DocumentGridProps {
  rows: LogRow[];
  columns: string[];
  order: 'asc' | 'desc';
  index?: string;
  /** the row in the flyout, or -1 */
  selected: number;
  onColumns(columns: string[]): void;
  onOrder(order: 'asc' | 'desc'): void;
  onOpen(row: number): void;
  onFilter(field: string, value: unknown, mode: '+' | '-'): void;
}

const TIME_FIELD = '@timestamp';
const PAGE_SIZES = [50, 100, 250, 500];

/** The documents, newest first by default; a click on a row, or on its button, opens the document. */
export function DocumentGrid({
  rows,
  columns,
  order,
  index,
  selected,
  onColumns,
  onOrder,
  onOpen,
  onFilter,
}: DocumentGridProps): React.ReactElement {
  const [{ pageIndex, pageSize }, setPage] = useState({ pageIndex: 0, pageSize: 100 });
  const fields = useRequest<string[]>(index, (signal) =>
    http.get('/internal/host/fields', { query: { index }, signal })
  );
  const shown = useMemo(
    () => [TIME_FIELD, ...columns.filter((column) => column !== TIME_FIELD)],
    [columns]
  );

  const gridColumns: EuiDataGridColumn[] = shown.map((id) => ({
    id,
    displayAsText: id,
    isSortable: id === TIME_FIELD,
    initialWidth: id === TIME_FIELD ? 212 : id === shown[shown.length - 1] ? undefined : 180,
    actions: {
      showHide: id !== TIME_FIELD,
      showMoveLeft: id !== TIME_FIELD,
      showMoveRight: id !== TIME_FIELD,
      showSortAsc: id === TIME_FIELD,
      showSortDesc: id === TIME_FIELD,
    },
    cellActions:
      id === TIME_FIELD
        ? []
        : (['+', '-'] as const).map((mode) => ({ rowIndex, Component }) => {
            const value = rows[rowIndex]?.fields[id]?.[0];
            const title = `${mode === '+' ? 'Only' : 'Without'} this ${id}`;
            return value === undefined || JSON.stringify(value).length > 200 ? null : (
              <Component
                iconType={mode === '+' ? 'plusInCircle' : 'minusInCircle'}
                aria-label={title}
                title={title}
                onClick={() => onFilter(id, value, mode)}
              >
                {title}
              </Component>
            );
          }),
  }));

  const renderCell = useMemo(
    () =>
      function Cell({ rowIndex, columnId }: EuiDataGridCellValueElementProps) {
        const values = rows[rowIndex]?.fields[columnId];
        const text = !values
          ? '-'
          : columnId === TIME_FIELD
            ? formatTime(values[0])
            : values.map(String).join(', ');
        // The button in front is the way in for keyboards; the click anywhere in the row is a comfort.
        return (
          <div
            className={`hostExplorer__cell${columnId === 'message' ? ' hostExplorer__code' : ''}`}
            onClick={() => onOpen(rowIndex)}
          >
            {text}
          </div>
        );
      },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `onOpen` is a new function each time and always does the same
    [rows]
  );

  const openColumn = useMemo(
    () => [
      {
        id: 'open',
        width: 36,
        headerCellRender: () => (
          <EuiScreenReaderOnly>
            <span>Document</span>
          </EuiScreenReaderOnly>
        ),
        rowCellRender: ({ rowIndex }: { rowIndex: number }) => (
          <EuiButtonIcon
            size="xs"
            iconType={rowIndex === selected ? 'minimize' : 'expand'}
            color={rowIndex === selected ? 'primary' : 'text'}
            aria-label="Open the document"
            data-test-subj="docTableExpandToggleColumn"
            onClick={() => onOpen(rowIndex)}
          />
        ),
      },
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `onOpen` is a new function each time and always does the same
    [rows, selected]
  );

  return (
    <EuiDataGrid
      aria-label="Documents"
      data-test-subj="discoverDocTable"
      columns={gridColumns}
      columnVisibility={{
        visibleColumns: shown,
        setVisibleColumns: (next) => onColumns(next.filter((column) => column !== TIME_FIELD)),
      }}
      leadingControlColumns={openColumn}
      rowCount={rows.length}
      renderCellValue={renderCell}
      sorting={{
        columns: [{ id: TIME_FIELD, direction: order }],
        onSort: (sorting) =>
          onOrder(sorting.find(({ id }) => id === TIME_FIELD)?.direction ?? 'desc'),
      }}
      pagination={{
        pageIndex,
        pageSize,
        pageSizeOptions: PAGE_SIZES,
        onChangePage: (page) => setPage({ pageIndex: page, pageSize }),
        onChangeItemsPerPage: (size) => setPage({ pageIndex: 0, pageSize: size }),
      }}
      rowHeightsOptions={{ defaultHeight: { lineCount: 2 } }}
      gridStyle={{
        border: 'horizontal',
        fontSize: 's',
        cellPadding: 's',
        header: 'underline',
        stripes: false,
      }}
      toolbarVisibility={{
        showColumnSelector: { allowHide: false, allowReorder: true },
        showSortSelector: false,
        additionalControls: {
          left: {
            append: (
              <ColumnPicker fields={fields.data ?? []} columns={columns} onColumns={onColumns} />
            ),
          },
        },
      }}
    />
  );
}
