/** Stores a trace's query, columns, sort and time range as a saved search. */
import { buildTraceParams } from '../open_in_discover/discover_params';
import { findDiscoverSource, type DiscoverSource } from '../open_in_discover/discover_source';
import type { Trace } from '../../common/model/trace';
import type { BrowserConfig } from '../config/use_config';
import type {
  CoreStart,
  DataView,
  DataViewsStart,
  SavedSearch,
  SearchSource,
  StartPlugins,
} from '../kibana_types';
import type { Scope, ScopeFilter } from '../scope/scope';
import type { TraceRequest } from '../types';

/** What is going to be saved, looked up when the dialogue opens. */
export interface SavePlan {
  source: DiscoverSource;
  params: ReturnType<typeof buildTraceParams>['params'];
  /** IDs and objects of the trace that did not fit into the query */
  leftOut: number;
  /** title of a data view that isn't there yet; undefined: there is one */
  missingDataView?: string;
  canCreateDataView: boolean;
}

export interface SaveOptions {
  title: string;
  description: string;
  /** else the saved search keeps the data view for itself, as Discover does with one that is not saved */
  createDataView: boolean;
  onTitleDuplicate(): void;
  isTitleDuplicateConfirmed: boolean;
}

/** Whether the reader may save searches: 8.12 and 9.x name the capability differently. */
export function canSaveSearch(
  core: Pick<CoreStart, 'application'>,
  plugins: StartPlugins
): boolean {
  if (
    typeof plugins.savedSearch?.save !== 'function' ||
    typeof plugins.savedSearch.getNew !== 'function' ||
    !plugins.data
  )
    return false;
  const { discover, discover_v2 } = core.application.capabilities;
  return discover?.['save'] === true || discover_v2?.['save'] === true;
}

/** Rejects where neither the scope nor the configuration says which indices. */
export async function planSave(
  plugins: StartPlugins,
  trace: Trace,
  scope: Scope,
  request: Pick<TraceRequest, 'index' | 'timeField'>,
  config: BrowserConfig
): Promise<SavePlan> {
  const source = await findDiscoverSource(plugins, scope, request, config);
  if (!source) throw new Error('no indices are known');
  const { params, leftOut } = buildTraceParams(trace, config, source);
  return {
    source,
    params,
    leftOut,
    ...(source.dataViewId
      ? {}
      : { missingDataView: source.dataViewSpec?.title ?? source.dataView?.title ?? '' }),
    canCreateDataView: canCreateDataView(plugins.dataViews),
  };
}

/** @returns the saved search's id; undefined: the title is taken, and `onTitleDuplicate` was told */
export async function saveTrace(
  { dataViews, savedSearch }: StartPlugins,
  plan: SavePlan,
  options: SaveOptions
): Promise<string | undefined> {
  if (!savedSearch) throw new Error('Kibana has no saved searches');
  const { params, source } = plan;
  let { dataView } = source;
  let createdDataView: string | undefined;
  if (plan.missingDataView !== undefined && options.createDataView && dataViews?.createAndSave) {
    dataView = await dataViews.createAndSave({
      title: plan.missingDataView,
      timeFieldName: source.timeField,
    });
    createdDataView = dataView.id;
  }
  // the next attempt, after a title that is taken, finds it
  if (createdDataView)
    Object.assign(plan, {
      missingDataView: undefined,
      source: { ...source, dataView, dataViewId: createdDataView },
    });
  const isAdHoc = !source.dataViewId && !createdDataView;
  const newSearch = savedSearch.getNew();
  fillSearchSource(newSearch.searchSource, dataView, params, source);
  const saved: SavedSearch = {
    ...newSearch,
    title: options.title,
    description: options.description,
    columns: params.columns,
    sort: params.sort,
    timeRestore: true,
    timeRange: params.timeRange,
    usesAdHocDataView: isAdHoc,
  };
  return savedSearch.save(addTabs(saved, newSearch), {
    onTitleDuplicate: options.onTitleDuplicate,
    isTitleDuplicateConfirmed: options.isTitleDuplicateConfirmed,
    copyOnSave: false,
  });
}

/** Filters of a data view that was not stored belong to the one that takes its place. */
function fillSearchSource(
  searchSource: SearchSource,
  dataView: DataView | undefined,
  { query, filters }: SavePlan['params'],
  before: DiscoverSource
): void {
  if (dataView) searchSource.setField('index', dataView);
  searchSource.setField('query', query);
  const old = before.dataViewId ?? before.dataViewSpec?.id;
  const needsNewIndex = ({ meta }: ScopeFilter): boolean =>
    dataView?.id !== undefined && (meta.index === undefined || meta.index === old);
  searchSource.setField(
    'filter',
    filters.map((filter) =>
      needsNewIndex(filter) ? { ...filter, meta: { ...filter.meta, index: dataView?.id } } : filter
    )
  );
}

/**
 * 9.x keeps the same in its first tab. Its `save` makes the tab from what stands at the top (`extractTabs`), so only one that
 * hands out tabs with a new saved search has them filled here.
 */
function addTabs(saved: SavedSearch, fresh: SavedSearch): SavedSearch {
  const [first, ...others] = Array.isArray(fresh.tabs)
    ? (fresh.tabs as Array<Record<string, unknown>>)
    : [];
  if (!first) return saved;
  const { columns, sort, timeRestore, timeRange, usesAdHocDataView } = saved;
  const content = { columns, sort, timeRestore, timeRange, usesAdHocDataView };
  const serialized = serializeSearchSource(saved.searchSource);
  const attributes = first['attributes'];
  const filledTab =
    typeof attributes === 'object' && attributes !== null
      ? {
          ...first,
          attributes: {
            ...attributes,
            ...content,
            ...(serialized ? { kibanaSavedObjectMeta: { searchSourceJSON: serialized.json } } : {}),
          },
        }
      : {
          ...first,
          ...content,
          ...(serialized ? { serializedSearchSource: serialized.fields } : {}),
        };
  return { ...saved, tabs: [filledTab, ...others] };
}

function serializeSearchSource(
  source: SearchSource
): { json: string; fields: unknown } | undefined {
  const { serialize: toJson, getSerializedFields } = source as SearchSource & {
    serialize?(): { searchSourceJSON: string };
    getSerializedFields?(): unknown;
  };
  const json = toJson?.call(source)?.searchSourceJSON;
  return json === undefined
    ? undefined
    : { json, fields: getSerializedFields?.call(source) ?? JSON.parse(json) };
}

function canCreateDataView(dataViews: DataViewsStart | undefined): boolean {
  return typeof dataViews?.createAndSave === 'function' && dataViews.getCanSaveSync?.() !== false;
}
