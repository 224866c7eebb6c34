/** Links to a trace for other plugins, through `share.url.locators.get(REQUEST_TRACE_LOCATOR)`. */
import { PLUGIN_ID } from '../common/api/paths';
import type { SharePluginSetup } from './kibana_types';
import type { TraceRequest, TraceViewState } from './types';

export const REQUEST_TRACE_LOCATOR = 'REQUEST_TRACE_LOCATOR';

/** Without an `id` the link leads to the app's first page. Times are ISO 8601 or date math. */
export interface RequestTraceLocatorParams extends Partial<TraceRequest> {
  view?: TraceViewState;
}

/** Registers the locator where Kibana's `share` plugin is there. */
export function registerLocator(share: SharePluginSetup | undefined): void {
  share?.url?.locators?.create({
    id: REQUEST_TRACE_LOCATOR,
    getLocation: async (params: RequestTraceLocatorParams) => {
      const { formatPath } = await import('./app/url_state');
      const { view, ...request } = params;
      return { app: PLUGIN_ID, path: formatPath({ ...request, view: view ?? {} }), state: {} };
    },
  });
}
