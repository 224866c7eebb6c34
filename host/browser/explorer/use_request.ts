import { useEffect, useState } from 'react';

export interface RequestState<T> {
  data?: T;
  error?: Error;
  isLoading: boolean;
}

/**
 * Sends a request, and again whenever `key` changes; an answer that is no longer wanted is cancelled. What was there stays
 * while the next answer is awaited.
 */
export function useRequest<T>(
  key: string | undefined,
  send: (signal: AbortSignal) => Promise<T>
): RequestState<T> {
  const [state, setState] = useState<RequestState<T>>({ isLoading: key !== undefined });
  useEffect(() => {
    if (key === undefined) return undefined;
    const controller = new AbortController();
    setState(({ data }) => ({ data, isLoading: true }));
    send(controller.signal).then(
      (data) => {
        if (!controller.signal.aborted) setState({ data, isLoading: false });
      },
      (error: Error) => {
        if (!controller.signal.aborted) setState({ error, isLoading: false });
      }
    );
    return () => controller.abort();
    // `key` stands for all that `send` reads.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return state;
}
