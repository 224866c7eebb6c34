import { auditSummary, objectsOfAudit, parseAudit } from '../../../common/parse/audit';
import type { Severity } from '../../../common/model/log_record';
import { AUDIT_PLACES } from '../field_catalogue';
import type { Hit } from '../searcher';
import { componentRecord } from './component';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { objectOf, path, type Source } from './fields';

/** Above the record's parts; null: at the document's root. */
const DECODED = AUDIT_PLACES.map(({ prefix }) => (prefix ? path(prefix.slice(0, -1)) : null));

/** The audit.k8s.io record of a document: decoded somewhere in it, or in its text. */
export function auditOf(source: Source, message: string) {
  for (const place of DECODED) {
    const audit = parseAudit(place ? objectOf(source, place) ?? null : source);
    if (audit) return audit;
  }
  return message ? parseAudit(message) : null;
}

/** An audit record. What isn't one after all is kept as a line. */
export function auditRecord(hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord {
  const audit = auditOf(source, message);
  if (!audit) return componentRecord(hit, source, message, context);
  const record = documentRecord(hit, source, 'audit', context);
  // the request's own time: the record is written when the answer is complete, after what it caused
  const indexed = Date.parse(record.timestamp);
  const written = Date.parse(audit.stageTimestamp ?? audit.requestReceivedTimestamp ?? '');
  record.timestamp = audit.requestReceivedTimestamp ?? audit.stageTimestamp ?? record.timestamp;
  record.component = 'audit';
  record.severity = severityOf(audit.responseStatus?.code, audit.stage);
  record.message = auditSummary(audit);
  record.objects = objectsOfAudit(audit);
  record.ids.auditID = audit.auditID;
  return indexed > written ? { record, audit, indexedLate: indexed - written } : { record, audit };
}

/** An answer of 5xx or a panic is the server's error; 4xx the client's (a 404 before a create is how `kubectl apply` works). */
function severityOf(code: number | undefined, stage: string | undefined): Severity {
  if (stage === 'Panic' || (code !== undefined && code >= 500)) return 'error';
  return code !== undefined && code >= 400 ? 'warning' : 'info';
}
