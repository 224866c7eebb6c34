/** From a scope to what the route takes: index, time field, and query and filters as one Elasticsearch query. */
import { i18n } from '@kbn/i18n';
import type { DataView, StartPlugins } from '../kibana_types';
import type { TraceRequest } from '../types';
import { readSavedSearch, type SavedSearchContent } from './read_saved_search';
import type { Scope, ScopeFilter, ScopeQuery } from './scope';
import { hasQuery } from './scope_url';

/** As the route's schema has it (common/api/schemas.ts, which is too large to load in a browser). */
export const MAX_FILTER_LENGTH = 200_000;

export type ScopeProblemKind =
  | 'needs_kibana'
  | 'data_view_gone'
  | 'saved_search_gone'
  | 'invalid_query'
  | 'too_long'
  | 'aggregate_query';

export interface ScopeProblem {
  kind: ScopeProblemKind;
  title: string;
  /** what to do about it */
  message: string;
  /** nothing is searched: it would be searched elsewhere, or unfiltered */
  isBlocking: boolean;
}

export interface ResolvedScope {
  request: Pick<TraceRequest, 'index' | 'timeField' | 'filter'>;
  /** what the scope is called: `k8s-*`, the title of a data view or saved search */
  label: string;
  /** a saved search's own, where it stores one */
  timeRange?: { from: string; to: string };
  dataView?: DataView;
  /** the ones that apply, a saved search's own included */
  query?: ScopeQuery;
  filters?: ScopeFilter[];
  problem?: ScopeProblem;
}

/**
 * Looks up what the scope names. Never rejects and never falls back to another place: what can't be used is a `problem`.
 * @param withDataView makes a data view for index names too: a search bar needs one, a search without query does not
 */
export async function resolveScope(
  scope: Scope,
  plugins: StartPlugins,
  withDataView = false
): Promise<ResolvedScope> {
  const indexScope: ResolvedScope = {
    request: {
      ...(scope.index ? { index: scope.index } : {}),
      ...(scope.timeField ? { timeField: scope.timeField } : {}),
    },
    label: scope.index ?? '',
  };
  if (!scope.savedSearchId && !scope.dataViewId && !withDataView && !isFiltered(scope))
    return { ...indexScope, ...(scope.filters ? { filters: scope.filters } : {}) };
  if (
    !plugins.dataViews ||
    !plugins.data?.search?.searchSource ||
    (scope.savedSearchId && !plugins.savedSearch)
  ) {
    return {
      ...indexScope,
      query: scope.query,
      filters: scope.filters,
      problem: needsKibanaProblem(),
    };
  }
  let savedSearch: SavedSearchContent | undefined;
  try {
    savedSearch = scope.savedSearchId
      ? await readSavedSearch(scope.savedSearchId, plugins)
      : undefined;
  } catch (error) {
    return {
      ...indexScope,
      label: scope.savedSearchId ?? '',
      problem: missingSavedSearchProblem(error),
    };
  }
  let dataView = savedSearch?.dataView;
  if (!dataView && scope.dataViewId) {
    try {
      dataView = await plugins.dataViews.get(scope.dataViewId);
    } catch (error) {
      return { ...indexScope, label: scope.dataViewId, problem: missingDataViewProblem(error) };
    }
  }
  if (!dataView && scope.index) dataView = await createAdHocDataView(scope, plugins);
  if (savedSearch && !dataView)
    return { ...indexScope, label: savedSearch.title, problem: missingDataViewProblem(undefined) };

  const query = scope.query ?? savedSearch?.query;
  const filters = [...(savedSearch?.filters ?? []), ...(scope.filters ?? [])];
  const index = dataView?.getIndexPattern?.() ?? dataView?.title;
  const resolved: ResolvedScope = {
    request: {
      ...indexScope.request,
      ...(index ? { index } : {}),
      ...(dataView?.timeFieldName ? { timeField: dataView.timeFieldName } : {}),
    },
    label: savedSearch?.title ?? (dataView?.name || dataView?.title) ?? '',
    ...(savedSearch?.timeRange ? { timeRange: savedSearch.timeRange } : {}),
    ...(dataView ? { dataView } : {}),
    ...(hasQuery(query) ? { query } : {}),
    ...(filters.length > 0 ? { filters } : {}),
    ...(savedSearch?.isAggregate ? { problem: aggregateQueryProblem() } : {}),
  };
  return addFilter(resolved, plugins);
}

/** Whether fewer records are shown than the trace has. */
export function isFiltered({ query, filters }: Pick<ResolvedScope, 'query' | 'filters'>): boolean {
  return hasQuery(query) || hasEnabledFilter(filters);
}

function hasEnabledFilter(filters: readonly ScopeFilter[] | undefined): boolean {
  return filters?.some(({ meta }) => meta.disabled !== true) ?? false;
}

