import { isComponentName } from '../../../common/parse/records/components';
import { kindOfText } from '../../../common/parse/records/raw_line';
import type { Hit } from '../searcher';
import { annotationsIn } from './annotation';
import { auditRecord } from './audit';
import { componentRecord } from './component';
import type { ReadRecord, RecordContext, VerifiableRecord } from './document';
import { eventRecord } from './event';
import { path, textOf, valueOf, type Source } from './fields';
import { podRecord } from './pod';

const DATASET = path('event.dataset');
const DATA_STREAM = path('data_stream.dataset');
const AUDIT_VERB = path('kubernetes.audit.verb');
const ROOT_OBJECT_REF = path('objectRef');
const ROOT_AUDIT_ID = path('auditID');
const EVENT_OBJECT = path('kubernetes.event.involved_object');
const ROOT_INVOLVED = path('involvedObject');
const ROOT_REGARDING = path('regarding');
const CONTAINER = path('kubernetes.container.name');
const CONTAINER_FLAT = path('kubernetes.container_name');
const SERVICE = path('service.name');
const MESSAGE = [path('message'), path('log'), path('body.text'), path('MESSAGE')];

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
  const read = bySchema(hit, source, message, context)
    ?? byText(hit, source, message, context)
    ?? componentRecord(hit, source, message, context);
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

function bySchema(hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord | null {
  const dataset = textOf(source, DATASET) ?? textOf(source, DATA_STREAM);
  if (dataset === 'kubernetes.component_logs') return componentRecord(hit, source, message, context);
  if (valueOf(source, AUDIT_VERB) !== undefined || (valueOf(source, ROOT_OBJECT_REF) !== undefined && valueOf(source, ROOT_AUDIT_ID) !== undefined)) {
    return auditRecord(hit, source, message, context);
  }
  if (valueOf(source, EVENT_OBJECT) !== undefined || valueOf(source, ROOT_INVOLVED) !== undefined || valueOf(source, ROOT_REGARDING) !== undefined) {
    return eventRecord(hit, source, message, context);
  }
  if (textOf(source, SERVICE)) return componentRecord(hit, source, message, context);
  const container = textOf(source, CONTAINER) ?? textOf(source, CONTAINER_FLAT);
  // control-plane components run as static Pods: their container's log is a component's log
  if (container) return isComponentName(container) ? componentRecord(hit, source, message, context) : podRecord(hit, source, message, context);
  return null;
}

function byText(hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord | null {
  const kind = kindOfText(message);
  if (kind === null) return null;
  return kind === 'audit' ? auditRecord(hit, source, message, context) : eventRecord(hit, source, message, context);
}
