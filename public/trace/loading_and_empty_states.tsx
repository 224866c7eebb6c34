import React from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiCallOut,
  EuiEmptyPrompt,
  EuiFlexGroup,
  EuiFlexItem,
  EuiProgress,
  EuiSkeletonRectangle,
  EuiSkeletonText,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Trace, WarningCode } from '../../common/model/trace';
import { toMicros } from '../../common/time/micros';
import type { TraceRequest } from '../types';
import { Coverage } from './coverage/coverage';
import { Warnings } from './coverage/warnings';
import type { TimeFormat } from './format_time';
import type { RequestError } from '../http/request_error';
import type { TraceStatus } from './use_trace';

const getRetryLabel = () =>
  i18n.translate('requestTrace.states.retry', { defaultMessage: 'Try again' });

/** Before the first page: the shape of what comes. */
export const LoadingFirstPage: React.FC<{ onCancel(): void; compact: boolean }> = ({
  onCancel,
  compact,
}) => (
  <div data-test-subj="requestTraceLoading" aria-busy="true">
    <EuiFlexGroup alignItems="center" responsive={false}>
      <EuiFlexItem>
        <EuiSkeletonText
          lines={2}
          contentAriaLabel={i18n.translate('requestTrace.states.loading', {
            defaultMessage: 'Loading the trace',
          })}
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <CancelButton onCancel={onCancel} />
      </EuiFlexItem>
    </EuiFlexGroup>
    <EuiSpacer size="m" />
    <EuiSkeletonRectangle width="100%" height={compact ? 200 : 260} />
    <EuiSpacer size="m" />
    <EuiSkeletonText lines={8} />
  </div>
);

const CancelButton: React.FC<{ onCancel(): void }> = ({ onCancel }) => (
  <EuiButtonEmpty size="xs" iconType="cross" onClick={onCancel} data-test-subj="requestTraceCancel">
    {i18n.translate('requestTrace.states.cancel', { defaultMessage: 'Cancel' })}
  </EuiButtonEmpty>
);

/** While further pages come: how far, and a way to stop. The line keeps its height when it is done: nothing jumps. */
export const LoadingMorePages: React.FC<{ status: TraceStatus }> = ({
  status: { isLoading, progress, cancel },
}) => (
  <div style={{ height: 24 }}>
    {isLoading && (
      <EuiFlexGroup
        gutterSize="s"
        alignItems="center"
        responsive={false}
        data-test-subj="requestTraceProgress"
      >
        <EuiFlexItem>
          <EuiProgress
            size="xs"
            color="primary"
            value={progress.loaded}
            max={Math.max(progress.total, 1)}
            aria-label={i18n.translate('requestTrace.states.progressLabel', {
              defaultMessage: 'Records loaded',
            })}
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiText size="xs">
            {i18n.translate('requestTrace.states.progress', {
              defaultMessage: '{loaded, number} of {total, number} records loaded',
              values: progress,
            })}
          </EuiText>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <CancelButton onCancel={cancel} />
        </EuiFlexItem>
      </EuiFlexGroup>
    )}
  </div>
);

/** Loading ended early: what is there stays, and this says that it isn't all. */
export const IncompleteTrace: React.FC<{ status: TraceStatus }> = ({
  status: { isCancelled, error, progress, reload },
}) => {
  if (!isCancelled && !error) return null;
  const title = isCancelled
    ? i18n.translate('requestTrace.states.cancelledTitle', {
        defaultMessage:
          'Loading was cancelled: {loaded, number} of {total, number} records are shown',
        values: progress,
      })
    : i18n.translate('requestTrace.states.brokenTitle', {
        defaultMessage: 'Loading broke off: {loaded, number} of {total, number} records are shown',
        values: progress,
      });
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="warning"
        title={title}
        data-test-subj="requestTraceIncomplete"
      >
        {error && <p>{getErrorText(error)}</p>}
        <EuiButton size="s" color="warning" onClick={reload}>
          {getRetryLabel()}
        </EuiButton>
      </EuiCallOut>
      <EuiSpacer size="s" />
    </>
  );
};

