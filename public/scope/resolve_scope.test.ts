import { MAX_BODY_FILTER_LENGTH as ROUTE_LIMIT } from '../../common/api/schemas';
import type { DataView, SavedSearch, SearchSource, StartPlugins } from '../kibana_types';
import { getSearchTarget, withDefaultSearchTarget } from './search_target';
import { MAX_FILTER_LENGTH, resolveScope } from './resolve_scope';

const DATA_VIEW = {
  id: 'v1',
  title: 'k8s-*',
  name: 'Kubernetes',
  timeFieldName: 'event.ingested',
  isPersisted: () => true,
} as DataView;
const FILTER = { meta: { disabled: false }, query: { match: { a: 1 } } };

/** A search source that keeps what is set, and makes a query of all of it; KQL that ends in `(` is invalid, as in Kibana. */
function createSearchSource(fields: Record<string, unknown> = {}): SearchSource {
  const self = {
    setField: (name: string, value: unknown) => {
      fields[name] = value;
      return self;
    },
    getField: (name: string) => fields[name],
    getSearchRequestBody: () => {
      const query = fields['query'] as { query?: string } | undefined;
      if (query?.query?.endsWith('(')) throw new Error('Expected ")" but end of input found.');
      return {
        query: {
          bool: {
            of: (fields['index'] as DataView | undefined)?.title,
            query: query?.query,
            filter: fields['filter'],
          },
        },
      };
    },
  };
  return self as unknown as SearchSource;
}

function createPlugins(
  saved: Record<string, SavedSearch> = {}
): StartPlugins & { made: unknown[] } {
  const made: unknown[] = [];
  return {
    made,
    data: { search: { searchSource: { create: async (fields) => createSearchSource(fields) } } },
    dataViews: {
      get: async (id) => {
        if (id !== 'v1') throw new Error(`Could not locate that data view (id: ${id})`);
        return DATA_VIEW;
      },
      create: async (spec) => {
        made.push(spec);
        return { ...spec, isPersisted: () => false };
      },
      getIdsWithTitle: async () => [],
    },
    savedSearch: {
      get: async (id) => {
        const found = saved[id];
        if (!found) throw new Error('Saved object [search/x] not found');
        return found;
      },
      getNew: () => ({ searchSource: createSearchSource() }),
      save: async () => 'id',
    },
  };
}

describe('resolveScope', () => {
  it('leaves index names alone, with and without Kibana', async () => {
    for (const plugins of [{}, createPlugins()]) {
      expect(await resolveScope({ index: 'k8s-*', timeField: 'ts' }, plugins)).toEqual({
        request: { index: 'k8s-*', timeField: 'ts' },
        label: 'k8s-*',
      });
    }
  });

  it('takes a data view’s indices and time field', async () => {
    expect(await resolveScope({ dataViewId: 'v1' }, createPlugins())).toMatchObject({
      request: { index: 'k8s-*', timeField: 'event.ingested' },
      label: 'Kubernetes',
    });
  });

  it('makes one query of query and filters, without those that are off', async () => {
    const { request } = await resolveScope(
      {
        dataViewId: 'v1',
        query: { language: 'kuery', query: 'a: 1' },
        filters: [FILTER, { ...FILTER, meta: { disabled: true } }],
      },
      createPlugins()
    );
    expect(JSON.parse(request.filter ?? '')).toEqual({
      bool: { of: 'k8s-*', query: 'a: 1', filter: [FILTER] },
    });
  });

  it('sends no filter where all are off', async () => {
    const { request, filters } = await resolveScope(
      { dataViewId: 'v1', filters: [{ meta: { disabled: true } }] },
      createPlugins()
    );
    expect(request.filter).toBeUndefined();
    expect(filters).toHaveLength(1);
  });

  it('makes one data view of the same index names, however often it is asked', async () => {
    const plugins = createPlugins();
    const scope = {
      index: 'x-*',
      timeField: 'ts',
      query: { language: 'kuery' as const, query: 'a' },
    };
    await resolveScope(scope, plugins);
    expect((await resolveScope(scope, plugins)).request).toMatchObject({
      index: 'x-*',
      timeField: 'ts',
    });
    expect(plugins.made).toEqual([{ title: 'x-*', timeFieldName: 'ts' }]);
  });

  it.each([
    ['data_view_gone', { dataViewId: 'gone' }, createPlugins()],
    ['saved_search_gone', { savedSearchId: 'gone' }, createPlugins()],
    [
      'invalid_query',
      { dataViewId: 'v1', query: { language: 'kuery' as const, query: 'a: (' } },
      createPlugins(),
    ],
    [
      'too_long',
      {
        dataViewId: 'v1',
        query: { language: 'kuery' as const, query: 'x'.repeat(MAX_FILTER_LENGTH) },
      },
      createPlugins(),
    ],
    ['needs_kibana', { dataViewId: 'v1' }, {}],
    ['needs_kibana', { index: 'a', query: { language: 'kuery' as const, query: 'a' } }, {}],
  ])('blocks the search: %s', async (kind, scope, plugins) => {
    const { problem, request } = await resolveScope(scope, plugins);
    expect(problem).toMatchObject({ kind, isBlocking: true });
    expect(request.filter).toBeUndefined();
  });

  it('has the route’s own limit', () => expect(MAX_FILTER_LENGTH).toBe(ROUTE_LIMIT));
});

