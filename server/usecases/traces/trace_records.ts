import type { LogRecord, Reason } from '../../../common/model/log_record';
import type { AuditOfRecord } from '../../engine/correlation/origin';
import type { Evidence } from '../../engine/evidence';
import { timestampToMicros, toTimeSortKey } from '../../../common/time/record_times';
import type {
  ReadRecord,
  RecordContext,
  VerifiableRecord,
} from '../../elasticsearch/readers/document';
import { readHit } from '../../elasticsearch/readers/read_hit';
import type { Hit } from '../../elasticsearch/searcher';
import type { RecordCache } from './replay_searches';

/**
 * What makes two documents copies of one record: the same place in the same file of the same cluster (an index and its
 * reindexed copy, two patterns that overlap); for documents without a place the record's own identity. Re-emissions of an
 * Event are records of their own: each has its own place, or its own count and time.
 */
export function getRecordIdentity({ record, audit }: ReadRecord): string {
  const { cluster = '', file, offset, timestamp, source } = record;
  if (file !== undefined && offset !== undefined)
    return `${cluster}\n${file}\n${offset}\n${timestamp}`;
  if (audit) return `${cluster}\n${source}\n${audit.auditID}\n${audit.stage}\n${timestamp}`;
  return `${record.index}\n${record.id}`;
}

/** The records of a trace while it is put together: each document once, with all reasons that brought it in. */
export class TraceRecords {
  private readonly byIdentity = new Map<string, ReadRecord>();
  private readonly homeIndices = new Set<string>();
  /** documents that were copies of a record that is there already */
  duplicates = 0;
  readonly audits: AuditOfRecord[] = [];

  constructor(
    private readonly context: RecordContext,
    private readonly known: RecordCache
  ) {}

  read(hit: Hit): VerifiableRecord {
    const known = this.known.get(hit);
    if (known) return known;
    const read = readHit(hit, this.context);
    this.known.set(hit, read);
    return read;
  }

  /**
   * Adds a record (and keeps it: it is changed in place), or a reason to one that is there already. Of copies in several
   * indices one is kept, that of the index which holds the ID.
   */
  add(read: ReadRecord, reason: Reason): void {
    const { record, audit } = read;
    const key = getRecordIdentity(read);
    const known = this.byIdentity.get(key)?.record;
    if (!known) {
      record.because.push(reason);
      record.confidence = reason.confidence;
      this.byIdentity.set(key, read);
      if (audit) this.audits.push({ record, audit });
      return;
    }
    if (known.index !== record.index || known.id !== record.id) {
      this.duplicates++;
      if (!this.homeIndices.has(known.index) && this.homeIndices.has(record.index)) {
        known.index = record.index;
        known.id = record.id;
      }
    }
    if (known.because.some(({ rule }) => rule === reason.rule)) return;
    known.because.push(reason);
    known.confidence = Math.max(known.confidence, reason.confidence);
  }

  /** Adds what an annotation says: a record that is there already keeps the confidence that its own reasons give it. */
  addAnnotated(read: ReadRecord, reason: Reason): void {
    const known = this.byIdentity.get(getRecordIdentity(read))?.record;
    if (known) known.because.push(reason);
    else this.add(read, reason);
  }

  /** From now on copies in the indices of the records so far are preferred: they hold the ID. */
  fixHomeIndices(): void {
    for (const { record } of this.byIdentity.values()) this.homeIndices.add(record.index);
  }

  /** Takes out what is later than this; returns how many records that were. */
  dropAfter(time: string): number {
    const latest = toTimeSortKey(time);
    let dropped = 0;
    for (const [key, { record }] of this.byIdentity) {
      if (toTimeSortKey(record.timestamp) <= latest) continue;
      this.byIdentity.delete(key);
      dropped++;
    }
    return dropped;
  }

  /** The records with what they were read from. */
  get reads(): Iterable<ReadRecord> {
    return this.byIdentity.values();
  }

  get records(): LogRecord[] {
    return Array.from(this.byIdentity.values(), ({ record }) => record);
  }

  get size(): number {
    return this.byIdentity.size;
  }
}

/** What the diagnosis reads: these records with what they were read from, in the same order. */
export function createEvidence(ordered: LogRecord[], records: TraceRecords): Evidence[] {
  const reads = new Map(Array.from(records.reads, (read) => [read.record, read]));
  return ordered.map((record) => {
    const { audit, event, line }: Partial<ReadRecord> = reads.get(record) ?? {};
    return { record, at: timestampToMicros(record.timestamp), audit, event, line };
  });
}
