import { SearchFailedError } from './errors';
import type { SearchBody as Body } from './queries';
import { SearchBatch } from './search_batch';
import type { SearchResult } from './searcher';

const createBody = (size: number): Body => ({ size });

/** Answers each search with its own size as the total; keeps what was asked for in each request. */
function fakeSearcher(error?: Error) {
  const requests: number[][] = [];
  const searcher = {
    roundTrips: 0,
    nextRoundTrip() {
      this.roundTrips++;
    },
    async search(asked: unknown): Promise<SearchResult> {
      const { size } = asked as Body;
      requests.push([size!]);
      return { hits: [], total: size! };
    },
    async msearch(bodies: Body[]): Promise<SearchResult[]> {
      requests.push(bodies.map(({ size }) => size!));
      if (error) throw error;
      return bodies.map(({ size }) => ({ hits: [], total: size! }));
    },
  };
  return { requests, batch: new SearchBatch(searcher), searcher };
}
const getTotals = (answers: SearchResult[]): number[] => answers.map(({ total }) => total);

describe('the searches of a page', () => {
  it('go in one request where they are asked for at the same moment, each with its own answer', async () => {
    const { requests, batch, searcher } = fakeSearcher();
    const answers = await Promise.all([
      batch.msearch([createBody(1), createBody(2)]),
      batch.msearch([createBody(3)]),
    ]);
    expect(answers.map(getTotals)).toEqual([[1, 2], [3]]);
    expect(getTotals(await batch.msearch([createBody(4)]))).toEqual([4]);
    expect(requests).toEqual([[1, 2, 3], [4]]);
    expect(searcher.roundTrips).toBe(2);
    expect(batch.sentBodies).toEqual([1, 2, 3, 4].map(createBody));
  });

  it('are not sent again where they went with the first', async () => {
    const { requests, batch } = fakeSearcher();
    batch.prefetch([createBody(7), createBody(8)]);
    expect(getTotals(await batch.msearch([createBody(1)]))).toEqual([1]);
    expect(getTotals(await batch.msearch([createBody(9), createBody(8)]))).toEqual([9, 8]);
    expect(requests).toEqual([[7, 8, 1], [9]]);
  });

  it('fail for those who asked, and for nobody else', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    for (const expected of [[], [createBody(7)]]) {
      const { batch } = fakeSearcher(new Error('refused'));
      batch.prefetch(expected);
      await expect(batch.msearch([createBody(1)])).rejects.toThrow('refused');
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

describe('a search that everything else rests on', () => {
  it('is not sent again where it is expected, however the expected searches are sent', async () => {
    const { requests, batch, searcher } = fakeSearcher();
    batch.prefetch([createBody(1), createBody(2)], async (bodies) =>
      bodies.map(({ size }) => ({ hits: [], total: 10 * size! }))
    );
    expect((await batch.search(createBody(1))).total).toBe(10);
    expect((await batch.search(createBody(3))).total).toBe(3);
    expect(requests).toEqual([[3]]);
    expect(searcher.roundTrips).toBe(1);
  });

  it('is sent alone where it failed among the others: then it says why', async () => {
    const { requests, batch } = fakeSearcher();
    batch.prefetch([createBody(1)], async () => [
      { hits: [], total: 0, failed: new SearchFailedError('refused', 400) },
    ]);
    expect((await batch.search(createBody(1))).total).toBe(1);
    expect(requests).toEqual([[1]]);
  });
});
