/**
 * The scope in the app's URL. What is read comes from anyone who can send a link, so lengths are bounded; what is malformed or
 * too long is left out, and said (`unread`): a search that silently looks elsewhere would mislead.
 */
import type { Scope, ScopeFilter, ScopeQuery } from './scope';

/** Characters, and number of filters. URLs longer than some 8,000 are refused by proxies. */
export const MAX_SCOPE_ID_LENGTH = 256;
export const MAX_SCOPE_QUERY_LENGTH = 2_000;
export const MAX_FILTERS_JSON_LENGTH = 6_000;
export const MAX_FILTERS = 50;
const MAX_INDEX_LENGTH = 2_000;

/** Names of the parameters of a scope. */
export const SCOPE_PARTS = [
  'index',
  'timeField',
  'dataView',
  'savedSearch',
  'query',
  'filters',
] as const;
export type ScopePart = (typeof SCOPE_PARTS)[number];

export interface UrlScope extends Scope {
  /** what the link names but can't be used: malformed, or too long when it was written */
  unread?: ScopePart[];
}

/** The parameter that names what was too long to be written. */
const LEFT_OUT_PARAMETER = 'leftOut';

/** Reads the scope's parameters; keys that are not there are absent. */
export function readScope(query: URLSearchParams): UrlScope {
  const unread = new Set<ScopePart>(
    SCOPE_PARTS.filter((part) => query.getAll(LEFT_OUT_PARAMETER).includes(part))
  );
  const readPart = <T>(part: ScopePart, read: (text: string) => T | undefined): T | undefined => {
    const text = query.get(part);
    if (!text?.trim()) return undefined;
    const value = read(text);
    if (value === undefined) unread.add(part);
    return value;
  };
  const scope: UrlScope = {};
  const index = readPart('index', readIndex);
  const timeField = readPart('timeField', readTimeField);
  const dataViewId = readPart('dataView', readId);
  const savedSearchId = readPart('savedSearch', readId);
  const text = readPart('query', (value) =>
    value.length <= MAX_SCOPE_QUERY_LENGTH ? value : undefined
  );
  const filters = readPart('filters', (json) => {
    const read = readFilters(json);
    if (read && read.malformed > 0) unread.add('filters');
    return read?.filters;
  });
  if (index !== undefined) scope.index = index;
  if (timeField !== undefined) scope.timeField = timeField;
  if (dataViewId !== undefined) scope.dataViewId = dataViewId;
  if (savedSearchId !== undefined) scope.savedSearchId = savedSearchId;
  if (text !== undefined)
    scope.query = {
      language: query.get('language') === 'lucene' ? 'lucene' : 'kuery',
      query: text,
    };
  if (filters && filters.length > 0) scope.filters = filters;
  if (unread.size > 0) scope.unread = [...unread];
  return scope;
}

/** Writes what `readScope` reads back; what is too long is named instead, so that the page can say so. */
export function writeScope(scope: Scope, query: URLSearchParams): void {
  const tooLong = findTooLongParts(scope);
  const writePart = (part: ScopePart, value: string | undefined): void => {
    if (value && !tooLong.includes(part)) query.append(part, value);
  };
  writePart('index', readIndex(scope.index));
  writePart('timeField', scope.timeField && readTimeField(scope.timeField));
  writePart('dataView', scope.dataViewId);
  writePart('savedSearch', scope.savedSearchId);
  if (hasQuery(scope.query)) {
    writePart('query', scope.query.query);
    if (scope.query.language === 'lucene' && !tooLong.includes('query'))
      query.append('language', 'lucene');
  }
  if (scope.filters && scope.filters.length > 0)
    writePart('filters', JSON.stringify(scope.filters));
  tooLong.forEach((part) => query.append(LEFT_OUT_PARAMETER, part));
}

/** The parts that don't fit into a link. */
export function findTooLongParts({
  index,
  dataViewId,
  savedSearchId,
  query,
  filters,
}: Scope): ScopePart[] {
  const tooLongParts: ScopePart[] = [];
  if (index && index.length > MAX_INDEX_LENGTH) tooLongParts.push('index');
  if (dataViewId && dataViewId.length > MAX_SCOPE_ID_LENGTH) tooLongParts.push('dataView');
  if (savedSearchId && savedSearchId.length > MAX_SCOPE_ID_LENGTH) tooLongParts.push('savedSearch');
  if (query && query.query.length > MAX_SCOPE_QUERY_LENGTH) tooLongParts.push('query');
  if (
    filters &&
    (filters.length > MAX_FILTERS || JSON.stringify(filters).length > MAX_FILTERS_JSON_LENGTH)
  )
    tooLongParts.push('filters');
  return tooLongParts;
}

/** Index names and patterns, comma-separated as data views have them; spaces after the commas are dropped. */
export function readIndex(text: string | null | undefined): string | undefined {
  const index = text
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .join(',');
  return index && index.length <= MAX_INDEX_LENGTH && !/[\s/?#"\\<>|]/.test(index)
    ? index
    : undefined;
}

/** Only the scope of what may hold more. */
export function pickScope({
  index,
  timeField,
  dataViewId,
  savedSearchId,
  query,
  filters,
}: Scope): Scope {
  return Object.fromEntries(
    Object.entries({ index, timeField, dataViewId, savedSearchId, query, filters }).filter(
      ([, value]) => value !== undefined
    )
  ) as Scope;
}

export function hasQuery(query: ScopeQuery | undefined): query is ScopeQuery {
  return query !== undefined && query.query.trim() !== '';
}

function readTimeField(text: string): string | undefined {
  const name = text.trim();
  return name !== '' && name.length <= 256 && !/[*\s]/.test(name) ? name : undefined;
}

function readId(text: string): string | undefined {
  const id = text.trim();
  return id.length <= MAX_SCOPE_ID_LENGTH ? id : undefined;
}

function readFilters(json: string): { filters: ScopeFilter[]; malformed: number } | undefined {
  if (json.length > MAX_FILTERS_JSON_LENGTH) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length > MAX_FILTERS) return undefined;
  const filters = parsed.filter(isFilter);
  return { filters, malformed: parsed.length - filters.length };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFilter(value: unknown): value is ScopeFilter {
  return (
    isObject(value) &&
    isObject(value['meta']) &&
    (value['query'] === undefined || isObject(value['query']))
  );
}
