/** What stands in a row of the list. */
import React from 'react';
import { EuiBadge, EuiIcon, EuiLink, EuiText, EuiTextColor } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { toMicros } from '../../common/time/micros';
import type { RequestOrigin } from '../../common/model/trace';
import type { TimeFormat } from '../trace/format_time';
import type { StageName } from '../../common/model/diagnosis';
import { describeRequest } from '../labels/describe_request';
import { getStageLabel } from '../labels/stage_labels';
import type { ListedRequest } from './use_outcomes';

/** Characters of a text out of the logs. */
const MAX_CAUSE_LENGTH = 500;

export interface RequestLink {
  href: string;
  onClick(event: React.MouseEvent): void;
}

const WRAP_STYLE = { overflowWrap: 'anywhere' } as const;

export const RequestTime: React.FC<{ request: ListedRequest; time: TimeFormat }> = ({
  request,
  time,
}) => {
  const micros = toMicros(request.time);
  return micros === null ? (
    <span>{request.time.slice(0, 40)}</span>
  ) : (
    // the logs' own microseconds are in the tooltip: in a list, milliseconds tell requests apart
    <time dateTime={request.time} title={`${time.formatFull(micros)} ${time.zoneName}`}>
      {time.formatFull(micros, 3)}
    </time>
  );
};

export const RequestUser: React.FC<{ request: ListedRequest }> = ({
  request: { user, impersonatedUser, userAgent, sourceIP },
}) => (
  <span
    style={WRAP_STYLE}
    title={
      [userAgent, sourceIP].filter(Boolean).join(' · ').slice(0, MAX_CAUSE_LENGTH) || undefined
    }
  >
    {impersonatedUser
      ? i18n.translate('requestTrace.requests.impersonates', {
          defaultMessage: '{user} as {other}',
          values: { user: user ?? getUnknownUserText(), other: impersonatedUser },
        })
      : (user ?? <EuiTextColor color="subdued">{getUnknownUserText()}</EuiTextColor>)}
  </span>
);

function getUnknownUserText(): string {
  return i18n.translate('requestTrace.requests.unknownUser', { defaultMessage: 'unknown user' });
}

/** The link to the trace, with the cause below it. */
export const RequestSummaryCell: React.FC<{ request: ListedRequest; link: RequestLink }> = ({
  request,
  link,
}) => {
  const cause = request.cause ?? request.responseMessage;
  return (
    <div style={{ minWidth: 0, width: '100%' }}>
      <EuiLink
        {...link}
        data-request-id={request.id}
        data-test-subj="requestTraceRequestLink"
        style={WRAP_STYLE}
      >
        {describeListedRequest(request)}
      </EuiLink>
      {request.dryRun && (
        <>
          {' '}
          <EuiBadge color="hollow">
            {i18n.translate('requestTrace.requests.dryRun', { defaultMessage: 'dry run' })}
          </EuiBadge>
        </>
      )}
      {request.unanswered && (
        <>
          {' '}
          <EuiBadge
            color="warning"
            iconType="clock"
            title={i18n.translate('requestTrace.requests.unansweredMeaning', {
              defaultMessage:
                'Only its arrival was recorded: it still runs, hangs, or the API server went away',
            })}
          >
            {i18n.translate('requestTrace.requests.unanswered', { defaultMessage: 'unanswered' })}
          </EuiBadge>
        </>
      )}
      {cause && (
        <EuiText
          size="xs"
          data-test-subj="requestTraceCause"
          title={cause.slice(0, MAX_CAUSE_LENGTH)}
          style={{
            ...WRAP_STYLE,
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
          }}
        >
          {request.stage && (
            <>
              <strong>{getStageLabel(request.stage as StageName)}</strong>
              {': '}
            </>
          )}
          {cause.slice(0, MAX_CAUSE_LENGTH)}
        </EuiText>
      )}
    </div>
  );
};

/** Where there is no audit log, and the API server's line doesn't tell either: the ID. */
function describeListedRequest(request: ListedRequest): string {
  return request.verb || request.resource
    ? describeRequest(request satisfies Partial<RequestOrigin>)
    : (request.reqID ?? request.id);
}

export const ResponseCode: React.FC<{ request: ListedRequest }> = ({
  request: { responseCode, responseReason },
}) => {
  if (responseCode === undefined) return <span aria-hidden="true">–</span>;
  const isRefused = responseCode >= 400;
  return (
    <span title={responseReason?.slice(0, 200)} style={{ whiteSpace: 'nowrap' }}>
      {isRefused && (
        <EuiIcon
          type="cross"
          size="s"
          color="danger"
          aria-hidden="true"
          style={{ marginRight: 2 }}
        />
      )}
      {responseCode}
    </span>
  );
};
