import { parseAudit } from '../../../common/parse/audit';
import { readAudit } from '../../../common/parse/records/audit_record';
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
    const audit = parseAudit(place ? (objectOf(source, place) ?? null) : source);
    if (audit) return audit;
  }
  return message ? parseAudit(message) : null;
}

/** An audit record. What isn't one after all is kept as a line. */
export function auditRecord(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord {
  const audit = auditOf(source, message);
  if (!audit) return componentRecord(hit, source, message, context);
  const record = documentRecord(hit, source, 'audit', context);
  const indexed = Date.parse(record.timestamp);
  const written = Date.parse(audit.stageTimestamp ?? audit.requestReceivedTimestamp ?? '');
  const read: ReadRecord = readAudit(record, audit);
  if (indexed > written) read.indexedLate = indexed - written;
  return read;
}
