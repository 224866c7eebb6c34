/** Whether how sure it is matters in a trace, and how many of its records are how sure. Pure. */
import type { LogRecord } from '../../../common/model/log_record';
import type { Trace } from '../../../common/model/trace';
import { getConfidenceBand, type ConfidenceBand } from '../../labels/confidence_bands';

/** A trace over IDs is sure as a whole: there the marks would only be noise. An annotation is as sure as it was when it was made. */
export function hasVaryingConfidence({
  correlation,
  records,
}: Pick<Trace, 'correlation' | 'records'>): boolean {
  return (
    correlation === 'objects' ||
    records.some(({ because }) =>
      because.some(({ rule, confidence }) => rule === 'annotated' && confidence < 1)
    )
  );
}

/** Another request may have caused it as well. */
export function isShared({ sharedWith }: Pick<LogRecord, 'sharedWith'>): boolean {
  return sharedWith !== undefined && sharedWith.length > 0;
}

export interface BandCounts extends Record<ConfidenceBand, number> {
  all: number;
  shared: number;
}

export function countConfidenceBands(records: readonly LogRecord[]): BandCounts {
  const counts: BandCounts = { all: records.length, sure: 0, likely: 0, possible: 0, shared: 0 };
  for (const record of records) {
    counts[getConfidenceBand(record.confidence)]++;
    if (isShared(record)) counts.shared++;
  }
  return counts;
}
