/** What the page says of a scope: that it can't be used, that it hides records, that a part of a link was not understood. */
import React from 'react';
import { EuiButton, EuiButtonEmpty, EuiCallOut, EuiEmptyPrompt, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { TraceWarning } from '../../common/model/trace';
import type { ScopeProblem } from './resolve_scope';
import type { ScopePart } from './scope_url';

/** In place of what would have been searched. */
export function BlockedScope({
  problem,
  canDropFilters,
  onDropFilters,
  onDefault,
}: {
  problem: ScopeProblem;
  canDropFilters: boolean;
  onDropFilters(): void;
  onDefault(): void;
}): React.ReactElement {
  return (
    <EuiEmptyPrompt
      color="warning"
      iconType="warning"
      titleSize="s"
      role="alert"
      data-test-subj="requestTraceScopeProblem"
      title={<h2>{problem.title}</h2>}
      body={<p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{problem.message}</p>}
      actions={[
        ...(canDropFilters
          ? [
              <EuiButton
                key="drop"
                onClick={onDropFilters}
                data-test-subj="requestTraceScopeDropFilters"
              >
                {getSearchedWithoutText()}
              </EuiButton>,
            ]
          : []),
        <EuiButtonEmpty
          key="default"
          onClick={onDefault}
          data-test-subj="requestTraceScopeUseDefault"
        >
          {i18n.translate('requestTrace.scope.backToDefault', {
            defaultMessage: 'Search where configured',
          })}
        </EuiButtonEmpty>,
      ]}
    />
  );
}

/** Beside what is shown: the scope could be used in part only. */
export function ScopeNotice({ problem }: { problem: ScopeProblem }): React.ReactElement {
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="warning"
        title={problem.title}
        data-test-subj="requestTraceScopeProblem"
      >
        <p>{problem.message}</p>
      </EuiCallOut>
      <EuiSpacer size="s" />
    </>
  );
}

/** @param warning what the server says of records that the filters keep out, once it has: it knows how many */
export function FilteredNotice({
  warning,
  onDropFilters,
}: {
  warning?: TraceWarning;
  onDropFilters(): void;
}): React.ReactElement {
  return (
    <>
      <EuiCallOut
        size="s"
        iconType="filter"
        color={warning?.code === 'filtered_out' ? 'warning' : 'primary'}
        data-test-subj="requestTraceFiltered"
        title={
          <>
            {warning?.message.slice(0, 2_000) ??
              i18n.translate('requestTrace.scope.filtered', {
                defaultMessage: 'Only records that match the scope’s query and filters are shown.',
              })}{' '}
            <EuiButtonEmpty
              size="xs"
              flush="left"
              onClick={onDropFilters}
              data-test-subj="requestTraceScopeDropFilters"
            >
              {getSearchedWithoutText()}
            </EuiButtonEmpty>
          </>
        }
      />
      <EuiSpacer size="s" />
    </>
  );
}

/** What a link names and this page could not read. */
export function createUnreadableLinkProblem(unread: readonly ScopePart[]): ScopeProblem {
  const changesTarget = unread.some(
    (part) => part === 'index' || part === 'dataView' || part === 'savedSearch'
  );
  return {
    kind: 'too_long',
    isBlocking: changesTarget,
    title: changesTarget
      ? i18n.translate('requestTrace.scope.unreadPlace', {
          defaultMessage: 'The link does not say rightly where to search',
        })
      : i18n.translate('requestTrace.scope.unread', {
          defaultMessage: 'A part of the scope is left out',
        }),
    message: i18n.translate('requestTrace.scope.unreadMessage', {
      defaultMessage:
        'Malformed, or too long for a link: {parts}. Set it again here; a saved search holds a query and filters of any length.',
      values: { parts: unread.map(getScopePartLabel).join(', ') },
    }),
  };
}

function getScopePartLabel(part: ScopePart): string {
  switch (part) {
    case 'index':
      return i18n.translate('requestTrace.scope.part.index', { defaultMessage: 'index names' });
    case 'timeField':
      return i18n.translate('requestTrace.scope.part.timeField', { defaultMessage: 'time field' });
    case 'dataView':
      return i18n.translate('requestTrace.scope.part.dataView', { defaultMessage: 'data view' });
    case 'savedSearch':
      return i18n.translate('requestTrace.scope.part.savedSearch', {
        defaultMessage: 'saved search',
      });
    case 'query':
      return i18n.translate('requestTrace.scope.part.query', { defaultMessage: 'query' });
    default:
      return i18n.translate('requestTrace.scope.part.filters', { defaultMessage: 'filters' });
  }
}

function getSearchedWithoutText(): string {
  return i18n.translate('requestTrace.scope.withoutFilters', {
    defaultMessage: 'Search without them',
  });
}
