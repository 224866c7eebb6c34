/** What the list says when it has no rows: loading, an error, and why there is nothing. */
import React from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiCallOut,
  EuiEmptyPrompt,
  EuiSkeletonRectangle,
  EuiSkeletonText,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { toMicros } from '../../common/time/micros';
import type { TimeRange } from '../time/time_range';
import type { TimeFormat } from '../trace/format_time';
import type { RequestError } from '../http/request_error';
import { getResetLabel } from './filter_bar';
import type { RequestLink } from './request_cells';
import type { NewestRequest } from './use_newest_request';

/** The shape of what comes. */
export const LoadingList: React.FC = () => (
  <div aria-busy="true" data-test-subj="requestTraceRequestsLoading">
    <EuiSkeletonRectangle width="100%" height={136} />
    <EuiSpacer size="m" />
    <EuiSkeletonText
      lines={10}
      contentAriaLabel={i18n.translate('requestTrace.requests.loading', {
        defaultMessage: 'Loading requests',
      })}
    />
  </div>
);

/** @param isPartial rows are shown above it */
export const ListFailed: React.FC<{ error: RequestError; isPartial: boolean; onRetry(): void }> = ({
  error: { status, message },
  isPartial,
  onRetry,
}) => {
  const text = (
    <p
      style={{ overflowWrap: 'anywhere' }}
    >{`${status === undefined ? '' : `${status}: `}${message.slice(0, 2_000)}`}</p>
  );
  const retry = (
    <EuiButton
      color="danger"
      size={isPartial ? 's' : 'm'}
      onClick={onRetry}
      data-test-subj="requestTraceRequestsRetry"
    >
      {i18n.translate('requestTrace.requests.retry', { defaultMessage: 'Try again' })}
    </EuiButton>
  );
  const title =
    status === 401 || status === 403
      ? i18n.translate('requestTrace.requests.forbidden', {
          defaultMessage: 'You may not see the requests',
        })
      : status === undefined
        ? i18n.translate('requestTrace.requests.unreachable', {
            defaultMessage: 'The server didn’t answer',
          })
        : i18n.translate('requestTrace.requests.failed', {
            defaultMessage: 'The requests couldn’t be loaded',
          });
  return isPartial ? (
    <EuiCallOut
      color="danger"
      iconType="error"
      title={title}
      role="alert"
      data-test-subj="requestTraceRequestsFailed"
    >
      {text}
      {retry}
    </EuiCallOut>
  ) : (
    <EuiEmptyPrompt
      color="danger"
      iconType="error"
      titleSize="s"
      title={<h3>{title}</h3>}
      body={text}
      actions={retry}
      role="alert"
      data-test-subj="requestTraceRequestsFailed"
    />
  );
};

interface EmptyListProps {
  newest: NewestRequest | undefined;
  /** neither an audit log nor request IDs are there in this time; with what was looked for, in the server's words */
  missingLogs?: { lookedFor?: string };
  isFiltered: boolean;
  isPeopleOnly: boolean;
  /** absent: all time was searched */
  hasRange: boolean;
  /** the shown time, milliseconds */
  lengthMs: number;
  time: TimeFormat;
  settingsLink: RequestLink;
  onReset(): void;
  onEveryone(): void;
  onRange(range: TimeRange): void;
}

const DAY_MS = 86_400_000;

/** Says what was looked for, and offers what would show something. */
export const EmptyList: React.FC<EmptyListProps> = (props) => {
  const {
    newest,
    missingLogs: missingLogs,
    isFiltered: isFiltered,
    isPeopleOnly: isPeopleOnly,
    hasRange,
    lengthMs,
    time,
    settingsLink: settingsLink,
    onReset,
    onEveryone,
    onRange,
  } = props;
  const hasNoLogs = missingLogs !== undefined && (!hasRange || newest?.basis === null);
  const newestMicros = hasRange && newest?.time !== undefined ? toMicros(newest.time) : null;
  const actions: React.ReactElement[] = [];
  if (newestMicros !== null) {
    actions.push(
      <EuiButton
        key="newest"
        fill
        onClick={() => onRange(getRangeUpTo(newestMicros / 1000, lengthMs))}
        data-test-subj="requestTraceGoToNewest"
      >
        {i18n.translate('requestTrace.requests.goToNewest', {
          defaultMessage: 'Go to the newest: {time}',
          values: { time: time.formatFull(newestMicros, 0) },
        })}
      </EuiButton>
    );
  }
  if (isFiltered && !missingLogs) {
    actions.push(
      <EuiButton
        key="reset"
        fill={actions.length === 0}
        onClick={onReset}
        data-test-subj="requestTraceEmptyReset"
      >
        {getResetLabel()}
      </EuiButton>
    );
  }
  if (isPeopleOnly && !missingLogs) {
    actions.push(
      <EuiButtonEmpty
        key="everyone"
        onClick={onEveryone}
        data-test-subj="requestTraceEmptyEveryone"
      >
        {i18n.translate('requestTrace.requests.showEveryone', {
          defaultMessage: 'Show service accounts and components too',
        })}
      </EuiButtonEmpty>
    );
  }
  if (hasNoLogs) {
    actions.push(
      <EuiButton key="settings" fill {...settingsLink} data-test-subj="requestTraceEmptySettings">
        {i18n.translate('requestTrace.requests.seeSources', {
          defaultMessage: 'See which logs are there',
        })}
      </EuiButton>
    );
  }
  return (
    <EuiEmptyPrompt
      iconType="search"
      titleSize="s"
      title={
        <h3>
          {hasNoLogs
            ? i18n.translate('requestTrace.requests.noLogs', {
                defaultMessage: 'No requests in these logs',
              })
            : isFiltered && !missingLogs
              ? i18n.translate('requestTrace.requests.noMatch', {
                  defaultMessage: 'No request matches these filters',
                })
              : i18n.translate('requestTrace.requests.noneInTime', {
                  defaultMessage: 'No requests in this time',
                })}
        </h3>
      }
      body={
        <p style={{ overflowWrap: 'anywhere' }}>
          {missingLogs
            ? (missingLogs.lookedFor?.slice(0, 2_000) ??
              i18n.translate('requestTrace.requests.noLogsBody', {
                defaultMessage:
                  'Looked for records of kube-apiserver’s audit log, and for lines of components that carry a request ID. Neither was found here, or you may not read them.',
              }))
            : isPeopleOnly
              ? i18n.translate('requestTrace.requests.emptyPeople', {
                  defaultMessage:
                    'Only requests of people that change something, or tried to, are listed.',
                })
              : i18n.translate('requestTrace.requests.emptyAll', {
                  defaultMessage: 'Only requests that change something, or tried to, are listed.',
                })}
        </p>
      }
      actions={actions}
      data-test-subj="requestTraceRequestsEmpty"
    />
  );
};

/** At least a day that ends just after the newest request: others are mostly near it. */
function getRangeUpTo(newestMs: number, lengthMs: number): TimeRange {
  const to = Math.ceil(newestMs / 60_000 + 1) * 60_000;
  return {
    from: new Date(to - Math.max(lengthMs, DAY_MS)).toISOString(),
    to: new Date(to).toISOString(),
  };
}
