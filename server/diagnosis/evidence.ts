/** What the diagnosis reads: the records of a trace, with all that reading them found. */
import type { LogRecord } from '../../common/model/log_record';
import type { AuditRecord } from '../../common/parse/audit';
import type { ComponentLine } from '../../common/parse/component_line';
import type { EventRecord } from '../../common/parse/event';

/** One record of the trace. Which of the parsed forms is there says what kind it is; a container's log line has none. */
export interface Evidence {
  record: LogRecord;
  /** microseconds since the epoch: the record's own time (of an audit record when the request was received) */
  at: number;
  audit?: AuditRecord;
  event?: EventRecord;
  line?: ComponentLine;
}
