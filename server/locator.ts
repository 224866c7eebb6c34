/**
 * Makes the locator known to Kibana's server, which stores a short URL only for a locator that it knows (409 otherwise). What
 * the URL looks like is the browser half's business: this one leads to Kibana's redirect app, which asks the browser's.
 */
import { REQUEST_TRACE_LOCATOR } from '../common/api/locator';

export interface SharePluginSetup {
  url?: {
    locators?: {
      create(locator: {
        id: string;
        getLocation(params: unknown): Promise<{ app: string; path: string; state: object }>;
      }): unknown;
    };
  };
}

/** @param version Kibana's; the redirect app hands it to migrations of the parameters */
export function registerLocator(share: SharePluginSetup | undefined, version: string): void {
  share?.url?.locators?.create({
    id: REQUEST_TRACE_LOCATOR,
    getLocation: async (params) => ({
      app: 'r',
      path: `?${new URLSearchParams({ l: REQUEST_TRACE_LOCATOR, v: version, p: JSON.stringify(params) }).toString()}`,
      state: {},
    }),
  });
}
