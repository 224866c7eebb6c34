/** Asks the server which sources of logs are there; can be cancelled and asked again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { SOURCES_PATH } from '../../../common/api/paths';
import type { SourcesResponse } from '../../../common/api/sources';
import type { HttpStart } from '../../kibana_types';
import { getErrorMessage } from '../../http/error_message';

export type SourcesState =
  | { status: 'loading'; answer?: SourcesResponse }
  | { status: 'loaded'; answer: SourcesResponse }
  | { status: 'cancelled'; answer?: SourcesResponse }
  | { status: 'failed'; answer?: SourcesResponse; message: string };

/**
 * @param repeats asks again when it changes
 * @returns the answer, kept while it is asked for again
 */
export function useSources(
  http: HttpStart,
  repeats: number
): { state: SourcesState; refresh(): void; cancel(): void } {
  const [state, setState] = useState<SourcesState>({ status: 'loading' });
  const runningRequest = useRef<AbortController>();

  const refresh = useCallback(() => {
    runningRequest.current?.abort();
    const controller = new AbortController();
    runningRequest.current = controller;
    setState(({ answer }) => ({ status: 'loading', answer }));
    Promise.resolve()
      .then(() => http.fetch<SourcesResponse>(SOURCES_PATH, { signal: controller.signal }))
      .then(
        (answer) => {
          if (runningRequest.current === controller) setState({ status: 'loaded', answer });
        },
        (error: unknown) => {
          if (runningRequest.current === controller && !controller.signal.aborted)
            setState(({ answer }) => ({
              status: 'failed',
              answer,
              message: getErrorMessage(error),
            }));
        }
      );
  }, [http]);

  const cancel = useCallback(() => {
    runningRequest.current?.abort();
    setState(({ answer }) => ({ status: 'cancelled', answer }));
  }, []);

  useEffect(() => {
    refresh();
  }, [refresh, repeats]);
  useEffect(
    () => () => {
      runningRequest.current?.abort();
      runningRequest.current = undefined;
    },
    []
  );
  return { state, refresh, cancel };
}
