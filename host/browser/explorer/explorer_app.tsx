import React from 'react';
import ReactDOM from 'react-dom';
import { AppProvider } from '../providers';
import type { App } from '../services/application';
import { createCustomizations } from '../services/plugins';
import type { LocatorDefinition } from '../services/share';
import { Explorer } from './explorer';
import type { ExplorerServices } from './explorer_services';
import { formatState, locatorParamsToState, type DiscoverLocatorParams } from './url_state';

/** Kibana's own id: plugins that lead to Discover come here. */
export const EXPLORER_ID = 'discover';

export const DISCOVER_LOCATOR: LocatorDefinition<DiscoverLocatorParams> = {
  id: 'DISCOVER_APP_LOCATOR',
  getLocation: async (params) => ({
    app: EXPLORER_ID,
    path: `/${formatState(locatorParamsToState(params))}`,
    state: {},
  }),
};

/** The plain log explorer in Discover's place, with Discover's ways for plugins to add to it. */
export function createExplorerApp(services: ExplorerServices): App {
  return {
    id: EXPLORER_ID,
    title: 'Logs',
    order: 0,
    category: { id: 'kibana', label: 'Analytics', order: 1000 },
    mount: async ({ element, history }) => {
      const { core, plugins, theme } = services;
      const customizations = createCustomizations();
      let dataView:
        { id: string; title: string; timeFieldName: string; getIndexPattern(): string } | undefined;
      const stateContainer = { internalState: { getState: () => ({ dataView }) } };
      // As Discover: it waits for every profile, so one that never resolves keeps it loading.
      const cleanups = await Promise.all(
        plugins.profiles.map((customize) => customize({ customizations, stateContainer }))
      );
      core.chrome.setBreadcrumbs([{ text: 'Logs' }]);
      core.chrome.docTitle.change('Logs');
      ReactDOM.render(
        <AppProvider theme$={theme.theme$}>
          <core.i18n.Context>
            <Explorer
              services={services}
              history={history}
              customizations={customizations}
              onDataView={(title) => {
                dataView = {
                  id: title,
                  title,
                  timeFieldName: '@timestamp',
                  getIndexPattern: () => title,
                };
              }}
            />
          </core.i18n.Context>
        </AppProvider>,
        element
      );
      return () => {
        ReactDOM.unmountComponentAtNode(element);
        for (const cleanup of cleanups)
          if (typeof cleanup === 'function') (cleanup as () => void)();
      };
    },
  };
}
