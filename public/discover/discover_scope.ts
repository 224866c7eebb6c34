/** Discover's state as the app's scope. Loaded when something is clicked; reads what is there, and never throws. */
import { formatPath } from '../app_url/url_state';
import type { DataView, StartPlugins } from '../kibana_types';
import { tryOrUndefined } from '../try_or_undefined';
import type { Scope, ScopeFilter, ScopeQuery } from '../scope/scope';
import { MAX_SCOPE_ID_LENGTH, readIndex } from '../scope/scope_url';

/** The parts of Discover 8.12's state container that are read. */
interface DiscoverState {
  internalState?: { getState?(): { dataView?: DataView } };
  appState?: { getState?(): { query?: unknown; filters?: unknown } };
  savedSearchState?: { getId?(): string | undefined; getHasChanged$?(): { getValue?(): boolean } };
}

/** The app's first page, searching what Discover shows: its saved search, or its data view, query and filters; and its time. */
export function buildHomePath(stateContainer: unknown, plugins: StartPlugins | undefined): string {
  const time = tryOrUndefined(() => plugins?.data?.query?.timefilter?.timefilter?.getTime?.());
  return formatPath({
    ...readDiscoverScope(stateContainer, plugins),
    from: time?.from,
    to: time?.to,
    view: {},
  });
}

export function readDiscoverScope(
  stateContainer: unknown,
  plugins: StartPlugins | undefined
): Scope {
  const state = (stateContainer ?? {}) as DiscoverState;
  const dataViewScope = getDataViewScope(
    tryOrUndefined(() => state.internalState?.getState?.().dataView)
  );
  const app = tryOrUndefined(() => state.appState?.getState?.());
  const query = readQuery(app?.query);
  // ES|QL names its own indices, in a language that a scope doesn't have
  if (query === 'other language') return dataViewScope;
  const savedSearchId = tryOrUndefined(() => state.savedSearchState?.getId?.());
  const isChanged = tryOrUndefined(() => state.savedSearchState?.getHasChanged$?.().getValue?.());
  const pinned = tryOrUndefined(() => getPinnedFilters(plugins));
  if (savedSearchId && isChanged === false)
    return { savedSearchId, ...(pinned?.length ? { filters: pinned } : {}) };
  const ofApp = Array.isArray(app?.filters) ? (app.filters as ScopeFilter[]) : [];
  const filters = [...(pinned ?? []), ...ofApp.filter((filter) => !isPinned(filter))].filter(
    (filter) => !filter.meta?.disabled
  );
  return {
    ...dataViewScope,
    ...(query ? { query } : {}),
    ...(filters.length > 0 ? { filters } : {}),
  };
}

/** A stored data view by its ID, so that a link follows when it changes; one that only Discover knows by what it says. */
export function getDataViewScope(dataView: DataView | undefined): Scope {
  if (!dataView) return {};
  const { id, timeFieldName } = dataView;
  if (id && id.length <= MAX_SCOPE_ID_LENGTH && dataView.isPersisted?.() === true)
    return { dataViewId: id };
  return {
    index: getIndexPattern(dataView),
    ...(timeFieldName ? { timeField: timeFieldName } : {}),
  };
}

/** What the server can't take goes to it all the same: it says what is wrong, where searching elsewhere would mislead. */
export function getIndexPattern(dataView: DataView | undefined): string | undefined {
  const index = tryOrUndefined(() => dataView?.getIndexPattern?.()) ?? dataView?.title;
  return readIndex(index) ?? index;
}

function readQuery(query: unknown): ScopeQuery | 'other language' | undefined {
  if (typeof query !== 'object' || query === null) return undefined;
  const { query: text, language } = query as { query?: unknown; language?: unknown };
  if (typeof text !== 'string') return 'other language';
  return text.trim() === ''
    ? undefined
    : { query: text, language: language === 'lucene' ? 'lucene' : 'kuery' };
}

/** Filters that hold in all of Kibana: not in Discover's own state, nor in its saved search. */
function getPinnedFilters(plugins: StartPlugins | undefined): ScopeFilter[] {
  const { filterManager } = (plugins?.data?.query ?? {}) as {
    filterManager?: { getFilters?(): unknown };
  };
  const filters = filterManager?.getFilters?.();
  return Array.isArray(filters)
    ? (filters as ScopeFilter[]).filter((filter) => isPinned(filter) && !filter.meta?.disabled)
    : [];
}

function isPinned(filter: ScopeFilter): boolean {
  return (filter['$state'] as { store?: unknown } | undefined)?.store === 'globalState';
}
