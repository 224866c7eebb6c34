/**
 * The app's URL: `/`, `/trace`, `/moves` and `/causes`, with everything that a reader set in the query. What is read comes from anyone who can
 * send a link, so lengths are bounded and what is malformed is left out.
 */
import { RECORD_SOURCES, type Severity } from '../../common/model/log_record';
import { readScope, writeScope, type ScopeOfUrl } from '../scope/scope_url';
import { GRID_COLUMNS, type GridColumn, type TraceViewState } from '../types';
import { CONFIDENCE_BANDS } from '../words/confidence_bands';
import { readTimeRange } from '../time/time_range';
import { readList, writeList, type RequestsListState } from './requests_url';

export const HOME_ROUTE = '/';
export const TRACE_ROUTE = '/trace';
export const MOVES_ROUTE = '/moves';
export const CAUSES_ROUTE = '/causes';

/** Everything the URL says, the scope included. `from` and `to` are ISO 8601 or date math, as written; both or neither. */
export interface UrlState extends ScopeOfUrl {
  /** what to trace; without it the first page is shown */
  id?: string;
  /** whose moves to show: `pods/shop/web-1`, `nodes/node-b`, or a uid */
  object?: string;
  /** of what to find the request that caused it: `pods/shop/web-1`, `shop/web`, or a uid */
  cause?: string;
  /** a pasted text that the first page's box starts with */
  q?: string;
  from?: string;
  to?: string;
  /** all time is what the reader chose: no default range, and none of a saved search, takes its place */
  allTime?: true;
  /** the first page's list: filters, order, and how much of it is shown; absent: as it starts */
  list?: RequestsListState;
  view: TraceViewState;
}

/** Characters. URLs longer than some 8,000 are refused by proxies. */
export const MAX_ID = 512;
export const MAX_Q = 2_000;
const MAX_SELECTED = 1_024;
const MAX_TEXT = 256;
const MAX_NAME = 128;
const MAX_NAMES = 50;

const SEVERITIES: readonly Severity[] = ['debug', 'info', 'warning', 'error', 'fatal', 'unknown'];

/** Reads a query string, with or without its `?`. */
export function parseSearch(search: string): UrlState {
  const query = new URLSearchParams(search);
  const one = (name: string, max: number): string | undefined => {
    const value = query.get(name)?.trim();
    return value && value.length <= max ? value : undefined;
  };
  const many = (name: string): string[] | undefined => {
    const values = [...new Set(query.getAll(name))]
      .filter((value) => value !== '' && value.length <= MAX_NAME)
      .slice(0, MAX_NAMES);
    return values.length > 0 ? values : undefined;
  };
  const range = readTimeRange(query.get('from'), query.get('to'));
  return compact({
    id: one('id', MAX_ID),
    object: one('object', MAX_ID),
    cause: one('cause', MAX_ID),
    q: query.get('q')?.slice(0, MAX_Q) || undefined,
    from: range?.from,
    to: range?.to,
    allTime: !range && query.get('time') === 'all' ? (true as const) : undefined,
    ...readScope(query),
    list: readList(query),
    view: compact({
      selected: one('selected', MAX_SELECTED),
      zoom: readZoom(query.get('zoom')),
      components: many('component'),
      severities: only(many('severity'), SEVERITIES),
      sources: only(many('source'), RECORD_SOURCES),
      confidences: only(many('confidence'), CONFIDENCE_BANDS),
      notShared: query.get('shared') === 'no' ? (true as const) : undefined,
      // Not trimmed: while it is typed, a space at its end is the start of the next word.
      text: query.get('text')?.slice(0, MAX_TEXT) || undefined,
      onlyWhy: query.get('only') === 'why' ? (true as const) : undefined,
      newestFirst: query.get('sort') === 'desc' ? (true as const) : undefined,
      columns: readColumns(query.get('columns')),
    }),
  });
}

/**
 * The query string, without `?`, that `parseSearch` reads back. Whatever is too long to be read back is left out; of the
 * scope, it is named in `unread` then.
 */
export function formatSearch({
  id,
  object,
  cause,
  q,
  from,
  to,
  allTime,
  list,
  view,
  ...scope
}: UrlState): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | undefined, max: number): void => {
    const text = value?.trim();
    if (text && text.length <= max) query.append(name, text);
  };
  const putAll = (name: string, values: readonly string[] | undefined): void =>
    values?.slice(0, MAX_NAMES).forEach((value) => put(name, value, MAX_NAME));
  put('id', id, MAX_ID);
  put('object', object, MAX_ID);
  put('cause', cause, MAX_ID);
  if (q) query.append('q', q.slice(0, MAX_Q));
  const range = readTimeRange(from, to);
  put('from', range?.from, MAX_TEXT);
  put('to', range?.to, MAX_TEXT);
  if (allTime && !range) query.append('time', 'all');
  writeScope(scope, query);
  if (list) writeList(list, query);
  put('selected', view.selected, MAX_SELECTED);
  if (view.zoom) query.append('zoom', `${view.zoom.from}/${view.zoom.to}`);
  putAll('component', view.components);
  putAll('severity', view.severities);
  putAll('source', view.sources);
  putAll('confidence', view.confidences);
  if (view.notShared) query.append('shared', 'no');
  if (view.text) query.append('text', view.text.slice(0, MAX_TEXT));
  if (view.onlyWhy) query.append('only', 'why');
  if (view.newestFirst) query.append('sort', 'desc');
  if (view.columns?.length) query.append('columns', view.columns.join(','));
  return query.toString();
}

/** The path within the app: `/trace?…` with an ID, `/moves?…` with an object, `/causes?…` with what was caused, else `/?…`. */
export function formatPath(state: UrlState): string {
  const search = formatSearch(state);
  const route = state.id
    ? TRACE_ROUTE
    : state.object
      ? MOVES_ROUTE
      : state.cause
        ? CAUSES_ROUTE
        : HOME_ROUTE;
  return search ? `${route}?${search}` : route;
}

/**
 * Whether a change deserves a step in the browser's history. Typing in the text filter does not: each letter would be one.
 */
export function isStep(before: TraceViewState, after: TraceViewState): boolean {
  return (
    formatSearch({ view: { ...before, text: undefined } }) !==
    formatSearch({ view: { ...after, text: undefined } })
  );
}

/** An ISO 8601 interval `<start>/<end>`, kept as written: it may be finer than milliseconds. */
function readZoom(text: string | null): TraceViewState['zoom'] {
  if (!text || text.length > 80) return undefined;
  const [from, to, ...rest] = text.split('/');
  if (!from || !to || rest.length > 0 || !isIso(from) || !isIso(to)) return undefined;
  return Date.parse(from) <= Date.parse(to) && from !== to ? { from, to } : undefined;
}

/** Names of columns with commas between, each once. */
function readColumns(text: string | null): GridColumn[] | undefined {
  if (!text || text.length > MAX_NAME) return undefined;
  const names = [...new Set(text.split(','))].filter((name): name is GridColumn =>
    GRID_COLUMNS.some((known) => known === name)
  );
  return names.length > 0 ? names : undefined;
}

function isIso(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text) && !Number.isNaN(Date.parse(text))
  );
}

function only<T extends string>(
  values: readonly string[] | undefined,
  allowed: readonly T[]
): T[] | undefined {
  const found = allowed.filter((value) => values?.includes(value));
  return found.length > 0 ? found : undefined;
}

/** Without the keys that are undefined, so that states compare and spread as one expects. */
function compact<T extends object>(state: T): T {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as T;
}
