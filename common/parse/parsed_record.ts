import type { LogRecord } from '../model/log_record';
import type { AuditRecord } from './audit';
import type { ComponentLine } from './component_line';
import type { EventRecord } from './event';

/** One record, with what it was parsed from. Which of the parsed forms is there says its kind; a container's log line has none. */
export interface ParsedRecord {
  record: LogRecord;
  audit?: AuditRecord;
  event?: EventRecord;
  line?: ComponentLine;
}
