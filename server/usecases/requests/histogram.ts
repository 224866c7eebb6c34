/** The list's histogram: requests by their answer over time. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import type { RequestBucket, RequestsResponse } from '../../../common/model/request_summary';
import type { TimeRange } from '../../elasticsearch/queries';

/** Bars are at least so many pixels wide; more help nobody. */
const MAX_BUCKETS = 60;

const SECOND = 1_000,
  MINUTE = 60_000,
  HOUR = 3_600_000,
  DAY = 86_400_000;
const INTERVALS = [
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

/** A round interval that parts this time into at most 60. */
export function chooseInterval(spanMs: number): number {
  const least = Math.max(1, spanMs) / (MAX_BUCKETS - 1);
  return INTERVALS.find((interval) => interval >= least) ?? Math.ceil(least / DAY) * DAY;
}

/** Fixed intervals of a time whose ends are known. (auto_date_histogram would do without, but is an optional module.) */
export function createHistogramAggregation(
  field: string,
  { from, to }: Required<TimeRange>
): estypes.AggregationsAggregationContainer {
  const interval = chooseInterval(Date.parse(to) - Date.parse(from));
  return { date_histogram: { field, fixed_interval: `${interval}ms`, min_doc_count: 1 } };
}

interface Bucket {
  key: number;
  doc_count: number;
  rejected?: { doc_count: number };
}
export interface HistogramBuckets {
  buckets?: Bucket[];
}

/** Several answers (one a schema) as one. */
export function mergeHistograms(
  answers: HistogramBuckets[],
  { from, to }: Required<TimeRange>
): NonNullable<RequestsResponse['histogram']> {
  const byTime = new Map<number, RequestBucket>();
  for (const { buckets = [] } of answers) {
    for (const { key, doc_count: count, rejected } of buckets) {
      const refused = rejected?.doc_count ?? 0;
      const bucket = byTime.get(key) ?? {
        at: new Date(key).toISOString(),
        accepted: 0,
        rejected: 0,
      };
      bucket.accepted += count - refused;
      bucket.rejected += refused;
      byTime.set(key, bucket);
    }
  }
  return {
    intervalMs: chooseInterval(Date.parse(to) - Date.parse(from)),
    buckets: [...byTime].sort(([a], [b]) => a - b).map(([, bucket]) => bucket),
  };
}
