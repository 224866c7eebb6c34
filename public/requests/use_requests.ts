import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestsAnswer, RequestSummary } from '../../common/model/request_summary';
import type { HttpStart } from '../kibana_types';
import { toRequestError, type RequestError } from '../http/request_error';
import { fetchRequests } from './fetch_requests';
import { MAX_PAGE_ROWS, PAGE_ROWS, type ListQuery } from './list_query';

export interface RequestsStatus {
  rows: RequestSummary[];
  /** the first page's answer: its histogram, total, window, and what it says of the search; null before it is there */
  first: RequestsAnswer | null;
  /** warnings of all pages, each once */
  warnings: RequestsAnswer['warnings'];
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
  of: string;
  rows: RequestSummary[];
  first: RequestsAnswer | null;
  warnings: RequestsAnswer['warnings'];
  after?: string;
  phase: RequestsStatus['phase'];
  error: RequestError | null;
}

/** Searches at once: where only few rows match, the reader decides whether to look further back. */
const MAX_SEARCHES = 12;

const EMPTY: State = { of: '', rows: [], first: null, warnings: [], phase: 'loading', error: null };

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
  const [asked, setAsked] = useState(0);
  const answered = useRef(0);
  const of = JSON.stringify([query, run]);
  const [state, setState] = useState<State>(EMPTY);
  const latest = useRef(state);

  useEffect(() => {
    const list = (JSON.parse(of) as [ListQuery | null])[0];
    if (!list) return undefined;
    const abort = new AbortController();
    const set = (next: State): void => {
      if (abort.signal.aborted) return;
      latest.current = next;
      setState(next);
    };
    const isSame = latest.current.of === of && latest.current.first !== null;
    const isAskedFor = latest.current.rows.length < wanted || asked !== answered.current;
    if (isSame && (!isAskedFor || latest.current.after === undefined)) return undefined;
    answered.current = asked;
    set(
      isSame
        ? { ...latest.current, phase: 'more', error: null }
        : { ...latest.current, of, first: null, phase: 'loading', error: null }
    );
    loadUntil(
      http,
      list,
      wanted,
      isSame ? latest.current : { ...EMPTY, of },
      abort.signal,
      set
    ).catch((error: unknown) => {
      const known = latest.current;
      set({
        ...(known.first ? known : { ...EMPTY, of }),
        phase: 'failed',
        error: toRequestError(error),
      });
    });
    return () => abort.abort();
  }, [http, of, wanted, asked]);

  const reload = useCallback(() => setRun((count) => count + 1), []);
  const loadMore = useCallback(() => setAsked((count) => count + 1), []);
  const isCurrent = state.of === of;
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

async function loadUntil(
  http: HttpStart,
  list: ListQuery,
  wanted: number,
  start: State,
  signal: AbortSignal,
  onPage: (state: State) => void
): Promise<void> {
  let state = start;
  // each of these looks into outcomes, and takes seconds
  const most = list['outcome'] === undefined ? MAX_SEARCHES : 1;
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
    const isLast = rows.length >= wanted || after === undefined || searches >= most;
    state = {
      ...state,
      rows,
      after,
      first: state.first ?? answer,
      warnings: join(state.warnings, answer.warnings),
      phase: isLast ? 'done' : 'more',
      error: null,
    };
    onPage(state);
    if (isLast) return;
  }
}

function join(
  known: RequestsAnswer['warnings'],
  more: RequestsAnswer['warnings']
): RequestsAnswer['warnings'] {
  return [
    ...known,
    ...more.filter(
      ({ code, message }) => !known.some((each) => each.code === code && each.message === message)
    ),
  ];
}
