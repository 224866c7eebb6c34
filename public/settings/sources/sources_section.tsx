/** "What is there": which logs the server finds in what is searched. */
import React, { useMemo } from 'react';
import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSkeletonText,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { SourcesResponse } from '../../../common/api/sources';
import { toMicros } from '../../../common/time/micros';
import { createTimeFormat, type TimeFormat } from '../../trace/format_time';
import type { Services } from '../../types';
import { extractCommonAdvice } from './common_advice';
import { SourceNotes } from './source_notes';
import { SourcesTable } from './sources_table';
import { StatusSummary } from './status_summary';
import { useSources } from './use_sources';

/** @param repeats asks again when it changes */
export function SourcesSection({
  services: { core },
  repeats,
}: {
  services: Services;
  repeats: number;
}): React.ReactElement {
  const { state, refresh, cancel } = useSources(core.http, repeats);
  const time = useMemo(() => createTimeFormat(core.uiSettings), [core.uiSettings]);
  const { status, answer } = state;
  const isLoading = status === 'loading';
  const commonAdvice = useMemo(() => extractCommonAdvice(answer?.sources ?? []), [answer]);
  const { sources } = commonAdvice;

  return (
    <section
      aria-labelledby="requestTraceSources"
      aria-busy={isLoading}
      data-test-subj="requestTraceSources"
    >
      <EuiFlexGroup
        alignItems="center"
        justifyContent="spaceBetween"
        gutterSize="s"
        responsive={false}
        wrap
      >
        <EuiFlexItem grow={false}>
          <EuiTitle size="s">
            <h2 id="requestTraceSources">
              {i18n.translate('requestTrace.sources.title', { defaultMessage: 'What is there' })}
            </h2>
          </EuiTitle>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          {isLoading ? (
            <EuiButtonEmpty
              size="s"
              iconType="cross"
              onClick={cancel}
              data-test-subj="requestTraceSourcesCancel"
            >
              {i18n.translate('requestTrace.sources.cancel', { defaultMessage: 'Cancel' })}
            </EuiButtonEmpty>
          ) : (
            <EuiButtonEmpty
              size="s"
              iconType="refresh"
              onClick={refresh}
              data-test-subj="requestTraceSourcesRefresh"
            >
              {i18n.translate('requestTrace.sources.refresh', { defaultMessage: 'Refresh' })}
            </EuiButtonEmpty>
          )}
        </EuiFlexItem>
      </EuiFlexGroup>
      {answer && (
        <EuiText size="s" color="subdued">
          <p>{describeSearch(answer, time)}</p>
        </EuiText>
      )}
      <EuiSpacer size="m" />
      {status === 'failed' && (
        <>
          <EuiCallOut
            color="danger"
            iconType="error"
            role="alert"
            data-test-subj="requestTraceSourcesError"
            title={i18n.translate('requestTrace.sources.failed', {
              defaultMessage: 'The sources could not be looked up',
            })}
          >
            <p>{state.message}</p>
            <EuiButtonEmpty
              size="s"
              flush="left"
              iconType="refresh"
              onClick={refresh}
              data-test-subj="requestTraceSourcesRetry"
            >
              {i18n.translate('requestTrace.sources.retry', { defaultMessage: 'Try again' })}
            </EuiButtonEmpty>
          </EuiCallOut>
          <EuiSpacer size="m" />
        </>
      )}
      {status === 'cancelled' && (
        <EuiText size="s" color="subdued" role="status">
          <p>
            {i18n.translate('requestTrace.sources.cancelled', {
              defaultMessage: 'Cancelled. Refresh looks again.',
            })}
          </p>
        </EuiText>
      )}
      {!answer && isLoading && <EuiSkeletonText lines={8} />}
      {answer && sources.length > 0 && <StatusSummary sources={sources} />}
      {answer && <SourceNotes response={answer} common={commonAdvice} />}
      {answer && sources.length > 0 && (
        <SourcesTable sources={sources} time={time} loading={isLoading} />
      )}
    </section>
  );
}

function describeSearch(
  { window: { from, to, asked }, indices }: SourcesResponse,
  time: TimeFormat
): string {
  const at = (iso: string): string => {
    const micros = toMicros(iso);
    return micros === null ? iso.slice(0, 40) : time.formatFull(micros, 0);
  };
  const values = {
    from: at(from),
    to: at(to),
    indices: indices.asked.join(', ').slice(0, 500),
    found: indices.found,
  };
  return asked
    ? i18n.translate('requestTrace.sources.searched', {
        defaultMessage:
          'Looked at {indices} from {from} to {to}: {found, plural, =0 {no index holds anything} one {# index holds something} other {# indices hold something}}.',
        values,
      })
    : i18n.translate('requestTrace.sources.searchedNewest', {
        defaultMessage:
          'Looked at {indices} in the 24 hours before the newest record, {from} to {to}: {found, plural, =0 {no index holds anything} one {# index holds something} other {# indices hold something}}.',
        values,
      });
}
