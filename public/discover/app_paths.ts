/** From one of Discover's documents to its place in the app. */
import { formatPath, MAX_ID_LENGTH, MAX_SEARCH_TEXT_LENGTH } from '../app_url/url_state';
import type { BrowserConfig } from '../config/use_config';
import type { DataTableRecord, DataView } from '../kibana_types';
import { getDataViewScope } from './discover_scope';
import { findDocumentIds, getDocumentText } from './document_ids';

/**
 * The trace of the document's first ID, with the document selected; the first page with the document's line where it has no
 * ID. In Discover's data view, but without its query, filters and time: they found this line, and would keep out most of what
 * the request did elsewhere.
 */
export function buildDocumentTracePath(
  hit: DataTableRecord,
  dataView: DataView | undefined,
  config: BrowserConfig
): string {
  const id = findDocumentIds(hit, config).find(({ value }) => value.length <= MAX_ID_LENGTH)?.value;
  if (id === undefined) return buildDocumentSearchPath(hit, dataView, config);
  return formatPath({
    id,
    ...getDataViewScope(dataView),
    view: { selected: `${hit.raw._index}/${hit.raw._id}` },
  });
}

/** The app's first page with the document's line in its box. */
export function buildDocumentSearchPath(
  hit: DataTableRecord,
  dataView: DataView | undefined,
  config: Pick<BrowserConfig, 'messageFields'>
): string {
  return formatPath({
    q: getDocumentText(hit, config)?.slice(0, MAX_SEARCH_TEXT_LENGTH),
    ...getDataViewScope(dataView),
    view: {},
  });
}
