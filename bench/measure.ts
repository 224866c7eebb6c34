/** Measures one size of traces: the route, the bare search and the searches by hand, in turns. */
import type { Client } from '@elastic/elasticsearch';
import type { Answer, RouteClient } from './route';
import {
  BARE_SEARCHES,
  searchByHand,
  THREE_AT_ONCE,
  type Outcome,
  type Subject,
  type Variant,
} from './searches';
import { median, pairedRatio, spread, type Spread } from './statistics';

/** Rounds of all variants over the warm-up's subjects, by which the fastest is chosen. */
const WARM_UP_ROUNDS = 8;
/** How often each subject is asked for again. */
const AGAIN = 2;

export interface VariantResult {
  name: string;
  /** milliseconds */
  time: Spread;
  /** milliseconds of it in Elasticsearch, as it says itself */
  took: number;
}

export interface SizeResult {
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

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

/** A then B, or B then A: whoever comes second may find something warm, and it shall not always be the same. */
async function pair<A, B>(aFirst: boolean, a: () => Promise<A>, b: () => Promise<B>) {
  if (aFirst) {
    const first = await timed(a);
    return { a: first, b: await timed(b) };
  }
  const first = await timed(b);
  return { a: await timed(a), b: first };
}

export interface MeasureOptions {
  route: RouteClient;
  client: Client;
  nodes: Map<string, string[]>;
  size: number;
  /** for warming up and choosing only */
  warmUp: readonly Subject[];
  subjects: readonly Subject[];
}

export async function measure(options: MeasureOptions): Promise<SizeResult> {
  const { route, client, nodes, size, warmUp, subjects } = options;
  const ask = (subject: Subject): Promise<Answer> =>
    route.trace({ id: subject.reqID, index: subject.index, size: '10000' });
  const byHandOf = (subject: Subject): Promise<Outcome> =>
    searchByHand(client, subject, nodes.get(subject.cluster) ?? []);
  const variants = await compareVariants(client, warmUp, ask);
  for (const subject of warmUp) await byHandOf(subject);
  const fastest = variants
    .filter(({ name }) => name !== THREE_AT_ONCE.name)
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
  const push = (name: string, value: number) => times[name]!.push(value);
  const found = { trace: 0, ofTrace: 0, all: 0 };
  const roundTrips = { first: 0, again: 0 };
  const bytes: number[] = [];
  let turn = 0;
  for (const subject of subjects) {
    const first = await pair(
      turn++ % 2 === 0,
      () => ask(subject),
      () => bare.run(client, subject)
    );
    check(subject, first.a.result, first.b.result);
    push('routeFirst', first.a.ms);
    push('bareFirst', first.b.ms);
    bytes.push(first.a.result.bytes);
    roundTrips.first = Math.max(roundTrips.first, first.a.result.trace.took.roundTrips);
    const again: number[] = [];
    for (let i = 0; i < AGAIN; i++) {
      const next = await pair(
        turn++ % 2 === 0,
        () => ask(subject),
        () => bare.run(client, subject)
      );
      push('routeAgain', next.a.ms);
      push('bareAgain', next.b.ms);
      again.push(next.a.ms);
      roundTrips.again = Math.max(roundTrips.again, next.a.result.trace.took.roundTrips);
    }
    push('routeAgainMean', median(again));
    const hand = await timed(() => byHandOf(subject));
    push('byHand', hand.ms);
    const documents = new Set(subject.documents);
    found.trace += documents.size;
    found.all += hand.result.found.length;
    found.ofTrace += hand.result.found.filter((id) => documents.has(id)).length;
  }
  const of = (name: string) => times[name]!;
  return {
    size,
    variants,
    records: spread(subjects.map(({ documents }) => documents.length)),
    kilobytes: median(bytes) / 1000,
    bare: bare.name,
    times: {
      routeFirst: spread(of('routeFirst')),
      routeAgain: spread(of('routeAgain')),
      bareFirst: spread(of('bareFirst')),
      bareAgain: spread(of('bareAgain')),
      byHand: spread(of('byHand')),
    },
    ratios: {
      first: pairedRatio(of('routeFirst'), of('bareFirst')),
      again: pairedRatio(of('routeAgain'), of('bareAgain')),
      firstByHand: pairedRatio(of('routeFirst'), of('byHand')),
      againByHand: pairedRatio(of('routeAgainMean'), of('byHand')),
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
  warmUp: readonly Subject[],
  ask: (subject: Subject) => Promise<Answer>
): Promise<VariantResult[]> {
  const all: Variant[] = [...BARE_SEARCHES, THREE_AT_ONCE];
  const results = all.map(({ name }) => ({ name, ms: [] as number[], took: [] as number[] }));
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    for (const subject of warmUp) {
      await ask(subject);
      for (let i = 0; i < all.length; i++) {
        // each is the first as often as the others
        const at = (i + round) % all.length;
        const { ms, result } = await timed(() => all[at]!.run(client, subject));
        // the first round is the very first of everything
        if (round === 0) continue;
        results[at]!.ms.push(ms);
        results[at]!.took.push(result.took);
      }
    }
  }
  return results.map(({ name, ms, took }) => ({ name, time: spread(ms), took: median(took) }));
}

/** The figures mean something only if both bring the same documents. */
function check(subject: Subject, { trace }: Answer, bare: Outcome): void {
  const wanted = new Set(subject.documents);
  const same = (ids: string[]) => ids.length === wanted.size && ids.every((id) => wanted.has(id));
  if (!same(trace.records.map(({ id }) => id)))
    throw new Error(
      `The trace of ${subject.reqID} has ${trace.records.length} records, and had ${wanted.size} at the first look.`
    );
  const found = new Set(bare.found);
  const missing = subject.documents.filter((id) => !found.has(id)).length;
  if (missing > 0)
    throw new Error(
      `The bare search misses ${missing} of the ${wanted.size} documents of the trace of ${subject.reqID}.`
    );
}