/** Kibana's own search source builds the query, by Kibana's own settings. */
async function addFilter(resolved: ResolvedScope, plugins: StartPlugins): Promise<ResolvedScope> {
  if (!isFiltered(resolved)) return resolved;
  try {
    const source = await plugins.data?.search?.searchSource?.create();
    if (!source) return { ...resolved, problem: needsKibanaProblem() };
    if (resolved.dataView) source.setField('index', resolved.dataView);
    if (resolved.query) source.setField('query', resolved.query);
    if (resolved.filters)
      source.setField(
        'filter',
        resolved.filters.filter(({ meta }) => meta.disabled !== true)
      );
    const filter = JSON.stringify(source.getSearchRequestBody().query ?? {});
    if (filter.length > MAX_FILTER_LENGTH) return { ...resolved, problem: tooLongProblem() };
    return { ...resolved, request: { ...resolved.request, filter } };
  } catch (error) {
    return { ...resolved, problem: invalidQueryProblem(error) };
  }
}

const adHocDataViews = new WeakMap<object, Map<string, Promise<DataView>>>();

/** One that is not stored, with its fields: the search bar offers them. Undefined, without Kibana's toast, where it can't be made. */
async function createAdHocDataView(
  { index = '', timeField }: Scope,
  { dataViews }: StartPlugins
): Promise<DataView | undefined> {
  if (!dataViews) return undefined;
  const known = adHocDataViews.get(dataViews) ?? new Map<string, Promise<DataView>>();
  adHocDataViews.set(dataViews, known);
  const key = JSON.stringify([index, timeField]);
  const dataViewPromise =
    known.get(key) ??
    dataViews.create(
      { title: index, ...(timeField ? { timeFieldName: timeField } : {}) },
      false,
      false
    );
  known.set(key, dataViewPromise);
  try {
    return await dataViewPromise;
  } catch {
    known.delete(key);
    return undefined;
  }
}

function needsKibanaProblem(): ScopeProblem {
  return {
    kind: 'needs_kibana',
    isBlocking: true,
    title: i18n.translate('requestTrace.scope.needsKibana', {
      defaultMessage: 'This scope needs Kibana’s data views',
    }),
    message: i18n.translate('requestTrace.scope.needsKibanaMessage', {
      defaultMessage:
        'The link names a data view, a saved search, a query or filters. They can be used only where Kibana’s own plugins for them are on. Search by index names instead.',
    }),
  };
}

function missingDataViewProblem(error: unknown): ScopeProblem {
  return {
    kind: 'data_view_gone',
    isBlocking: true,
    title: i18n.translate('requestTrace.scope.dataViewGone', {
      defaultMessage: 'The data view can’t be used',
    }),
    message: i18n.translate('requestTrace.scope.dataViewGoneMessage', {
      defaultMessage:
        'It may have been deleted, belong to another space, or not be yours to see. Nothing was searched: choose another data view or index names. {reason}',
      values: { reason: getErrorReason(error) },
    }),
  };
}

function missingSavedSearchProblem(error: unknown): ScopeProblem {
  return {
    kind: 'saved_search_gone',
    isBlocking: true,
    title: i18n.translate('requestTrace.scope.savedSearchGone', {
      defaultMessage: 'The saved search can’t be opened',
    }),
    message: i18n.translate('requestTrace.scope.savedSearchGoneMessage', {
      defaultMessage:
        'It, or its data view, may have been deleted, belong to another space, or not be yours to see. Nothing was searched: choose another saved search or a data view. {reason}',
      values: { reason: getErrorReason(error) },
    }),
  };
}

function invalidQueryProblem(error: unknown): ScopeProblem {
  return {
    kind: 'invalid_query',
    isBlocking: true,
    title: i18n.translate('requestTrace.scope.invalidQuery', {
      defaultMessage: 'The scope’s query or a filter can’t be read',
    }),
    message: getErrorReason(error),
  };
}

function tooLongProblem(): ScopeProblem {
  return {
    kind: 'too_long',
    isBlocking: true,
    title: i18n.translate('requestTrace.scope.tooLong', {
      defaultMessage: 'The scope’s query and filters are too long',
    }),
    message: i18n.translate('requestTrace.scope.tooLongMessage', {
      defaultMessage:
        'Together they come to more than {max, number} characters as an Elasticsearch query. Remove some of them.',
      values: { max: MAX_FILTER_LENGTH },
    }),
  };
}

function aggregateQueryProblem(): ScopeProblem {
  return {
    kind: 'aggregate_query',
    isBlocking: false,
    title: i18n.translate('requestTrace.scope.aggregate', {
      defaultMessage: 'Only the data view of this saved search is used',
    }),
    message: i18n.translate('requestTrace.scope.aggregateMessage', {
      defaultMessage:
        'Its query is in ES|QL or SQL, which makes tables and can’t filter the records of a trace.',
    }),
  };
}

/** KQL's errors draw a pointer below the query in further lines. */
function getErrorReason(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message.slice(0, 500);
}
