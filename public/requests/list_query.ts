/** From what the reader set to what the route takes. Pure. */
import type { RequestsListState } from '../app_url/requests_list_url';
import type { TraceRequest } from '../types';

/** Where and when to look, times in ISO 8601. */
export type ListScope = Omit<TraceRequest, 'id'>;

export type ListQuery = Record<string, string | boolean>;

/** Rows of a page; more are shown when the reader asks for them. */
export const PAGE_ROWS = 25;
/** The most that one search gives. */
export const MAX_PAGE_ROWS = 100;

/** The route's parameters but for those that page through the list. */
export function buildListQuery(scope: ListScope, state: RequestsListState): ListQuery {
  const { user, verb, resource, namespace, name, outcome, words, everyone, sort, ascending } =
    state;
  const { from, to, index, timeField, filter } = scope;
  const texts = {
    from,
    to,
    index,
    timeField,
    filter,
    user,
    verb,
    resource,
    namespace,
    name,
    q: words?.trim(),
    outcome,
    sort,
  };
  return {
    ...Object.fromEntries(
      Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1]))
    ),
    ...(everyone ? { people: false } : {}),
    ...(ascending ? { order: 'asc' } : {}),
    // what a filter by outcome shows has to be looked into first; else the list is there before the outcomes are
    ...(outcome ? {} : { diagnose: false }),
  };
}

/** Whether fewer requests are shown than there are, by the reader's own choice; "people only" is not one. */
export function hasFilters({
  user,
  verb,
  resource,
  namespace,
  name,
  outcome,
  words,
}: RequestsListState): boolean {
  return Boolean(
    user ?? verb ?? resource ?? namespace ?? name ?? outcome ?? (words?.trim() || undefined)
  );
}

/** The same list without filters; order and people stay. */
export function withoutFilters({
  everyone,
  sort,
  ascending,
}: RequestsListState): RequestsListState {
  return {
    ...(everyone ? { everyone } : {}),
    ...(sort ? { sort } : {}),
    ...(ascending ? { ascending } : {}),
  };
}
