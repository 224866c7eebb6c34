import { useCallback, useEffect, useState } from 'react';
import type { HttpStart } from '../kibana_types';
import { fetchScoped, type RouteQuery } from './fetch_scoped';
import { toRequestError, type RequestError } from './request_error';

export interface AnswerStatus<Answer> {
  answer: Answer | null;
  error: RequestError | null;
  isLoading: boolean;
  /** the reader stopped it */
  isCancelled: boolean;
  reload(): void;
  cancel(): void;
}

interface State<Answer> {
  /** what was asked for; an answer to something else is never shown */
  of: string;
  answer?: Answer;
  error?: RequestError;
  isCancelled?: true;
}

/** Asks a route; aborts when something else is asked for, or the view goes. `parameters` null: nothing is asked for yet. */
export function useAnswer<Answer>(
  http: HttpStart,
  path: string,
  parameters: RouteQuery | null
): AnswerStatus<Answer> {
  const [run, setRun] = useState(0);
  const of = JSON.stringify([parameters, run]);
  const [state, setState] = useState<State<Answer>>({ of: '' });
  const [controller, setController] = useState<AbortController | null>(null);

  useEffect(() => {
    const [asked] = JSON.parse(of) as [RouteQuery | null];
    if (!asked) return undefined;
    const abort = new AbortController();
    setController(abort);
    fetchScoped<Answer>(http, path, asked, abort.signal).then(
      (answer) => {
        if (!abort.signal.aborted) setState({ of, answer });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ of, error: toRequestError(error) });
      }
    );
    return () => abort.abort();
  }, [http, path, of]);

  const reload = useCallback(() => setRun((count) => count + 1), []);
  const cancel = useCallback(() => {
    controller?.abort();
    setState({ of, isCancelled: true });
  }, [controller, of]);
  const current: State<Answer> = state.of === of ? state : { of };
  return {
    answer: current.answer ?? null,
    error: current.error ?? null,
    isCancelled: current.isCancelled ?? false,
    isLoading: parameters !== null && state.of !== of,
    reload,
    cancel,
  };
}
