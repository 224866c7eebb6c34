import type { RequestSearch } from '../search_text/detect_names';
import type { RequestsListState } from '../app_url/requests_list_url';

/** The list that shows what was found; undefined where nothing was. */
export function toListState(find: RequestSearch | undefined): RequestsListState | undefined {
  return find && { ...find.filters, ...(find.everyone ? { everyone: true } : {}) };
}
