/**
 * The app's URL: `/`, `/trace`, `/removals` and `/causes`, with the state of the page in the query.
 * Anyone can send a link: lengths are bounded, and malformed values are ignored.
 */
import { RECORD_SOURCES, type Severity } from '../../common/model/log_record';
import { readScope, writeScope, type UrlScope } from '../scope/scope_url';
import { GRID_COLUMNS, type GridColumn, type TraceViewState } from '../types';
import { CONFIDENCE_BANDS } from '../labels/confidence_bands';
import { readTimeRange } from '../time/time_range';
import { readListState, writeListState, type RequestsListState } from './requests_list_url';

export const HOME_ROUTE = '/';
export const TRACE_ROUTE = '/trace';
export const REMOVALS_ROUTE = '/removals';
/** The removals page's path in earlier versions. Redirects to `REMOVALS_ROUTE`. */
export const OLD_REMOVALS_ROUTE = '/moves';
export const CAUSES_ROUTE = '/causes';

/** Everything the URL says, the scope included. `from` and `to` are ISO 8601 or date math, as written; both or neither. */
export interface UrlState extends UrlScope {
  /** what to trace; without it the first page is shown */
  id?: string;
  /** the object whose removed Pods to show: `pods/shop/web-1`, `nodes/node-b`, or a uid */
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
export const MAX_ID_LENGTH = 512;
export const MAX_SEARCH_TEXT_LENGTH = 2_000;
const MAX_RECORD_KEY_LENGTH = 1_024;
const MAX_TEXT_LENGTH = 256;
const MAX_VALUE_LENGTH = 128;
const MAX_VALUES = 50;

const SEVERITIES: readonly Severity[] = ['debug', 'info', 'warning', 'error', 'fatal', 'unknown'];

/** Reads a query string, with or without its `?`. */
export function parseSearch(search: string): UrlState {
  const query = new URLSearchParams(search);
  const readOne = (name: string, max: number): string | undefined => {
    const value = query.get(name)?.trim();
    return value && value.length <= max ? value : undefined;
  };
  const readMany = (name: string): string[] | undefined => {
    const values = [...new Set(query.getAll(name))]
      .filter((value) => value !== '' && value.length <= MAX_VALUE_LENGTH)
      .slice(0, MAX_VALUES);
    return values.length > 0 ? values : undefined;
  };
  const range = readTimeRange(query.get('from'), query.get('to'));
  return omitUndefined({
    id: readOne('id', MAX_ID_LENGTH),
    object: readOne('object', MAX_ID_LENGTH),
    cause: readOne('cause', MAX_ID_LENGTH),
    q: query.get('q')?.slice(0, MAX_SEARCH_TEXT_LENGTH) || undefined,
    from: range?.from,
    to: range?.to,
    allTime: !range && query.get('time') === 'all' ? (true as const) : undefined,
    ...readScope(query),
    list: readListState(query),
    view: omitUndefined({
      selected: readOne('selected', MAX_RECORD_KEY_LENGTH),
      zoom: readZoom(query.get('zoom')),
      components: readMany('component'),
      severities: keepAllowed(readMany('severity'), SEVERITIES),
      sources: keepAllowed(readMany('source'), RECORD_SOURCES),
      confidences: keepAllowed(readMany('confidence'), CONFIDENCE_BANDS),
      notShared: query.get('shared') === 'no' ? (true as const) : undefined,
      // Not trimmed: while it is typed, a space at its end is the start of the next word.
      text: query.get('text')?.slice(0, MAX_TEXT_LENGTH) || undefined,
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
  const write = (name: string, value: string | undefined, max: number): void => {
    const text = value?.trim();
    if (text && text.length <= max) query.append(name, text);
  };
  const writeAll = (name: string, values: readonly string[] | undefined): void =>
    values?.slice(0, MAX_VALUES).forEach((value) => write(name, value, MAX_VALUE_LENGTH));
  write('id', id, MAX_ID_LENGTH);
  write('object', object, MAX_ID_LENGTH);
  write('cause', cause, MAX_ID_LENGTH);
  if (q) query.append('q', q.slice(0, MAX_SEARCH_TEXT_LENGTH));
  const range = readTimeRange(from, to);
  write('from', range?.from, MAX_TEXT_LENGTH);
  write('to', range?.to, MAX_TEXT_LENGTH);
  if (allTime && !range) query.append('time', 'all');
  writeScope(scope, query);
  if (list) writeListState(list, query);
  write('selected', view.selected, MAX_RECORD_KEY_LENGTH);
  if (view.zoom) query.append('zoom', `${view.zoom.from}/${view.zoom.to}`);
  writeAll('component', view.components);
  writeAll('severity', view.severities);
  writeAll('source', view.sources);
  writeAll('confidence', view.confidences);
  if (view.notShared) query.append('shared', 'no');
  if (view.text) query.append('text', view.text.slice(0, MAX_TEXT_LENGTH));
  if (view.onlyWhy) query.append('only', 'why');
  if (view.newestFirst) query.append('sort', 'desc');
  if (view.columns?.length) query.append('columns', view.columns.join(','));
  return query.toString();
}

/**
 * Returns the path within the app: `/trace?…` for an ID, `/removals?…` for an object, `/causes?…`
 * for an effect, else `/?…`.
 */
export function formatPath(state: UrlState): string {
  const search = formatSearch(state);
  const route = state.id
    ? TRACE_ROUTE
    : state.object
      ? REMOVALS_ROUTE
      : state.cause
        ? CAUSES_ROUTE
        : HOME_ROUTE;
  return search ? `${route}?${search}` : route;
}

/**
 * Whether a change deserves a step in the browser's history. Typing in the text filter does not: each letter would be one.
 */
export function isHistoryStep(before: TraceViewState, after: TraceViewState): boolean {
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
  if (!text || text.length > MAX_VALUE_LENGTH) return undefined;
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

function keepAllowed<T extends string>(
  values: readonly string[] | undefined,
  allowed: readonly T[]
): T[] | undefined {
  const found = allowed.filter((value) => values?.includes(value));
  return found.length > 0 ? found : undefined;
}

/** Without the keys that are undefined, so that states compare and spread as one expects. */
function omitUndefined<T extends object>(state: T): T {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as T;
}
