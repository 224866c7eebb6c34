/** Measures the requests list: its first page before a long and a short past, and against the bare search for its audit records. */
import type { Client, estypes } from '@elastic/elasticsearch';
import type { RequestsResponse } from '../common/model/request_summary';
import type { RouteClient } from './route_client';
import { median, summarizePairedRatios, summarizeValues, type Spread } from './statistics';

const WARM_UP_ROUNDS = 12;
const ROUNDS = 40;
/** Rows of the page. */
const PAGE_SIZE = 25;

export interface RequestsListResult {
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

interface MeasureRequestsListOptions {
  route: RouteClient;
  client: Client;
  small: { index: string; records: number };
  large: { index: string; records: number };
  quick: boolean;
}

/** What a row shows of its audit record. */
const AUDIT_FIELDS = [
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

type BuildSearch = (
  ids: string[],
  documents: string[]
) => Pick<estypes.SearchRequest, 'query' | '_source'>;
const auditIdQuery = (ids: string[]): estypes.QueryDslQueryContainer => ({
  bool: {
    filter: [
      { terms: { 'kubernetes.audit.auditID': ids } },
      { exists: { field: 'kubernetes.audit.stage' } },
    ],
  },
});
const BARE_SEARCHES: Record<string, BuildSearch> = {
  '_id, whole': (_ids, documents) => ({ query: { ids: { values: documents } }, _source: true }),
  '_id, fields': (_ids, documents) => ({
    query: { ids: { values: documents } },
    _source: AUDIT_FIELDS,
  }),
  'audit ID, whole': (ids) => ({ query: auditIdQuery(ids), _source: true }),
  'audit ID, fields': (ids) => ({ query: auditIdQuery(ids), _source: AUDIT_FIELDS }),
};

async function measureTime<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

export async function measureRequestsList({
  route,
  client,
  small,
  large,
  quick,
}: MeasureRequestsListOptions): Promise<RequestsListResult> {
  /** As the page asks. For the first time: as another reader, and up to another moment, so that nobody remembers an answer. */
  const fetchPage = (
    index: string,
    { reader = 'again', to }: { reader?: string; to?: string } = {}
  ): Promise<RequestsResponse> =>
    route.getRequests(
      { index, diagnose: 'false', size: String(PAGE_SIZE), ...(to ? { to } : {}) },
      { 'bench-reader': reader }
    );

  const [ofSmall, ofLarge] = [await fetchPage(small.index), await fetchPage(large.index)];
  const newest = Date.parse(ofLarge.requests[0]?.time ?? '');
  let firstTimeCount = 0;
  const fetchFirstTime = (index: string): Promise<RequestsResponse> =>
    fetchPage(index, {
      reader: `first ${firstTimeCount}`,
      to: new Date(newest + 3_600_000 + firstTimeCount++).toISOString(),
    });
  const listIds = ({ requests }: RequestsResponse): string[] => requests.map(({ id }) => id);
  const ids = listIds(ofLarge);
  if (ids.length !== PAGE_SIZE || ids.join() !== listIds(ofSmall).join())
    throw new Error(
      `The first pages of ${small.index} and ${large.index} are not the same ${PAGE_SIZE} requests.`
    );
  if (
    !(ofLarge.histogram!.buckets.length > ofSmall.histogram!.buckets.length / 2) ||
    ofLarge.total.value <= ofSmall.total.value
  )
    throw new Error('The aggregates do not cover the whole past.');
  const documents = (
    await client.search({
      index: large.index,
      size: 1_000,
      query: auditIdQuery(ids),
      _source: false,
    })
  ).hits.hits.map(({ _id }) => _id!);
  const createBareSearch = (name: string) => async (): Promise<number> => {
    const { hits } = await client.search({
      index: large.index,
      size: documents.length,
      track_total_hits: false,
      sort: [{ '@timestamp': 'desc' }],
      ...BARE_SEARCHES[name]!(ids, documents),
    });
    if (hits.hits.length !== documents.length)
      throw new Error(
        `The bare search by ${name} brings ${hits.hits.length} of ${documents.length} audit records.`
      );
    return hits.hits.length;
  };

  const warmUpTimes = Object.keys(BARE_SEARCHES).map((name) => ({ name, ms: [] as number[] }));
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    await fetchPage(small.index);
    await fetchPage(large.index);
    for (let i = 0; i < warmUpTimes.length; i++) {
      const { name, ms } = warmUpTimes[(i + round) % warmUpTimes.length]!;
      ms.push((await measureTime(createBareSearch(name))).ms);
    }
  }
  const { name: bare } = warmUpTimes.reduce((best, next) =>
    median(next.ms) < median(best.ms) ? next : best
  );

  const times: Record<keyof RequestsListResult['times'], number[]> = {
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
      ['smallFirst', () => fetchFirstTime(small.index)],
      [
        'largeFirst',
        async () => {
          roundTrips.first = Math.max(
            roundTrips.first,
            (await fetchFirstTime(large.index)).took.roundTrips
          );
        },
      ],
      ['smallAgain', () => fetchPage(small.index)],
      [
        'largeAgain',
        async () => {
          roundTrips.again = Math.max(
            roundTrips.again,
            (await fetchPage(large.index)).took.roundTrips
          );
        },
      ],
      ['bare', createBareSearch(bare)],
    ];
    for (let i = 0; i < steps.length; i++) {
      const [name, work] = steps[(i + round) % steps.length]!;
      times[name].push((await measureTime(work)).ms);
    }
  }
  return {
    small,
    large,
    bare,
    roundTrips,
    times: {
      smallFirst: summarizeValues(times.smallFirst),
      largeFirst: summarizeValues(times.largeFirst),
      smallAgain: summarizeValues(times.smallAgain),
      largeAgain: summarizeValues(times.largeAgain),
      bare: summarizeValues(times.bare),
    },
    growth: {
      first: summarizePairedRatios(times.largeFirst, times.smallFirst),
      again: summarizePairedRatios(times.largeAgain, times.smallAgain),
    },
    overBare: {
      first: summarizePairedRatios(times.largeFirst, times.bare),
      again: summarizePairedRatios(times.largeAgain, times.bare),
    },
  };
}
