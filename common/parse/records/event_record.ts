import type { LogRecord } from '../../model/log_record';
import type { EventRecord } from '../event';
import type { ParsedRecord } from '../parsed_record';

/** Completes a record from a decoded v1 or events.k8s.io/v1 Event. */
export function readEventRecord(record: LogRecord, event: EventRecord): ParsedRecord {
  record.node = event.host ?? record.node;
  record.timestamp = event.timestamp ?? record.timestamp;
  record.component = event.component ?? 'unknown';
  record.severity = event.type === 'Warning' ? 'warning' : 'info';
  record.message = `${event.reason ?? ''}: ${event.message ?? ''}`;
  record.objects = [event.regarding, ...(event.related ? [event.related] : [])].filter(
    (object) => object.name || object.uid
  );
  if (event.count > 1) {
    record.count = event.count;
    record.firstTimestamp = event.firstTimestamp ?? event.eventTime;
  }
  return { record, event };
}
