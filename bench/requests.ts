/** Measures the requests list: its first page before a long and a short past, and against the bare search for its audit records. */
import type { Client, estypes } from '@elastic/elasticsearch';
import type { RequestsAnswer } from '../common/model/request_summary';
import type { RouteClient } from './route';
import { median, pairedRatio, spread, type Spread } from './statistics';

const WARM_UP = 12;
const ROUNDS = 40;
/** Rows of the page. */
const SIZE = 25;

export interface ListResult {
  small: { index: string; records: number };
  large: { index: string; records: number };
  times: Record<'smallFirst' | 'largeFirst' | 'smallAgain' | 'largeAgain' | 'bare', Spread>;
  /** the large one's time as a multiple of the small one's */
  growth: { first: Spread; again: Spread };
  /** the page as a multiple of the bare search, both of the large one */
  overBare: { first: Spread; again: Spread };
  /** how the fastest bare search is written */
  bare: string;
  roundTrips: { first: number; again: number };
}

interface Options {
  route: RouteClient;
  client: Client;
  small: { index: string; records: number };
  large: { index: string; records: number };
  quick: boolean;
}

/** What a row shows of its audit record. */
const FIELDS = [
  'auditID',
  'stage',
  'verb',
  'requestURI',
  'user.username',
  'impersonatedUser.username',
  'sourceIPs',
  'userAgent',
  'objectRef',
  'responseStatus',
  'requestReceivedTimestamp',
  'stageTimestamp',
].map((part) => `kubernetes.audit.${part}`);

type Write = (
  ids: string[],
  documents: string[]
) => Pick<estypes.SearchRequest, 'query' | '_source'>;
const byAuditId = (ids: string[]): estypes.QueryDslQueryContainer => ({
  bool: {
    filter: [
      { terms: { 'kubernetes.audit.auditID': ids } },
      { exists: { field: 'kubernetes.audit.stage' } },
    ],
  },
});
const BARE: Record<string, Write> = {
  '_id, whole': (_ids, documents) => ({ query: { ids: { values: documents } }, _source: true }),
  '_id, fields': (_ids, documents) => ({ query: { ids: { values: documents } }, _source: FIELDS }),
  'audit ID, whole': (ids) => ({ query: byAuditId(ids), _source: true }),
  'audit ID, fields': (ids) => ({ query: byAuditId(ids), _source: FIELDS }),
};

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

export async function measureRequests({
  route,
  client,
  small,
  large,
  quick,
}: Options): Promise<ListResult> {
  /** As the page asks. For the first time: as another reader, and up to another moment, so that nobody remembers an answer. */
  const page = (
    index: string,
    { reader = 'again', to }: { reader?: string; to?: string } = {}
  ): Promise<RequestsAnswer> =>
    route.requests(
      { index, diagnose: 'false', size: String(SIZE), ...(to ? { to } : {}) },
      { 'bench-reader': reader }
    );

  const [ofSmall, ofLarge] = [await page(small.index), await page(large.index)];
  const newest = Date.parse(ofLarge.requests[0]?.time ?? '');
  let asked = 0;
  const first = (index: string): Promise<RequestsAnswer> =>
    page(index, {
      reader: `first ${asked}`,
      to: new Date(newest + 3_600_000 + asked++).toISOString(),
    });
  const idsOf = ({ requests }: RequestsAnswer): string[] => requests.map(({ id }) => id);
  const ids = idsOf(ofLarge);
  if (ids.length !== SIZE || ids.join() !== idsOf(ofSmall).join())
    throw new Error(
      `The first pages of ${small.index} and ${large.index} are not the same ${SIZE} requests.`
    );
  if (
    !(ofLarge.histogram!.buckets.length > ofSmall.histogram!.buckets.length / 2) ||
    ofLarge.total.value <= ofSmall.total.value
  )
    throw new Error('The aggregates do not cover the whole past.');
  const documents = (
    await client.search({ index: large.index, size: 1_000, query: byAuditId(ids), _source: false })
  ).hits.hits.map(({ _id }) => _id!);
  const bareSearch = (name: string) => async (): Promise<number> => {
    const { hits } = await client.search({
      index: large.index,
      size: documents.length,
      track_total_hits: false,
      sort: [{ '@timestamp': 'desc' }],
      ...BARE[name]!(ids, documents),
    });
    if (hits.hits.length !== documents.length)
      throw new Error(
        `The bare search by ${name} brings ${hits.hits.length} of ${documents.length} audit records.`
      );
    return hits.hits.length;
  };

  const warm = Object.keys(BARE).map((name) => ({ name, ms: [] as number[] }));
  for (let round = 0; round < WARM_UP; round++) {
    await page(small.index);
    await page(large.index);
    for (let i = 0; i < warm.length; i++) {
      const { name, ms } = warm[(i + round) % warm.length]!;
      ms.push((await timed(bareSearch(name))).ms);
    }
  }
  const { name: bare } = warm.reduce((best, next) =>
    median(next.ms) < median(best.ms) ? next : best
  );

  const times: Record<keyof ListResult['times'], number[]> = {
    smallFirst: [],
    largeFirst: [],
    smallAgain: [],
    largeAgain: [],
    bare: [],
  };
  const roundTrips = { first: 0, again: 0 };
  const rounds = quick ? ROUNDS / 2 : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    const steps: Array<[keyof typeof times, () => Promise<unknown>]> = [
      ['smallFirst', () => first(small.index)],
      [
        'largeFirst',
        async () => {
          roundTrips.first = Math.max(roundTrips.first, (await first(large.index)).took.roundTrips);
        },
      ],
      ['smallAgain', () => page(small.index)],
      [
        'largeAgain',
        async () => {
          roundTrips.again = Math.max(roundTrips.again, (await page(large.index)).took.roundTrips);
        },
      ],
      ['bare', bareSearch(bare)],
    ];
    for (let i = 0; i < steps.length; i++) {
      const [name, work] = steps[(i + round) % steps.length]!;
      times[name].push((await timed(work)).ms);
    }
  }
  return {
    small,
    large,
    bare,
    roundTrips,
    times: {
      smallFirst: spread(times.smallFirst),
      largeFirst: spread(times.largeFirst),
      smallAgain: spread(times.smallAgain),
      largeAgain: spread(times.largeAgain),
      bare: spread(times.bare),
    },
    growth: {
      first: pairedRatio(times.largeFirst, times.smallFirst),
      again: pairedRatio(times.largeAgain, times.smallAgain),
    },
    overBare: {
      first: pairedRatio(times.largeFirst, times.bare),
      again: pairedRatio(times.largeAgain, times.bare),
    },
  };
}
