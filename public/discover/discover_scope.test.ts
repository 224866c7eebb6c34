import { homePath, scopeOfDataView, scopeOfDiscover } from './discover_scope';

const dataView = {
  id: 'k8s',
  title: 'k8s-*',
  timeFieldName: '@timestamp',
  isPersisted: () => true,
};
const filter = (store: string, key: string, disabled = false) => ({
  meta: { key, disabled },
  $state: { store },
});
const discover = (
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
const pinned = {
  data: {
    query: {
      filterManager: {
        getFilters: () => [filter('globalState', 'pinned'), filter('appState', 'own')],
      },
    },
  },
} as never;

describe('scopeOfDiscover', () => {
  it('takes data view, query, own and pinned filters, but for the disabled ones', () => {
    const app = {
      query: { language: 'lucene', query: 'level:error' },
      filters: [filter('appState', 'own'), filter('appState', 'off', true)],
    };
    expect(scopeOfDiscover(discover(app), pinned)).toEqual({
      dataViewId: 'k8s',
      query: { language: 'lucene', query: 'level:error' },
      filters: [filter('globalState', 'pinned'), filter('appState', 'own')],
    });
  });

  it('takes a saved search that was not changed, and what is pinned', () => {
    const app = { query: { language: 'kuery', query: 'x' }, filters: [filter('appState', 'own')] };
    expect(scopeOfDiscover(discover(app, { id: 's-1', isChanged: false }), undefined)).toEqual({
      savedSearchId: 's-1',
    });
    expect(scopeOfDiscover(discover(app, { id: 's-1', isChanged: false }), pinned)).toEqual({
      savedSearchId: 's-1',
      filters: [filter('globalState', 'pinned')],
    });
    expect(scopeOfDiscover(discover(app, { id: 's-1', isChanged: true }), undefined)).toMatchObject(
      { dataViewId: 'k8s', query: { query: 'x' } }
    );
  });

  it('takes only the data view where the query is ES|QL', () => {
    expect(
      scopeOfDiscover(discover({ query: { esql: 'from k8s-*' }, filters: [] }), pinned)
    ).toEqual({ dataViewId: 'k8s' });
  });

  it('names indices and time field of a data view that is not stored', () => {
    expect(
      scopeOfDataView({ ...dataView, title: 'k8s-*, logs-*', isPersisted: () => false })
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
    expect(scopeOfDiscover(state, undefined)).toEqual({});
    expect(homePath(state, undefined)).toBe('/');
  });
});
