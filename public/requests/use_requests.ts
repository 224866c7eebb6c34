import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestsResponse, RequestSummary } from '../../common/model/request_summary';
import type { HttpStart } from '../kibana_types';
import { toRequestError, type RequestError } from '../http/request_error';
import { fetchRequests } from './fetch_requests';
import { MAX_PAGE_ROWS, PAGE_ROWS, type ListQuery } from './list_query';

export interface RequestsStatus {
  rows: RequestSummary[];
  /** the first page's answer: its histogram, total, window, and what it says of the search; null before it is there */
  first: RequestsResponse | null;
  /** warnings of all pages, each once */
  warnings: RequestsResponse['warnings'];
  hasMore: boolean;
  /** `loading`: the first page (rows, if any, are of the search before); `more`: another page */
  phase: 'loading' | 'more' | 'done' | 'failed';
  error: RequestError | null;
  reload(): void;
  /** goes on from where the last page ended, even where that brought fewer rows than wanted */
  loadMore(): void;
}

interface State {
  /** what was asked for */
  requestKey: string;
  rows: RequestSummary[];
  first: RequestsResponse | null;
  warnings: RequestsResponse['warnings'];
  after?: string;
  phase: RequestsStatus['phase'];
  error: RequestError | null;
}

/** Searches at once: where only few rows match, the reader decides whether to look further back. */
const MAX_SEARCHES = 12;

const EMPTY_STATE: State = {
  requestKey: '',
  rows: [],
  first: null,
  warnings: [],
  phase: 'loading',
  error: null,
};

/**
 * Loads at least `wanted` rows, page by page, as far as there are so many. Aborts when the query changes or the list goes.
 * While another query loads, the rows of the one before stay, so that the page doesn't jump with each letter typed.
 * @param query null: not known yet
 */
export function useRequests(
  http: HttpStart,
  query: ListQuery | null,
  wanted: number
): RequestsStatus {
  const [run, setRun] = useState(0);
  const [loadMoreCount, setAsked] = useState(0);
  const answeredCount = useRef(0);
  const requestKey = JSON.stringify([query, run]);
  const [state, setState] = useState<State>(EMPTY_STATE);
  const latest = useRef(state);

  useEffect(() => {
    const list = (JSON.parse(requestKey) as [ListQuery | null])[0];
    if (!list) return undefined;
    const abort = new AbortController();
    const set = (next: State): void => {
      if (abort.signal.aborted) return;
      latest.current = next;
      setState(next);
    };
    const isSame = latest.current.requestKey === requestKey && latest.current.first !== null;
    const isAskedFor =
      latest.current.rows.length < wanted || loadMoreCount !== answeredCount.current;
    if (isSame && (!isAskedFor || latest.current.after === undefined)) return undefined;
    answeredCount.current = loadMoreCount;
    set(
      isSame
        ? { ...latest.current, phase: 'more', error: null }
        : { ...latest.current, requestKey: requestKey, first: null, phase: 'loading', error: null }
    );
    loadPages(
      http,
      list,
      wanted,
      isSame ? latest.current : { ...EMPTY_STATE, requestKey: requestKey },
      abort.signal,
      set
    ).catch((error: unknown) => {
      const known = latest.current;
      set({
        ...(known.first ? known : { ...EMPTY_STATE, requestKey: requestKey }),
        phase: 'failed',
        error: toRequestError(error),
      });
    });
    return () => abort.abort();
  }, [http, requestKey, wanted, loadMoreCount]);

  const reload = useCallback(() => setRun((count) => count + 1), []);
  const loadMore = useCallback(() => setAsked((count) => count + 1), []);
  const isCurrent = state.requestKey === requestKey;
  return {
    rows: state.rows,
    first: isCurrent ? state.first : null,
    warnings: isCurrent ? state.warnings : [],
    hasMore: isCurrent && state.after !== undefined,
    phase: isCurrent ? state.phase : 'loading',
    error: isCurrent ? state.error : null,
    reload,
    loadMore,
  };
}

async function loadPages(
  http: HttpStart,
  list: ListQuery,
  wanted: number,
  start: State,
  signal: AbortSignal,
  onPage: (state: State) => void
): Promise<void> {
  let state = start;
  // each of these looks into outcomes, and takes seconds
  const maxSearches = list['outcome'] === undefined ? MAX_SEARCHES : 1;
  for (let searches = 1; ; searches++) {
    const before = state.rows.length;
    const page = {
      size: wanted > before ? Math.min(MAX_PAGE_ROWS, wanted - before) : PAGE_ROWS,
      ...(state.after ? { after: state.after } : {}),
    };
    const answer = await fetchRequests(http, list, page, signal);
    if (signal.aborted) return;
    const known = new Set(state.rows.map(({ id }) => id));
    const rows = [...state.rows, ...answer.requests.filter(({ id }) => !known.has(id))];
    // a page that brings nothing new and points at itself would never end
    const after = answer.after === state.after && rows.length === before ? undefined : answer.after;
    const isLast = rows.length >= wanted || after === undefined || searches >= maxSearches;
    state = {
      ...state,
      rows,
      after,
      first: state.first ?? answer,
      warnings: mergeWarnings(state.warnings, answer.warnings),
      phase: isLast ? 'done' : 'more',
      error: null,
    };
    onPage(state);
    if (isLast) return;
  }
}

function mergeWarnings(
  known: RequestsResponse['warnings'],
  more: RequestsResponse['warnings']
): RequestsResponse['warnings'] {
  return [
    ...known,
    ...more.filter(
      ({ code, message }) => !known.some((each) => each.code === code && each.message === message)
    ),
  ];
}
