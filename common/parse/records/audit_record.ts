import type { LogRecord, Severity } from '../../model/log_record';
import { formatAuditSummary, listAuditObjects, type AuditRecord } from '../audit';
import type { ParsedRecord } from '../parsed_record';

/** Completes a record from a decoded audit record. */
export function readAuditRecord(record: LogRecord, audit: AuditRecord): ParsedRecord {
  // the request's own time: the record is written when the answer is complete, after what it caused
  record.timestamp = audit.requestReceivedTimestamp ?? audit.stageTimestamp ?? record.timestamp;
  record.component = 'audit';
  record.severity = severityOf(audit.responseStatus?.code, audit.stage);
  record.message = formatAuditSummary(audit);
  record.objects = listAuditObjects(audit);
  record.ids.auditID = audit.auditID;
  return { record, audit };
}

/** An answer of 5xx or a panic is the server's error; 4xx the client's (a 404 before a create is how `kubectl apply` works). */
function severityOf(code: number | undefined, stage: string | undefined): Severity {
  if (stage === 'Panic' || (code !== undefined && code >= 500)) return 'error';
  return code !== undefined && code >= 400 ? 'warning' : 'info';
}
