/** Which data view, query and filters Discover has to be given to show what a trace was looked for in. */
import type { BrowserConfig } from '../config/use_config';
import type { DataView, SavedSearch, StartPlugins } from '../kibana_types';
import type { Scope, ScopeFilter, ScopeQuery } from '../scope/scope';
import type { TraceRequest } from '../types';

const DEFAULT_TIME_FIELD = '@timestamp';

export interface DiscoverSource {
  /** with its fields where they could be had */
  dataView?: DataView;
  /** a stored data view; else `dataViewSpec` */
  dataViewId?: string;
  dataViewSpec?: { id?: string; title: string; timeFieldName: string };
  timeField: string;
  query?: ScopeQuery;
  filters: ScopeFilter[];
}

/**
 * Follows the scope: a saved search's own data view, query and filters; a stored data view; else one for these indices, the
 * stored one of the same title if there is one. Never rejects: what can't be had is left out.
 */
export async function findSource(
  plugins: StartPlugins,
  scope: Scope,
  request: Pick<TraceRequest, 'index' | 'timeField'>,
  config: Pick<BrowserConfig, 'indices'> & { dataViewId?: string }
): Promise<DiscoverSource | undefined> {
  const saved = scope.savedSearchId ? await ofSavedSearch(plugins, scope.savedSearchId) : undefined;
  const query = scope.query ?? saved?.query;
  const filters = [...(saved?.filters ?? []), ...(scope.filters ?? [])];
  const index = scope.index ?? request.index;
  const id = scope.dataViewId ?? (index ? undefined : config.dataViewId || undefined);
  const stored =
    saved?.dataView ?? (id ? await quietly(() => plugins.dataViews?.get(id)) : undefined);
  if (stored && isStored(stored)) {
    return {
      dataView: stored,
      dataViewId: stored.id,
      timeField: stored.timeFieldName ?? DEFAULT_TIME_FIELD,
      query,
      filters,
    };
  }
  const title = stored?.getIndexPattern?.() ?? stored?.title ?? index ?? config.indices.join(',');
  if (!title) return undefined;
  const timeField =
    stored?.timeFieldName ?? scope.timeField ?? request.timeField ?? DEFAULT_TIME_FIELD;
  const same = await ofTitle(plugins, title, timeField);
  if (same) return { dataView: same, dataViewId: same.id, timeField, query, filters };
  const adHoc =
    stored ?? (await quietly(() => plugins.dataViews?.create({ title, timeFieldName: timeField })));
  return {
    dataView: adHoc,
    dataViewSpec: { ...(adHoc?.id ? { id: adHoc.id } : {}), title, timeFieldName: timeField },
    timeField,
    query,
    filters,
  };
}

async function ofSavedSearch(
  plugins: StartPlugins,
  id: string
): Promise<Pick<DiscoverSource, 'dataView' | 'query' | 'filters'> | undefined> {
  const saved = await quietly(() => plugins.savedSearch?.get(id));
  const source = (saved as SavedSearch | undefined)?.searchSource;
  if (!source) return undefined;
  const query = source.getField('query') as ScopeQuery | undefined;
  const filters = source.getField('filter');
  return {
    dataView: source.getField('index'),
    // ES|QL has no `query` text of these languages
    query: typeof query?.query === 'string' ? query : undefined,
    filters: Array.isArray(filters) ? (filters as ScopeFilter[]) : [],
  };
}

async function ofTitle(
  { dataViews }: StartPlugins,
  title: string,
  timeField: string
): Promise<DataView | undefined> {
  const known = await quietly(() => dataViews?.getIdsWithTitle());
  for (const { id } of (known ?? []).filter((view) => view.title === title).slice(0, 3)) {
    const view = await quietly(() => dataViews?.get(id));
    if (view?.timeFieldName === timeField) return view;
  }
  return undefined;
}

function isStored(view: DataView): boolean {
  return Boolean(view.id) && view.isPersisted?.() !== false;
}

/** undefined where it can't be had: the data view was removed, or its indices are refused. */
async function quietly<T>(get: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await get();
  } catch {
    return undefined;
  }
}
