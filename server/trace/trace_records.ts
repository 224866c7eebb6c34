import type { LogRecord, Reason } from '../../common/model/log_record';
import type { AuditOfRecord } from '../correlation/origin';
import { auditOf } from '../records/audit';
import { messageOf, toRecord, type BareRecord, type RecordContext } from '../records/from_hit';
import type { Hit } from '../search/searcher';

/** The records of a trace while it is put together: each document once, with all reasons that brought it in. */
export class TraceRecords {
  private readonly byDocument = new Map<string, LogRecord>();
  readonly audits: AuditOfRecord[] = [];

  constructor(readonly context: RecordContext) {}

  /** Adds a record, or a reason to one that is there already. */
  add(hit: Hit, record: BareRecord, reason: Reason): void {
    const key = `${record.index}/${record.id}`;
    const known = this.byDocument.get(key);
    if (known) {
      if (!known.because.some(({ rule }) => rule === reason.rule)) known.because.push(reason);
      known.confidence = Math.max(known.confidence, reason.confidence);
      return;
    }
    this.byDocument.set(key, { ...record, because: [reason], confidence: reason.confidence });
    if (record.source === 'audit') {
      const audit = auditOf(hit._source ?? {}, messageOf(hit._source ?? {}));
      if (audit) this.audits.push({ record, audit });
    }
  }

  get all(): LogRecord[] {
    return [...this.byDocument.values()];
  }

  get size(): number {
    return this.byDocument.size;
  }

  read(hit: Hit): BareRecord {
    return toRecord(hit, this.context);
  }
}
