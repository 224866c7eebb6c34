/** What stands in the list's place: loading, cancelled, failed, nothing found. */
import React from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiEmptyPrompt,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSkeletonText,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { CausesResponse } from '../../common/model/causes';
import type { RequestError } from '../http/request_error';

export const LoadingCandidates: React.FC<{ onCancel(): void }> = ({ onCancel }) => (
  <div aria-busy="true" data-test-subj="requestTraceCandidatesLoading">
    <EuiFlexGroup alignItems="center" responsive={false}>
      <EuiFlexItem>
        <EuiSkeletonText
          lines={1}
          contentAriaLabel={i18n.translate('requestTrace.candidates.loading', {
            defaultMessage: 'Looking for the request that caused it',
          })}
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty
          size="xs"
          iconType="cross"
          onClick={onCancel}
          data-test-subj="requestTraceCandidatesCancel"
        >
          {i18n.translate('requestTrace.candidates.cancel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
    <EuiSpacer size="s" />
    <EuiPanel hasBorder hasShadow={false}>
      <EuiSkeletonText lines={3} />
    </EuiPanel>
  </div>
);

const getRetryLabel = (): string =>
  i18n.translate('requestTrace.candidates.retry', { defaultMessage: 'Try again' });

export const CandidatesCancelled: React.FC<{ onRetry(): void }> = ({ onRetry }) => (
  <EuiEmptyPrompt
    iconType="cross"
    titleSize="xs"
    paddingSize="m"
    title={
      <h3>
        {i18n.translate('requestTrace.candidates.cancelled', {
          defaultMessage: 'The search was cancelled',
        })}
      </h3>
    }
    actions={
      <EuiButton size="s" onClick={onRetry}>
        {getRetryLabel()}
      </EuiButton>
    }
  />
);

export const CandidatesFailed: React.FC<{ error: RequestError; onRetry(): void }> = ({
  error: { status, message },
  onRetry,
}) => (
  <EuiEmptyPrompt
    color="danger"
    iconType="error"
    titleSize="xs"
    paddingSize="m"
    role="alert"
    data-test-subj="requestTraceCandidatesFailed"
    title={
      <h3>
        {status === 401 || status === 403
          ? i18n.translate('requestTrace.candidates.forbidden', {
              defaultMessage: 'You may not see this',
            })
          : i18n.translate('requestTrace.candidates.failed', {
              defaultMessage: 'The request that caused it couldn’t be looked for',
            })}
      </h3>
    }
    body={<p style={{ overflowWrap: 'anywhere' }}>{message.slice(0, 2_000)}</p>}
    actions={
      <EuiButton
        size="s"
        color="danger"
        onClick={onRetry}
        data-test-subj="requestTraceCandidatesRetry"
      >
        {getRetryLabel()}
      </EuiButton>
    }
  />
);

interface NoCandidatesProps {
  response: CausesResponse;
  /** what else can be done from here */
  actions?: React.ReactElement[];
}

export const NoCandidates: React.FC<NoCandidatesProps> = ({
  response: { instead, objects },
  actions,
}) => (
  <EuiEmptyPrompt
    iconType="search"
    titleSize="xs"
    paddingSize="m"
    data-test-subj="requestTraceNoCandidates"
    title={
      <h3>
        {i18n.translate('requestTrace.candidates.none', {
          defaultMessage: 'No user’s request is known that caused it',
        })}
      </h3>
    }
    body={
      <>
        {instead && <p>{instead}</p>}
        <p>
          {objects.length > 0
            ? i18n.translate('requestTrace.candidates.noneOfObjects', {
                defaultMessage:
                  'What users changed before was searched for {count, plural, one {the object} other {# objects}} that it names, and for what these hang on. The request may be older than the audit log, or the audit log may not be in these indices.',
                values: { count: objects.length },
              })
            : i18n.translate('requestTrace.candidates.noneNameless', {
                defaultMessage:
                  'It names no object, the lines around it name none either, and no user changed anything shortly before.',
              })}
        </p>
      </>
    }
    {...(actions?.length ? { actions } : {})}
  />
);
