import { NEVER, Subject, type Observable } from 'rxjs';
import type { RequestOptions, SearchClient } from '../kibana_types';
import { Searcher } from './searcher';
import { createUnsharedCache } from './user_cache';

type Call = { params: Record<string, unknown>; options: RequestOptions };

/** Answers each search with what it is given, and remembers how it was asked. */
function createFakeClient(answers: unknown[]): SearchClient & { calls: Call[] } {
  const calls: Call[] = [];
  const answer = async (params: unknown, options?: RequestOptions) => {
    calls.push({ params: params as Record<string, unknown>, options: options ?? {} });
    return answers.shift() as never;
  };
  return { calls, search: answer, msearch: answer };
}

const createSearcher = (answers: unknown[], aborted$: Observable<void> = NEVER) => {
  const fake = createFakeClient(answers);
  return { fake, searcher: new Searcher(fake, { index: ['k8s-*'], timeoutMs: 5_000, aborted$ }) };
};

const createHits = (total: number) => ({
  hits: { total: { value: total, relation: 'eq' }, hits: [{ _index: 'i', _id: '1', _source: {} }] },
});

describe('Searcher', () => {
  it("bounds every search in time, asks once, and carries the request's abort signal", async () => {
    const aborted$ = new Subject<void>();
    const { fake, searcher: one } = createSearcher([createHits(1)], aborted$);
    await one.search({ size: 10 });
    const { params, options } = fake.calls[0]!;
    expect(params).toMatchObject({ index: ['k8s-*'], ignore_unavailable: true, size: 10 });
    expect(Number.parseInt(params.timeout as string, 10)).toBeLessThanOrEqual(5_000);
    expect(options).toMatchObject({ maxRetries: 0 });
    expect(options.requestTimeout).toBeLessThanOrEqual(7_000);
    expect(options.signal!.aborted).toBe(false);
    aborted$.next();
    expect(options.signal!.aborted).toBe(true);
  });

  it('reports what Elasticsearch left out: time-outs, failed shards, skipped clusters', async () => {
    const failures = [
      { reason: { type: 'x', reason: 'disk gone' } },
      { reason: { type: 'x', reason: 'disk gone' } },
    ];
    const { searcher: one } = createSearcher([
      { ...createHits(1), timed_out: true, _shards: { failures }, _clusters: { skipped: 2 } },
    ]);
    await one.search({});
    expect(one.notes.hasTimedOut).toBe(true);
    expect([...one.notes.failedShards]).toEqual([['disk gone', 2]]);
    expect(one.notes.skippedClusters).toBe(2);
  });

  it('keeps the other searches of one round trip when one fails', async () => {
    const { searcher: one } = createSearcher([
      {
        responses: [
          { error: { type: 'security_exception', reason: 'no right on index' }, status: 403 },
          createHits(3),
        ],
      },
    ]);
    const [refused, found] = await one.msearch([
      { query: { match_all: {} } },
      { query: { match_all: {} } },
    ]);
    expect(refused).toEqual({
      hits: [],
      total: 0,
      failed: expect.objectContaining({ statusCode: 403, message: 'no right on index' }),
    });
    expect(found!.total).toBe(3);
    expect([...one.notes.failedShards.keys()]).toEqual(['no right on index']);
  });

  it('tells which named indices do not exist, and asks nothing about patterns', async () => {
    const fake = createFakeClient([
      { responses: [createHits(1), { error: { type: 'index_not_found_exception' }, status: 404 }] },
    ]);
    const named = new Searcher(fake, {
      index: ['there', 'gone', 'k8s-*', '-out', 'far:gone'],
      timeoutMs: 5_000,
      aborted$: NEVER,
    });
    expect(await named.missingIndices()).toEqual(['gone']);
    expect(fake.calls[0]!.params.searches).toMatchObject([
      { index: 'there' },
      {},
      { index: 'gone' },
      {},
    ]);
    const { fake: none, searcher: patterns } = createSearcher([]);
    expect(await patterns.missingIndices()).toEqual([]);
    expect(none.calls).toHaveLength(0);
  });

  it("asks once for the reader's rights, beside the first search and not before it", async () => {
    const asked: string[] = [];
    let answer = (_privileges: { index: Record<string, { read: boolean }> }) => {};
    const one = new Searcher(
      {
        search: async () => {
          asked.push('search');
          return createHits(1) as never;
        },
        msearch: async () => {
          asked.push('msearch');
          return { responses: [createHits(1)] } as never;
        },
        security: {
          hasPrivileges: () => {
            asked.push('rights');
            return new Promise((resolve) => {
              answer = resolve as typeof answer;
            });
          },
        },
      },
      { index: ['k8s-*'], timeoutMs: 5_000, aborted$: NEVER, userCache: createUnsharedCache() }
    );
    // the search is done, though the rights are not known yet
    expect((await one.search({})).total).toBe(1);
    await one.msearch([{}]);
    expect(asked).toEqual(['search', 'rights', 'msearch']);
    answer({ index: { 'k8s-*': { read: false } } });
    expect(await one.refusedIndices()).toEqual(['k8s-*']);
    expect(one.roundTrips).toBe(0);
  });

  it('names the indices where Elasticsearch refuses a search as a whole', async () => {
    const refusal = Object.assign(new Error('action [indices:data/read/search] is unauthorized'), {
      meta: { statusCode: 403 },
    });
    const fail = async () => {
      throw refusal;
    };
    const hasPrivileges = async () =>
      ({ index: { 'k8s-a': { read: false }, 'k8s-b': { read: true } } }) as never;
    const refused = (security: SearchClient['security'], index: string[]) =>
      new Searcher(
        { search: fail, msearch: fail, security },
        {
          index,
          timeoutMs: 5_000,
          aborted$: NEVER,
          userCache: createUnsharedCache(),
        }
      );
    await expect(refused({ hasPrivileges }, ['k8s-a', 'k8s-b']).search({})).rejects.toMatchObject({
      name: 'IndicesRefusedError',
      indices: ['k8s-a'],
    });
    await expect(
      refused({ hasPrivileges }, ['k8s-a', 'k8s-b']).msearch([{}])
    ).rejects.toMatchObject({ name: 'IndicesRefusedError' });
    await expect(
      refused({ hasPrivileges }, ['k8s-a', 'k8s-b']).missingIndices()
    ).rejects.toMatchObject({ name: 'IndicesRefusedError' });
    // not the reader's rights, or not known: Elasticsearch's own words
    await expect(refused({ hasPrivileges }, ['k8s-b']).search({})).rejects.toBe(refusal);
    await expect(refused(undefined, ['k8s-a']).search({})).rejects.toBe(refusal);
  });

  it('asks nothing for no searches, and survives an answer without hits', async () => {
    const { fake, searcher: one } = createSearcher([{}]);
    expect(await one.msearch([])).toEqual([]);
    expect(fake.calls).toHaveLength(0);
    expect(await one.search({})).toEqual({ hits: [], total: 0 });
  });

  it('bounds how many reasons it keeps', async () => {
    const failures = Array.from({ length: 50 }, (_, i) => ({
      reason: { type: 'x', reason: `reason ${i}` },
    }));
    const { searcher: one } = createSearcher([{ ...createHits(1), _shards: { failures } }]);
    await one.search({});
    expect(one.notes.failedShards.size).toBeLessThanOrEqual(11);
    expect(one.notes.failedShards.get('other reasons')).toBe(40);
  });
});
