/** What stands in a row of the list. */
import React from 'react';
import { EuiBadge, EuiIcon, EuiLink, EuiText, EuiTextColor } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { toMicros } from '../../common/time/micros';
import type { RequestOrigin } from '../../common/model/trace';
import type { TimeFormat } from '../trace/format_time';
import type { StageName } from '../../common/model/diagnosis';
import { requestInWords } from '../words/request_words';
import { stageWord } from '../words/stages';
import type { ListedRequest } from './use_outcomes';

/** Characters of a text out of the logs. */
const MAX_CAUSE = 500;

export interface TraceHref {
  href: string;
  onClick(event: React.MouseEvent): void;
}

const anywhere = { overflowWrap: 'anywhere' } as const;

export const When: React.FC<{ request: ListedRequest; time: TimeFormat }> = ({ request, time }) => {
  const micros = toMicros(request.time);
  return micros === null ? (
    <span>{request.time.slice(0, 40)}</span>
  ) : (
    // the logs' own microseconds are in the tooltip: in a list, milliseconds tell requests apart
    <time dateTime={request.time} title={`${time.full(micros)} ${time.zone}`}>
      {time.full(micros, 3)}
    </time>
  );
};

export const Who: React.FC<{ request: ListedRequest }> = ({
  request: { user, impersonatedUser, userAgent, sourceIP },
}) => (
  <span
    style={anywhere}
    title={[userAgent, sourceIP].filter(Boolean).join(' · ').slice(0, MAX_CAUSE) || undefined}
  >
    {impersonatedUser
      ? i18n.translate('requestTrace.requests.impersonates', {
          defaultMessage: '{user} as {other}',
          values: { user: user ?? unknownUser(), other: impersonatedUser },
        })
      : (user ?? <EuiTextColor color="subdued">{unknownUser()}</EuiTextColor>)}
  </span>
);

function unknownUser(): string {
  return i18n.translate('requestTrace.requests.unknownUser', { defaultMessage: 'unknown user' });
}

/** The link to the trace, with the cause below it. */
export const What: React.FC<{ request: ListedRequest; link: TraceHref }> = ({ request, link }) => {
  const cause = request.cause ?? request.responseMessage;
  return (
    <div style={{ minWidth: 0, width: '100%' }}>
      <EuiLink
        {...link}
        data-request-id={request.id}
        data-test-subj="requestTraceRequestLink"
        style={anywhere}
      >
        {inWords(request)}
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
          title={cause.slice(0, MAX_CAUSE)}
          style={{
            ...anywhere,
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
            overflow: 'hidden',
          }}
        >
          {request.stage && (
            <>
              <strong>{stageWord(request.stage as StageName)}</strong>
              {': '}
            </>
          )}
          {cause.slice(0, MAX_CAUSE)}
        </EuiText>
      )}
    </div>
  );
};

/** Where there is no audit log, and the API server's line doesn't tell either: the ID. */
function inWords(request: ListedRequest): string {
  return request.verb || request.resource
    ? requestInWords(request satisfies Partial<RequestOrigin>)
    : (request.reqID ?? request.id);
}

export const Code: React.FC<{ request: ListedRequest }> = ({
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