export const TraceCancelled: React.FC<{ onRetry(): void }> = ({ onRetry }) => (
  <EuiEmptyPrompt
    iconType="cross"
    data-test-subj="requestTraceCancelled"
    title={
      <h2>
        {i18n.translate('requestTrace.states.cancelledBefore', {
          defaultMessage: 'Loading was cancelled',
        })}
      </h2>
    }
    actions={<EuiButton onClick={onRetry}>{getRetryLabel()}</EuiButton>}
  />
);

export const TraceFailed: React.FC<{ error: RequestError; onRetry(): void }> = ({
  error,
  onRetry,
}) => (
  <EuiEmptyPrompt
    color="danger"
    iconType="error"
    data-test-subj="requestTraceFailed"
    title={<h2>{getFailedTitle(error)}</h2>}
    body={<p style={{ overflowWrap: 'anywhere' }}>{getErrorText(error)}</p>}
    actions={
      <EuiButton color="danger" onClick={onRetry}>
        {getRetryLabel()}
      </EuiButton>
    }
  />
);

function getFailedTitle({ status }: RequestError): string {
  if (status === 400)
    return i18n.translate('requestTrace.states.badRequest', {
      defaultMessage: 'This can’t be looked up',
    });
  if (status === 401 || status === 403)
    return i18n.translate('requestTrace.states.forbidden', {
      defaultMessage: 'You may not see this trace',
    });
  if (status === undefined)
    return i18n.translate('requestTrace.states.unreachable', {
      defaultMessage: 'The server didn’t answer',
    });
  return i18n.translate('requestTrace.states.failed', {
    defaultMessage: 'The trace couldn’t be loaded',
  });
}

function getErrorText({ status, message }: RequestError): string {
  return `${status === undefined ? '' : `${status}: `}${message.slice(0, 2000)}`;
}

/** Nothing found: says what was searched, so that "no lines" isn't read as "did not happen", and what to try. */
export const TraceNotFound: React.FC<{
  trace: Trace;
  request: TraceRequest;
  time: TimeFormat;
  saidElsewhere?: readonly WarningCode[];
  onRetry(): void;
}> = ({ trace, request, time, saidElsewhere = [], onRetry }) => {
  const at = (iso: string) => time.formatFull(toMicros(iso) ?? NaN, 0);
  const indices =
    request.index ??
    i18n.translate('requestTrace.states.configuredIndices', {
      defaultMessage: 'the configured indices',
    });
  return (
    <div data-test-subj="requestTraceNotFound">
      <EuiEmptyPrompt
        iconType="search"
        titleSize="s"
        title={
          <h2 style={{ overflowWrap: 'anywhere' }}>
            {i18n.translate('requestTrace.states.notFoundTitle', {
              defaultMessage: 'No record with {id}',
              values: { id: trace.id.slice(0, 200) },
            })}
          </h2>
        }
        body={
          <>
            <p style={{ overflowWrap: 'anywhere' }}>
              {request.from || request.to
                ? i18n.translate('requestTrace.states.searchedIn', {
                    defaultMessage: 'Searched in {indices}, {from} to {to}.',
                    values: { indices, from: at(trace.window.from), to: at(trace.window.to) },
                  })
                : i18n.translate('requestTrace.states.searchedAlways', {
                    defaultMessage: 'Searched in {indices}, over all time.',
                    values: { indices },
                  })}
            </p>
            <ul style={{ textAlign: 'left' }}>
              {(request.from || request.to) && (
                <li>
                  {i18n.translate('requestTrace.states.tryWider', {
                    defaultMessage:
                      'Try a wider time range: the operation may have begun before it, and its effects may come minutes later.',
                  })}
                </li>
              )}
              <li>
                {i18n.translate('requestTrace.states.tryIndex', {
                  defaultMessage: 'Check that the index pattern covers the cluster’s logs.',
                })}
              </li>
              <li>
                {i18n.translate('requestTrace.states.tryId', {
                  defaultMessage:
                    'Check the ID: paste the whole log line rather than a part of the ID.',
                })}
              </li>
              <li>
                {i18n.translate('requestTrace.states.tryLater', {
                  defaultMessage:
                    'The lines may not have been collected yet, or may have been rotated away.',
                })}
              </li>
            </ul>
          </>
        }
        actions={<EuiButton onClick={onRetry}>{getRetryLabel()}</EuiButton>}
      />
      <Warnings warnings={trace.warnings} exclude={['not_found', ...saidElsewhere]} />
      <Coverage trace={trace} />
    </div>
  );
};
