import React, { useCallback, useEffect, useMemo, useState } from 'react';
import {
  EuiButton,
  EuiCallOut,
  EuiEmptyPrompt,
  EuiLoadingSpinner,
  EuiPanel,
  EuiProgress,
} from '@elastic/eui';
import type { History } from 'history';
import type { Customizations, TimeRange } from '../services/plugins';
import { http } from '../services/http';
import { useObservable } from '../use_observable';
import { DocumentFlyout } from './document_flyout';
import { DocumentGrid } from './document_grid';
import type { ExplorerServices } from './explorer_services';
import { Histogram } from './histogram';
import { SearchBar } from './search_bar';
import { chooseBarWidth, resolveTimeRange } from './time_range';
import type { DataViewEntry, SearchResult } from './logs_api_types';
import { formatState, parseState, addClause, type ExplorerState } from './url_state';
import { useRequest } from './use_request';

interface ExplorerProps {
  services: ExplorerServices;
  history: History;
  customizations: Customizations;
  onDataView(title: string): void;
}

/** Shown where the reader has chosen none; fields that an index lacks stay empty. */
const DEFAULT_COLUMNS = ['service.name', 'message'];

/** The explorer: search bar, histogram, grid, and the chosen document's flyout. */
export function Explorer({
  services,
  history,
  customizations,
  onDataView,
}: ExplorerProps): React.ReactElement {
  const { plugins, theme } = services;
  const { darkMode } = useObservable(theme.theme$);
  const [state, setState] = useState(() => parseState(history.location.search));
  const [refreshes, setRefreshes] = useState(0);
  useEffect(() => history.listen((location) => setState(parseState(location.search))), [history]);
  const change = useCallback(
    (next: Partial<ExplorerState>, how: 'push' | 'replace' = 'push') => {
      history[how]({
        pathname: '/',
        search: formatState({ ...parseState(history.location.search), ...next }),
      });
    },
    [history]
  );

  const dataViews = useRequest<DataViewEntry[]>(String(refreshes), (signal) =>
    http.get('/internal/host/data_views', { signal })
  );
  const index = state.index ?? dataViews.data?.[0]?.title;
  const range = useRequest<TimeRange | null>(
    index && !state.time ? `${index} ${refreshes}` : undefined,
    (signal) => http.get('/internal/host/range', { query: { index }, signal })
  );
  // Without a time in the address: all that the index has. The samples' logs are not from the last 15 minutes.
  const time =
    state.time ?? (range.isLoading ? undefined : (range.data ?? plugins.timefilter.getTime()));
  const columns = state.columns ?? DEFAULT_COLUMNS;

  const body = useMemo(() => {
    const resolved = time && resolveTimeRange(time);
    if (!index || !resolved) return undefined;
    return JSON.stringify({
      index,
      q: state.q,
      ...resolved,
      columns,
      order: state.order,
      interval: chooseBarWidth(resolved),
    });
    // A refresh resolves `now` anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [index, time?.from, time?.to, state.q, state.order, columns.join(','), refreshes]);
  const { data, error, isLoading } = useRequest<SearchResult>(
    body && `${body} ${refreshes}`,
    (signal) => http.post('/internal/host/search', { body, signal })
  );

  useEffect(() => {
    if (index) onDataView(index);
  }, [index, onDataView]);
  useEffect(() => {
    if (time) plugins.timefilter.setTime(time);
  }, [time?.from, time?.to, plugins]); // eslint-disable-line react-hooks/exhaustive-deps

  const onFilter = useCallback(
    (field: string, value: unknown, mode: '+' | '-') => {
      change({ q: addClause(parseState(history.location.search).q, field, value, mode === '-') });
    },
    [change, history]
  );
  const position = state.doc
    ? (data?.hits.findIndex(
        ({ _index, _id }) => _index === state.doc?.index && _id === state.doc?.id
      ) ?? -1)
    : -1;
  const openDocument = (row: number) => {
    const hit = data?.hits[row];
    if (hit) change({ doc: { index: hit._index, id: hit._id } }, state.doc ? 'replace' : 'push');
  };

  if (dataViews.error) {
    return (
      <EuiEmptyPrompt
        iconType="error"
        color="danger"
        title={<h2>Elasticsearch can’t be asked</h2>}
        body={<p>{dataViews.error.message}</p>}
        actions={<EuiButton onClick={() => setRefreshes(refreshes + 1)}>Try again</EuiButton>}
      />
    );
  }
  if (dataViews.data?.length === 0) {
    return (
      <EuiEmptyPrompt
        iconType="indexOpen"
        title={<h2>There are no logs yet</h2>}
        body={
          <p>
            Load some with <code>npm run load -- DIR</code>, or wait until the sample is loaded.
          </p>
        }
        actions={<EuiButton onClick={() => setRefreshes(refreshes + 1)}>Look again</EuiButton>}
      />
    );
  }
  return (
    <div className="hostExplorer">
      <SearchBar
        customizations={customizations}
        dataViews={dataViews.data ?? []}
        index={index}
        time={time}
        q={state.q}
        uiSettings={services.core.uiSettings}
        onChange={change}
        onRefresh={() => setRefreshes(refreshes + 1)}
      />
      {error && (
        <EuiCallOut
          size="s"
          color="danger"
          iconType="error"
          title="The search failed"
          data-test-subj="hostSearchError"
        >
          <p>{error.message}</p>
        </EuiCallOut>
      )}
      {data && data.failures > 0 && (
        <EuiCallOut
          size="s"
          color="warning"
          iconType="warning"
          title={`${data.failures} shards gave no answer: some documents are missing.`}
        />
      )}
      {data && time && (
        <EuiPanel hasShadow={false} hasBorder paddingSize="s" grow={false}>
          <Histogram
            bars={data.bars}
            range={resolveTimeRange(time)}
            total={data.total}
            shown={data.hits.length}
            darkMode={darkMode}
            onRange={(next) => change({ time: next })}
          />
        </EuiPanel>
      )}
      <div className="hostExplorer__grid">
        {isLoading && <EuiProgress size="xs" color="accent" position="absolute" />}
        {!data && isLoading && (
          <EuiEmptyPrompt icon={<EuiLoadingSpinner size="xl" />} title={<h2>Searching…</h2>} />
        )}
        {data && data.hits.length === 0 && (
          <EuiEmptyPrompt
            iconType="search"
            title={<h2>No documents match</h2>}
            body={<p>Try another query, or a wider time range.</p>}
          />
        )}
        {data && data.hits.length > 0 && (
          <DocumentGrid
            rows={data.hits}
            columns={columns}
            order={state.order}
            index={index}
            selected={position}
            onColumns={(next) => change({ columns: next }, 'replace')}
            onOrder={(order) => change({ order }, 'replace')}
            onOpen={openDocument}
            onFilter={onFilter}
          />
        )}
      </div>
      {state.doc && (
        <DocumentFlyout
          key={`${state.doc.index}/${state.doc.id}`}
          doc={state.doc}
          tab={state.tab}
          dataViewTitle={index ?? state.doc.index}
          columns={columns}
          docViews={plugins.docViews}
          customizations={customizations}
          position={position}
          count={data?.hits.length ?? 0}
          onMove={openDocument}
          onTab={(tab) => change({ tab }, 'replace')}
          onClose={() => change({ doc: undefined, tab: undefined })}
          onFilter={onFilter}
          onAddColumn={(field) =>
            change({ columns: [...columns.filter((other) => other !== field), field] }, 'replace')
          }
          onRemoveColumn={(field) =>
            change({ columns: columns.filter((other) => other !== field) }, 'replace')
          }
        />
      )}
    </div>
  );
}
