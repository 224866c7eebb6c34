import { isComponentName } from '../../../common/parse/records/component_names';
import { detectRecordKind } from '../../../common/parse/records/raw_line';
import { AUDIT_LAYOUTS, COMPONENT_DATASET, EVENT_LAYOUTS } from '../field_catalogue';
import type { Hit } from '../searcher';
import { readAnnotations } from './annotation';
import { readAuditHit } from './audit';
import { readComponentHit } from './component';
import type { ReadRecord, RecordContext, VerifiableRecord } from './document';
import { readEventHit } from './event';
import {
  getFieldPathsOf,
  readFirstText,
  toFieldPath,
  readText,
  readValue,
  type FieldPath,
  type Source,
} from './field_paths';
import { readPodHit } from './pod';

const DATASET_FIELDS = getFieldPathsOf('dataset');
const CONTAINER_FIELDS = getFieldPathsOf('container');
const SERVICE_FIELDS = getFieldPathsOf('service');
const MESSAGE_FIELDS = getFieldPathsOf('message');
/** By layout: the parts that, all together, make a document an audit record. */
const AUDIT_MARKER_PATHS = AUDIT_LAYOUTS.map(({ prefix, markerFields }) =>
  markerFields.map((mark) => toFieldPath(prefix + mark))
);
/** Events name the object that they are about. */
const EVENT_OBJECT_PATHS = EVENT_LAYOUTS.map(({ object }) => toFieldPath(object));

/** The raw line of a document, wherever its shipper put it. */
export function readMessage(source: Source): string {
  for (const field of MESSAGE_FIELDS) {
    const value = readValue(source, field);
    if (typeof value === 'string') return value;
  }
  return '';
}

/**
 * Turns one hit into a record: by what its fields say it is, else by what its text looks like. Every hit becomes a record:
 * a line of no known format is a component line with its whole text as message.
 */
export function readHit(hit: Hit, context: RecordContext): VerifiableRecord {
  const source = hit._source ?? {};
  const message = readMessage(source);
  const read =
    readByFields(hit, source, message, context) ??
    readByText(hit, source, message, context) ??
    readComponentHit(hit, source, message, context);
  const idValues: string[] = [];
  for (const field of context.idFields) {
    const annotations = readAnnotations(source, field);
    if (annotations) {
      if (context.withoutAnnotations) continue;
      read.record.ids.annotated = annotations;
      idValues.push(...annotations.map(({ id }) => id));
      continue;
    }
    const value = readText(source, field);
    if (value !== undefined) idValues.push(value);
  }
  return Object.assign(read, { text: message, idValues });
}

function readByFields(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord | null {
  const has = (field: FieldPath): boolean => readValue(source, field) !== undefined;
  if (readFirstText(source, DATASET_FIELDS) === COMPONENT_DATASET)
    return readComponentHit(hit, source, message, context);
  if (AUDIT_MARKER_PATHS.some((marks) => marks.every(has)))
    return readAuditHit(hit, source, message, context);
  if (EVENT_OBJECT_PATHS.some(has)) return readEventHit(hit, source, message, context);
  if (readFirstText(source, SERVICE_FIELDS)) return readComponentHit(hit, source, message, context);
  const container = readFirstText(source, CONTAINER_FIELDS);
  // control-plane components run as static Pods: their container's log is a component's log
  if (container)
    return isComponentName(container)
      ? readComponentHit(hit, source, message, context)
      : readPodHit(hit, source, message, context);
  return null;
}

function readByText(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord | null {
  const kind = detectRecordKind(message);
  if (kind === null) return null;
  return kind === 'audit'
    ? readAuditHit(hit, source, message, context)
    : readEventHit(hit, source, message, context);
}
