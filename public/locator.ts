/** Links to a trace for other plugins, through `share.url.locators.get(REQUEST_TRACE_LOCATOR)`. */
import { REQUEST_TRACE_LOCATOR } from '../common/api/locator';
import { PLUGIN_ID } from '../common/api/paths';
import type { UrlState } from './app_url/url_state';
import type { SharePluginSetup } from './kibana_types';
import { SETTINGS_ROUTE } from './navigation/app_registration';

export { REQUEST_TRACE_LOCATOR };

/**
 * Everything that the app's URL can hold; all of it optional, and plain JSON, so that a short URL can be stored with it.
 * Without an `id` the link leads to the app's first page, with `page: 'settings'` to its settings. Times are ISO 8601 or
 * date math.
 */
export type RequestTraceLocatorParams = Partial<UrlState> & { page?: 'settings' };

/** Registers the locator where Kibana's `share` plugin is there. */
export function registerLocator(share: SharePluginSetup | undefined): void {
  share?.url?.locators?.create({
    id: REQUEST_TRACE_LOCATOR,
    getLocation: async ({ page, ...state }: RequestTraceLocatorParams) => {
      if (page === 'settings') return { app: PLUGIN_ID, path: SETTINGS_ROUTE, state: {} };
      const { formatPath } = await import('./app_url/url_state');
      return { app: PLUGIN_ID, path: formatPath({ ...state, view: state.view ?? {} }), state: {} };
    },
  });
}
