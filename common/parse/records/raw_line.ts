/** Reads records from log files as they lie on disk: no document, no index. */
import { parseAuditRecord } from '../audit';
import { parseEvent } from '../event';
import type { ParsedRecord } from '../parsed_record';
import { readAuditRecord } from './audit_record';
import { createRecord, shortenFilePath } from './base_record';
import { readComponentRecord } from './component_record';
import { readEventRecord } from './event_record';
import { parseFileName } from './file_info';
import { readContainerRecord } from './pod_record';

/** One record of a log file. */
export interface RawLine {
  /** the line; where the record has several lines, all of them */
  text: string;
  /** path or name of the file */
  file: string;
  /** byte offset of the line in the file */
  offset: number;
  /** default: what the file's name says, `kubelet-node-a.log` */
  node?: string;
  component?: string;
  cluster?: string;
  /** the year that klog's header lacks */
  year?: number;
  /** what a reqID is called in a line; default `reqID` */
  reqIdKeys?: readonly string[];
}

const REQ_ID_KEYS: readonly string[] = ['reqID'];

/**
 * Reads one record: an audit record, an Event, a container's line (by the file's path) or a component's line. Every text
 * becomes a record. A line of no known format is a component's line with its whole text as message and without a time.
 */
export function readRawLine({
  text,
  file,
  offset,
  node,
  component,
  cluster,
  year,
  reqIdKeys = REQ_ID_KEYS,
}: RawLine): ParsedRecord {
  const facts = parseFileName(file);
  const place = {
    index: file,
    id: String(offset),
    timestamp: '',
    node: node ?? facts.node,
    cluster,
    file: shortenFilePath(file),
    offset,
  };
  if (facts.pod && !facts.component)
    return readContainerRecord(createRecord('pod', place), text, facts);
  const kind = detectRecordKind(text);
  const audit = kind === 'audit' ? parseAuditRecord(text) : null;
  if (audit) return readAuditRecord(createRecord('audit', place), audit);
  const event = kind === 'event' ? parseEvent(text) : null;
  if (event) return readEventRecord(createRecord('event', place), event);
  return readComponentRecord(createRecord('component', place), text, {
    component: component ?? facts.component,
    reqIdKeys,
    year,
  });
}

/** Tells an undecoded audit record or Event by the head of its JSON: a body may be megabytes. Null: neither. */
export function detectRecordKind(text: string): 'audit' | 'event' | null {
  if (text.charCodeAt(0) !== 123 /* { */) return null;
  const head = text.slice(0, 300);
  if (head.includes('audit.k8s.io/')) return 'audit';
  return head.includes('"involvedObject"') ||
    head.includes('"kind":"Event"') ||
    head.includes('"regarding"')
    ? 'event'
    : null;
}