describe('a saved search', () => {
  const fields = {
    index: DATA_VIEW,
    query: { language: 'lucene', query: 'a:1' },
    filter: [FILTER],
  };
  const expected = {
    label: 'Errors',
    query: { language: 'lucene', query: 'a:1' },
    filters: [FILTER],
    timeRange: { from: 'now-1h', to: 'now' },
    dataView: DATA_VIEW,
  };

  it('gives its data view, query, filters and stored time range (8.12)', async () => {
    const saved = {
      id: 's',
      title: 'Errors',
      searchSource: createSearchSource({ ...fields }),
      timeRestore: true,
      timeRange: { from: 'now-1h', to: 'now' },
    };
    const resolved = await resolveScope({ savedSearchId: 's' }, createPlugins({ s: saved }));
    expect(resolved).toMatchObject(expected);
    expect(resolved.request).toMatchObject({ index: 'k8s-*', timeField: 'event.ingested' });
    expect(resolved.request.filter).toContain('a:1');
  });

  it.each([
    [
      'serialized',
      [
        {
          id: 't',
          label: 'Untitled',
          serializedSearchSource: fields,
          timeRestore: true,
          timeRange: { from: 'now-1h', to: 'now' },
        },
      ],
    ],
    [
      'as attributes',
      [
        {
          attributes: {
            kibanaSavedObjectMeta: { searchSourceJSON: JSON.stringify(fields) },
            timeRestore: true,
            timeRange: { from: 'now-1h', to: 'now' },
          },
        },
      ],
    ],
  ])('gives those of its first tab (9.x, %s)', async (_what, tabs) => {
    const { dataView, ...rest } = expected;
    expect(
      await resolveScope(
        { savedSearchId: 's' },
        createPlugins({ s: { title: 'Errors', tabs } as unknown as SavedSearch })
      )
    ).toMatchObject(rest);
    expect(dataView).toBe(DATA_VIEW);
  });

  it('keeps a time range to itself that it does not restore', async () => {
    const saved = {
      title: 'E',
      searchSource: createSearchSource({ ...fields }),
      timeRestore: false,
      timeRange: { from: 'now-1h', to: 'now' },
    };
    expect(
      (await resolveScope({ savedSearchId: 's' }, createPlugins({ s: saved }))).timeRange
    ).toBeUndefined();
  });

  it('in ES|QL gives its data view, and says so', async () => {
    const saved = {
      title: 'E',
      searchSource: createSearchSource({ index: DATA_VIEW, query: { esql: 'from k8s-*' } }),
      isTextBasedQuery: true,
    };
    const { problem, request } = await resolveScope(
      { savedSearchId: 's' },
      createPlugins({ s: saved })
    );
    expect(problem).toMatchObject({ kind: 'aggregate_query', isBlocking: false });
    expect(request).toEqual({ index: 'k8s-*', timeField: 'event.ingested' });
  });

  it('is left for its data view when its query is taken away', async () => {
    const resolved = await resolveScope(
      { savedSearchId: 's' },
      createPlugins({ s: { title: 'E', searchSource: createSearchSource({ ...fields }) } })
    );
    expect(getSearchTarget({ savedSearchId: 's' }, resolved)).toEqual({ dataViewId: 'v1' });
  });
});

describe('withDefaultPlace', () => {
  const query = { language: 'kuery' as const, query: 'a' };
  it.each([
    [{ query }, { dataViewId: 'v1', indices: ['a'] }, { query, dataViewId: 'v1' }],
    [{ query }, { indices: ['a', 'b-*'] }, { query, index: 'a,b-*' }],
    [
      { index: 'x', query },
      { dataViewId: 'v1', indices: ['a'] },
      { index: 'x', query },
    ],
  ])('%j', (scope, defaults, expected) =>
    expect(withDefaultSearchTarget(scope, defaults)).toEqual(expected)
  );
});
