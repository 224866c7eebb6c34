/** A saved search of any version: 8.12's, and 9.x's with tabs, of which the first one counts. */
import type { DataView, SavedSearch, SearchSource, StartPlugins } from '../kibana_types';
import { readTimeRange } from '../time/time_range';
import type { ScopeFilter, ScopeQuery } from './scope';

export interface SavedSearchContent {
  title: string;
  dataView?: DataView;
  query?: ScopeQuery;
  filters: ScopeFilter[];
  /** where it stores one (`timeRestore`) */
  timeRange?: { from: string; to: string };
  /** ES|QL or SQL: it has no query that could filter records */
  isAggregate: boolean;
}

/** Rejects where it, or its data view, can't be had. */
export async function readSavedSearch(
  id: string,
  plugins: StartPlugins
): Promise<SavedSearchContent> {
  const saved = await plugins.savedSearch?.get(id);
  if (!saved) throw new Error(`No saved search ${id}`);
  const tab = getFirstTab(saved);
  const source = await getSearchSource(saved, tab, plugins);
  const query = source?.getField('query');
  const filters = source?.getField('filter');
  const dataView = source?.getField('index');
  const hasTextQuery = isObject(query) && typeof query['query'] === 'string';
  const timeRange =
    (saved.timeRestore ?? tab['timeRestore']) === true
      ? readRange(saved.timeRange ?? tab['timeRange'])
      : undefined;
  return {
    title: saved.title || id,
    ...(dataView ? { dataView } : {}),
    ...(hasTextQuery
      ? {
          query: {
            language: query['language'] === 'lucene' ? ('lucene' as const) : ('kuery' as const),
            query: String(query['query']),
          },
        }
      : {}),
    // a function is allowed there, for time filters that Discover makes; a stored one is a list
    filters: Array.isArray(filters)
      ? filters.filter(
          (filter): filter is ScopeFilter => isObject(filter) && isObject(filter['meta'])
        )
      : [],
    ...(timeRange ? { timeRange } : {}),
    isAggregate:
      (saved['isTextBasedQuery'] ?? tab['isTextBasedQuery']) === true ||
      (isObject(query) && !hasTextQuery),
  };
}

/** `attributes.tabs?.[0]?.attributes ?? attributes`: what the contract hands over has the tab's attributes or the tab itself. */
function getFirstTab(saved: SavedSearch): Record<string, unknown> {
  const attributes = isObject(saved['attributes']) ? saved['attributes'] : undefined;
  const tabs = saved.tabs ?? attributes?.['tabs'];
  const tab: unknown = Array.isArray(tabs) ? tabs[0] : undefined;
  if (!isObject(tab)) return attributes ?? {};
  return isObject(tab['attributes']) ? tab['attributes'] : tab;
}

/** The search source itself in 8.12 and, for `savedSearch.get`, later; a tab has it serialized, references filled in. */
async function getSearchSource(
  saved: SavedSearch,
  tab: Record<string, unknown>,
  { data }: StartPlugins
): Promise<SearchSource | undefined> {
  if (typeof saved.searchSource?.getField === 'function') return saved.searchSource;
  const meta = tab['kibanaSavedObjectMeta'];
  const json = isObject(meta) ? meta['searchSourceJSON'] : undefined;
  const fields: unknown =
    tab['serializedSearchSource'] ?? (typeof json === 'string' ? JSON.parse(json) : undefined);
  return isObject(fields) ? data?.search?.searchSource?.create(fields) : undefined;
}

function readRange(value: unknown): { from: string; to: string } | undefined {
  return isObject(value) && typeof value['from'] === 'string' && typeof value['to'] === 'string'
    ? readTimeRange(value['from'], value['to'])
    : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
