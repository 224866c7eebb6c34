import { useCallback, useEffect, useState } from 'react';
import { MOVES_PATH } from '../../common/api/paths';
import type { MovesAnswer } from '../../common/model/moves';
import type { HttpStart } from '../kibana_types';
import type { TraceRequest } from '../types';
import { toTraceError, type TraceError } from '../trace/use_trace';

export interface MovesRequest extends Omit<TraceRequest, 'id'> { object: string }

export interface MovesStatus {
  answer: MovesAnswer | null;
  isLoading: boolean;
  error: TraceError | null;
  reload(): void;
  cancel(): void;
}

interface State { of: string; answer: MovesAnswer | null; error: TraceError | null; cancelled?: true }

/** Asks for the moves of an object; aborts when another is asked for, or the page goes. `request` null: nothing is asked for yet. */
export function useMoves(http: HttpStart, request: MovesRequest | null): MovesStatus {
  const [run, setRun] = useState(0);
  const of = JSON.stringify([request, run]);
  const [state, setState] = useState<State>({ of: '', answer: null, error: null });
  const [controller, setController] = useState<AbortController | null>(null);

  useEffect(() => {
    const [asked] = JSON.parse(of) as [MovesRequest | null];
    if (!asked) return undefined;
    const abort = new AbortController();
    setController(abort);
    const set = (next: Omit<State, 'of'>): void => { if (!abort.signal.aborted) setState({ of, ...next }); };
    const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Record<string, string>;
    http.fetch<MovesAnswer>(MOVES_PATH, { method: 'GET', query, signal: abort.signal })
      .then((answer) => set({ answer, error: null }))
      .catch((error: unknown) => set({ answer: null, error: toTraceError(error) }));
    return () => abort.abort();
  }, [http, of]);

  const reload = useCallback(() => setRun((count) => count + 1), []);
  const cancel = useCallback(() => {
    controller?.abort();
    setState({ of, answer: null, error: null, cancelled: true });
  }, [controller, of]);
  const isOf = state.of === of;
  return { answer: isOf ? state.answer : null, error: isOf ? state.error : null, isLoading: request !== null && !isOf, reload, cancel };
}
