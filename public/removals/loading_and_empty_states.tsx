/** What the page says when it has no list: loading, an error, nothing found, nothing asked. */
import React from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiCode,
  EuiEmptyPrompt,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSkeletonText,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { RemovalsResponse } from '../../common/model/removals';
import { toMicros } from '../../common/time/micros';
import type { TimeFormat } from '../trace/format_time';
import type { RequestError } from '../http/request_error';
import { formatObject } from './format_object';

export const LoadingRemovals: React.FC<{ onCancel(): void }> = ({ onCancel }) => (
  <div aria-busy="true" data-test-subj="requestTraceMovesLoading">
    <EuiFlexGroup alignItems="center" responsive={false}>
      <EuiFlexItem>
        <EuiSkeletonText
          lines={1}
          contentAriaLabel={i18n.translate('requestTrace.moves.loading', {
            defaultMessage: 'Looking for what became of the Pods',
          })}
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="xs" iconType="cross" onClick={onCancel}>
          {i18n.translate('requestTrace.moves.cancel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
    <EuiSpacer size="m" />
    {[0, 1, 2].map((row) => (
      <React.Fragment key={row}>
        <EuiPanel hasBorder hasShadow={false}>
          <EuiSkeletonText lines={3} />
        </EuiPanel>
        <EuiSpacer size="m" />
      </React.Fragment>
    ))}
  </div>
);

const getRetryLabel = (): string =>
  i18n.translate('requestTrace.moves.retry', { defaultMessage: 'Try again' });

export const RemovalsCancelled: React.FC<{ onRetry(): void }> = ({ onRetry }) => (
  <EuiEmptyPrompt
    iconType="cross"
    titleSize="s"
    title={
      <h2>
        {i18n.translate('requestTrace.moves.cancelled', {
          defaultMessage: 'The search was cancelled',
        })}
      </h2>
    }
    actions={<EuiButton onClick={onRetry}>{getRetryLabel()}</EuiButton>}
  />
);

export const RemovalsFailed: React.FC<{ error: RequestError; onRetry(): void }> = ({
  error: { status, message },
  onRetry,
}) => (
  <EuiEmptyPrompt
    color={status === 400 ? 'warning' : 'danger'}
    iconType={status === 400 ? 'warning' : 'error'}
    titleSize="s"
    role="alert"
    data-test-subj="requestTraceMovesFailed"
    title={
      <h2>
        {status === 400
          ? i18n.translate('requestTrace.moves.badRequest', {
              defaultMessage: 'This can’t be looked up',
            })
          : status === 401 || status === 403
            ? i18n.translate('requestTrace.moves.forbidden', {
                defaultMessage: 'You may not see this',
              })
            : i18n.translate('requestTrace.moves.failed', {
                defaultMessage: 'The moves couldn’t be loaded',
              })}
      </h2>
    }
    body={<p style={{ overflowWrap: 'anywhere' }}>{message.slice(0, 2_000)}</p>}
    actions={
      status === 400 ? undefined : (
        <EuiButton color="danger" onClick={onRetry} data-test-subj="requestTraceMovesRetry">
          {getRetryLabel()}
        </EuiButton>
      )
    }
  />
);

/** No Pod went: either all are where they were, or nothing at all is known of them. */
export const NoRemovals: React.FC<{
  answer: RemovalsResponse;
  time: TimeFormat;
  hasRange: boolean;
}> = ({ answer: { object, stayed, window }, time, hasRange }) => {
  const at = (iso: string): string => time.formatFull(toMicros(iso) ?? NaN, 0);
  const values = {
    object: formatObject(object),
    count: stayed,
    from: at(window.from),
    to: at(window.to),
  };
  return (
    <EuiEmptyPrompt
      iconType={stayed ? 'check' : 'search'}
      titleSize="s"
      data-test-subj="requestTraceNoMoves"
      title={
        <h2 style={{ overflowWrap: 'anywhere' }}>
          {stayed
            ? object.kind === 'Pod'
              ? i18n.translate('requestTrace.moves.podStayed', {
                  defaultMessage: '{object} is where it was',
                  values,
                })
              : i18n.translate('requestTrace.moves.stayed', {
                  defaultMessage:
                    '{count, plural, one {The one Pod of {object} is where it was} other {All # Pods of {object} are where they were}}',
                  values,
                })
            : object.kind === 'Pod'
              ? i18n.translate('requestTrace.moves.nonePod', {
                  defaultMessage: '{object} did not go, as far as the logs tell',
                  values,
                })
              : i18n.translate('requestTrace.moves.none', {
                  defaultMessage: 'No Pod of {object} went, as far as the logs tell',
                  values,
                })}
        </h2>
      }
      body={
        <>
          <p>
            {hasRange
              ? i18n.translate('requestTrace.moves.searchedIn', {
                  defaultMessage: 'Searched from {from} to {to}.',
                  values,
                })
              : i18n.translate('requestTrace.moves.searchedAlways', {
                  defaultMessage: 'Searched over all time.',
                })}
          </p>
          {!stayed && (
            <p>
              {i18n.translate('requestTrace.moves.noneHint', {
                defaultMessage:
                  'Check the name and its namespace, widen the time range, or search indices that hold the audit log and Events.',
              })}
            </p>
          )}
        </>
      }
    />
  );
};

const OBJECT_EXAMPLES = ['pods/shop/web-1', 'deploy/shop/web', 'nodes/node-b'];

export const NoObjectPrompt: React.FC = () => (
  <EuiEmptyPrompt
    iconType="visMapRegion"
    titleSize="s"
    data-test-subj="requestTraceMovesStart"
    title={
      <h2>
        {i18n.translate('requestTrace.moves.start', { defaultMessage: 'Where did a Pod go?' })}
      </h2>
    }
    body={
      <>
        <p>
          {i18n.translate('requestTrace.moves.startText', {
            defaultMessage:
              'Name a Pod, a workload or a node: you see what removed or moved its Pods, back to the request and the user that began it. A drain, an eviction, a taint, a preemption, a lost node, a rollout, or somebody’s delete.',
          })}
        </p>
        <p>
          {OBJECT_EXAMPLES.map((example) => (
            <React.Fragment key={example}>
              <EuiCode>{example}</EuiCode>{' '}
            </React.Fragment>
          ))}
        </p>
      </>
    }
  />
);
