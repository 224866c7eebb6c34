/** Searches for a trace over objects: from the request to its objects, from these to what names them, until nothing new comes. */
import type { RequestTraceConfig } from '../../config';
import { correlate, type Correlation } from '../../engine/correlation/correlate';
import { withUserLoops } from '../../engine/control_loops/user_loops';
import { buildTimeline } from '../../engine/timeline/build_timeline';
import { keyOf, searchTermsOf, type SearchTerm } from '../../engine/correlation/search_terms';
import type { Evidence } from '../../engine/evidence';
import type { ReadRecord } from '../../elasticsearch/readers/document';
import type { SearchBody, TimeRange } from '../../elasticsearch/queries';
import type { SearchBatch } from '../../elasticsearch/search_batch';
import type { SearchResult } from '../../elasticsearch/searcher';
import { unseenComponents } from '../../engine/coverage';
import { createCoverageSearches } from './coverage_searches';
import type { TraceRecords } from './trace_records';
import { AdjacentSearchTerms } from './adjacent_search_terms';
import { EvidenceStore } from './evidence_store';
import { createObjectSearches, type TermSearch, type ObjectSearch } from './object_searches';

/** What following objects took: identifiers only, to ask for all of it at once next time. */
export interface ObjectPlan {
  terms: SearchTerm[];
  /** `open`: to the latest time that was allowed then, which may be later now */
  range: { from: string; to: string; open: boolean };
  /** on which the request was made */
  cluster?: string;
  /** milliseconds: so much later audit records are indexed */
  auditIndexingDelayMs: number;
}

/** Limits of one trace. Each that bites is said in the answer. */
export const OBJECT_TRACE_LIMITS = {
  /** rounds of searches, each from what the one before brought */
  rounds: 10,
  /** searches of all rounds together */
  searches: 60,
  /** all documents of one trace before it is decided which belong to it */
  collected: 30_000,
};

/** So long before the request something is looked at: who was at work on the object when it came. Milliseconds. */
const LOOKBACK_MS = 30_000;
/** The first window after the request, and how it widens while something is still on its way. Milliseconds. */
const FIRST_WINDOW_MS = 45_000;
const WINDOW_GROWTH_FACTOR = 6;

interface SearchObjectsOptions {
  batch: SearchBatch;
  config: RequestTraceConfig;
  id: string;
  /** the time range asked for */
  range: TimeRange;
  /** holds the records with the ID already */
  records: TraceRecords;
  /** what it took last time */
  planned?: PlannedSearches;
}

/** A remembered plan's searches, with the time that they are for now. */
export interface PlannedSearches {
  plan: ObjectPlan;
  searches: ObjectSearch[];
  /** what tells which sources have anything there */
  coverage: SearchBody[];
  /** milliseconds since the epoch */
  to: number;
}

export interface ObjectSearchResult {
  attribution: Correlation;
  /** every record that was looked at, by what it was read into */
  reads: Map<Evidence, ReadRecord>;
  plan: ObjectPlan;
  /** by component: whether the first window holds anything of it */
  isInWindowByComponent: Map<string, boolean>;
  limited: { rounds: boolean; searches: boolean; documents: number; window: boolean };
}

