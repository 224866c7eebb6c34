/** The list's rows. */
import React, { useMemo, useState } from 'react';
import {
  EuiBasicTable,
  EuiIcon,
  useIsWithinBreakpoints,
  useResizeObserver,
  type Criteria,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { formatDuration } from '../../common/time/micros';
import type { RequestsListState } from '../app_url/requests_list_url';
import type { TimeFormat } from '../trace/format_time';
import {
  ResponseCode,
  RequestSummaryCell,
  RequestTime,
  RequestUser,
  type RequestLink,
} from './request_cells';
import { ComponentLabels } from './component_labels';
import { OutcomeCell } from './outcome_cell';
import type { ListedRequest } from './use_outcomes';

interface RequestsTableProps {
  rows: ListedRequest[];
  isLoading: boolean;
  time: TimeFormat;
  state: RequestsListState;
  onStateChange(state: RequestsListState): void;
  linkTo(id: string): RequestLink;
}

const SORT_BY_FIELD = { time: undefined, durationMs: 'duration', errors: 'errors' } as const;

/** Pixels that the table needs for all columns, without the components, and for those that are always there. */
const ALL_COLUMNS_WIDTH = 1_080;
const WITHOUT_COMPONENTS_WIDTH = 880;
const LEAST_COLUMNS_WIDTH = 740;

export const RequestsTable: React.FC<RequestsTableProps> = ({
  rows,
  isLoading: isLoading,
  time,
  state,
  onStateChange,
  linkTo,
}) => {
  const [container, setBox] = useState<HTMLElement | null>(null);
  // Kibana's navigation takes some of the window: its width alone tells little. 0: not measured
  const { width } = useResizeObserver(container, 'width');
  const isCardLayout = useIsWithinBreakpoints(['xs', 's']);
  const columnSet =
    isCardLayout || width === 0 || width >= ALL_COLUMNS_WIDTH
      ? 'all'
      : width >= WITHOUT_COMPONENTS_WIDTH
        ? 'most'
        : 'least';
  const columns = useMemo(() => createColumns(time, linkTo, columnSet), [time, linkTo, columnSet]);
  const field =
    state.sort === 'duration'
      ? ('durationMs' as const)
      : state.sort === 'errors'
        ? ('errors' as const)
        : ('time' as const);
  const onChange = ({ sort }: Criteria<ListedRequest>): void => {
    const { sort: _, ascending: __, ...rest } = state;
    const chosen =
      sort && sort.field in SORT_BY_FIELD
        ? SORT_BY_FIELD[sort.field as keyof typeof SORT_BY_FIELD]
        : undefined;
    // another column begins with what is asked for most: the newest, the longest, the most
    const isAscending = sort?.field === field && sort.direction === 'asc';
    onStateChange({
      ...rest,
      ...(chosen ? { sort: chosen } : {}),
      ...(isAscending ? { ascending: true } : {}),
    });
  };
  return (
    <div ref={setBox} style={isCardLayout ? undefined : { overflowX: 'auto' }}>
      <EuiBasicTable<ListedRequest>
        style={isCardLayout ? undefined : { minWidth: LEAST_COLUMNS_WIDTH }}
        items={rows}
        itemId="id"
        columns={columns}
        compressed
        loading={isLoading}
        tableLayout="fixed"
        sorting={{ sort: { field, direction: state.ascending ? 'asc' : 'desc' } }}
        onChange={onChange}
        tableCaption={i18n.translate('requestTrace.requests.caption', {
          defaultMessage: 'Requests that changed something, or tried to',
        })}
        rowProps={(row) => ({
          // for the mouse; who uses the keyboard has the link
          onClick: (event: React.MouseEvent) => {
            if (isPlainTarget(event)) linkTo(row.id).onClick(event);
          },
          style: { cursor: 'pointer' },
          'data-test-subj': 'requestTraceRequest',
        })}
        data-test-subj="requestTraceRequests"
      />
    </div>
  );
};

/** Neither a link or button of the row's own, nor the end of selecting text. */
function isPlainTarget({ target, button }: React.MouseEvent): boolean {
  return (
    button === 0 &&
    !(target as Element).closest('a, button, input') &&
    (window.getSelection()?.toString() ?? '') === ''
  );
}

function createColumns(
  time: TimeFormat,
  linkTo: (id: string) => RequestLink,
  room: 'all' | 'most' | 'least'
): Array<EuiBasicTableColumn<ListedRequest>> {
  const columns: Array<EuiBasicTableColumn<ListedRequest> | false> = [
    {
      field: 'time',
      name: i18n.translate('requestTrace.requests.time', { defaultMessage: 'Time' }),
      sortable: true,
      width: '180px',
      render: (_: unknown, request) => <RequestTime request={request} time={time} />,
    },
    {
      name: i18n.translate('requestTrace.requests.user', { defaultMessage: 'User' }),
      width: '110px',
      render: (request: ListedRequest) => <RequestUser request={request} />,
    },
    {
      name: i18n.translate('requestTrace.requests.request', { defaultMessage: 'Request' }),
      render: (request: ListedRequest) => (
        <RequestSummaryCell request={request} link={linkTo(request.id)} />
      ),
      mobileOptions: { header: false, width: '100%', enlarge: false },
    },
    {
      name: i18n.translate('requestTrace.requests.outcome', { defaultMessage: 'Outcome' }),
      width: '115px',
      render: (request: ListedRequest) => <OutcomeCell request={request} />,
    },
    room !== 'least' && {
      name: i18n.translate('requestTrace.requests.code', { defaultMessage: 'Code' }),
      width: '64px',
      render: (request: ListedRequest) => <ResponseCode request={request} />,
    },
    {
      field: 'durationMs',
      name: i18n.translate('requestTrace.requests.duration', { defaultMessage: 'Duration' }),
      sortable: true,
      width: '92px',
      render: (_: unknown, { durationMs }) =>
        durationMs === undefined ? (
          <span aria-hidden="true">–</span>
        ) : (
          formatDuration(durationMs * 1000)
        ),
    },
    room === 'all' && {
      name: i18n.translate('requestTrace.requests.components', { defaultMessage: 'Components' }),
      width: '185px',
      mobileOptions: { show: false },
      render: ({ components }: ListedRequest) => <ComponentLabels components={components} />,
    },
    room !== 'least' && {
      name: i18n.translate('requestTrace.requests.records', { defaultMessage: 'Records' }),
      width: '75px',
      align: 'right',
      mobileOptions: { show: false },
      render: ({ records }: ListedRequest) => records.toLocaleString(),
    },
    {
      field: 'errors',
      name: i18n.translate('requestTrace.requests.errors', { defaultMessage: 'Errors' }),
      sortable: true,
      width: '75px',
      align: 'right',
      render: (_: unknown, { errors }) =>
        errors > 0 ? (
          <span>
            <EuiIcon type="error" size="s" color="danger" aria-hidden="true" />{' '}
            {errors.toLocaleString()}
          </span>
        ) : (
          '0'
        ),
    },
  ];
  return columns.filter((column): column is EuiBasicTableColumn<ListedRequest> => column !== false);
}
