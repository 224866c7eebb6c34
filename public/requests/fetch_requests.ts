/** Asks the routes of the list. */
import { OUTCOMES_PATH, REQUESTS_PATH } from '../../common/api/paths';
import type { OutcomesResponse, RequestsResponse } from '../../common/model/request_summary';
import { fetchSearchRoute } from '../http/fetch_search_route';
import type { HttpStart } from '../kibana_types';
import type { ListQuery, ListScope } from './list_query';

interface Page {
  size: number;
  after?: string;
}

export function fetchRequests(
  http: HttpStart,
  list: ListQuery,
  { size, after }: Page,
  signal: AbortSignal
): Promise<RequestsResponse> {
  return fetchSearchRoute(http, REQUESTS_PATH, { ...list, size, after }, signal);
}

/** How the requests ended, of at most 25. */
export function fetchOutcomes(
  http: HttpStart,
  { from, to, index, timeField, filter }: ListScope,
  ids: readonly string[],
  signal: AbortSignal
): Promise<OutcomesResponse> {
  return fetchSearchRoute(
    http,
    OUTCOMES_PATH,
    { from, to, index, timeField, filter, ids: ids.join(',') },
    signal
  );
}
