/** Measures one size of traces: the route, the bare search and the searches by hand, in turns. */
import type { Client } from '@elastic/elasticsearch';
import type { TraceResponse, RouteClient } from './route_client';
import {
  BARE_SEARCHES,
  searchByHand,
  MULTI_SEARCH,
  type SearchResult,
  type MeasuredTrace,
  type SearchVariant,
} from './baseline_searches';
import { median, summarizePairedRatios, summarizeValues, type Spread } from './statistics';

/** Rounds of all variants over the warm-up's subjects, by which the fastest is chosen. */
const WARM_UP_ROUNDS = 8;
/** How often each subject is asked for again. */
const REPEATS = 2;

export interface VariantResult {
  name: string;
  /** milliseconds */
  time: Spread;
  /** milliseconds of it in Elasticsearch, as it says itself */
  took: number;
}

export interface TraceResult {
  size: number;
  records: Spread;
  /** kilobytes of the route's answer */
  kilobytes: number;
  /** name of the bare search that was the fastest, and of all others in the warm-up */
  bare: string;
  variants: VariantResult[];
  times: {
    routeFirst: Spread;
    routeAgain: Spread;
    bareFirst: Spread;
    bareAgain: Spread;
    byHand: Spread;
  };
  ratios: { first: Spread; again: Spread; firstByHand: Spread; againByHand: Spread };
  /** round trips to Elasticsearch, the most */
  roundTrips: { first: number; again: number };
  byHand: {
    /** share of the trace's records that were found */
    recall: number;
    /** records that are not the trace's, as a share of what was found */
    foreign: number;
  };
}

async function measureTime<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

/** A then B, or B then A: whoever comes second may find something warm, and it shall not always be the same. */
async function measurePair<A, B>(aFirst: boolean, a: () => Promise<A>, b: () => Promise<B>) {
  if (aFirst) {
    const first = await measureTime(a);
    return { a: first, b: await measureTime(b) };
  }
  const first = await measureTime(b);
  return { a: await measureTime(a), b: first };
}

export interface MeasureTracesOptions {
  route: RouteClient;
  client: Client;
  nodes: Map<string, string[]>;
  size: number;
  /** for warming up and choosing only */
  warmUp: readonly MeasuredTrace[];
  subjects: readonly MeasuredTrace[];
}

