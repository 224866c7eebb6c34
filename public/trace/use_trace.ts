import { useCallback, useEffect, useState } from 'react';
import { TRACE_PATH } from '../../common/api/paths';
import type { Trace } from '../../common/model/trace';
import { fetchSearchRoute, type RouteQuery } from '../http/fetch_search_route';
import { toRequestError, type RequestError } from '../http/request_error';
import type { HttpStart } from '../kibana_types';
import type { TraceRequest } from '../types';
import { mergeTracePages } from './merge_trace_pages';

/** The first page is small for a quick first paint. */
export const FIRST_PAGE_SIZE = 500;
export const PAGE_SIZE = 5000;
/** The server bounds a trace (`requestTrace.maxRecords`); this only ends a cursor that never would. */
const MAX_PAGES = 200;

export interface TraceStatus {
  /** everything loaded so far, merged and sorted; kept when a later page fails or the reader cancels */
  trace: Trace | null;
  isLoading: boolean;
  /** the reader stopped loading */
  isCancelled: boolean;
  /** total is 0 until the first page is there */
  progress: { loaded: number; total: number };
  error: RequestError | null;
  reload(): void;
  cancel(): void;
}

interface State {
  /** what was asked for; a state of another request is never shown */
  requestKey: string;
  trace: Trace | null;
  phase: 'loading' | 'done' | 'failed' | 'cancelled';
  error: RequestError | null;
}

/** Loads a trace page by page; aborts when the request changes or the view goes. */
export function useTrace(http: HttpStart, request: TraceRequest): TraceStatus {
  const { id, from, to, index, timeField, filter } = request;
  const [run, setRun] = useState(0);
  const requestKey = JSON.stringify([id, from, to, index, timeField, filter, run]);
  const [state, setState] = useState<State>(() => createInitialState(requestKey));
  const [controller, setController] = useState<AbortController | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    setController(abort);
    setState(createInitialState(requestKey));
    const update = (change: Partial<State>) => {
      if (!abort.signal.aborted)
        setState((known) => (known.requestKey === requestKey ? { ...known, ...change } : known));
    };
    loadPages(http, { id, from, to, index, timeField, filter }, abort.signal, (trace) =>
      update({ trace })
    )
      .then(() => update({ phase: 'done' }))
      .catch((error: unknown) => update({ phase: 'failed', error: toRequestError(error) }));
    return () => abort.abort();
  }, [http, id, from, to, index, timeField, filter, requestKey]);

  const reload = useCallback(() => setRun((n) => n + 1), []);
  const cancel = useCallback(() => {
    controller?.abort();
    setState((known) => (known.phase === 'loading' ? { ...known, phase: 'cancelled' } : known));
  }, [controller]);

  const current = state.requestKey === requestKey ? state : createInitialState(requestKey);
  return {
    trace: current.trace,
    isLoading: current.phase === 'loading',
    isCancelled: current.phase === 'cancelled',
    progress: { loaded: current.trace?.records.length ?? 0, total: current.trace?.total ?? 0 },
    error: current.error,
    reload,
    cancel,
  };
}

function createInitialState(of: string): State {
  return { requestKey: of, trace: null, phase: 'loading', error: null };
}

async function loadPages(
  http: HttpStart,
  request: TraceRequest,
  signal: AbortSignal,
  onPage: (trace: Trace) => void
): Promise<void> {
  let trace: Trace | null = null;
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { id, from, to, index, timeField, filter } = request;
    const query: RouteQuery = {
      id,
      size: page === 0 ? FIRST_PAGE_SIZE : PAGE_SIZE,
      from,
      to,
      index,
      timeField,
      filter,
      after,
    };
    const answer: Trace = await fetchSearchRoute<Trace>(http, TRACE_PATH, query, signal);
    if (signal.aborted) return;
    const before: number = trace?.records.length ?? 0;
    trace = mergeTracePages(trace, answer);
    onPage(trace);
    // a page that brings nothing new and points at itself would never end
    if (!answer.after || (answer.after === after && trace.records.length === before)) return;
    after = answer.after;
  }
}
