import { NEVER } from 'rxjs';
import { ScopedSearcher } from './scoped_searcher';

const FILTER = { term: { 'orchestrator.cluster.name': 'prod' } };
const HITS = { hits: { total: { value: 3, relation: 'eq' }, hits: [] } };
const refusal = (reason: string) =>
  Object.assign(new Error(reason), {
    statusCode: 400,
    meta: { statusCode: 400, body: { error: { root_cause: [{ reason }] } } },
  });

function searcher(
  filter: object | undefined,
  answer: (params: Record<string, unknown>) => unknown = () => HITS
) {
  const searches: Array<Record<string, unknown>> = [];
  const client = {
    search: async (params: unknown) => {
      searches.push(params as Record<string, unknown>);
      const given = answer(params as Record<string, unknown>);
      if (given instanceof Error) throw given;
      return given as never;
    },
    msearch: async (params: unknown) => {
      const { searches: parts } = params as { searches: Array<Record<string, unknown>> };
      searches.push(...parts.filter((_part, i) => i % 2 === 1));
      return { responses: parts.filter((_part, i) => i % 2 === 1).map(() => HITS) } as never;
    },
  };
  return {
    searches,
    searcher: new ScopedSearcher(client, {
      index: ['k8s-*'],
      timeoutMs: 5_000,
      aborted$: NEVER,
      filter,
    }),
  };
}

describe('ScopedSearcher', () => {
  const query = { match_all: {} };

  it('keeps every search within the filter', async () => {
    const { searches, searcher: scoped } = searcher(FILTER);
    await scoped.search({ query, size: 1 });
    await scoped.msearch([{ query }, { size: 2 }]);
    expect(searches.map((search) => search.query)).toEqual([
      { bool: { filter: [query, FILTER] } },
      { bool: { filter: [query, FILTER] } },
      { bool: { filter: [FILTER] } },
    ]);
    expect(searches.map(({ size }) => size)).toEqual([1, undefined, 2]);
  });

  it('changes nothing without one, and counts nothing', async () => {
    const { searches, searcher: plain } = searcher(undefined);
    await plain.search({ query });
    await plain.msearch([{ query }]);
    expect(await plain.countOutsideFilter(query)).toBeNull();
    expect(searches.map((search) => search.query)).toEqual([query, query]);
  });

  it('counts what lies outside', async () => {
    const { searches, searcher: scoped } = searcher(FILTER);
    expect(await scoped.countOutsideFilter(query)).toBe(3);
    expect(searches[0]).toMatchObject({
      size: 0,
      track_total_hits: true,
      query: { bool: { filter: [query], must_not: [FILTER] } },
    });
  });

  it('does not know what lies outside where counting fails', async () => {
    const { searcher: scoped } = searcher(FILTER, () => new Error('gone'));
    expect(await scoped.countOutsideFilter(query)).toBeNull();
  });

  it('says that it is the filter which Elasticsearch does not take', async () => {
    const { searcher: scoped } = searcher(FILTER, () => refusal('unknown query [trem]'));
    await expect(scoped.search({ query })).rejects.toMatchObject({
      name: 'FilterRejectedError',
      reason: expect.stringMatching(/unknown query \[trem\]/),
    });
  });

  it('does not blame the filter for what else is refused', async () => {
    const { searcher: scoped } = searcher(FILTER, ({ query: asked }) =>
      asked === FILTER ? HITS : refusal('Fielddata is disabled on [message]')
    );
    await expect(scoped.search({ query })).rejects.toThrow('Fielddata is disabled');
    const { searcher: other } = searcher(FILTER, () =>
      Object.assign(new Error('down'), { statusCode: 503 })
    );
    await expect(other.search({ query })).rejects.toThrow('down');
  });
});
