import type { LogRecord } from '../../../common/model/log_record';
import { logRecord } from '../../../test/support/traces';
import { toViewRecords, type ViewRecord } from '../records';

export * from '../../../test/support/traces';

export function viewRecords(...changes: Array<Partial<LogRecord>>): ViewRecord[] {
  return toViewRecords(changes.map((change, index) => logRecord({ id: `r${index}`, ...change })));
}
