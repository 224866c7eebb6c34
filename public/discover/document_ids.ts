/** The IDs of the document that Discover hands over. */
import { MAX_PASTE, sortIds, traceableIds, type TraceableId, type TraceableKind } from '../app/recognise';
import type { BrowserConfig } from '../app/use_config';
import type { DataTableRecord } from '../kibana_types';
import { readField } from './read_field';

/**
 * What of a document can be traced: the IDs in its fields, then those in its text, reqIDs first, each once. Quick: only
 * the configured fields are read, and of a text its first 65,536 characters. Never throws on a document's content.
 */
export function documentIds(hit: DataTableRecord, { idFields, messageFields, reqIdKeys }: Omit<BrowserConfig, 'indices'>): TraceableId[] {
  const ofFields = idFields.flatMap((field) => {
    const kind = kindOfField(field);
    return readField(hit, field).map((value) => ({ kind, value: value.trim() }));
  });
  return sortIds([...ofFields, ...messageTexts(hit, messageFields).flatMap((text) => traceableIds(text, reqIdKeys))]);
}

/** The document's text, to paste into the app's box; undefined for one without. */
export function documentText(hit: DataTableRecord, { messageFields }: Pick<BrowserConfig, 'messageFields'>): string | undefined {
  return messageTexts(hit, messageFields)[0];
}

function messageTexts(hit: DataTableRecord, messageFields: readonly string[]): string[] {
  return [...new Set(messageFields.flatMap((field) => readField(hit, field)))].map((text) => text.slice(0, MAX_PASTE));
}

/** Fields are configured by name only, so their names tell what they hold. */
function kindOfField(field: string): TraceableKind {
  const name = field.toLowerCase();
  if (name.includes('audit')) return 'auditID';
  return name.includes('trace') ? 'traceID' : 'reqID';
}
