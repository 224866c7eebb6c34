import type { LogRecord } from '../../../common/model/log_record';
import { listAuditIDs } from './find_related_records';

it('auditIDsOf gives each once, and not more than one query takes', () => {
  const line = (auditID?: string) => ({ ids: { auditID } }) as LogRecord;
  expect(listAuditIDs([line('a'), line(), line('a'), line('b')])).toEqual(['a', 'b']);
  expect(listAuditIDs(Array.from({ length: 10_000 }, (_, i) => line(`a${i}`)))).toHaveLength(4_096);
});
