/** What the page is called: by its ID, and by the request in words once that is known. */
import { useCallback, useEffect, useState } from 'react';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { Trace } from '../../common/model/trace';
import type { CoreStart } from '../kibana_types';
import { usePageTitle } from '../navigation/use_page_title';
import { describeRequest } from '../labels/describe_request';

/** Characters, in a title: names come from the logs. */
const MAX_TITLE_LENGTH = 200;

/**
 * Sets title and breadcrumbs, and puts the trace among the recently accessed once records were found.
 * @param path the page's, within the app, that restores it
 */
export function useTraceTitle(
  core: CoreStart,
  id: string,
  path: string
): { title: string; onTrace(trace: Trace): void } {
  const [knownTrace, setKnown] = useState<{ id: string; words?: string }>();
  const description = knownTrace?.id === id ? knownTrace.words : undefined;
  const name = description ?? id;
  const title =
    description ??
    i18n.translate('requestTrace.page.title', { defaultMessage: 'Trace of {id}', values: { id } });
  const onTrace = useCallback(
    (trace: Trace) => {
      if (trace.total === 0 && trace.records.length === 0) return;
      const next = describeTrace(trace);
      setKnown((before) =>
        before?.id === id && before.words === next
          ? before
          : { id, ...(next ? { words: next } : {}) }
      );
    },
    [id]
  );

  usePageTitle(core, name, title);
  const isKnown = knownTrace?.id === id;
  useEffect(() => {
    if (isKnown)
      core.chrome.recentlyAccessed?.add(`/app/${PLUGIN_ID}${path}`, title, `${PLUGIN_ID}:${id}`);
  }, [core, isKnown, id, path, title]);
  return { title, onTrace };
}

/** `alice · create Deployment shop/web`; undefined where the request is not known. */
function describeTrace({ origin }: Trace): string | undefined {
  if (!origin || (!origin.verb && !origin.resource)) return undefined;
  return [origin.user, describeRequest(origin)]
    .filter(Boolean)
    .join(' · ')
    .slice(0, MAX_TITLE_LENGTH);
}
