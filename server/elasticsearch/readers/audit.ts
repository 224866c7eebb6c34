import { parseAuditRecord } from '../../../common/parse/audit';
import { readAuditRecord } from '../../../common/parse/records/audit_record';
import { AUDIT_LAYOUTS } from '../field_catalogue';
import type { Hit } from '../searcher';
import { readComponentHit } from './component';
import { createDocumentRecord, type ReadRecord, type RecordContext } from './document';
import { readObject, toFieldPath, type Source } from './field_paths';

/** Above the record's parts; null: at the document's root. */
const DECODED_AUDIT_FIELDS = AUDIT_LAYOUTS.map(({ prefix }) =>
  prefix ? toFieldPath(prefix.slice(0, -1)) : null
);

/** The audit.k8s.io record of a document: decoded somewhere in it, or in its text. */
export function readAudit(source: Source, message: string) {
  for (const place of DECODED_AUDIT_FIELDS) {
    const audit = parseAuditRecord(place ? (readObject(source, place) ?? null) : source);
    if (audit) return audit;
  }
  return message ? parseAuditRecord(message) : null;
}

/** An audit record. What isn't one after all is kept as a line. */
export function readAuditHit(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord {
  const audit = readAudit(source, message);
  if (!audit) return readComponentHit(hit, source, message, context);
  const record = createDocumentRecord(hit, source, 'audit', context);
  const indexed = Date.parse(record.timestamp);
  const written = Date.parse(audit.stageTimestamp ?? audit.requestReceivedTimestamp ?? '');
  const read: ReadRecord = readAuditRecord(record, audit);
  if (indexed > written) read.indexedLate = indexed - written;
  return read;
}
