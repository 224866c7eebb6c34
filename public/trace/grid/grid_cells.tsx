import React from 'react';
import {
  EuiButtonIcon,
  EuiScreenReaderOnly,
  EuiToolTip,
  type EuiDataGridCellValueElementProps,
  type EuiDataGridControlColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { DiscoverRecordMenu } from '../../open_in_discover';
import { ConfidenceMark } from '../../labels/confidence';
import { getConfidenceBand } from '../../labels/confidence_bands';
import { isShared } from '../correlation/confidence_counts';
import { SharedBadge } from '../correlation/shared_record';
import { formatCoarseOffset, formatOffset, fractionDigits } from '../../../common/time/micros';
import { SeverityBadge } from '../severity';
import { useGridContext } from './grid_context';
import { MAX_CELL_LENGTH, HighlightedMessage, MAX_POPOVER_LENGTH } from './highlighted_message';
import { ReasonsButton } from './reasons_popover';

const NUMBER_STYLE: React.CSSProperties = {
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
};

export const CellValue: React.FC<EuiDataGridCellValueElementProps> = ({
  rowIndex,
  columnId,
  isDetails,
}) => {
  const {
    rows,
    start,
    time,
    search,
    compact,
    showsConfidenceInMessage: showsConfidenceInMessage,
  } = useGridContext();
  const view = rows[rowIndex];
  if (!view) return null;
  const { record, micros } = view;
  switch (columnId) {
    case 'time':
      return (
        <span style={NUMBER_STYLE} title={record.timestamp}>
          {time.formatFull(micros, fractionDigits(record.timestamp))}
        </span>
      );
    case 'offset':
      return <OffsetCell micros={micros - start} digits={fractionDigits(record.timestamp)} />;
    case 'component':
      return (
        <>
          {getComponentText(record.source, record.component)}
          {compact && record.node ? ` ${record.node}` : ''}
        </>
      );
    case 'node':
      return <>{record.node ?? '–'}</>;
    case 'severity':
      return <SeverityBadge severity={record.severity} short={compact} />;
    case 'confidence':
      return <ConfidenceMark confidence={record.confidence} />;
    case 'message':
      return (
        <>
          {showsConfidenceInMessage && getConfidenceBand(record.confidence) !== 'sure' && (
            <>
              <ConfidenceMark confidence={record.confidence} isShort />{' '}
            </>
          )}
          {isShared(record) && (
            <>
              <SharedBadge record={record} isShort={compact} />{' '}
            </>
          )}
          {record.count !== undefined && record.count > 1 && <strong>×{record.count} </strong>}
          <HighlightedMessage
            record={record}
            search={search}
            maxLength={isDetails ? MAX_POPOVER_LENGTH : MAX_CELL_LENGTH}
          />
        </>
      );
    default:
      return null;
  }
};

/** Most events know the second only: digits that the source didn't write would be made up. */
const OffsetCell: React.FC<{ micros: number; digits: number }> = ({ micros, digits }) => {
  if (Number.isNaN(micros)) return <>–</>;
  if (digits >= 3) return <span style={NUMBER_STYLE}>{formatOffset(micros)}</span>;
  const title = i18n.translate('requestTrace.grid.coarseTime', {
    defaultMessage:
      'Its source wrote whole seconds: it happened somewhere in the second that begins here',
  });
  return (
    <span style={NUMBER_STYLE} title={title}>
      ≈ {formatCoarseOffset(micros)}
    </span>
  );
};

/** An event's and a container's component is a name from elsewhere: say which kind of record it is. */
export function getComponentText(source: string, component: string): string {
  if (source === 'event')
    return i18n.translate('requestTrace.grid.eventOf', {
      defaultMessage: 'event · {component}',
      values: { component },
    });
  if (source === 'pod')
    return i18n.translate('requestTrace.grid.podLog', {
      defaultMessage: 'pod · {component}',
      values: { component },
    });
  return component;
}

const ExpandCell: React.FC<{ rowIndex: number }> = ({ rowIndex }) => {
  const { openDocument } = useGridContext();
  const label = i18n.translate('requestTrace.grid.openDocument', {
    defaultMessage: 'Show the whole document',
  });
  return (
    <EuiToolTip content={label}>
      <EuiButtonIcon
        size="xs"
        iconSize="s"
        color="text"
        iconType="expand"
        aria-label={label}
        data-test-subj="requestTraceOpenDocument"
        onClick={() => openDocument(rowIndex)}
      />
    </EuiToolTip>
  );
};

const ReasonsCell: React.FC<{ rowIndex: number }> = ({ rowIndex }) => {
  const { rows } = useGridContext();
  const view = rows[rowIndex];
  return view ? <ReasonsButton key={view.key} record={view.record} /> : null;
};

const DiscoverMenuCell: React.FC<{ rowIndex: number }> = ({ rowIndex }) => {
  const { rows } = useGridContext();
  const view = rows[rowIndex];
  return view ? <DiscoverRecordMenu key={view.key} record={view.record} /> : null;
};

const createHiddenHeader = (text: string) => () => (
  <EuiScreenReaderOnly>
    <span>{text}</span>
  </EuiScreenReaderOnly>
);

/** @param hasDiscover whether records can be opened in Discover */
export const createControlColumns = (hasDiscover: boolean): EuiDataGridControlColumn[] => [
  {
    id: 'expand',
    width: 30,
    rowCellRender: ExpandCell,
    headerCellRender: createHiddenHeader(
      i18n.translate('requestTrace.grid.expandHeader', { defaultMessage: 'Whole document' })
    ),
  },
  {
    id: 'why',
    width: 30,
    rowCellRender: ReasonsCell,
    headerCellRender: createHiddenHeader(
      i18n.translate('requestTrace.grid.whyHeader', { defaultMessage: 'Why it is here' })
    ),
  },
  ...(hasDiscover
    ? [
        {
          id: 'more',
          width: 30,
          rowCellRender: DiscoverMenuCell,
          headerCellRender: createHiddenHeader(
            i18n.translate('requestTrace.grid.moreHeader', { defaultMessage: 'In Discover' })
          ),
        },
      ]
    : []),
];
