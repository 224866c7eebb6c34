/** Records as components write them, for tests: read by the functions that read documents and files, without either. */
import { parseAudit } from '../../../common/parse/audit';
import { parseEvent } from '../../../common/parse/event';
import type { ParsedRecord } from '../../../common/parse/parsed_record';
import { readAudit } from '../../../common/parse/records/audit_record';
import { baseRecord, fileName, type RecordPlace } from '../../../common/parse/records/base_record';
import { readComponentText } from '../../../common/parse/records/component_record';
import { readEvent } from '../../../common/parse/records/event_record';
import { readContainerText, type ContainerFacts } from '../../../common/parse/records/pod_record';
import { microsecondsOf } from '../../../common/time/record_times';
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
  | { container: ContainerFacts; text: string };

export type WrittenRecord = Origin & Content;

/** Reads a record. @throws where an audit record or an Event is none */
export function readWritten(written: WrittenRecord, id: string, index = 'made-up'): Evidence {
  const read = parsed(written, {
    index,
    id,
    timestamp: written.time,
    node: written.node,
    file: fileName(written.file),
  });
  return { ...read, at: microsecondsOf(read.record.timestamp) };
}

function parsed(written: WrittenRecord, place: RecordPlace): ParsedRecord {
  if ('audit' in written)
    return readAudit(baseRecord('audit', place), required(parseAudit(written.audit)));
  if ('event' in written)
    return readEvent(baseRecord('event', place), required(parseEvent(written.event)));
  if ('container' in written)
    return readContainerText(baseRecord('pod', place), written.text, written.container);
  return readComponentText(baseRecord('component', place), written.text, {
    component: written.component,
    reqIdKeys: ['reqID'],
  });
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('not of this kind');
  return value;
}
