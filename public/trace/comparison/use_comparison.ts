import { useCallback, useEffect, useState } from 'react';
import { COMPARE_PATH } from '../../../common/api/paths';
import type { Comparison } from '../../../common/model/comparison';
import type { HttpStart } from '../../kibana_types';
import type { TraceRequest } from '../../types';
import { toTraceError, type TraceError } from '../use_trace';

export interface ComparisonStatus {
  comparison: Comparison | null;
  error: TraceError | null;
  isLoading: boolean;
  isCancelled: boolean;
  reload(): void;
  cancel(): void;
}

interface State { of: string; comparison?: Comparison; error?: TraceError; isCancelled?: true }

/** Compares a request with the last good ones of its kind; a POST, which any scope fits into. Aborts when the view goes. */
export function useComparison(http: HttpStart, { id, from, to, index, timeField, filter }: TraceRequest): ComparisonStatus {
  const [run, setRun] = useState(0);
  const of = JSON.stringify([{ id, from, to, index, timeField, filter }, run]);
  const [state, setState] = useState<State>({ of: '' });
  const [controller, setController] = useState<AbortController | null>(null);

  useEffect(() => {
    const [body] = JSON.parse(of) as [TraceRequest];
    const abort = new AbortController();
    setController(abort);
    http.fetch<Comparison>(COMPARE_PATH, { method: 'POST', body: JSON.stringify(body), signal: abort.signal }).then(
      (comparison) => { if (!abort.signal.aborted) setState({ of, comparison }); },
      (error: unknown) => { if (!abort.signal.aborted) setState({ of, error: toTraceError(error) }); }
    );
    return () => abort.abort();
  }, [http, of]);

  const reload = useCallback(() => setRun((count) => count + 1), []);
  const cancel = useCallback(() => {
    controller?.abort();
    setState({ of, isCancelled: true });
  }, [controller, of]);
  const current: State = state.of === of ? state : { of };
  return {
    comparison: current.comparison ?? null, error: current.error ?? null, isCancelled: current.isCancelled ?? false,
    isLoading: state.of !== of, reload, cancel,
  };
}
