/** Asks the routes of the list. */
import { OUTCOMES_PATH, REQUESTS_PATH } from '../../common/api/paths';
import type { OutcomesAnswer, RequestsAnswer } from '../../common/model/request_summary';
import type { HttpStart } from '../kibana_types';
import { scopeQuery, type ListQuery, type ListScope } from './list_query';

/** Characters of a filter in a URL: a request's head may have 16 KB. Longer ones (a saved trace is one) travel in a body. */
const MAX_URL_FILTER = 4_000;

interface Page { size: number; after?: string }

export function fetchRequests(http: HttpStart, list: ListQuery, { size, after }: Page, signal: AbortSignal): Promise<RequestsAnswer> {
  const query = { ...list, size, ...(after ? { after } : {}) };
  const isLong = encodeURIComponent(String(list['filter'] ?? '')).length > MAX_URL_FILTER;
  return http.fetch<RequestsAnswer>(REQUESTS_PATH, isLong ? { method: 'POST', body: JSON.stringify(query), signal } : { method: 'GET', query, signal });
}

/** How the requests ended, of at most 25. */
export function fetchOutcomes(http: HttpStart, scope: ListScope, ids: readonly string[], signal: AbortSignal): Promise<OutcomesAnswer> {
  return http.fetch<OutcomesAnswer>(OUTCOMES_PATH, { method: 'GET', query: { ...scopeQuery(scope), ids: ids.join(',') }, signal });
}
