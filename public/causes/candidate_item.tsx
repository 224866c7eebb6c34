/** One request that may have caused it: who, what, when, how sure, and why. */
import React from 'react';
import {
  EuiBadge,
  EuiButton,
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { CauseCandidate } from '../../common/model/causes';
import { fractionDigits, toMicros } from '../../common/time/micros';
import { AppLink } from '../app_url/app_link';
import type { Services } from '../types';
import type { TimeFormat } from '../trace/format_time';
import { ConfidenceMark } from '../labels/confidence';
import { describeRequest } from '../labels/describe_request';
import { CandidateReasons } from './candidate_reasons';
import { formatCandidateTitle, formatRelativeTime } from './candidate_text';

interface Props {
  services: Services;
  candidate: CauseCandidate;
  /** the record's time; absent of an object */
  recordTime: string | undefined;
  time: TimeFormat;
  /** within the app */
  path: string;
  /** absent: only the link leads to the trace */
  onTrace?(): void;
}

export const CandidateItem: React.FC<Props> = ({
  services,
  candidate,
  recordTime: recordTime,
  time,
  path,
  onTrace,
}) => {
  const { request, confidence, inTrace, because, together = [] } = candidate;
  const title = formatCandidateTitle(candidate);
  const traceLabel = i18n.translate('requestTrace.candidates.trace', {
    defaultMessage: 'Trace this request',
  });
  const labelProps = { 'aria-label': `${traceLabel}: ${title}` };
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s" data-test-subj="requestTraceCandidate">
      <EuiFlexGroup gutterSize="s" alignItems="flexStart" wrap responsive={false}>
        <EuiFlexItem style={{ minWidth: 'min(220px, 100%)' }}>
          <EuiTitle size="xxs">
            <h4 style={{ overflowWrap: 'anywhere' }}>{title}</h4>
          </EuiTitle>
          <EuiText size="xs" color="subdued">
            <p>
              <time dateTime={request.time} title={request.time}>
                {time.formatFull(
                  toMicros(request.time) ?? NaN,
                  Math.min(3, fractionDigits(request.time))
                )}
              </time>
              {recordTime !== undefined && (
                <>
                  {' · '}
                  {formatRelativeTime(candidate, recordTime)}
                </>
              )}
            </p>
          </EuiText>
          <EuiSpacer size="xs" />
          <EuiFlexGroup gutterSize="s" alignItems="center" wrap responsive={false}>
            <EuiFlexItem grow={false}>
              <EuiText size="xs">
                <ConfidenceMark confidence={confidence} />{' '}
                <ConfidencePercent confidence={confidence} />
              </EuiText>
            </EuiFlexItem>
            {inTrace && (
              <EuiFlexItem grow={false}>
                <EuiBadge
                  color="hollow"
                  iconType="check"
                  title={i18n.translate('requestTrace.candidates.inTraceTitle', {
                    defaultMessage: 'Its trace was looked into, and has this record.',
                  })}
                >
                  {i18n.translate('requestTrace.candidates.inTrace', {
                    defaultMessage: 'also in its trace',
                  })}
                </EuiBadge>
              </EuiFlexItem>
            )}
            {request.responseCode !== undefined && request.responseCode >= 400 && (
              <EuiFlexItem grow={false}>
                <EuiBadge color="warning">
                  {i18n.translate('requestTrace.candidates.refused', {
                    defaultMessage: 'refused: {code}',
                    values: { code: request.responseCode },
                  })}
                </EuiBadge>
              </EuiFlexItem>
            )}
          </EuiFlexGroup>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <AppLink core={services.core} path={path}>
            {(link) =>
              onTrace ? (
                <EuiFlexGroup gutterSize="xs" responsive={false} alignItems="center">
                  <EuiFlexItem grow={false}>
                    <EuiButton
                      size="s"
                      iconType="inspect"
                      onClick={onTrace}
                      {...labelProps}
                      data-test-subj="requestTraceCandidateTrace"
                    >
                      {traceLabel}
                    </EuiButton>
                  </EuiFlexItem>
                  <EuiFlexItem grow={false}>
                    <EuiButtonEmpty
                      size="s"
                      iconType="popout"
                      {...link}
                      data-test-subj="requestTraceCandidateOpen"
                      aria-label={i18n.translate('requestTrace.candidates.openLabel', {
                        defaultMessage: 'Open in Request Trace: {title}',
                        values: { title },
                      })}
                    >
                      {i18n.translate('requestTrace.candidates.open', { defaultMessage: 'Open' })}
                    </EuiButtonEmpty>
                  </EuiFlexItem>
                </EuiFlexGroup>
              ) : (
                <EuiButton
                  size="s"
                  iconType="inspect"
                  {...link}
                  {...labelProps}
                  data-test-subj="requestTraceCandidateTrace"
                >
                  {traceLabel}
                </EuiButton>
              )
            }
          </AppLink>
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="xs" />
      <CandidateReasons reasons={because} />
      {together.length > 0 && (
        <EuiText size="xs" color="subdued" data-test-subj="requestTraceCandidateTogether">
          <p style={{ overflowWrap: 'anywhere' }}>
            {i18n.translate('requestTrace.candidates.together', {
              defaultMessage: 'By the same command: {requests}',
              values: { requests: together.map((other) => describeRequest(other)).join(', ') },
            })}
          </p>
        </EuiText>
      )}
    </EuiPanel>
  );
};

const ConfidencePercent: React.FC<{ confidence: number }> = ({ confidence }) => (
  <span>
    (
    {i18n.translate('requestTrace.candidates.percent', {
      defaultMessage: '{percent} %',
      values: { percent: Math.floor(confidence * 100 + 1e-6) },
    })}
    )
  </span>
);