/** @returns null where the ID is of no request that a record tells of */
export async function searchObjects({
  batch,
  config,
  id,
  range,
  records,
  planned,
}: SearchObjectsOptions): Promise<ObjectSearchResult | null> {
  const evidenceStore = new EvidenceStore(records);
  for (const read of records.reads) evidenceStore.addRecord(read);
  const loops = withUserLoops(config.controlLoops);
  let correlation = correlate(id, buildTimeline(evidenceStore.evidence, loops));
  if (!correlation) return null;
  const { at } = correlation.own[0]!.request;
  const start = Math.floor(at / 1_000);
  const cluster = correlation.own[0]!.request.evidence[0]?.record.cluster;
  const limited: ObjectSearchResult['limited'] = {
    rounds: false,
    searches: false,
    documents: 0,
    window: false,
  };
  const asked = new Set<string>();
  const adjacentTerms = new AdjacentSearchTerms();
  const allTerms: SearchTerm[] = [];
  const earliest = clampFrom(start - LOOKBACK_MS, range);
  const latestEnd = planned?.plan.range.open ? planned.to : getLatestEnd(start, config, range);
  const answered: ObjectSearch[] = [];
  let end = Math.min(start + FIRST_WINDOW_MS, latestEnd);
  let searches = 0;
  let rounds = 0;
  let inWindow: Map<string, boolean> | undefined;

  const addResults = (sent: ObjectSearch[], answers: SearchResult[]): void => {
    const before = evidenceStore.size;
    sent.forEach((search, i) => {
      const answer = answers[i]!;
      // the searches overlap: the most that one of them left is certain
      limited.documents = Math.max(limited.documents, evidenceStore.addResult(answer));
      if (!answer.failed && answer.total <= answer.hits.length) answered.push(search);
    });
    inWindow ??= parseCoverage(answers.slice(sent.length));
    if (evidenceStore.size > before)
      correlation = correlate(id, buildTimeline(evidenceStore.evidence, loops)) ?? correlation;
  };
  const runSearches = async (asks: TermSearch[]): Promise<void> => {
    const wanted = createObjectSearches(asks, {
      config,
      cluster,
      remainingDocuments: OBJECT_TRACE_LIMITS.collected - evidenceStore.size,
      auditIndexingDelayMs: evidenceStore.auditIndexingDelayMs,
      completedSearches: answered,
    });
    const left = OBJECT_TRACE_LIMITS.searches - searches;
    if (wanted.length > left) limited.searches = true;
    const sent = wanted.slice(0, left);
    rounds++;
    searches += sent.length;
    const checks = inWindow ? [] : createExpectedCoverageSearches(config, earliest, end);
    addResults(sent, await batch.msearch([...sent.map(({ body }) => body), ...checks]));
  };

  if (
    planned &&
    planned.plan.cluster === cluster &&
    Date.parse(planned.plan.range.from) === earliest
  ) {
    const {
      plan: { terms },
      searches: sent,
      to,
    } = planned;
    allTerms.push(...terms);
    for (const term of terms) {
      asked.add(keyOf(term));
      if (term.type === 'neighbours') adjacentTerms.addSearched(term);
    }
    searches += sent.length;
    end = Math.max(end, to);
    addResults(sent, await batch.msearch(listSearchBodies(planned)));
  }
  for (;;) {
    const fresh = searchTermsOf(correlation).filter(
      (term) => !asked.has(keyOf(term)) && asked.add(keyOf(term))
    );
    let to = end;
    // the lines of requests that are known lead to nothing else: they, and what stands beside lines, are asked for when the rest is there
    if (fresh.every(({ type }) => type === 'request')) {
      const near = adjacentTerms.createTerm(correlation);
      if (near) fresh.push(near);
      // what is still on its way goes on: a wider window for that alone
      to = getNextWindowEnd(correlation, start, end, latestEnd) ?? end;
      if (!fresh.length && to === end) break;
    }
    if (isLimitReached()) break;
    allTerms.push(...fresh);
    const isFresh = new Set(fresh.map(keyOf));
    const goingOn =
      to > end
        ? searchTermsOf(correlation, end * 1_000).filter((term) => !isFresh.has(keyOf(term)))
        : [];
    const asks = [
      { terms: fresh, from: earliest, to },
      { terms: goingOn, from: end, to },
    ].filter(({ terms }) => terms.length > 0);
    end = to;
    if (asks.length) await runSearches(asks);
  }
  limited.window = end < latestEnd && isStillActive(correlation, end);
  return {
    attribution: correlation,
    reads: evidenceStore.readByEvidence,
    limited,
    isInWindowByComponent: inWindow ?? new Map<string, boolean>(),
    plan: {
      terms: allTerms,
      cluster,
      auditIndexingDelayMs: evidenceStore.auditIndexingDelayMs,
      range: {
        from: new Date(earliest).toISOString(),
        to: new Date(end).toISOString(),
        open: end === latestEnd,
      },
    },
  };

  function isLimitReached(): boolean {
    if (rounds >= OBJECT_TRACE_LIMITS.rounds) limited.rounds = true;
    // where searches could not bring all any more, the answer is full with half of it
    const most =
      limited.documents > 0
        ? Math.min(OBJECT_TRACE_LIMITS.collected, 2 * config.maxRecords)
        : OBJECT_TRACE_LIMITS.collected;
    if (searches >= OBJECT_TRACE_LIMITS.searches || evidenceStore.size >= most)
      limited.searches = true;
    return limited.rounds || limited.searches;
  }
}

/** What a remembered plan asks for now, all at once. */
export function createPlannedSearches(
  plan: ObjectPlan,
  config: RequestTraceConfig,
  range: TimeRange
): PlannedSearches {
  const from = Date.parse(plan.range.from);
  // the plan begins a fixed time before the request
  const to = plan.range.open
    ? Math.max(Date.parse(plan.range.to), getLatestEnd(from + LOOKBACK_MS, config, range))
    : Date.parse(plan.range.to);
  const searches = createObjectSearches([{ terms: plan.terms, from, to }], {
    config,
    cluster: plan.cluster,
    remainingDocuments: OBJECT_TRACE_LIMITS.collected,
    auditIndexingDelayMs: plan.auditIndexingDelayMs,
    completedSearches: [],
  });
  return {
    plan,
    searches,
    to,
    coverage: createExpectedCoverageSearches(
      config,
      from,
      Math.min(from + LOOKBACK_MS + FIRST_WINDOW_MS, to)
    ),
  };
}

/** The searches as they are sent, in the order in which `searchObjects` takes their answers. */
export const listSearchBodies = ({ searches, coverage }: PlannedSearches): SearchBody[] => [
  ...searches.map(({ body }) => body),
  ...coverage,
];

/** Which of the expected sources have anything there. */
const createExpectedCoverageSearches = (
  config: RequestTraceConfig,
  from: number,
  to: number
): SearchBody[] =>
  createCoverageSearches(unseenComponents([]), config.timeField, {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
const parseCoverage = (answers: SearchResult[]): Map<string, boolean> =>
  new Map(unseenComponents([]).map((component, i) => [component, (answers[i]?.total ?? 0) > 0]));

const clampFrom = (ms: number, { from }: TimeRange): number =>
  from ? Math.max(ms, Date.parse(from)) : ms;

const getLatestEnd = (start: number, config: RequestTraceConfig, { to }: TimeRange): number =>
  to ? Date.parse(to) : Math.min(Date.now(), start + config.maxRange.asMilliseconds());

/** Where the window has to end next, milliseconds; undefined where nothing is on its way any more, or it may not be wider. */
function getNextWindowEnd(
  attribution: Correlation,
  start: number,
  end: number,
  latest: number
): number | undefined {
  if (end >= latest || !isStillActive(attribution, end)) return undefined;
  return Math.min(start + (end - start) * WINDOW_GROWTH_FACTOR, latest);
}

const isStillActive = ({ traceEnd: closing }: Correlation, endMs: number): boolean =>
  closing.isAlive(endMs * 1_000);
