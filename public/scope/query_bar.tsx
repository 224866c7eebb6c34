/** The scope's query and filters, in Kibana's own search bar. */
import React, { useMemo } from 'react';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { Services } from '../types';
import { getSearchTarget } from './search_target';
import type { ResolvedScope } from './resolve_scope';
import type { Scope, ScopeFilter, ScopeQuery } from './scope';
import { hasQuery } from './scope_url';

interface QueryBarProps {
  services: Services;
  scope: Scope;
  resolved: ResolvedScope | undefined;
  onChange(scope: Scope): void;
}

const EMPTY_QUERY: ScopeQuery = { language: 'kuery', query: '' };

/** Nothing where Kibana has no search bar. */
export function QueryBar({
  services: { plugins },
  scope,
  resolved,
  onChange,
}: QueryBarProps): React.ReactElement | null {
  const SearchBar = plugins.unifiedSearch?.ui?.SearchBar;
  const query = resolved?.query ?? scope.query ?? EMPTY_QUERY;
  const filters = resolved?.filters ?? scope.filters;
  const dataViews = useMemo(
    () => (resolved?.dataView ? [resolved.dataView] : []),
    [resolved?.dataView]
  );
  if (!SearchBar) return null;
  const change = (next: { query?: ScopeQuery; filters?: ScopeFilter[] }): void => {
    const to = { query, filters, ...next };
    onChange({
      ...getSearchTarget(scope, resolved),
      ...(hasQuery(to.query) ? { query: to.query } : {}),
      ...(to.filters && to.filters.length > 0 ? { filters: to.filters } : {}),
    });
  };
  return (
    <div
      role="group"
      aria-label={i18n.translate('requestTrace.scope.queryAndFilters', {
        defaultMessage: 'Query and filters of the scope',
      })}
      data-test-subj="requestTraceQueryBar"
    >
      <SearchBar
        appName={PLUGIN_ID}
        useDefaultBehaviors={false}
        displayStyle="inPage"
        showDatePicker={false}
        showQueryInput
        showFilterBar
        showSaveQuery={false}
        showQueryMenu
        indexPatterns={dataViews}
        query={query}
        filters={filters ?? []}
        onQuerySubmit={({ query: next }: { query?: unknown }) => {
          if (isQuery(next))
            change({
              query: {
                language: next.language === 'lucene' ? 'lucene' : 'kuery',
                query: next.query,
              },
            });
        }}
        onFiltersUpdated={(next: unknown) => {
          if (Array.isArray(next)) change({ filters: next as ScopeFilter[] });
        }}
        dataTestSubj="requestTraceQuery"
      />
    </div>
  );
}

function isQuery(value: unknown): value is { query: string; language?: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { query?: unknown }).query === 'string'
  );
}
