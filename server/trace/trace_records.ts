import type { LogRecord, Reason } from '../../common/model/log_record';
import type { AuditOfRecord } from '../correlation/origin';
import { readHit, type ReadRecord, type RecordContext } from '../records/from_hit';
import { timeKey } from '../records/times';
import type { Hit } from '../search/searcher';

const keyOf = (record: LogRecord): string => `${record.index}/${record.id}`;

/** The records of a trace while it is put together: each document once, with all reasons that brought it in. */
export class TraceRecords {
  private readonly byDocument = new Map<string, LogRecord>();
  readonly audits: AuditOfRecord[] = [];

  constructor(readonly context: RecordContext) {}

  read(hit: Hit): ReadRecord {
    return readHit(hit, this.context);
  }

  /** Adds a record (and keeps it: it is changed in place), or a reason to one that is there already. */
  add({ record, audit }: ReadRecord, reason: Reason): void {
    const key = keyOf(record);
    const known = this.byDocument.get(key) ?? record;
    if (known.because.some(({ rule }) => rule === reason.rule)) return;
    known.because.push(reason);
    known.confidence = Math.max(known.confidence, reason.confidence);
    if (known !== record) return;
    this.byDocument.set(key, record);
    if (audit) this.audits.push({ record, audit });
  }

  /** Takes out what is later than this; returns how many records that were. */
  dropAfter(time: string): number {
    const latest = timeKey(time);
    let dropped = 0;
    for (const [key, record] of this.byDocument) {
      if (timeKey(record.timestamp) <= latest) continue;
      this.byDocument.delete(key);
      dropped++;
    }
    return dropped;
  }

  get all(): LogRecord[] {
    return [...this.byDocument.values()];
  }

  get size(): number {
    return this.byDocument.size;
  }
}
