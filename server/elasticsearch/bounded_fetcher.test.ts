import { BoundedFetcher, type SearchResponse } from './bounded_fetcher';
import type { SearchBody } from './queries';

const MB = 1024 * 1024;

/** Has documents of this size for each search, and cuts off answers that are too large as the client does. */
function elasticsearch(documents: number, bytes: number) {
  const requests: number[][] = [];
  const send = async (
    bodies: SearchBody[],
    { maxResponseSize = Infinity }: { maxResponseSize?: number }
  ): Promise<SearchResponse[]> => {
    requests.push(bodies.map(({ size }) => size!));
    const answers = bodies.map(({ size }) => ({
      took: 1,
      timed_out: false,
      _shards: {},
      status: 200,
      hits: {
        total: { value: documents, relation: 'eq' },
        hits: Array.from({ length: Math.min(size!, documents) }, (_, i) => ({
          _index: 'i',
          _id: `${i}`,
          _source: { message: 'x'.repeat(bytes) },
        })),
      },
    }));
    const length = JSON.stringify({ responses: answers }).length;
    if (length > maxResponseSize)
      throw new Error(
        `The content length (${length}) is bigger than the maximum allowed string (${maxResponseSize})`
      );
    return answers as unknown as SearchResponse[];
  };
  return { requests, send };
}

const countsOf = (answers: SearchResponse[]): number[] =>
  answers.map((answer) => ('error' in answer ? -1 : answer.hits.hits.length));

describe('BoundedFetch', () => {
  it('asks once where all fits', async () => {
    const { requests, send } = elasticsearch(10, 1_000);
    const bounded = new BoundedFetcher(4 * MB);
    expect(countsOf(await bounded.fetch([{ size: 5 }, { size: 100 }], send))).toEqual([5, 10]);
    expect(requests).toEqual([[5, 100]]);
    expect(bounded.omittedDocuments).toBe(0);
  });

  it('takes as many documents as fit, and counts the others', async () => {
    const { send } = elasticsearch(1_000, 100_000);
    const bounded = new BoundedFetcher(8 * MB);
    const [found] = countsOf(await bounded.fetch([{ size: 500 }], send));
    expect(found).toBeGreaterThan(50);
    expect(found! * 100_000).toBeLessThanOrEqual(8 * MB);
    // 500 were asked for, of 1,000: the others are beyond the search's own limit
    expect(bounded.omittedDocuments).toBe(500 - found!);
  });

  it('gives each of several searches its share, and nothing more than the bound to all', async () => {
    const { send } = elasticsearch(100, 100_000);
    const bounded = new BoundedFetcher(8 * MB);
    const counts = countsOf(await bounded.fetch([{ size: 100 }, { size: 100 }], send));
    for (const count of counts) expect(count).toBeGreaterThan(20);
    const later = countsOf(await bounded.fetch([{ size: 100 }], send));
    expect(
      [...counts, ...later].reduce((sum, count) => sum + count, 0) * 100_000
    ).toBeLessThanOrEqual(9 * MB);
    expect(bounded.omittedDocuments).toBe(
      300 - [...counts, ...later].reduce((sum, count) => sum + count, 0)
    );
  });

  it('counts what matches where not one document fits', async () => {
    const { requests, send } = elasticsearch(3, 2 * MB);
    const bounded = new BoundedFetcher(MB);
    expect(countsOf(await bounded.fetch([{ size: 100 }], send))).toEqual([0]);
    expect(bounded.omittedDocuments).toBe(3);
    expect(requests).toEqual([[100], [16], [4], [1], [0]]);
  });

  it('hands on what else fails', async () => {
    await expect(
      new BoundedFetcher(MB).fetch([{ size: 1 }], async () => {
        throw new Error('down');
      })
    ).rejects.toThrow('down');
    const failure = { error: { type: 'x', reason: 'no' }, status: 400 };
    expect(await new BoundedFetcher(MB).fetch([{ size: 1 }], async () => [failure])).toEqual([
      failure,
    ]);
  });
});
