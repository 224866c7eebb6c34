/** The list of requests: filters, how many over time, and a row each. */
import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { RequestsResponse } from '../../common/model/request_summary';
import { MAX_ROWS, type RequestsListState } from '../app_url/requests_list_url';
import type { Services } from '../types';
import type { TimeRange } from '../time/time_range';
import { Warnings } from '../trace/coverage/warnings';
import { createTimeFormat } from '../trace/format_time';
import type { RequestLink } from './request_cells';
import { FilterBar } from './filter_bar';
import { Histogram } from './histogram';
import {
  hasFilters,
  buildListQuery,
  PAGE_ROWS,
  withoutFilters,
  type ListScope,
} from './list_query';
import { RequestsTable } from './requests_table';
import { EmptyList, ListFailed, LoadingList } from './loading_and_empty_states';
import { useNewestRequest } from './use_newest_request';
import { useOutcomes } from './use_outcomes';
import { useRequests, type RequestsStatus } from './use_requests';

export interface RequestsListProps {
  services: Services;
  /** null while it is looked up */
  scope: ListScope | null;
  state: RequestsListState;
  /** @param step whether the browser's back button takes it back */
  onStateChange(state: RequestsListState, step: boolean): void;
  /** the reader narrows or moves the time */
  onRange(range: TimeRange): void;
  /** the reader asks again: what is `now` may be another moment */
  onRefresh(): void;
  linkTo(id: string): RequestLink;
  settingsLink: RequestLink;
  /** the request whose trace the reader comes back from */
  openedId?: string;
}

