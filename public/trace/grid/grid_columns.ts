/** The grid's columns. */
import type { EuiDataGridColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { GRID_COLUMNS, type GridColumn } from '../../types';

/** @param marksConfidence how sure it is that a record belongs here differs from record to record */
export function createGridColumns(compact: boolean, marksConfidence: boolean): EuiDataGridColumn[] {
  const createTextColumn = (
    id: string,
    display: string,
    rest: Partial<EuiDataGridColumn>
  ): EuiDataGridColumn => ({
    id,
    displayAsText: display,
    isExpandable: false,
    isSortable: false,
    actions: { showHide: true, showSortAsc: false, showSortDesc: false },
    ...rest,
  });
  return [
    createTextColumn('time', i18n.translate('requestTrace.grid.time', { defaultMessage: 'Time' }), {
      initialWidth: 228,
      isSortable: true,
      actions: { showHide: true, showSortAsc: true, showSortDesc: true },
      schema: 'datetime',
    }),
    createTextColumn(
      'offset',
      i18n.translate('requestTrace.grid.offset', { defaultMessage: 'From start' }),
      {
        initialWidth: 112,
        isSortable: true,
        actions: { showHide: true, showSortAsc: true, showSortDesc: true },
      }
    ),
    createTextColumn(
      'component',
      i18n.translate('requestTrace.grid.component', { defaultMessage: 'Component' }),
      { initialWidth: compact ? 120 : 165 }
    ),
    createTextColumn('node', i18n.translate('requestTrace.grid.node', { defaultMessage: 'Node' }), {
      initialWidth: 82,
    }),
    createTextColumn(
      'severity',
      i18n.translate('requestTrace.grid.severity', { defaultMessage: 'Severity' }),
      {
        initialWidth: compact ? 70 : 82,
        ...(compact && {
          display: i18n.translate('requestTrace.grid.severityShort', { defaultMessage: 'Sev' }),
        }),
      }
    ),
    ...(marksConfidence
      ? [
          createTextColumn(
            'confidence',
            i18n.translate('requestTrace.grid.confidence', { defaultMessage: 'How sure' }),
            { initialWidth: 90 }
          ),
        ]
      : []),
    createTextColumn(
      'message',
      i18n.translate('requestTrace.grid.message', { defaultMessage: 'Message' }),
      {
        isExpandable: true,
      }
    ),
  ];
}

/** Those that are there unless the reader chose others. */
export const DEFAULT_VISIBLE_COLUMNS: Record<'page' | 'tab', readonly GridColumn[]> = {
  page: GRID_COLUMNS,
  tab: ['offset', 'component', 'severity', 'message'],
};
