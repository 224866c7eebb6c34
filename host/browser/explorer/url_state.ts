/** The explorer's state; all of it is in the page's address. */
import type { TimeRange } from '../services/plugins';

export interface ExplorerState {
  index?: string;
  /** ISO 8601 or date math */
  time?: TimeRange;
  q: string;
  /** absent: the default ones */
  columns?: string[];
  order: 'asc' | 'desc';
  /** the document in the flyout */
  doc?: { index: string; id: string };
  /** title of the flyout's tab */
  tab?: string;
}

export function parseState(search: string): ExplorerState {
  const query = new URLSearchParams(search);
  const [from, to] = [query.get('from'), query.get('to')];
  const columns = query.get('columns');
  // An index's name has no slash, a document's id may have some.
  const doc = query.get('doc') ?? '';
  const slash = doc.indexOf('/');
  return {
    index: query.get('index') ?? undefined,
    time: from && to ? { from, to } : undefined,
    q: query.get('q') ?? '',
    columns: columns === null ? undefined : columns.split(',').filter(Boolean),
    order: query.get('order') === 'asc' ? 'asc' : 'desc',
    doc: slash > 0 ? { index: doc.slice(0, slash), id: doc.slice(slash + 1) } : undefined,
    tab: query.get('tab') ?? undefined,
  };
}

export function formatState({ index, time, q, columns, order, doc, tab }: ExplorerState): string {
  const query = new URLSearchParams();
  if (index) query.set('index', index);
  if (time) {
    query.set('from', time.from);
    query.set('to', time.to);
  }
  if (q) query.set('q', q);
  if (columns) query.set('columns', columns.join(','));
  if (order === 'asc') query.set('order', order);
  if (doc) query.set('doc', `${doc.index}/${doc.id}`);
  if (doc && tab) query.set('tab', tab);
  const text = query.toString();
  return text ? `?${text}` : '';
}

function quoteValue(value: unknown): string {
  return `"${String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** `field:"value"`, added to a query. */
export function addClause(q: string, field: string, value: unknown, negated = false): string {
  const clause = `${negated ? 'not ' : ''}${field.replace(/([\s:\\()"])/g, '\\$1')}:${quoteValue(value)}`;
  if (q.trim() === '') return clause;
  return `${/\bor\b/i.test(q) ? `(${q})` : q} and ${clause}`;
}

interface DiscoverFilter {
  meta?: {
    disabled?: boolean;
    negate?: boolean;
    type?: string;
    key?: string;
    params?: { query?: unknown };
  };
}

export interface DiscoverLocatorParams {
  dataViewId?: string;
  dataViewSpec?: { title?: string };
  query?: { query?: unknown };
  filters?: DiscoverFilter[];
  timeRange?: TimeRange;
  columns?: string[];
  sort?: string[][];
}

/** What DISCOVER_APP_LOCATOR's parameters mean here; of filters those that ask for one field's value. */
export function locatorParamsToState({
  dataViewId,
  dataViewSpec,
  query,
  filters = [],
  timeRange,
  columns,
  sort,
}: DiscoverLocatorParams): ExplorerState {
  let q = typeof query?.query === 'string' ? query.query : '';
  for (const { meta } of filters) {
    if (meta?.key && !meta.disabled && meta.params?.query !== undefined)
      q = addClause(q, meta.key, meta.params.query, meta.negate);
  }
  return {
    index: dataViewSpec?.title ?? dataViewId,
    time: timeRange,
    q,
    columns,
    order: sort?.[0]?.[1] === 'asc' ? 'asc' : 'desc',
  };
}