export const RequestsList: React.FC<RequestsListProps> = (props) => {
  const {
    services: { core },
    scope,
    state,
    onStateChange,
    onRange,
    linkTo,
    openedId: openedId,
  } = props;
  const time = useMemo(() => createTimeFormat(core.uiSettings), [core]);
  const query = useMemo(() => scope && buildListQuery(scope, state), [scope, state]);
  const wanted = Math.min(state.rows ?? PAGE_ROWS, MAX_ROWS);
  const status = useRequests(core.http, query, wanted);
  const { first, phase, error, reload } = status;
  // an ID needs no time range: what a request caused goes on after the time that is shown
  const scopeOfAnyTime = useMemo(
    () => scope && { index: scope.index, timeField: scope.timeField, filter: scope.filter },
    [scope]
  );
  const [retryCount, setAttempt] = useState(0);
  // while another list loads, its predecessor's rows are still shown: nobody looks into these any more
  const rows = useOutcomes(
    core.http,
    phase === 'loading' ? null : scopeOfAnyTime,
    status.rows,
    retryCount
  );
  const isEmpty = phase === 'done' && rows.length === 0 && !status.hasMore;
  const newest = useNewestRequest(core.http, isEmpty ? query : null);
  const list = useRef<HTMLDivElement>(null);
  useFocusOpenedRow(list, openedId, rows.length > 0 && phase !== 'loading');
  const changeState = useCallback(
    (next: RequestsListState) => onStateChange(next, true),
    [onStateChange]
  );
  const refresh = (): void => {
    props.onRefresh();
    reload();
    setAttempt((count) => count + 1);
  };

  return (
    <section
      ref={list}
      aria-labelledby="requestTraceRequestsTitle"
      data-test-subj="requestTraceRequestsList"
    >
      <EuiFlexGroup gutterSize="s" alignItems="center" wrap responsive={false}>
        <EuiFlexItem grow={false}>
          <EuiTitle size="xs">
            <h2 id="requestTraceRequestsTitle">
              {i18n.translate('requestTrace.requests.title', { defaultMessage: 'Requests' })}
            </h2>
          </EuiTitle>
        </EuiFlexItem>
        <EuiFlexItem>
          <EuiText size="xs" color="subdued">
            <p role="status" data-test-subj="requestTraceRequestsCount">
              {phase === 'loading' ? getLoadingText(state) : getListSummary(status, state)}
            </p>
          </EuiText>
        </EuiFlexItem>
        {phase === 'loading' && state.outcome && (
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty
              size="s"
              iconType="cross"
              onClick={() => onStateChange({ ...state, outcome: undefined }, true)}
              data-test-subj="requestTraceRequestsStop"
            >
              {i18n.translate('requestTrace.requests.stop', { defaultMessage: 'Stop' })}
            </EuiButtonEmpty>
          </EuiFlexItem>
        )}
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="s"
            iconType="refresh"
            onClick={refresh}
            isLoading={phase === 'loading'}
            data-test-subj="requestTraceRequestsRefresh"
          >
            {i18n.translate('requestTrace.requests.refresh', { defaultMessage: 'Refresh' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      <FilterBar rows={status.rows} state={state} onStateChange={onStateChange} />
      <EuiSpacer size="m" />
      {phase === 'loading' && rows.length === 0 && <LoadingList />}
      {first?.histogram && first.histogram.buckets.length > 0 && !isEmpty && (
        <>
          <Histogram
            histogram={first.histogram}
            rows={rows}
            window={scope?.from ? first.window : undefined}
            time={time}
            outcome={state.outcome}
            onRange={onRange}
          />
          <EuiSpacer size="s" />
        </>
      )}
      <Warnings warnings={status.warnings} exclude={isEmpty ? ['not_found'] : []} />
      {rows.length > 0 && (
        <RequestsTable
          rows={rows}
          isLoading={phase === 'loading'}
          time={time}
          state={state}
          onStateChange={changeState}
          linkTo={linkTo}
        />
      )}
      {isEmpty && (
        <EmptyList
          newest={newest}
          missingLogs={
            first?.basis === null
              ? { lookedFor: status.warnings.find(({ code }) => code === 'not_found')?.message }
              : undefined
          }
          isFiltered={hasFilters(state)}
          isPeopleOnly={!state.everyone}
          hasRange={scope?.from !== undefined}
          lengthMs={getRangeLengthMs(scope)}
          time={time}
          settingsLink={props.settingsLink}
          onReset={() => onStateChange(withoutFilters(state), true)}
          onEveryone={() => onStateChange({ ...state, everyone: true }, true)}
          onRange={onRange}
        />
      )}
      {phase === 'failed' && error && (
        <ListFailed error={error} isPartial={rows.length > 0} onRetry={reload} />
      )}
      {phase !== 'failed' && phase !== 'loading' && (status.hasMore || phase === 'more') && (
        <LoadMore status={status} state={state} onStateChange={onStateChange} />
      )}
    </section>
  );
};

/** A button, not a list that grows by scrolling: what is below it can be reached, by keyboard too. */
const LoadMore: React.FC<{
  status: RequestsStatus;
  state: RequestsListState;
  onStateChange: RequestsListProps['onStateChange'];
}> = ({ status, state, onStateChange }) => (
  <>
    <EuiSpacer size="m" />
    {status.rows.length >= MAX_ROWS ? (
      <EuiText size="s" color="subdued" textAlign="center">
        <p>
          {i18n.translate('requestTrace.requests.most', {
            defaultMessage:
              'No more than {max, number} are listed at once: narrow the time range, or filter.',
            values: { max: MAX_ROWS },
          })}
        </p>
      </EuiText>
    ) : (
      <EuiButton
        fullWidth
        isLoading={status.phase === 'more'}
        onClick={() => {
          onStateChange({ ...state, rows: status.rows.length + PAGE_ROWS }, false);
          status.loadMore();
        }}
        data-test-subj="requestTraceRequestsMore"
      >
        {status.rows.length === 0
          ? i18n.translate('requestTrace.requests.furtherBack', {
              defaultMessage: 'Look further back',
            })
          : i18n.translate('requestTrace.requests.more', { defaultMessage: 'Show more' })}
      </EuiButton>
    )}
  </>
);

/** A filter by outcome takes longer: each request is looked into. */
function getLoadingText({ outcome }: RequestsListState): string {
  return outcome
    ? i18n.translate('requestTrace.requests.lookingAll', {
        defaultMessage: 'Looking into how the newest requests ended…',
      })
    : i18n.translate('requestTrace.requests.loading', { defaultMessage: 'Loading requests' });
}

/** How many there are and are shown, where they come from, and what the order or a filter looked at. */
function getListSummary(
  { rows, first, hasMore }: RequestsStatus,
  state: RequestsListState
): string {
  if (!first || (rows.length === 0 && !hasMore)) return '';
  const {
    total: { value, relation },
    basis,
    examined,
  } = first;
  // filters by outcome are not counted in
  const parts = [
    state.outcome
      ? i18n.translate('requestTrace.requests.shown', {
          defaultMessage: '{shown, plural, one {# request} other {# requests}} shown',
          values: { shown: rows.length },
        })
      : relation === 'gte'
        ? i18n.translate('requestTrace.requests.shownOfMore', {
            defaultMessage: '{shown, number} of at least {total, number} requests',
            values: { shown: rows.length, total: value },
          })
        : i18n.translate('requestTrace.requests.shownOf', {
            defaultMessage:
              '{shown, number} of {total, plural, one {# request} other {# requests}}',
            values: { shown: rows.length, total: value },
          }),
  ];
  if (basis) parts.push(getBasisText(basis));
  if (examined !== undefined && examined < value) {
    parts.push(
      i18n.translate('requestTrace.requests.examined', {
        defaultMessage: 'Only the newest {count, number} were looked at',
        values: { count: examined },
      })
    );
  }
  return parts.join(' · ');
}

function getBasisText(basis: NonNullable<RequestsResponse['basis']>): string {
  return basis === 'audit'
    ? i18n.translate('requestTrace.requests.fromAudit', { defaultMessage: 'From the audit log' })
    : i18n.translate('requestTrace.requests.fromReqIds', {
        defaultMessage: 'From request IDs of component logs',
      });
}

function getRangeLengthMs(scope: ListScope | null): number {
  const length = Date.parse(scope?.to ?? '') - Date.parse(scope?.from ?? '');
  return Number.isFinite(length) ? length : 0;
}

/** Back from a trace, the reader goes on from the row that led there. */
function useFocusOpenedRow(
  list: React.RefObject<HTMLElement>,
  opened: string | undefined,
  isThere: boolean
): void {
  const done = useRef<string>();
  useEffect(() => {
    if (!opened) return undefined;
    // who uses the keyboard before the rows are there is somewhere else already
    const onKey = (): void => {
      done.current = opened;
    };
    window.addEventListener('keydown', onKey, { once: true, capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [opened]);
  useEffect(() => {
    if (!isThere || !opened || done.current === opened) return;
    done.current = opened;
    const link = [
      ...(list.current?.querySelectorAll<HTMLElement>('a[data-request-id]') ?? []),
    ].find(({ dataset }) => dataset['requestId'] === opened);
    link?.focus();
  }, [list, opened, isThere]);
}
