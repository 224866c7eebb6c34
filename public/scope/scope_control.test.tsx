/** @jest-environment jsdom */
import React from 'react';
import { EuiProvider } from '@elastic/eui';
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Services } from '../types';
import { QueryBar } from './query_bar';
import type { ResolvedScope } from './resolve_scope';
import { SavedSearchFlyout } from './saved_search_flyout';
import type { Scope } from './scope';
import { ScopeControl } from './scope_control';

configure({ testIdAttribute: 'data-test-subj', asyncUtilTimeout: 15_000 });

const DATA_VIEWS = [
  { id: 'v1', title: 'k8s-*', name: 'Cluster A' },
  { id: 'v2', title: 'logs-*' },
];
const FILTER = { meta: { index: 'v1' }, query: { match_all: {} } };

/** As far as Kibana's own search bar is used: what it is given, and what it tells. */
const SearchBar = ({
  query,
  filters,
  indexPatterns,
  onQuerySubmit,
  onFiltersUpdated,
}: {
  query: { query: string };
  filters: unknown[];
  indexPatterns: Array<{ id: string }>;
  onQuerySubmit(payload: { query?: unknown }): void;
  onFiltersUpdated(filters: unknown): void;
}): React.ReactElement => (
  <>
    <output data-test-subj="given">
      {JSON.stringify({
        query: query.query,
        filters: filters.length,
        views: indexPatterns.map(({ id }) => id),
      })}
    </output>
    <button
      data-test-subj="ask"
      onClick={() => onQuerySubmit({ query: { language: 'lucene', query: 'a:b' } })}
    />
    <button
      data-test-subj="askNothing"
      onClick={() => onQuerySubmit({ query: { language: 'kuery', query: ' ' } })}
    />
    <button data-test-subj="esql" onClick={() => onQuerySubmit({ query: { esql: 'FROM x' } })} />
    <button data-test-subj="unfilter" onClick={() => onFiltersUpdated([])} />
  </>
);

function createServices(plugins: object = {}): Services {
  return {
    core: { uiSettings: {} },
    plugins: {
      dataViews: { getIdsWithTitle: async () => DATA_VIEWS },
      savedSearch: {
        getAll: async () => [{ id: 's1', attributes: { title: 'Errors' } }, { id: 's2' }],
      },
      ...plugins,
    },
  } as unknown as Services;
}

function renderControl(scope: Scope, resolved?: Partial<ResolvedScope>): Scope[] {
  const changes: Scope[] = [];
  render(
    <EuiProvider>
      <ScopeControl
        services={createServices()}
        scope={scope}
        resolved={resolved as ResolvedScope | undefined}
        defaults={{ dataViewId: 'v2', indices: ['k8s-*'] }}
        showsQuery={false}
        onChange={(next) => changes.push(next)}
        onShowQuery={() => undefined}
      />
    </EuiProvider>
  );
  return changes;
}

const getButton = (): HTMLElement => screen.getByTestId('requestTraceScopeButton');

describe('ScopeControl', () => {
  it.each<[string, Scope, string]>([
    ['a data view', { dataViewId: 'v1' }, 'Data view Cluster A'],
    ['index names', { index: 'a-*,b' }, 'a-*,b'],
    ['the default data view', {}, 'Data view logs-*'],
    ['a saved search', { savedSearchId: 's1' }, 'Saved search Errors'],
  ])('is called after %s', async (_what, scope, words) => {
    renderControl(scope, { label: 'Errors', request: {} });
    await waitFor(() => expect(getButton().textContent).toBe(words));
  });

  it('chooses another data view and keeps query and filters; the focus comes back', async () => {
    const query = { language: 'kuery' as const, query: 'a:b' };
    const changes = renderControl({ dataViewId: 'v2', query, filters: [FILTER] });
    fireEvent.click(getButton());
    fireEvent.click(await screen.findByText('Cluster A'));
    expect(changes).toEqual([{ dataViewId: 'v1', query, filters: [FILTER] }]);
    await waitFor(() => expect(document.activeElement).toBe(getButton()));
  });

  it('goes back to where Kibana is configured to search', async () => {
    const changes = renderControl({ index: 'a-*' });
    fireEvent.click(getButton());
    fireEvent.click(await screen.findByTestId('requestTraceScopeDefault'));
    expect(changes).toEqual([{}]);
  });

  it('takes index names; "back to default" is not offered where nothing else is chosen', async () => {
    renderControl({});
    fireEvent.click(getButton());
    fireEvent.click(await screen.findByTestId('requestTraceScopeNames'));
    expect(screen.queryByTestId('requestTraceScopeDefault')).toBeNull();
    expect(screen.getByTestId<HTMLButtonElement>('requestTraceScopeUseNames').disabled).toBe(true);
  });
});

describe('SavedSearchFlyout, without Kibana’s own picker', () => {
  it('lists saved searches, by ID where they have no title, and chooses one', async () => {
    const chosen: string[] = [];
    render(
      <EuiProvider>
        <SavedSearchFlyout
          services={createServices()}
          onChoose={(id) => chosen.push(id)}
          onClose={() => undefined}
        />
      </EuiProvider>
    );
    expect(await screen.findByText('s2')).toBeTruthy();
    fireEvent.click(screen.getByText('Errors'));
    expect(chosen).toEqual(['s1']);
  });

  it('says why there is no list', async () => {
    const failing = createServices({
      savedSearch: {
        getAll: async () => {
          throw new Error('forbidden by role');
        },
      },
    });
    render(
      <EuiProvider>
        <SavedSearchFlyout
          services={failing}
          onChoose={() => undefined}
          onClose={() => undefined}
        />
      </EuiProvider>
    );
    expect(await screen.findByText('forbidden by role')).toBeTruthy();
  });
});

describe('QueryBar', () => {
  function showBar(
    scope: Scope,
    resolved: Partial<ResolvedScope>,
    plugins: object = { unifiedSearch: { ui: { SearchBar } } }
  ): Scope[] {
    const changes: Scope[] = [];
    render(
      <QueryBar
        services={createServices(plugins)}
        scope={scope}
        resolved={resolved as ResolvedScope}
        onChange={(next) => changes.push(next)}
      />
    );
    return changes;
  }
  const view = { id: 'v1', title: 'k8s-*', isPersisted: () => true } as unknown as NonNullable<
    ResolvedScope['dataView']
  >;

  it('shows a saved search’s own query; another one is asked in its data view', () => {
    const changes = showBar(
      { savedSearchId: 's1' },
      { dataView: view, query: { language: 'kuery', query: 'level:error' }, filters: [FILTER] }
    );
    expect(screen.getByTestId('given').textContent).toBe(
      '{"query":"level:error","filters":1,"views":["v1"]}'
    );
    fireEvent.click(screen.getByTestId('ask'));
    fireEvent.click(screen.getByTestId('unfilter'));
    expect(changes).toEqual([
      { dataViewId: 'v1', query: { language: 'lucene', query: 'a:b' }, filters: [FILTER] },
      { dataViewId: 'v1', query: { language: 'kuery', query: 'level:error' } },
    ]);
  });

  it('leaves an empty query out of the scope, and a language that a scope doesn’t have alone', () => {
    const changes = showBar({ index: 'a-*' }, { dataView: view });
    fireEvent.click(screen.getByTestId('askNothing'));
    fireEvent.click(screen.getByTestId('esql'));
    expect(changes).toEqual([{ index: 'a-*' }]);
  });

  it('is nothing where Kibana has no search bar', () => {
    showBar({}, {}, {});
    expect(screen.queryByTestId('requestTraceQueryBar')).toBeNull();
  });
});
