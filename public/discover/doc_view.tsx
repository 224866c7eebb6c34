/** The tab "Trace request" of Discover's document flyout, as far as every page loads it. */
import React, { useCallback } from 'react';
import { i18n } from '@kbn/i18n';
import { LazyComponent } from '../lazy/lazy_component';
import type {
  CoreStart,
  DocView,
  DocViewProps,
  StartPlugins,
  UnifiedDocViewerSetup,
} from '../kibana_types';
import { loadIdFieldNames } from './id_field_names';
import { mayHaveTrace } from './may_have_trace';

export const DOC_VIEW_ID = 'requestTrace';

/** After Kibana's own Table (10) and JSON (20). */
const TAB_ORDER = 30;

/**
 * The tab, with `getStartServices` to reach Kibana's services once they are there. Nobody sees it who lacks the feature's
 * privilege; Kibana knows about that only after `setup`.
 */
export function createDocView(
  getStartServices: () => Promise<[CoreStart, StartPlugins, unknown]>
): DocView {
  let core: CoreStart | undefined;
  getStartServices().then(
    ([started]) => {
      core = started;
    },
    () => undefined
  );
  const TraceRequestTab = (props: DocViewProps): React.ReactElement => {
    const load = useCallback(async () => {
      const [[core, plugins], { TraceTab: TraceTab }] = await Promise.all([
        getStartServices(),
        import('./trace_tab'),
      ]);
      const services = { core, plugins };
      return (tabProps: DocViewProps) => <TraceTab services={services} {...tabProps} />;
    }, []);
    return <LazyComponent load={load} props={props} />;
  };
  return {
    id: DOC_VIEW_ID,
    title: i18n.translate('requestTrace.discover.tabTitle', { defaultMessage: 'Trace request' }),
    order: TAB_ORDER,
    enabled: true,
    shouldShow: (hit) => {
      if (core?.application.capabilities['requestTrace']?.['show'] === false) return false;
      if (core) loadIdFieldNames(core.http);
      return mayHaveTrace(hit);
    },
    component: TraceRequestTab,
  };
}

/**
 * Kibana 8.12 has `addDocView`, later ones `registry.add`. Where the registry can take tabs away again, it does so for those
 * who lack the privilege: it may not ask `shouldShow`.
 */
export function registerDocView(
  unifiedDocViewer: UnifiedDocViewerSetup | undefined,
  docView: DocView,
  getStartServices?: () => Promise<[CoreStart, StartPlugins, unknown]>
): void {
  const registry = unifiedDocViewer?.registry as
    { add?(view: DocView): void; disableById?(id: string): void } | undefined;
  if (typeof registry?.add !== 'function') {
    if (typeof unifiedDocViewer?.addDocView === 'function') unifiedDocViewer.addDocView(docView);
    return;
  }
  registry.add(docView);
  getStartServices?.()
    .then(([{ application }]) => {
      if (application.capabilities['requestTrace']?.['show'] === false)
        registry.disableById?.(DOC_VIEW_ID);
    })
    .catch(() => undefined);
}
