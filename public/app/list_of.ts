import type { Findable } from '../ids/find_requests';
import type { RequestsListState } from '../links/requests_url';

/** The list that shows what was found; undefined where nothing was. */
export function listOf(find: Findable | undefined): RequestsListState | undefined {
  return find && { ...find.filters, ...(find.everyone ? { everyone: true } : {}) };
}
