/** Kibana's `share` plugin: links that apps publish under an id. */
import type { Application } from './application';

export interface LocatorDefinition<P = never> {
  id: string;
  getLocation(params: P): Promise<{ app: string; path: string; state: object }>;
}

/** Without Kibana's `getRedirectUrl`: this host's addresses say everything. */
export interface Locator {
  id: string;
  getLocation(params: unknown): Promise<{ app: string; path: string; state: object }>;
  getUrl(params: unknown, options?: { absolute?: boolean }): Promise<string>;
  navigate(params: unknown, options?: { replace?: boolean }): Promise<void>;
  navigateSync(params: unknown, options?: { replace?: boolean }): void;
}

export function createLocators(application: Application) {
  const locators = new Map<string, Locator>();
  return {
    create: (definition: LocatorDefinition): Locator => {
      const getLocation = (params: unknown) => definition.getLocation(params as never);
      const navigate = async (params: unknown, { replace }: { replace?: boolean } = {}) => {
        const { app, path, state } = await getLocation(params);
        await application.navigateToApp(app, { path, state, replace });
      };
      const locator: Locator = {
        id: definition.id,
        getLocation,
        getUrl: async (params, { absolute } = {}) => {
          const { app, path } = await getLocation(params);
          return application.getUrlForApp(app, { path, absolute });
        },
        navigate,
        navigateSync: (params, options) => {
          void navigate(params, options);
        },
      };
      locators.set(definition.id, locator);
      return locator;
    },
    get: (id: string): Locator | undefined => locators.get(id),
  };
}

export type Locators = ReturnType<typeof createLocators>;
