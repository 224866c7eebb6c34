/** Records as components write them, for tests: read by the functions that read documents and files, without either. */
import { parseAuditRecord } from '../../../common/parse/audit';
import { parseEvent } from '../../../common/parse/event';
import type { ParsedRecord } from '../../../common/parse/parsed_record';
import { readAuditRecord } from '../../../common/parse/records/audit_record';
import {
  createRecord,
  shortenFilePath,
  type RecordLocation,
} from '../../../common/parse/records/base_record';
import { readComponentRecord } from '../../../common/parse/records/component_record';
import { readEventRecord } from '../../../common/parse/records/event_record';
import { readContainerRecord, type ContainerInfo } from '../../../common/parse/records/pod_record';
import { timestampToMicros } from '../../../common/time/record_times';
import type { Evidence } from '../evidence';

interface Origin {
  /** ISO 8601: when a shipper saw it */
  time: string;
  node?: string;
  file?: string;
}

export type Content =
  /** the decoded object, or its JSON */
  | { audit: object | string }
  | { event: object | string }
  | { component: string; text: string }
  | { container: ContainerInfo; text: string };

export type WrittenRecord = Origin & Content;

/** Reads a record. @throws where an audit record or an Event is none */
export function readWritten(written: WrittenRecord, id: string, index = 'made-up'): Evidence {
  const read = parsed(written, {
    index,
    id,
    timestamp: written.time,
    node: written.node,
    file: shortenFilePath(written.file),
  });
  return { ...read, at: timestampToMicros(read.record.timestamp) };
}

function parsed(written: WrittenRecord, place: RecordLocation): ParsedRecord {
  if ('audit' in written)
    return readAuditRecord(createRecord('audit', place), required(parseAuditRecord(written.audit)));
  if ('event' in written)
    return readEventRecord(createRecord('event', place), required(parseEvent(written.event)));
  if ('container' in written)
    return readContainerRecord(createRecord('pod', place), written.text, written.container);
  return readComponentRecord(createRecord('component', place), written.text, {
    component: written.component,
    reqIdKeys: ['reqID'],
  });
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('not of this kind');
  return value;
}
