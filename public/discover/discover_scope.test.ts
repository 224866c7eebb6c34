import { buildHomePath, getDataViewScope, readDiscoverScope } from './discover_scope';

const dataView = {
  id: 'k8s',
  title: 'k8s-*',
  timeFieldName: '@timestamp',
  isPersisted: () => true,
};
const createFilter = (store: string, key: string, disabled = false) => ({
  meta: { key, disabled },
  $state: { store },
});
const createStateContainer = (
  app: unknown,
  saved?: { id: string; isChanged: boolean },
  view: unknown = dataView
): unknown => ({
  internalState: { getState: () => ({ dataView: view }) },
  appState: { getState: () => app },
  savedSearchState: {
    getId: () => saved?.id,
    getHasChanged$: () => ({ getValue: () => saved?.isChanged ?? false }),
  },
});
const pluginsWithPinnedFilter = {
  data: {
    query: {
      filterManager: {
        getFilters: () => [createFilter('globalState', 'pinned'), createFilter('appState', 'own')],
      },
    },
  },
} as never;

describe('scopeOfDiscover', () => {
  it('takes data view, query, own and pinned filters, but for the disabled ones', () => {
    const app = {
      query: { language: 'lucene', query: 'level:error' },
      filters: [createFilter('appState', 'own'), createFilter('appState', 'off', true)],
    };
    expect(readDiscoverScope(createStateContainer(app), pluginsWithPinnedFilter)).toEqual({
      dataViewId: 'k8s',
      query: { language: 'lucene', query: 'level:error' },
      filters: [createFilter('globalState', 'pinned'), createFilter('appState', 'own')],
    });
  });

  it('takes a saved search that was not changed, and what is pinned', () => {
    const app = {
      query: { language: 'kuery', query: 'x' },
      filters: [createFilter('appState', 'own')],
    };
    expect(
      readDiscoverScope(createStateContainer(app, { id: 's-1', isChanged: false }), undefined)
    ).toEqual({
      savedSearchId: 's-1',
    });
    expect(
      readDiscoverScope(
        createStateContainer(app, { id: 's-1', isChanged: false }),
        pluginsWithPinnedFilter
      )
    ).toEqual({
      savedSearchId: 's-1',
      filters: [createFilter('globalState', 'pinned')],
    });
    expect(
      readDiscoverScope(createStateContainer(app, { id: 's-1', isChanged: true }), undefined)
    ).toMatchObject({ dataViewId: 'k8s', query: { query: 'x' } });
  });

  it('takes only the data view where the query is ES|QL', () => {
    expect(
      readDiscoverScope(
        createStateContainer({ query: { esql: 'from k8s-*' }, filters: [] }),
        pluginsWithPinnedFilter
      )
    ).toEqual({ dataViewId: 'k8s' });
  });

  it('names indices and time field of a data view that is not stored', () => {
    expect(
      getDataViewScope({ ...dataView, title: 'k8s-*, logs-*', isPersisted: () => false })
    ).toEqual({ index: 'k8s-*,logs-*', timeField: '@timestamp' });
  });

  it.each([
    undefined,
    null,
    7,
    {},
    {
      appState: {
        getState: () => {
          throw new Error('x');
        },
      },
    },
    { internalState: { getState: () => undefined } },
  ])('never throws (%j)', (state) => {
    expect(readDiscoverScope(state, undefined)).toEqual({});
    expect(buildHomePath(state, undefined)).toBe('/');
  });
});
