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
import type { Candidate } from '../../common/model/candidates';
import { fractionDigits, toMicros } from '../../common/time/micros';
import { AppLink } from '../links/app_link';
import type { Services } from '../types';
import type { TimeFormat } from '../trace/format_time';
import { ConfidenceMark } from '../words/confidence';
import { requestInWords } from '../words/request_words';
import { Why } from './why';
import { candidateTitle, relativeTime } from './words';

interface Props {
  services: Services;
  candidate: Candidate;
  /** the record's time; absent of an object */
  at: string | undefined;
  time: TimeFormat;
  /** within the app */
  path: string;
  /** absent: only the link leads to the trace */
  onTrace?(): void;
}

export const CandidateItem: React.FC<Props> = ({
  services,
  candidate,
  at,
  time,
  path,
  onTrace,
}) => {
  const { request, confidence, inTrace, because, together = [] } = candidate;
  const title = candidateTitle(candidate);
  const traceLabel = i18n.translate('requestTrace.candidates.trace', {
    defaultMessage: 'Trace this request',
  });
  const named = { 'aria-label': `${traceLabel}: ${title}` };
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
                {time.full(
                  toMicros(request.time) ?? NaN,
                  Math.min(3, fractionDigits(request.time))
                )}
              </time>
              {at !== undefined && (
                <>
                  {' · '}
                  {relativeTime(candidate, at)}
                </>
              )}
            </p>
          </EuiText>
          <EuiSpacer size="xs" />
          <EuiFlexGroup gutterSize="s" alignItems="center" wrap responsive={false}>
            <EuiFlexItem grow={false}>
              <EuiText size="xs">
                <ConfidenceMark confidence={confidence} />{' '}
                <ConfidenceFigure confidence={confidence} />
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
                      {...named}
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
                  {...named}
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
      <Why reasons={because} />
      {together.length > 0 && (
        <EuiText size="xs" color="subdued" data-test-subj="requestTraceCandidateTogether">
          <p style={{ overflowWrap: 'anywhere' }}>
            {i18n.translate('requestTrace.candidates.together', {
              defaultMessage: 'By the same command: {requests}',
              values: { requests: together.map((other) => requestInWords(other)).join(', ') },
            })}
          </p>
        </EuiText>
      )}
    </EuiPanel>
  );
};

const ConfidenceFigure: React.FC<{ confidence: number }> = ({ confidence }) => (
  <span>
    (
    {i18n.translate('requestTrace.candidates.percent', {
      defaultMessage: '{percent} %',
      values: { percent: Math.floor(confidence * 100 + 1e-6) },
    })}
    )
  </span>
);
