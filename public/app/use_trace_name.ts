/** What the page is called: by its ID, and by the request in words once that is known. */
import { useCallback, useEffect, useState } from 'react';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { Trace } from '../../common/model/trace';
import type { CoreStart } from '../kibana_types';
import { usePageName } from '../navigation/use_page_name';
import { requestInWords } from '../words/request_words';

/** Characters, in a title: names come from the logs. */
const MAX_NAME = 200;

/**
 * Sets title and breadcrumbs, and puts the trace among the recently accessed once records were found.
 * @param path the page's, within the app, that restores it
 */
export function useTraceName(
  core: CoreStart,
  id: string,
  path: string
): { title: string; onTrace(trace: Trace): void } {
  const [known, setKnown] = useState<{ id: string; words?: string }>();
  const words = known?.id === id ? known.words : undefined;
  const name = words ?? id;
  const title =
    words ??
    i18n.translate('requestTrace.page.title', { defaultMessage: 'Trace of {id}', values: { id } });
  const onTrace = useCallback(
    (trace: Trace) => {
      if (trace.total === 0 && trace.records.length === 0) return;
      const next = traceInWords(trace);
      setKnown((before) =>
        before?.id === id && before.words === next
          ? before
          : { id, ...(next ? { words: next } : {}) }
      );
    },
    [id]
  );

  usePageName(core, name, title);
  const isKnown = known?.id === id;
  useEffect(() => {
    if (isKnown)
      core.chrome.recentlyAccessed?.add(`/app/${PLUGIN_ID}${path}`, title, `${PLUGIN_ID}:${id}`);
  }, [core, isKnown, id, path, title]);
  return { title, onTrace };
}

/** `alice · create Deployment shop/web`; undefined where the request is not known. */
function traceInWords({ origin }: Trace): string | undefined {
  if (!origin || (!origin.verb && !origin.resource)) return undefined;
  return [origin.user, requestInWords(origin)].filter(Boolean).join(' · ').slice(0, MAX_NAME);
}
