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
export async function findDiscoverSource(
  plugins: StartPlugins,
  scope: Scope,
  request: Pick<TraceRequest, 'index' | 'timeField'>,
  config: Pick<BrowserConfig, 'indices'> & { dataViewId?: string }
): Promise<DiscoverSource | undefined> {
  const saved = scope.savedSearchId
    ? await readSavedSearchSource(plugins, scope.savedSearchId)
    : undefined;
  const query = scope.query ?? saved?.query;
  const filters = [...(saved?.filters ?? []), ...(scope.filters ?? [])];
  const index = scope.index ?? request.index;
  const id = scope.dataViewId ?? (index ? undefined : config.dataViewId || undefined);
  const storedDataView =
    saved?.dataView ??
    (id ? await resolveOrUndefined(() => plugins.dataViews?.get(id)) : undefined);
  if (storedDataView && isStoredDataView(storedDataView)) {
    return {
      dataView: storedDataView,
      dataViewId: storedDataView.id,
      timeField: storedDataView.timeFieldName ?? DEFAULT_TIME_FIELD,
      query,
      filters,
    };
  }
  const title =
    storedDataView?.getIndexPattern?.() ??
    storedDataView?.title ??
    index ??
    config.indices.join(',');
  if (!title) return undefined;
  const timeField =
    storedDataView?.timeFieldName ?? scope.timeField ?? request.timeField ?? DEFAULT_TIME_FIELD;
  const dataViewWithTitle = await findDataViewByTitle(plugins, title, timeField);
  if (dataViewWithTitle)
    return {
      dataView: dataViewWithTitle,
      dataViewId: dataViewWithTitle.id,
      timeField,
      query,
      filters,
    };
  const adHocDataView =
    storedDataView ??
    (await resolveOrUndefined(() =>
      plugins.dataViews?.create({ title, timeFieldName: timeField })
    ));
  return {
    dataView: adHocDataView,
    dataViewSpec: {
      ...(adHocDataView?.id ? { id: adHocDataView.id } : {}),
      title,
      timeFieldName: timeField,
    },
    timeField,
    query,
    filters,
  };
}

async function readSavedSearchSource(
  plugins: StartPlugins,
  id: string
): Promise<Pick<DiscoverSource, 'dataView' | 'query' | 'filters'> | undefined> {
  const saved = await resolveOrUndefined(() => plugins.savedSearch?.get(id));
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

async function findDataViewByTitle(
  { dataViews }: StartPlugins,
  title: string,
  timeField: string
): Promise<DataView | undefined> {
  const known = await resolveOrUndefined(() => dataViews?.getIdsWithTitle());
  for (const { id } of (known ?? []).filter((view) => view.title === title).slice(0, 3)) {
    const view = await resolveOrUndefined(() => dataViews?.get(id));
    if (view?.timeFieldName === timeField) return view;
  }
  return undefined;
}

function isStoredDataView(view: DataView): boolean {
  return Boolean(view.id) && view.isPersisted?.() !== false;
}

/** undefined where it can't be had: the data view was removed, or its indices are refused. */
async function resolveOrUndefined<T>(get: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await get();
  } catch {
    return undefined;
  }
}