export async function measureTraceSize(options: MeasureTracesOptions): Promise<TraceResult> {
  const { route, client, nodes, size, warmUp, subjects } = options;
  const fetchTrace = (subject: MeasuredTrace): Promise<TraceResponse> =>
    route.getTrace({ id: subject.reqID, index: subject.index, size: '10000' });
  const searchByHandFor = (subject: MeasuredTrace): Promise<SearchResult> =>
    searchByHand(client, subject, nodes.get(subject.cluster) ?? []);
  const variants = await compareVariants(client, warmUp, fetchTrace);
  for (const subject of warmUp) await searchByHandFor(subject);
  const fastest = variants
    .filter(({ name }) => name !== MULTI_SEARCH.name)
    .reduce((best, next) => (next.time.median < best.time.median ? next : best));
  const bare = BARE_SEARCHES.find(({ name }) => name === fastest.name)!;

  const times = {
    routeFirst: [],
    routeAgain: [],
    bareFirst: [],
    bareAgain: [],
    byHand: [],
    routeAgainMean: [],
  } as Record<string, number[]>;
  const addTime = (name: string, value: number) => times[name]!.push(value);
  const found = { trace: 0, ofTrace: 0, all: 0 };
  const roundTrips = { first: 0, again: 0 };
  const bytes: number[] = [];
  let turn = 0;
  for (const subject of subjects) {
    const first = await measurePair(
      turn++ % 2 === 0,
      () => fetchTrace(subject),
      () => bare.run(client, subject)
    );
    assertSameDocuments(subject, first.a.result, first.b.result);
    addTime('routeFirst', first.a.ms);
    addTime('bareFirst', first.b.ms);
    bytes.push(first.a.result.bytes);
    roundTrips.first = Math.max(roundTrips.first, first.a.result.trace.took.roundTrips);
    const again: number[] = [];
    for (let i = 0; i < REPEATS; i++) {
      const next = await measurePair(
        turn++ % 2 === 0,
        () => fetchTrace(subject),
        () => bare.run(client, subject)
      );
      addTime('routeAgain', next.a.ms);
      addTime('bareAgain', next.b.ms);
      again.push(next.a.ms);
      roundTrips.again = Math.max(roundTrips.again, next.a.result.trace.took.roundTrips);
    }
    addTime('routeAgainMean', median(again));
    const hand = await measureTime(() => searchByHandFor(subject));
    addTime('byHand', hand.ms);
    const documents = new Set(subject.documents);
    found.trace += documents.size;
    found.all += hand.result.documents.length;
    found.ofTrace += hand.result.documents.filter((id) => documents.has(id)).length;
  }
  const getTimes = (name: string) => times[name]!;
  return {
    size,
    variants,
    records: summarizeValues(subjects.map(({ documents }) => documents.length)),
    kilobytes: median(bytes) / 1000,
    bare: bare.name,
    times: {
      routeFirst: summarizeValues(getTimes('routeFirst')),
      routeAgain: summarizeValues(getTimes('routeAgain')),
      bareFirst: summarizeValues(getTimes('bareFirst')),
      bareAgain: summarizeValues(getTimes('bareAgain')),
      byHand: summarizeValues(getTimes('byHand')),
    },
    ratios: {
      first: summarizePairedRatios(getTimes('routeFirst'), getTimes('bareFirst')),
      again: summarizePairedRatios(getTimes('routeAgain'), getTimes('bareAgain')),
      firstByHand: summarizePairedRatios(getTimes('routeFirst'), getTimes('byHand')),
      againByHand: summarizePairedRatios(getTimes('routeAgainMean'), getTimes('byHand')),
    },
    roundTrips,
    byHand: {
      recall: found.ofTrace / found.trace,
      foreign: 1 - found.ofTrace / Math.max(1, found.all),
    },
  };
}

/** All ways to write the bare search, in turns with the route, which warms everything up as well. */
async function compareVariants(
  client: Client,
  warmUp: readonly MeasuredTrace[],
  ask: (subject: MeasuredTrace) => Promise<TraceResponse>
): Promise<VariantResult[]> {
  const all: SearchVariant[] = [...BARE_SEARCHES, MULTI_SEARCH];
  const results = all.map(({ name }) => ({ name, ms: [] as number[], took: [] as number[] }));
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    for (const subject of warmUp) {
      await ask(subject);
      for (let i = 0; i < all.length; i++) {
        // each is the first as often as the others
        const at = (i + round) % all.length;
        const { ms, result } = await measureTime(() => all[at]!.run(client, subject));
        // the first round is the very first of everything
        if (round === 0) continue;
        results[at]!.ms.push(ms);
        results[at]!.took.push(result.took);
      }
    }
  }
  return results.map(({ name, ms, took }) => ({
    name,
    time: summarizeValues(ms),
    took: median(took),
  }));
}

/** The figures mean something only if both bring the same documents. */
function assertSameDocuments(
  subject: MeasuredTrace,
  { trace }: TraceResponse,
  bare: SearchResult
): void {
  const wanted = new Set(subject.documents);
  const same = (ids: string[]) => ids.length === wanted.size && ids.every((id) => wanted.has(id));
  if (!same(trace.records.map(({ id }) => id)))
    throw new Error(
      `The trace of ${subject.reqID} has ${trace.records.length} records, and had ${wanted.size} at the first look.`
    );
  const found = new Set(bare.documents);
  const missing = subject.documents.filter((id) => !found.has(id)).length;
  if (missing > 0)
    throw new Error(
      `The bare search misses ${missing} of the ${wanted.size} documents of the trace of ${subject.reqID}.`
    );
}
