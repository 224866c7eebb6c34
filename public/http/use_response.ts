import { useCallback, useEffect, useState } from 'react';
import type { HttpStart } from '../kibana_types';
import { fetchSearchRoute, type RouteQuery } from './fetch_search_route';
import { toRequestError, type RequestError } from './request_error';

export interface ResponseStatus<Answer> {
  response: Answer | null;
  error: RequestError | null;
  isLoading: boolean;
  /** the reader stopped it */
  isCancelled: boolean;
  reload(): void;
  cancel(): void;
}

interface State<Answer> {
  /** what was asked for; an answer to something else is never shown */
  requestKey: string;
  response?: Answer;
  error?: RequestError;
  isCancelled?: true;
}

/** Asks a route; aborts when something else is asked for, or the view goes. `parameters` null: nothing is asked for yet. */
export function useResponse<Answer>(
  http: HttpStart,
  path: string,
  parameters: RouteQuery | null
): ResponseStatus<Answer> {
  const [run, setRun] = useState(0);
  const requestKey = JSON.stringify([parameters, run]);
  const [state, setState] = useState<State<Answer>>({ requestKey: '' });
  const [controller, setController] = useState<AbortController | null>(null);

  useEffect(() => {
    const [asked] = JSON.parse(requestKey) as [RouteQuery | null];
    if (!asked) return undefined;
    const abort = new AbortController();
    setController(abort);
    fetchSearchRoute<Answer>(http, path, asked, abort.signal).then(
      (answer) => {
        if (!abort.signal.aborted) setState({ requestKey: requestKey, response: answer });
      },
      (error: unknown) => {
        if (!abort.signal.aborted)
          setState({ requestKey: requestKey, error: toRequestError(error) });
      }
    );
    return () => abort.abort();
  }, [http, path, requestKey]);

  const reload = useCallback(() => setRun((count) => count + 1), []);
  const cancel = useCallback(() => {
    controller?.abort();
    setState({ requestKey: requestKey, isCancelled: true });
  }, [controller, requestKey]);
  const current: State<Answer> =
    state.requestKey === requestKey ? state : { requestKey: requestKey };
  return {
    response: current.response ?? null,
    error: current.error ?? null,
    isCancelled: current.isCancelled ?? false,
    isLoading: parameters !== null && state.requestKey !== requestKey,
    reload,
    cancel,
  };
}
