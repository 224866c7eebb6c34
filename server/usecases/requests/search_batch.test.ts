import type { estypes } from '@elastic/elasticsearch';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { SearchResult } from '../../elasticsearch/searcher';
import { RememberedSearches, SearchBatch } from './search_batch';

type Body = estypes.MsearchMultisearchBody;
const body = (size: number): Body => ({ size });

/** Answers each search with its own size as the total; keeps what was asked for in each request. */
function fakeSearcher(error?: Error) {
  const requests: number[][] = [];
  const searcher = {
    roundTrips: 0,
    nextRoundTrip() { this.roundTrips++; },
    async msearch(bodies: Body[]): Promise<SearchResult[]> {
      requests.push(bodies.map(({ size }) => size!));
      if (error) throw error;
      return bodies.map(({ size }) => ({ hits: [], total: size! }));
    },
  };
  return { requests, batch: new SearchBatch(searcher as unknown as ScopedSearcher), searcher };
}
const totals = (answers: SearchResult[]): number[] => answers.map(({ total }) => total);

describe('the searches of a page', () => {
  it('go in one request where they are asked for at the same moment, each with its own answer', async () => {
    const { requests, batch, searcher } = fakeSearcher();
    const answers = await Promise.all([batch.msearch([body(1), body(2)]), batch.msearch([body(3)])]);
    expect(answers.map(totals)).toEqual([[1, 2], [3]]);
    expect(totals(await batch.msearch([body(4)]))).toEqual([4]);
    expect(requests).toEqual([[1, 2, 3], [4]]);
    expect(searcher.roundTrips).toBe(2);
    expect(batch.later).toEqual([body(4)]);
  });

  it('are not sent again where they went with the first', async () => {
    const { requests, batch } = fakeSearcher();
    batch.expect([body(7), body(8)]);
    expect(totals(await batch.msearch([body(1)]))).toEqual([1]);
    expect(totals(await batch.msearch([body(9), body(8)]))).toEqual([9, 8]);
    expect(requests).toEqual([[7, 8, 1], [9]]);
  });

  it('fail for those who asked, and for nobody else', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    for (const expected of [[], [body(7)]]) {
      const { batch } = fakeSearcher(new Error('refused'));
      batch.expect(expected);
      await expect(batch.msearch([body(1)])).rejects.toThrow('refused');
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

describe('remembered searches', () => {
  it('are kept for some minutes, of the last hundred pages', () => {
    let now = 0;
    const remembered = new RememberedSearches(() => now);
    for (let i = 0; i < 101; i++) remembered.set(`page ${i}`, [body(i)]);
    expect(remembered.get('page 0')).toEqual([]);
    expect(remembered.get('page 100')).toEqual([body(100)]);
    now = 3_600_000;
    expect(remembered.get('page 100')).toEqual([]);
  });
});
