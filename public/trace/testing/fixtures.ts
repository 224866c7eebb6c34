import type { LogRecord } from '../../../common/model/log_record';
import { createLogRecord } from '../../../test/support/trace_fixtures';
import { toViewRecords, type ViewRecord } from '../view_records';

export * from '../../../test/support/trace_fixtures';

export function createViewRecords(...changes: Array<Partial<LogRecord>>): ViewRecord[] {
  return toViewRecords(
    changes.map((change, index) => createLogRecord({ id: `r${index}`, ...change }))
  );
}
