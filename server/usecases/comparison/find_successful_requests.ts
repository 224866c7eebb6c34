import { addCounts } from '../../../common/add_counts';
import type { SimilarityRule } from '../../../common/model/comparison';
import type { RequestSummary } from '../../../common/model/request_summary';
import type { Trace } from '../../../common/model/trace';
import { toMicros } from '../../../common/time/micros';
import { toRows } from '../requests/audit_rows';
import type { AuditLayout } from '../requests/request_fields';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { Hit } from '../../elasticsearch/searcher';
import {
  createCandidateSearches,
  selectComparable,
  SIMILARITY_RULES,
  type ComparedRequest,
} from './similarity';

/** Good requests that are enough. */
const ENOUGH_REQUESTS = 3;
/** Candidates traced at once. */
const ROUND_SIZE = 3;
/** Rounds for more than one good request, and for any: where much fails, the last ones are failures too. */
const MAX_ROUNDS_AFTER_FIRST = 2;
const MAX_ROUNDS = 4;
/** Candidates traced at all. */
const MAX_TRACED = 18;

export interface SuccessfulRequest {
  summary: RequestSummary;
  trace: Trace;
}

export interface SuccessfulRequests {
  /** null: none */
  likeness: SimilarityRule | null;
  /** the newest first */
  good: SuccessfulRequest[];
  /** how many requests of the same kind were answered with success, and how many of them were traced */
  candidates: number;
  tried: number;
}

interface FindSuccessfulRequestsOptions {
  searcher: ScopedSearcher;
  layouts: AuditLayout[];
  request: ComparedRequest;
  /** the request's own trace */
  trace: Trace;
  range: TimeRange;
  /** traces and diagnoses one request by its ID */
  getTraceOf(id: string): Promise<Trace>;
}

/**
 * The last requests of the same kind that succeeded: one round trip for all candidates, then one trace for each that is tried,
 * three at a time, of the most alike first. Good ones of one rule are not mixed with those of another.
 */
export async function findSuccessfulRequests(
  options: FindSuccessfulRequestsOptions
): Promise<SuccessfulRequests> {
  const { trace, getTraceOf } = options;
  const byRule = await findCandidates(options);
  const known = new Set<string>();
  let tried = 0;
  for (const rule of SIMILARITY_RULES) {
    const candidates = (byRule.get(rule) ?? []).filter(({ id }) => !known.has(id));
    const good: SuccessfulRequest[] = [];
    for (
      let round = 0;
      round < (good.length ? MAX_ROUNDS_AFTER_FIRST : MAX_ROUNDS) &&
      good.length < ENOUGH_REQUESTS &&
      tried < MAX_TRACED;
      round++
    ) {
      const batch = candidates.slice(
        round * ROUND_SIZE,
        Math.min((round + 1) * ROUND_SIZE, round * ROUND_SIZE + MAX_TRACED - tried)
      );
      if (!batch.length) break;
      tried += batch.length;
      for (const { id } of batch) known.add(id);
      const traces = await Promise.all(batch.map(({ id }) => getTraceOf(id)));
      traces.forEach((other, i) => {
        if (good.length < ENOUGH_REQUESTS && isComparableSuccess(other, trace))
          good.push({ summary: toSummary(batch[i]!, other), trace: other });
      });
    }
    if (good.length) {
      good.sort((a, b) => (a.summary.time < b.summary.time ? 1 : -1));
      return { likeness: rule, good, candidates: countCandidates(byRule), tried };
    }
  }
  return { likeness: null, good: [], candidates: countCandidates(byRule), tried };
}

const countCandidates = (byRule: Map<SimilarityRule, RequestSummary[]>): number =>
  new Set([...byRule.values()].flatMap((found) => found.map(({ id }) => id))).size;

async function findCandidates({
  searcher,
  layouts,
  request: asked,
  range,
}: FindSuccessfulRequestsOptions): Promise<Map<SimilarityRule, RequestSummary[]>> {
  const searches = createCandidateSearches(layouts, asked, range);
  searcher.nextRoundTrip();
  const answers = await searcher.msearch(searches.map(({ body }) => body));
  const byRule = new Map<SimilarityRule, RequestSummary[]>();
  for (const rule of SIMILARITY_RULES) {
    // first those before the request: what came after it may have been made to mend it
    const found = (['before', 'after'] as const).flatMap((when) => {
      const hits: Hit[] = searches.flatMap((search, i) =>
        search.rule === rule && search.when === when ? answers[i]!.hits : []
      );
      const rows = toRows(hits).sort((a, b) =>
        when === 'before' ? b.place.ms - a.place.ms : a.place.ms - b.place.ms
      );
      return selectComparable(
        rule,
        asked,
        rows.map(({ summary }) => summary)
      );
    });
    byRule.set(rule, found);
  }
  return byRule;
}

/** Whether this one succeeded, wanted the same, got as far as there is to go, and is not part of the same operation. */
export function isComparableSuccess(other: Trace, trace: Trace): boolean {
  if (other.outcome !== 'succeeded' || other.records.length === 0) return false;
  if (other.reqIDs.some((id) => trace.reqIDs.includes(id))) return false;
  if (trace.outcome === 'rejected') return true;
  if (other.diagnosis && trace.diagnosis && other.diagnosis.goal !== trace.diagnosis.goal)
    return false;
  // a label that was patched succeeds without a Pod: nothing to compare a rollout with
  return !hasPendingStages(trace) || hasPendingStages(other);
}

const hasPendingStages = ({ stages }: Trace): boolean =>
  stages.some(
    ({ name, status }) =>
      name !== 'accepted' && (status === 'done' || status === 'failed' || status === 'waiting')
  );

/** A row of the requests list, from the trace. */
function toSummary(candidate: RequestSummary, { outcome, records, reqIDs }: Trace): RequestSummary {
  const components = addCounts(
    {},
    records.map(({ component }) => [component, 1] as const)
  );
  let errors = 0;
  let [first, last] = [Infinity, -Infinity];
  for (const { severity, timestamp } of records) {
    if (severity === 'error' || severity === 'fatal') errors++;
    const at = toMicros(timestamp);
    if (at === null) continue;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return {
    ...candidate,
    outcome,
    outcomeBy: 'diagnosis',
    components,
    records: records.length,
    errors,
    ...(candidate.reqID === undefined && reqIDs[0] !== undefined ? { reqID: reqIDs[0] } : {}),
    ...(last >= first ? { durationMs: (last - first) / 1_000 } : {}),
  };
}
