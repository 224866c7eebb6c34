import { isComponentName } from '../../../common/parse/records/components';
import { kindOfText } from '../../../common/parse/records/raw_line';
import { AUDIT_PLACES, COMPONENT_DATASET, EVENT_PLACES } from '../field_catalogue';
import type { Hit } from '../searcher';
import { annotationsIn } from './annotation';
import { auditRecord } from './audit';
import { componentRecord } from './component';
import type { ReadRecord, RecordContext, VerifiableRecord } from './document';
import { eventRecord } from './event';
import {
  fieldsOf,
  firstTextOf,
  path,
  textOf,
  valueOf,
  type FieldPath,
  type Source,
} from './fields';
import { podRecord } from './pod';

const DATASET = fieldsOf('dataset');
const CONTAINER = fieldsOf('container');
const SERVICE = fieldsOf('service');
const MESSAGE = fieldsOf('message');
/** By layout: the parts that, all together, make a document an audit record. */
const AUDIT_MARKS = AUDIT_PLACES.map(({ prefix, marks }) =>
  marks.map((mark) => path(prefix + mark))
);
/** Events name the object that they are about. */
const EVENT_OBJECTS = EVENT_PLACES.map(({ object }) => path(object));

/** The raw line of a document, wherever its shipper put it. */
export function messageOf(source: Source): string {
  for (const field of MESSAGE) {
    const value = valueOf(source, field);
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
  const message = messageOf(source);
  const read =
    bySchema(hit, source, message, context) ??
    byText(hit, source, message, context) ??
    componentRecord(hit, source, message, context);
  const idValues: string[] = [];
  for (const field of context.idFields) {
    const annotations = annotationsIn(source, field);
    if (annotations) {
      if (context.withoutAnnotations) continue;
      read.record.ids.annotated = annotations;
      idValues.push(...annotations.map(({ id }) => id));
      continue;
    }
    const value = textOf(source, field);
    if (value !== undefined) idValues.push(value);
  }
  return Object.assign(read, { text: message, idValues });
}

function bySchema(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord | null {
  const has = (field: FieldPath): boolean => valueOf(source, field) !== undefined;
  if (firstTextOf(source, DATASET) === COMPONENT_DATASET)
    return componentRecord(hit, source, message, context);
  if (AUDIT_MARKS.some((marks) => marks.every(has)))
    return auditRecord(hit, source, message, context);
  if (EVENT_OBJECTS.some(has)) return eventRecord(hit, source, message, context);
  if (firstTextOf(source, SERVICE)) return componentRecord(hit, source, message, context);
  const container = firstTextOf(source, CONTAINER);
  // control-plane components run as static Pods: their container's log is a component's log
  if (container)
    return isComponentName(container)
      ? componentRecord(hit, source, message, context)
      : podRecord(hit, source, message, context);
  return null;
}

function byText(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord | null {
  const kind = kindOfText(message);
  if (kind === null) return null;
  return kind === 'audit'
    ? auditRecord(hit, source, message, context)
    : eventRecord(hit, source, message, context);
}
