import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  EuiDataGrid,
  useEuiTheme,
  type EuiDataGridRefProps,
  type EuiDataGridSorting,
} from '@elastic/eui';
import { Global } from '@emotion/react';
import { i18n } from '@kbn/i18n';
import { useHasDiscover } from '../../open_in_discover';
import type { HttpStart } from '../../kibana_types';
import { GRID_COLUMNS, type GridColumn, type TraceViewState } from '../../types';
import type { TimeFormat } from '../format_time';
import type { ViewRecord } from '../view_records';
import { CellValue, createControlColumns } from './grid_cells';
import { createGridColumns, DEFAULT_VISIBLE_COLUMNS } from './grid_columns';
import { DocumentFlyout } from './document_flyout';
import { GridReactContext, type GridContext } from './grid_context';

interface Props {
  http: HttpStart;
  /** filtered and zoomed, by time */
  records: ViewRecord[];
  start: number;
  time: TimeFormat;
  search: string;
  selectedKey: string | undefined;
  compact: boolean;
  /** how sure it is that a record belongs here differs from record to record */
  showsConfidence: boolean;
  /** order and visible columns, as the reader set them */
  arrangement: GridArrangement;
  /** a record to be brought into sight, and to have the focus, now: each time anew when the object is another */
  reveal?: RevealTarget | null;
  onSelect(key: string): void;
  onArrange(arrangement: GridArrangement): void;
}

/** `key` absent: the grid itself. `isQuiet`: the page moves no further than it must, and the focus stays where it is. */
export interface RevealTarget {
  key?: string;
  keepsFocus?: true;
}

type GridArrangement = Pick<TraceViewState, 'newestFirst' | 'columns'>;

/** One line of text and a badge; fixed, so that nothing moves when the grid has measured itself. */
const ROW_HEIGHT = 30;
const ROW_HEIGHTS = { defaultHeight: ROW_HEIGHT };
const TOOLBAR_AND_HEADER_HEIGHT = 76;
const SELECTED_CLASS = 'requestTraceSelectedRow';
const GRID_CLASS = 'requestTraceGrid';

/** Grows with its rows up to a limit; the rest scrolls. */
export function getGridHeight(rows: number, compact: boolean): number {
  return Math.min(Math.max(rows, 3) * ROW_HEIGHT + TOOLBAR_AND_HEADER_HEIGHT, compact ? 460 : 620);
}

