import { addCounts } from '../../../common/counts';
import type { LikenessRule } from '../../../common/model/comparison';
import type { RequestSummary } from '../../../common/model/request_summary';
import type { Trace } from '../../../common/model/trace';
import { toMicros } from '../../../common/time/micros';
import { rowsOf } from '../requests/audit_rows';
import type { AuditLayout } from '../requests/fields';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { Hit } from '../../elasticsearch/searcher';
import { candidateSearches, comparable, LIKENESS_RULES, type Asked } from './similarity';

/** Good requests that are enough. */
const ENOUGH = 3;
/** Candidates traced at once. */
const ROUND = 3;
/** Rounds for more than one good request, and for any: where much fails, the last ones are failures too. */
const ROUNDS_FOR_MORE = 2;
const ROUNDS = 4;
/** Candidates traced at all. */
const MAX_TRIED = 18;

export interface GoodOne {
  summary: RequestSummary;
  trace: Trace;
}

export interface FoundGood {
  /** null: none */
  likeness: LikenessRule | null;
  /** the newest first */
  good: GoodOne[];
  /** how many requests of the same kind were answered with success, and how many of them were traced */
  candidates: number;
  tried: number;
}

interface Options {
  searcher: ScopedSearcher;
  layouts: AuditLayout[];
  asked: Asked;
  /** the request's own trace */
  trace: Trace;
  range: TimeRange;
  /** traces and diagnoses one request by its ID */
  traceOf(id: string): Promise<Trace>;
}

/**
 * The last requests of the same kind that succeeded: one round trip for all candidates, then one trace for each that is tried,
 * three at a time, of the most alike first. Good ones of one rule are not mixed with those of another.
 */
export async function findGoodOnes(options: Options): Promise<FoundGood> {
  const { trace, traceOf } = options;
  const byRule = await candidatesOf(options);
  const known = new Set<string>();
  let tried = 0;
  for (const rule of LIKENESS_RULES) {
    const candidates = (byRule.get(rule) ?? []).filter(({ id }) => !known.has(id));
    const good: GoodOne[] = [];
    for (
      let round = 0;
      round < (good.length ? ROUNDS_FOR_MORE : ROUNDS) && good.length < ENOUGH && tried < MAX_TRIED;
      round++
    ) {
      const batch = candidates.slice(
        round * ROUND,
        Math.min((round + 1) * ROUND, round * ROUND + MAX_TRIED - tried)
      );
      if (!batch.length) break;
      tried += batch.length;
      for (const { id } of batch) known.add(id);
      const traces = await Promise.all(batch.map(({ id }) => traceOf(id)));
      traces.forEach((other, i) => {
        if (good.length < ENOUGH && isGood(other, trace))
          good.push({ summary: summaryOf(batch[i]!, other), trace: other });
      });
    }
    if (good.length) {
      good.sort((a, b) => (a.summary.time < b.summary.time ? 1 : -1));
      return { likeness: rule, good, candidates: countOf(byRule), tried };
    }
  }
  return { likeness: null, good: [], candidates: countOf(byRule), tried };
}

const countOf = (byRule: Map<LikenessRule, RequestSummary[]>): number =>
  new Set([...byRule.values()].flatMap((found) => found.map(({ id }) => id))).size;

async function candidatesOf({
  searcher,
  layouts,
  asked,
  range,
}: Options): Promise<Map<LikenessRule, RequestSummary[]>> {
  const searches = candidateSearches(layouts, asked, range);
  searcher.nextRoundTrip();
  const answers = await searcher.msearch(searches.map(({ body }) => body));
  const byRule = new Map<LikenessRule, RequestSummary[]>();
  for (const rule of LIKENESS_RULES) {
    // first those before the request: what came after it may have been made to mend it
    const found = (['before', 'after'] as const).flatMap((when) => {
      const hits: Hit[] = searches.flatMap((search, i) =>
        search.rule === rule && search.when === when ? answers[i]!.hits : []
      );
      const rows = rowsOf(hits).sort((a, b) =>
        when === 'before' ? b.place.ms - a.place.ms : a.place.ms - b.place.ms
      );
      return comparable(
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
export function isGood(other: Trace, trace: Trace): boolean {
  if (other.outcome !== 'succeeded' || other.records.length === 0) return false;
  if (other.reqIDs.some((id) => trace.reqIDs.includes(id))) return false;
  if (trace.outcome === 'rejected') return true;
  if (other.diagnosis && trace.diagnosis && other.diagnosis.goal !== trace.diagnosis.goal)
    return false;
  // a label that was patched succeeds without a Pod: nothing to compare a rollout with
  return !goesOn(trace) || goesOn(other);
}

const goesOn = ({ stages }: Trace): boolean =>
  stages.some(
    ({ name, status }) =>
      name !== 'accepted' && (status === 'done' || status === 'failed' || status === 'waiting')
  );

/** A row of the requests list, from the trace. */
function summaryOf(candidate: RequestSummary, { outcome, records, reqIDs }: Trace): RequestSummary {
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
