/** Asks the server which sources of logs are there; can be cancelled and asked again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { SOURCES_PATH } from '../../../common/api/paths';
import type { SourcesAnswer } from '../../../common/api/sources';
import type { HttpStart } from '../../kibana_types';
import { errorMessage } from '../../words/error_message';

export type SourcesState =
  | { status: 'loading'; answer?: SourcesAnswer }
  | { status: 'loaded'; answer: SourcesAnswer }
  | { status: 'cancelled'; answer?: SourcesAnswer }
  | { status: 'failed'; answer?: SourcesAnswer; message: string };

/**
 * @param repeats asks again when it changes
 * @returns the answer, kept while it is asked for again
 */
export function useSources(
  http: HttpStart,
  repeats: number
): { state: SourcesState; refresh(): void; cancel(): void } {
  const [state, setState] = useState<SourcesState>({ status: 'loading' });
  const running = useRef<AbortController>();

  const refresh = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState(({ answer }) => ({ status: 'loading', answer }));
    Promise.resolve()
      .then(() => http.fetch<SourcesAnswer>(SOURCES_PATH, { signal: controller.signal }))
      .then(
        (answer) => {
          if (running.current === controller) setState({ status: 'loaded', answer });
        },
        (error: unknown) => {
          if (running.current === controller && !controller.signal.aborted)
            setState(({ answer }) => ({ status: 'failed', answer, message: errorMessage(error) }));
        }
      );
  }, [http]);

  const cancel = useCallback(() => {
    running.current?.abort();
    setState(({ answer }) => ({ status: 'cancelled', answer }));
  }, []);

  useEffect(() => {
    refresh();
  }, [refresh, repeats]);
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = undefined;
    },
    []
  );
  return { state, refresh, cancel };
}
