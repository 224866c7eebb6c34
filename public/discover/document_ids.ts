/** The IDs of the document that Discover hands over. */
import { recogniseId } from '../../common/parse/find_ids';
import {
  findBareUuids,
  MAX_CHOICES,
  MAX_SEARCH_TEXT_LENGTH,
  sortIds,
  findTraceableIds,
  type TraceableId,
  type TraceableKind,
} from '../search_text/parse_search_text';
import type { BrowserConfig } from '../config/use_config';
import type { DataTableRecord } from '../kibana_types';
import { readField } from './read_field';

/** UIDs of what an Event is about: Elastic's collectors, core/v1, events.k8s.io/v1. */
const OBJECT_UID_FIELDS = [
  'kubernetes.event.involved_object.uid',
  'involvedObject.uid',
  'regarding.uid',
];
/** UIDs of the Pod whose container wrote the line: Elastic's collectors, Fluent Bit's, OpenTelemetry's. */
const POD_UID_FIELDS = [
  'kubernetes.pod.uid',
  'kubernetes.pod_id',
  'resource.attributes.k8s.pod.uid',
];

/**
 * What of a document can be traced: the IDs in its fields, then those in its text, reqIDs first, each once. Where it has no
 * ID of a request, the UID of what it is about, or else the UUIDs in its text. Quick: only the configured fields are read, and
 * of a text its first 65,536 characters. Never throws on a document's content.
 */
export function findDocumentIds(
  hit: DataTableRecord,
  { idFields, messageFields, reqIdKeys }: Omit<BrowserConfig, 'indices'>
): TraceableId[] {
  const fieldIds = idFields.flatMap((field) => {
    const kind = inferIdKind(field);
    return readField(hit, field).map((value) => ({ kind, value: value.trim() }));
  });
  const messages = readMessages(hit, messageFields);
  const requestIds = sortIds([
    ...fieldIds,
    ...messages.flatMap((text) => findTraceableIds(text, reqIdKeys)),
  ]);
  const uids = sortIds([
    ...readUids(hit, OBJECT_UID_FIELDS, 'objectUID'),
    ...readUids(hit, POD_UID_FIELDS, 'podUID'),
  ]);
  if (requestIds.length > 0 || uids.length > 0) return sortIds([...requestIds, ...uids]);
  return sortIds(messages.flatMap(findBareUuids)).slice(0, MAX_CHOICES);
}

/** Whether it is the ID of an object, or may be: what it leads to is not one request for sure. */
export function isObjectId({ kind }: TraceableId): boolean {
  return kind === 'objectUID' || kind === 'podUID' || kind === 'id';
}

/** Only UUIDs: a Node's Events have its name there, which is on lines of thousands of requests. */
function readUids(
  hit: DataTableRecord,
  fields: readonly string[],
  kind: TraceableKind
): TraceableId[] {
  return fields
    .flatMap((field) => readField(hit, field))
    .filter((value) => recogniseId(value)?.kind === 'uuid')
    .map((value) => ({ kind, value: value.trim() }));
}

/** The document's text, to paste into the app's box; undefined for one without. */
export function getDocumentText(
  hit: DataTableRecord,
  { messageFields }: Pick<BrowserConfig, 'messageFields'>
): string | undefined {
  return readMessages(hit, messageFields)[0];
}

function readMessages(hit: DataTableRecord, messageFields: readonly string[]): string[] {
  return [...new Set(messageFields.flatMap((field) => readField(hit, field)))].map((text) =>
    text.slice(0, MAX_SEARCH_TEXT_LENGTH)
  );
}

/** Fields are configured by name only, so their names tell what they hold. */
function inferIdKind(field: string): TraceableKind {
  const name = field.toLowerCase();
  if (name.includes('audit')) return 'auditID';
  return name.includes('trace') ? 'traceID' : 'reqID';
}
