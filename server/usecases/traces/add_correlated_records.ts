import type { RelatedRecords } from './find_related_records';
import type { TraceRecords } from './trace_records';
import type { ObjectSearchResult } from './search_objects';

/** Puts what belongs to the request into the trace, with all reasons, the best first. */
export function addCorrelatedRecords(
  records: TraceRecords,
  { attribution, reads }: ObjectSearchResult
): void {
  for (const { evidence, reasons: because, confidence, sharedWith } of attribution.records) {
    const read = reads.get(evidence);
    if (!read) continue;
    for (const reason of because) records.add(read, reason);
    const { record } = read;
    record.because.sort((a, b) => b.confidence - a.confidence);
    record.confidence = Math.round(confidence * 100) / 100;
    if (sharedWith) record.sharedWith = sharedWith;
  }
}

/** The same as of a trace that IDs hold together. */
export function toRelatedRecords({ isInWindowByComponent }: ObjectSearchResult): RelatedRecords {
  // documents that weren't looked at may be none of the trace: a warning tells of them, they are not counted
  return { isInWindowByComponent, recordsBeyondLimit: 0 };
}
