import React from 'react';
import {
  EuiButtonIcon,
  EuiScreenReaderOnly,
  EuiToolTip,
  type EuiDataGridCellValueElementProps,
  type EuiDataGridControlColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { DiscoverRecordMenu } from '../../discover_links';
import { ConfidenceMark } from '../../words/confidence';
import { bandOf } from '../../words/confidence_bands';
import { isShared } from '../correlation/held_together';
import { SharedBadge } from '../correlation/shared_with';
import { formatCoarseOffset, formatOffset, fractionDigits } from '../../../common/time/micros';
import { SeverityBadge } from '../severity';
import { useGridContext } from './grid_context';
import { CELL_LENGTH, Message, POPOVER_LENGTH } from './message';
import { WhyButton } from './why_popover';

const NUMBERS: React.CSSProperties = { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' };

export const CellValue: React.FC<EuiDataGridCellValueElementProps> = ({
  rowIndex,
  columnId,
  isDetails,
}) => {
  const { rows, start, time, search, compact, marksDoubt } = useGridContext();
  const view = rows[rowIndex];
  if (!view) return null;
  const { record, micros } = view;
  switch (columnId) {
    case 'time':
      return (
        <span style={NUMBERS} title={record.timestamp}>
          {time.full(micros, fractionDigits(record.timestamp))}
        </span>
      );
    case 'offset':
      return <Offset micros={micros - start} digits={fractionDigits(record.timestamp)} />;
    case 'component':
      return (
        <>
          {componentText(record.source, record.component)}
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
          {marksDoubt && bandOf(record.confidence) !== 'sure' && (
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
          <Message
            record={record}
            search={search}
            maxLength={isDetails ? POPOVER_LENGTH : CELL_LENGTH}
          />
        </>
      );
    default:
      return null;
  }
};

/** Most events know the second only: digits that the source didn't write would be made up. */
const Offset: React.FC<{ micros: number; digits: number }> = ({ micros, digits }) => {
  if (Number.isNaN(micros)) return <>–</>;
  if (digits >= 3) return <span style={NUMBERS}>{formatOffset(micros)}</span>;
  const title = i18n.translate('requestTrace.grid.coarseTime', {
    defaultMessage:
      'Its source wrote whole seconds: it happened somewhere in the second that begins here',
  });
  return (
    <span style={NUMBERS} title={title}>
      ≈ {formatCoarseOffset(micros)}
    </span>
  );
};

/** An event's and a container's component is a name from elsewhere: say which kind of record it is. */
export function componentText(source: string, component: string): string {
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

const WhyCell: React.FC<{ rowIndex: number }> = ({ rowIndex }) => {
  const { rows } = useGridContext();
  const view = rows[rowIndex];
  return view ? <WhyButton key={view.key} record={view.record} /> : null;
};

const MoreCell: React.FC<{ rowIndex: number }> = ({ rowIndex }) => {
  const { rows } = useGridContext();
  const view = rows[rowIndex];
  return view ? <DiscoverRecordMenu key={view.key} record={view.record} /> : null;
};

const hiddenHeader = (text: string) => () => (
  <EuiScreenReaderOnly>
    <span>{text}</span>
  </EuiScreenReaderOnly>
);

/** @param hasDiscover whether records can be opened in Discover */
export const controlColumns = (hasDiscover: boolean): EuiDataGridControlColumn[] => [
  {
    id: 'expand',
    width: 30,
    rowCellRender: ExpandCell,
    headerCellRender: hiddenHeader(
      i18n.translate('requestTrace.grid.expandHeader', { defaultMessage: 'Whole document' })
    ),
  },
  {
    id: 'why',
    width: 30,
    rowCellRender: WhyCell,
    headerCellRender: hiddenHeader(
      i18n.translate('requestTrace.grid.whyHeader', { defaultMessage: 'Why it is here' })
    ),
  },
  ...(hasDiscover
    ? [
        {
          id: 'more',
          width: 30,
          rowCellRender: MoreCell,
          headerCellRender: hiddenHeader(
            i18n.translate('requestTrace.grid.moreHeader', { defaultMessage: 'In Discover' })
          ),
        },
      ]
    : []),
];
