import React from 'react';
import {
  EuiBadge,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiLink,
  EuiText,
  EuiToolTip,
  EuiCopy,
  EuiButtonIcon,
  useEuiTheme,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { IdKind, RequestOrigin, Trace } from '../../common/model/trace';
import { formatDuration, toMicros } from '../../common/time/micros';
import type { TimeFormat } from './format_time';
import { getTimeExtent, getRecordKey, type ViewRecord } from './view_records';
import { OutcomeBadge } from '../labels/outcome';
import { describeRequest } from '../labels/describe_request';
import { formatOutcome } from './verdict/format_outcome';

interface Props {
  trace: Trace;
  records: ViewRecord[];
  time: TimeFormat;
  onSelect(key: string): void;
  /** a query or filters of the scope apply: what is not here may be outside them */
  isFiltered?: boolean;
  /** what else is to be known of the trace as a whole, below its ID */
  note?: React.ReactNode;
  /** what stands at the right end: links, buttons */
  actions?: React.ReactNode;
}

/** Who · what · when · code · duration, and what kind of ID led here. */
export const TraceHeader: React.FC<Props> = ({
  trace,
  records,
  time,
  onSelect,
  isFiltered = false,
  note,
  actions,
}) => (
  <header data-test-subj="requestTraceHeader">
    <EuiFlexGroup gutterSize="m" alignItems="flexStart" responsive={false} wrap>
      <EuiFlexItem style={{ minWidth: 280 }}>
        {trace.origin ? (
          <RequestHeader
            origin={trace.origin}
            time={time}
            records={records}
            onSelect={onSelect}
            isFiltered={isFiltered}
            outcome={
              trace.outcome === 'unknown' ? null : (
                <OutcomeBadge
                  outcome={trace.outcome}
                  text={trace.outcome === 'succeeded' ? undefined : formatOutcome(trace)}
                />
              )
            }
            hasVerdict={trace.verdict !== null}
          />
        ) : (
          <NoRequestCallout trace={trace} isFiltered={isFiltered} />
        )}
        <IdLine trace={trace} />
        {note}
      </EuiFlexItem>
      {actions && <EuiFlexItem grow={false}>{actions}</EuiFlexItem>}
    </EuiFlexGroup>
  </header>
);

interface RequestHeaderProps {
  origin: RequestOrigin;
  time: TimeFormat;
  records: ViewRecord[];
  isFiltered: boolean;
  /** null where it is not known: the verdict says what lacks */
  outcome: React.ReactNode;
  /** it has the API server's own words, where that refused */
  hasVerdict: boolean;
  onSelect(key: string): void;
}

const RequestHeader: React.FC<RequestHeaderProps> = ({
  origin,
  time,
  records,
  isFiltered,
  outcome,
  hasVerdict,
  onSelect,
}) => {
  const { euiTheme } = useEuiTheme();
  const received = toMicros(origin.time);
  const completed = origin.completedTime ? toMicros(origin.completedTime) : null;
  const timeExtent = getTimeExtent(records);
  const parts: React.ReactNode[] = [
    <RequestUser key="user" origin={origin} />,
    <strong key="what" data-test-subj="requestTraceWhat" style={{ overflowWrap: 'anywhere' }}>
      {describeRequest(origin)}
    </strong>,
  ];
  if (received !== null) {
    parts.push(
      <EuiToolTip key="when" content={time.zoneName}>
        <EuiLink
          color="text"
          onClick={() => onSelect(getRecordKey(origin.record))}
          data-test-subj="requestTraceWhen"
        >
          <time dateTime={origin.time}>{time.formatFull(received)}</time>
        </EuiLink>
      </EuiToolTip>
    );
  }
  if (origin.responseCode !== undefined)
    parts.push(<ResponseCodeBadge key="code" origin={origin} />);
  if (outcome) parts.push(outcome);
  if (received !== null && completed !== null && completed >= received) {
    parts.push(
      <span key="answered" style={{ display: 'inline-block' }}>
        {i18n.translate('requestTrace.header.answered', {
          defaultMessage: 'answered in {duration}',
          values: { duration: formatDuration(completed - received) },
        })}
      </span>
    );
  }
  if (received !== null && timeExtent && timeExtent.to > received) {
    parts.push(
      <span key="effects" style={{ display: 'inline-block' }}>
        {i18n.translate('requestTrace.header.effects', {
          defaultMessage: 'effects over {duration}',
          values: { duration: formatDuration(timeExtent.to - received) },
        })}
      </span>
    );
  }
  return (
    <EuiText size="s">
      <h2 style={{ fontSize: 'inherit', fontWeight: 'inherit', lineHeight: '1.8', margin: 0 }}>
        {parts.map((part, index) => (
          <React.Fragment key={index}>
            {index > 0 && (
              <span
                aria-hidden="true"
                style={{ color: euiTheme.colors.subduedText, padding: '0 6px' }}
              >
                ·
              </span>
            )}
            {part}
          </React.Fragment>
        ))}
      </h2>
      {!hasVerdict && origin.responseMessage && (origin.responseCode ?? 0) >= 400 && (
        <p style={{ overflowWrap: 'anywhere' }}>{origin.responseMessage.slice(0, 1000)}</p>
      )}
      {!origin.audited && (
        <p style={{ color: euiTheme.colors.subduedText }}>
          {isFiltered
            ? i18n.translate('requestTrace.header.notAuditedFiltered', {
                defaultMessage:
                  'From kube-apiserver’s own log: the scope’s query and filters may leave the audit record out, so the user may be missing.',
              })
            : i18n.translate('requestTrace.header.notAudited', {
                defaultMessage:
                  'From kube-apiserver’s own log: no audit record of this request was found, so the user may be missing.',
              })}
        </p>
      )}
    </EuiText>
  );
};

const RequestUser: React.FC<{ origin: RequestOrigin }> = ({ origin }) => {
  const user =
    origin.user ??
    i18n.translate('requestTrace.header.unknownUser', { defaultMessage: 'unknown user' });
  return (
    <span data-test-subj="requestTraceUser" style={{ overflowWrap: 'anywhere' }}>
      <EuiIcon type="user" aria-hidden="true" />{' '}
      <EuiToolTip
        content={[origin.userAgent, origin.sourceIP].filter(Boolean).join(' · ') || undefined}
      >
        <strong tabIndex={origin.userAgent || origin.sourceIP ? 0 : undefined}>{user}</strong>
      </EuiToolTip>
      {origin.impersonatedUser && ' '}
      {origin.impersonatedUser && (
        <EuiBadge color="warning">
          {i18n.translate('requestTrace.header.impersonates', {
            defaultMessage: 'as {user}',
            values: { user: origin.impersonatedUser },
          })}
        </EuiBadge>
      )}
    </span>
  );
};

const ResponseCodeBadge: React.FC<{ origin: RequestOrigin }> = ({ origin }) => {
  const code = origin.responseCode ?? 0;
  return (
    <EuiBadge
      color={code >= 400 ? 'danger' : code >= 200 && code < 300 ? 'success' : 'default'}
      data-test-subj="requestTraceCode"
    >
      {origin.responseReason && code >= 400 ? `${code} ${origin.responseReason}` : String(code)}
    </EuiBadge>
  );
};

const NoRequestCallout: React.FC<{ trace: Trace; isFiltered: boolean }> = ({
  trace,
  isFiltered,
}) => (
  <EuiCallOut
    size="s"
    iconType="questionInCircle"
    data-test-subj="requestTraceNoOrigin"
    title={i18n.translate('requestTrace.header.noOrigin', {
      defaultMessage: 'Who asked for it is not known',
    })}
  >
    <p>{explainMissingRequest(trace, isFiltered)}</p>
  </EuiCallOut>
);

/** "Not collected" is said only where nothing else can have kept the audit record away: a filter, or the reader's roles. */
function explainMissingRequest(
  { coverage, refusedIndices = [] }: Trace,
  isFiltered: boolean
): string {
  const isRefused = refusedIndices.length > 0;
  if (isFiltered) {
    return isRefused
      ? i18n.translate('requestTrace.header.noAuditFilteredRefused', {
          defaultMessage:
            'No audit record of it is among what was searched. The scope’s query and filters may leave it out, or you may not read it.',
        })
      : i18n.translate('requestTrace.header.noAuditFiltered', {
          defaultMessage:
            'No audit record of it is among what was searched. The scope’s query and filters may leave it out.',
        });
  }
  if (coverage.some((entry) => entry.source === 'audit' && entry.inWindow === false)) {
    return isRefused
      ? i18n.translate('requestTrace.header.noAuditLogRefused', {
          defaultMessage:
            'No audit log was collected for this time, or you may not read it: without it the user and the request can’t be told.',
        })
      : i18n.translate('requestTrace.header.noAuditLog', {
          defaultMessage:
            'No audit log was collected for this time: without it the user and the request can’t be told.',
        });
  }
  return isRefused
    ? i18n.translate('requestTrace.header.noAuditRecordRefused', {
        defaultMessage:
          'No audit record was found that belongs to these lines. The audit policy may leave this kind of request out, the record lies outside of the time range, or you may not read it.',
      })
    : i18n.translate('requestTrace.header.noAuditRecord', {
        defaultMessage:
          'No audit record was found that belongs to these lines. The audit policy may leave this kind of request out, or the record lies outside of the time range.',
      });
}

export function getIdKindLabel(kind: IdKind): string {
  switch (kind) {
    case 'reqID':
      return i18n.translate('requestTrace.idKind.reqID', { defaultMessage: 'request ID' });
    case 'auditID':
      return i18n.translate('requestTrace.idKind.auditID', { defaultMessage: 'audit ID' });
    case 'traceID':
      return i18n.translate('requestTrace.idKind.traceID', { defaultMessage: 'trace ID' });
    case 'uid':
      return i18n.translate('requestTrace.idKind.uid', { defaultMessage: 'object UID' });
    case 'object':
      return i18n.translate('requestTrace.idKind.object', { defaultMessage: 'object' });
    default:
      return i18n.translate('requestTrace.idKind.unknown', { defaultMessage: 'ID' });
  }
}

const IdLine: React.FC<{ trace: Trace }> = ({ trace }) => {
  const others = trace.reqIDs.filter((id) => id !== trace.id);
  return (
    <EuiText size="xs" color="subdued">
      <span style={{ overflowWrap: 'anywhere' }} data-test-subj="requestTraceId">
        {getIdKindLabel(trace.idKind)} <code>{trace.id.slice(0, 300)}</code>
        <EuiCopy textToCopy={trace.id}>
          {(copy) => (
            <EuiButtonIcon
              size="xs"
              iconSize="s"
              iconType="copyClipboard"
              onClick={copy}
              aria-label={i18n.translate('requestTrace.header.copyId', {
                defaultMessage: 'Copy the ID',
              })}
            />
          )}
        </EuiCopy>
        {others.length > 0 &&
          i18n.translate('requestTrace.header.ledTo', {
            defaultMessage: 'led to request {count, plural, one {ID} other {IDs}} {ids}',
            values: {
              count: others.length,
              ids: others.slice(0, 5).join(', ') + (others.length > 5 ? ' …' : ''),
            },
          })}
      </span>
    </EuiText>
  );
};
