import { onOneClock } from '../../engine/timeline/clock_skew';
import type { Evidence } from '../../engine/evidence';
import type { ReadRecord } from '../../elasticsearch/readers/document';
import { timestampToMicros } from '../../../common/time/record_times';
import type { SearchResult } from '../../elasticsearch/searcher';
import { getRecordIdentity, type TraceRecords } from './trace_records';

/** Audit records that are indexed by the time of their ingestion come so much later than they were written; at least. Milliseconds. */
const MIN_INDEXING_DELAY_MS = 30_000;
/** Where an old log was read in all at once its times tell nothing. */
const MAX_INDEXING_DELAY_MS = 600_000;

/** Records of a trace over objects as they come in, each once, in order of time. */
export class EvidenceStore {
  readonly readByEvidence = new Map<Evidence, ReadRecord>();
  private readonly knownIdentities = new Set<string>();
  private sortedEvidence: Evidence[] | undefined;
  /** milliseconds: so much longer a window has to be for the audit records that were written in it */
  auditIndexingDelayMs = 0;

  constructor(private readonly records: Pick<TraceRecords, 'read'>) {}

  get size(): number {
    return this.readByEvidence.size;
  }

  get evidence(): Evidence[] {
    this.sortedEvidence ??= onOneClock([...this.readByEvidence.keys()]);
    return this.sortedEvidence;
  }

  /** @returns how many documents match beyond those that came */
  addResult({ hits, total }: SearchResult): number {
    for (const hit of hits) {
      // not what identityOf says of a document that has no place in a file: that one would be taken for known
      const document = `document\n${hit._index}\n${hit._id}`;
      if (this.knownIdentities.has(document)) continue;
      this.knownIdentities.add(document);
      this.addRecord(this.records.read(hit));
    }
    return Math.max(0, total - hits.length);
  }

  addRecord(read: ReadRecord): void {
    const identity = getRecordIdentity(read);
    if (this.knownIdentities.has(identity)) return;
    this.knownIdentities.add(identity);
    const { record, audit, event, line, indexedLate } = read;
    if (indexedLate !== undefined && indexedLate > 1_000)
      this.auditIndexingDelayMs = Math.min(
        MAX_INDEXING_DELAY_MS,
        Math.max(this.auditIndexingDelayMs, MIN_INDEXING_DELAY_MS, 2 * indexedLate)
      );
    this.readByEvidence.set(
      { record, at: timestampToMicros(record.timestamp), audit, event, line },
      read
    );
    this.sortedEvidence = undefined;
  }
}