/** The records as a virtualised grid: what isn't in sight isn't built. */
export const RecordsGrid: React.FC<Props> = React.memo(
  ({
    http,
    records,
    start,
    time,
    search,
    selectedKey,
    compact,
    showsConfidence: showsConfidence,
    arrangement,
    reveal = null,
    onSelect,
    onArrange,
  }) => {
    const { euiTheme } = useEuiTheme();
    const columns = useMemo(
      () => createGridColumns(compact, showsConfidence),
      [compact, showsConfidence]
    );
    const defaultColumns = useMemo(
      () =>
        (compact ? DEFAULT_VISIBLE_COLUMNS.tab : DEFAULT_VISIBLE_COLUMNS.page).filter((id) =>
          columns.some((column) => column.id === id)
        ),
      [compact, columns]
    );
    const visibleColumns = useMemo(() => {
      // a link may name a column that this trace has no use for
      const chosen =
        arrangement.columns?.filter((id) => columns.some((column) => column.id === id)) ?? [];
      return chosen.length > 0 ? chosen : [...defaultColumns];
    }, [arrangement.columns, defaultColumns, columns]);
    const showsConfidenceInMessage = showsConfidence && !visibleColumns.includes('confidence');
    const setVisibleColumns = (next: string[]): void => {
      const known = next.filter((id): id is GridColumn =>
        GRID_COLUMNS.some((column) => column === id)
      );
      onArrange({
        ...arrangement,
        columns: known.length === 0 || known.join() === defaultColumns.join() ? undefined : known,
      });
    };
    // time and distance from the start are the same order: which of them has the arrow is nobody's business but this grid's
    const [sortedBy, setSortedBy] = useState(compact ? 'offset' : 'time');
    const isDescending = arrangement.newestFirst === true;
    const sort: EuiDataGridSorting['columns'] = [
      { id: sortedBy, direction: isDescending ? 'desc' : 'asc' },
    ];
    const onSort = (next: EuiDataGridSorting['columns']): void => {
      const last = next.at(-1);
      if (last) setSortedBy(last.id);
      onArrange({ ...arrangement, newestFirst: last?.direction === 'desc' ? true : undefined });
    };
    const [documentKey, setDocumentKey] = useState<string | null>(null);
    const gridRef = useRef<EuiDataGridRefProps>(null);
    const hasDiscover = useHasDiscover();
    const leadingColumns = useMemo(() => createControlColumns(hasDiscover), [hasDiscover]);

    const rows = useMemo(
      () => (isDescending ? [...records].reverse() : records),
      [records, isDescending]
    );
    const selectedRow = useMemo(
      () => (selectedKey ? rows.findIndex((row) => row.key === selectedKey) : -1),
      [rows, selectedKey]
    );

    // Once for each selection: when later pages move the row, the reader may be looking elsewhere already.
    const scrolledTo = useRef<string | undefined>();
    useEffect(() => {
      if (selectedKey === undefined) scrolledTo.current = undefined;
      if (selectedRow < 0 || scrolledTo.current === selectedKey) return undefined;
      // the grid measures itself in its first frame; before that there is nothing to scroll
      const timer = setTimeout(() => {
        gridRef.current?.scrollToItem?.({ rowIndex: selectedRow, align: 'smart' });
        scrolledTo.current = selectedKey;
      }, 60);
      return () => clearTimeout(timer);
    }, [selectedRow, selectedKey]);

    // What leads here from above the grid (a verdict, a step) leads the eye and the keyboard to the record.
    const containerRef = useRef<HTMLDivElement>(null);
    const handledRevealTarget = useRef<RevealTarget | null>(null);
    useEffect(() => {
      if (!reveal || handledRevealTarget.current === reveal) return undefined;
      const row = reveal.key === undefined ? -1 : rows.findIndex(({ key }) => key === reveal.key);
      if (reveal.key !== undefined && row < 0) return undefined;
      const timer = setTimeout(() => {
        handledRevealTarget.current = reveal;
        if (!reveal.keepsFocus) containerRef.current?.scrollIntoView?.({ block: 'nearest' });
        if (row < 0) return;
        gridRef.current?.scrollToItem?.({ rowIndex: row, align: 'smart' });
        scrolledTo.current = reveal.key;
        if (!reveal.keepsFocus) gridRef.current?.setFocusedCell({ rowIndex: row, colIndex: 0 });
        // built in the frame after the grid has scrolled
        else
          setTimeout(
            () =>
              containerRef.current
                ?.querySelector(`.${SELECTED_CLASS}`)
                ?.scrollIntoView?.({ block: 'nearest' }),
            80
          );
      }, 80);
      return () => clearTimeout(timer);
    }, [reveal, rows]);

    const openDocument = useCallback(
      (row: number) => {
        const view = rows[row];
        if (!view) return;
        scrolledTo.current = view.key;
        onSelect(view.key);
        setDocumentKey(view.key);
      },
      [rows, onSelect]
    );
    const context = useMemo<GridContext>(
      () => ({
        rows,
        start,
        time,
        search,
        compact,
        showsConfidenceInMessage: showsConfidenceInMessage,
        openDocument,
      }),
      [rows, start, time, search, compact, showsConfidenceInMessage, openDocument]
    );

    const documentRow =
      documentKey === null ? -1 : rows.findIndex((row) => row.key === documentKey);
    const showDocument = (row: number) => {
      const view = rows[row];
      if (!view) return;
      setDocumentKey(view.key);
      onSelect(view.key);
    };
    const closeDocument = () => {
      setDocumentKey(null);
      // where the reader came from, so that the keyboard goes on there
      if (documentRow >= 0) gridRef.current?.setFocusedCell({ rowIndex: documentRow, colIndex: 0 });
    };
    // a click anywhere in a row selects it; buttons within do their own thing
    const onRowClick = (event: React.MouseEvent) => {
      const target = event.target as HTMLElement;
      if (target.closest('button')) return;
      const cell = target.closest<HTMLElement>('[data-gridcell-visible-row-index]');
      const view = cell ? rows[Number(cell.dataset['gridcellVisibleRowIndex'])] : undefined;
      if (!view) return;
      scrolledTo.current = view.key;
      onSelect(view.key);
    };

    return (
      <GridReactContext.Provider value={context}>
        <Global
          styles={{
            [`.${SELECTED_CLASS}`]: {
              backgroundColor: `${euiTheme.colors.highlight} !important`,
              boxShadow: `inset 3px 0 0 ${euiTheme.colors.primary}`,
            },
            // EUI wraps in rows of a fixed height, and shows half of the second line; rows of the reader's own choice still wrap
            [`.${GRID_CLASS} .euiDataGridRowCell__numericalHeight .euiDataGridRowCell__content`]: {
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            },
          }}
        />
        {/* the keyboard's way to select is the row's own button, the first in each row */}
        <div
          ref={containerRef}
          className={GRID_CLASS}
          onClick={onRowClick}
          style={{ height: getGridHeight(rows.length, compact) }}
          data-test-subj="requestTraceGrid"
        >
          <EuiDataGrid
            ref={gridRef}
            aria-label={i18n.translate('requestTrace.grid.label', {
              defaultMessage: 'Records of the trace',
            })}
            height={getGridHeight(rows.length, compact)}
            columns={columns}
            columnVisibility={{ visibleColumns, setVisibleColumns }}
            leadingControlColumns={leadingColumns}
            rowCount={rows.length}
            renderCellValue={CellValue}
            sorting={{ columns: sort, onSort }}
            toolbarVisibility={{
              showSortSelector: false,
              showDisplaySelector: { allowDensity: true, allowRowHeight: true },
            }}
            gridStyle={{
              border: 'horizontal',
              header: 'underline',
              fontSize: 's',
              cellPadding: 's',
              rowHover: 'highlight',
              rowClasses: selectedRow >= 0 ? { [selectedRow]: SELECTED_CLASS } : {},
            }}
            rowHeightsOptions={ROW_HEIGHTS}
          />
        </div>
        {documentRow >= 0 && (
          <DocumentFlyout
            http={http}
            view={rows[documentRow]!}
            position={documentRow}
            count={rows.length}
            start={start}
            time={time}
            onMove={showDocument}
            onClose={closeDocument}
          />
        )}
      </GridReactContext.Provider>
    );
  }
);
