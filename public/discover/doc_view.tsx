/** The tab "Trace request" of Discover's document flyout, as far as every page loads it. */
import React, { useCallback } from 'react';
import { i18n } from '@kbn/i18n';
import { LazyPart } from '../app/lazy_part';
import type { CoreStart, DocView, DocViewProps, StartPlugins, UnifiedDocViewerSetup } from '../kibana_types';
import { mayHaveTrace } from './may_have_trace';

export const DOC_VIEW_ID = 'requestTrace';

/** After Kibana's own Table (10) and JSON (20). */
const ORDER = 30;

/** The tab, with `getStartServices` to reach Kibana's services once it is opened. */
export function createDocView(getStartServices: () => Promise<[CoreStart, StartPlugins, unknown]>): DocView {
  const TraceRequestTab = (props: DocViewProps): React.ReactElement => {
    const load = useCallback(async () => {
      const [[core, plugins], { Tab }] = await Promise.all([getStartServices(), import('./tab')]);
      const services = { core, plugins };
      return (tabProps: DocViewProps) => <Tab services={services} {...tabProps} />;
    }, []);
    return <LazyPart load={load} props={props} />;
  };
  return {
    id: DOC_VIEW_ID,
    title: i18n.translate('requestTrace.discover.tabTitle', { defaultMessage: 'Trace request' }),
    order: ORDER,
    enabled: true,
    shouldShow: mayHaveTrace,
    component: TraceRequestTab,
  };
}

/** Kibana 8.12 has `addDocView`, later ones `registry.add`. */
export function registerDocView(unifiedDocViewer: UnifiedDocViewerSetup | undefined, docView: DocView): void {
  if (typeof unifiedDocViewer?.registry?.add === 'function') unifiedDocViewer.registry.add(docView);
  else if (typeof unifiedDocViewer?.addDocView === 'function') unifiedDocViewer.addDocView(docView);
}
