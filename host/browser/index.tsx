/** The host's page: Kibana's services as far as the plugin uses them, the plugin, and the log explorer in Discover's place. */
import React from 'react';
import ReactDOM from 'react-dom';
import { I18nProvider } from '@kbn/i18n-react';
import type { CoreStart } from '../../public/kibana_types';
import { HostChrome } from './chrome/host_chrome';
import { createExplorerApp, DISCOVER_LOCATOR } from './explorer/explorer_app';
import { RootProvider } from './providers';
import { Application } from './services/application';
import { createChrome } from './services/chrome';
import { http } from './services/http';
import { createPlugins } from './services/plugins';
import { createTheme } from './services/theme';
import { createToasts } from './services/toasts';
import { createUiSettings, loadServerSettings } from './services/ui_settings';

interface InjectedMetadata {
  kibanaVersion: string;
  plugins: Array<{
    id: string;
    version: string;
    config: Record<string, unknown>;
    optionalPlugins: string[];
  }>;
  stylesheets: { light: string[]; dark: string[] };
}

interface BrowserPlugin {
  setup(core: unknown, plugins: unknown): unknown;
  start(core: unknown, plugins: unknown): unknown;
}

interface BundleModule {
  plugin(context: unknown): BrowserPlugin;
}

declare global {
  interface Window {
    __kbnBundles__: { get(id: string): unknown };
  }
}

function readMetadata(): InjectedMetadata {
  const element = document.querySelector('kbn-injected-metadata');
  return JSON.parse(element?.getAttribute('data') ?? '{}') as InjectedMetadata;
}

async function start(): Promise<void> {
  const metadata = readMetadata();
  const theme = createTheme(metadata.stylesheets);
  const toasts = createToasts();
  const chrome = createChrome();
  const application = new Application(theme.theme$, (error, app) => {
    console.error(error);
    toasts.addError(error as Error, { title: `${app.title} could not be shown` });
  });
  const uiSettings = createUiSettings(
    () => theme.theme$.value.darkMode,
    await loadServerSettings(),
    (error) => {
      toasts.addError(error, { title: 'The setting could not be stored' });
    }
  );
  const plugins = createPlugins(application);
  // One user, who may do everything: every feature's capabilities are there.
  const capabilities = {
    navLinks: {},
    management: {},
    catalogue: {},
    discover: { show: true, save: false },
    advancedSettings: { show: true, save: true },
    requestTrace: { show: true },
  };
  const core = {
    http,
    application: {
      navigateToApp: application.navigateToApp,
      navigateToUrl: application.navigateToUrl,
      getUrlForApp: application.getUrlForApp,
      capabilities,
    },
    chrome,
    notifications: { toasts },
    theme,
    i18n: { Context: I18nProvider },
    // Kibana's own dialogue would be a good deal of code for one question.
    overlays: { openConfirm: async (message: string) => window.confirm(message) },
    uiSettings,
    settings: { client: uiSettings },
  } as unknown as CoreStart;

  let resolveStartServices: (
    services: [CoreStart, Record<string, unknown>, unknown]
  ) => void = () => undefined;
  const setUp = metadata.plugins.map(({ id, config, optionalPlugins }) => {
    const started = new Promise<[CoreStart, Record<string, unknown>, unknown]>((resolve) => {
      resolveStartServices = resolve;
    });
    const pickOptionalPlugins = (all: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => optionalPlugins.includes(name)));
    const module = window.__kbnBundles__.get(`plugin/${id}/public`) as BundleModule;
    const plugin = module.plugin({
      opaqueId: Symbol(id),
      env: { packageInfo: { version: metadata.kibanaVersion } },
      config: { get: () => config },
    });
    plugin.setup(
      {
        application: { register: application.register },
        getStartServices: () => started,
        http,
        notifications: { toasts },
        uiSettings,
        theme,
      },
      pickOptionalPlugins(plugins.setup)
    );
    return {
      plugin,
      startServices: pickOptionalPlugins(plugins.start),
      resolve: resolveStartServices,
    };
  });
  plugins.locators.create(DISCOVER_LOCATOR);
  application.register(createExplorerApp({ core, plugins, theme }));
  for (const { plugin, startServices, resolve } of setUp) {
    const contract = plugin.start(core, startServices);
    resolve([core, startServices, contract]);
  }

  ReactDOM.render(
    <RootProvider theme$={theme.theme$}>
      <core.i18n.Context>
        <HostChrome application={application} chrome={chrome} toasts={toasts} theme={theme} />
      </core.i18n.Context>
    </RootProvider>,
    document.getElementById('kibana-body')
  );
}

void start();
