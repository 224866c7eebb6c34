import { onOneClock } from '../../engine/timeline/clock_skew';
import type { Evidence } from '../../engine/evidence';
import type { ReadRecord } from '../../elasticsearch/readers/document';
import { microsecondsOf } from '../../../common/time/record_times';
import type { SearchResult } from '../../elasticsearch/searcher';
import { identityOf, type TraceRecords } from './trace_records';

/** Audit records that are indexed by the time of their ingestion come so much later than they were written; at least. Milliseconds. */
const LATE_MS = 30_000;
/** Where an old log was read in all at once its times tell nothing. */
const MOST_LATE_MS = 600_000;

/** Records of a trace over objects as they come in, each once, in order of time. */
export class EvidenceStore {
  readonly reads = new Map<Evidence, ReadRecord>();
  private readonly known = new Set<string>();
  private ordered: Evidence[] | undefined;
  /** milliseconds: so much longer a window has to be for the audit records that were written in it */
  auditsLate = 0;

  constructor(private readonly records: Pick<TraceRecords, 'read'>) {}

  get size(): number {
    return this.reads.size;
  }

  get evidence(): Evidence[] {
    this.ordered ??= onOneClock([...this.reads.keys()]);
    return this.ordered;
  }

  /** @returns how many documents match beyond those that came */
  take({ hits, total }: SearchResult): number {
    for (const hit of hits) {
      // not what identityOf says of a document that has no place in a file: that one would be taken for known
      const document = `document\n${hit._index}\n${hit._id}`;
      if (this.known.has(document)) continue;
      this.known.add(document);
      this.add(this.records.read(hit));
    }
    return Math.max(0, total - hits.length);
  }

  add(read: ReadRecord): void {
    const identity = identityOf(read);
    if (this.known.has(identity)) return;
    this.known.add(identity);
    const { record, audit, event, line, indexedLate } = read;
    if (indexedLate !== undefined && indexedLate > 1_000)
      this.auditsLate = Math.min(MOST_LATE_MS, Math.max(this.auditsLate, LATE_MS, 2 * indexedLate));
    this.reads.set({ record, at: microsecondsOf(record.timestamp), audit, event, line }, read);
    this.ordered = undefined;
  }
}
