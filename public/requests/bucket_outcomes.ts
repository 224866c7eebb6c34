/** The histogram's counts by outcome, as far as the rows that are loaded tell. Pure. */
import type { Outcome } from '../../common/model/diagnosis';
import type { RequestBucket, RequestSummary } from '../../common/model/request_summary';
import { toMicros } from '../../common/time/micros';

/** Outcomes that an accepted request may turn out to have; `accepted`: nobody looked into it yet, or the logs don't tell. */
export const BUCKET_OUTCOMES = [
  'succeeded',
  'running',
  'accepted',
  'stuck',
  'failed',
  'rejected',
] as const;
export type BucketOutcome = (typeof BUCKET_OUTCOMES)[number];

export type OutcomeBucket = { /** milliseconds since the epoch */ at: number } & Record<
  BucketOutcome,
  number
>;

type OutcomeRow = Pick<RequestSummary, 'time' | 'outcome' | 'outcomeBy'>;

const isDiagnosed = (outcome: Outcome): outcome is 'succeeded' | 'running' | 'stuck' | 'failed' =>
  outcome === 'succeeded' || outcome === 'running' || outcome === 'stuck' || outcome === 'failed';

/** The server counts by the answer's code, over the whole time; the outcomes of rows take their part of what was accepted. */
export function bucketOutcomes(
  buckets: readonly RequestBucket[],
  intervalMs: number,
  rows: readonly OutcomeRow[]
): OutcomeBucket[] {
  const countedBuckets = buckets.map(({ at, accepted, rejected }): OutcomeBucket => ({
    at: Date.parse(at),
    succeeded: 0,
    running: 0,
    accepted,
    stuck: 0,
    failed: 0,
    rejected,
  }));
  const byStart = new Map(countedBuckets.map((bucket) => [bucket.at, bucket]));
  const first = countedBuckets[0]?.at ?? 0;
  for (const { time, outcome, outcomeBy } of rows) {
    if (outcomeBy === 'none' || !isDiagnosed(outcome)) continue;
    const ms = (toMicros(time) ?? NaN) / 1_000;
    const bucket = byStart.get(first + Math.floor((ms - first) / intervalMs) * intervalMs);
    // rows that came since the buckets were counted are in none of them
    if (!bucket?.accepted) continue;
    bucket.accepted--;
    bucket[outcome]++;
  }
  return countedBuckets;
}
