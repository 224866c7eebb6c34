/** Loads the built plugin's server half as Kibana does, and gives it Kibana's contracts. */
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { Server } from '@hapi/hapi';
import type { Client } from '@elastic/elasticsearch';
import * as configSchema from './config_schema';
import type { Type } from './config_schema';
import * as kbnI18n from './i18n';
import { createLogger, type Logger } from './logger';
import { createRouter, type KibanaRequest } from './router';
import { savedObjectsClient } from './saved_objects';
import { registerSettingsRoutes, UiSettings, type SettingDefinition } from './ui_settings';

interface Feature {
  id: string;
  privileges?: Record<string, { api?: string[] } | null> | null;
}

interface ServerPlugin {
  setup(core: unknown, plugins: unknown): unknown;
  start?(core: unknown, plugins: unknown): unknown;
  stop?(): unknown;
}

interface ServerModule {
  plugin(context: unknown): ServerPlugin | Promise<ServerPlugin>;
  config?: { schema?: Type<unknown>; exposeToBrowser?: Record<string, boolean> };
}

export interface PluginManifest {
  id: string;
  version: string;
  kibanaVersion: string;
  server: boolean;
  ui: boolean;
  optionalPlugins?: string[];
  requiredPlugins?: string[];
}

export interface LoadedPlugin {
  manifest: PluginManifest;
  /** the folder with the browser half */
  publicFolder: string;
  /** the settings that the plugin shows its browser half */
  browserConfig: Record<string, unknown>;
  stop(): Promise<void>;
}

/** What Kibana's own resolution finds because the plugin lies below Kibana. */
const KIBANA_MODULES: Record<string, unknown> = {
  '@kbn/config-schema': configSchema,
  '@kbn/i18n': kbnI18n,
};

/** Requires a module whose Kibana packages are this host's: only this one module gets them. */
function requireServerModule(folder: string): ServerModule {
  const file = require.resolve(path.join(folder, 'server'));
  const loaded = new Module(file);
  loaded.filename = file;
  loaded.paths = [];
  const real = Module.createRequire(file);
  const own = Object.assign((name: string): unknown => KIBANA_MODULES[name] ?? real(name), real);
  // The wrapper that Node itself uses; the module's `require` is replaced for it alone.
  const wrapper = compileFunction(
    readFileSync(file, 'utf8'),
    ['exports', 'require', 'module', '__filename', '__dirname'],
    { filename: file }
  );
  wrapper.call(loaded.exports, loaded.exports, own, loaded, file, path.dirname(file));
  return loaded.exports as ServerModule;
}

export interface LoadPluginOptions {
  /** the unpacked plugin */
  folder: string;
  server: Server;
  client: Client;
  /** the plugin's settings, without their prefix */
  config?: Record<string, unknown>;
  logger?: Logger;
}

/** Loads, sets up and starts the plugin. */
export async function loadPlugin({
  folder,
  server,
  client,
  config = {},
  logger = createLogger(),
}: LoadPluginOptions): Promise<LoadedPlugin> {
  kbnI18n.setTranslation(kbnI18n.readTranslation(folder, process.env.LOCALE ?? 'en'));
  const manifest = JSON.parse(
    readFileSync(path.join(folder, 'kibana.json'), 'utf8')
  ) as PluginManifest;
  const own = requireServerModule(folder);
  const settings = own.config?.schema?.validate(config, {}, manifest.id) ?? {};
  const exposed = Object.entries(own.config?.exposeToBrowser ?? {})
    .filter(([, shown]) => shown)
    .map(([key]) => key);
  const uiSettings = new UiSettings();
  const granted = new Set<string>();
  const onError = (error: unknown, route: string) =>
    logger.error(
      `${route}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    );
  // As Kibana passes on `authorization` (elasticsearch.requestHeadersWhitelist); without one the configured user is everybody.
  const createRequestClient = ({ headers }: Pick<KibanaRequest, 'headers'>): Client => {
    const { authorization } = headers;
    return typeof authorization === 'string'
      ? client.child({ headers: { authorization } })
      : client;
  };
  const createElasticsearchContract = (request: Pick<KibanaRequest, 'headers'>) => ({
    client: { asCurrentUser: createRequestClient(request), asInternalUser: client },
  });
  const core = {
    http: {
      createRouter: () =>
        createRouter({
          server,
          createCoreContext: (request) => ({
            elasticsearch: createElasticsearchContract(request),
            uiSettings: { client: uiSettings.client },
            savedObjects: { client: savedObjectsClient },
          }),
          isPrivilegeGranted: (privilege) => granted.has(privilege),
          onError,
        }),
      basePath: { serverBasePath: '', get: () => '', prepend: (url: string) => url },
    },
    uiSettings: {
      register: (entries: Record<string, SettingDefinition>) => uiSettings.register(entries),
    },
    elasticsearch: {},
    getStartServices: async () => [start, {}, undefined],
  };
  const start = {
    elasticsearch: {
      client: {
        asInternalUser: client,
        asScoped: (request: Pick<KibanaRequest, 'headers'>) =>
          createElasticsearchContract(request).client,
      },
    },
  };
  // The optional plugins that this host has, of those that the manifest names; there is one user, who may do everything.
  const plugins: Record<string, unknown> = {
    features: {
      registerKibanaFeature: (feature: Feature) => {
        for (const privilege of Object.values(feature.privileges ?? {}))
          for (const api of privilege?.api ?? []) granted.add(api);
      },
    },
  };
  const named = new Set([...(manifest.optionalPlugins ?? []), ...(manifest.requiredPlugins ?? [])]);
  const given = Object.fromEntries(Object.entries(plugins).filter(([name]) => named.has(name)));

  const instance = await own.plugin({
    config: {
      get: () => settings,
      create: () => {
        throw new Error('config.create() is not provided by this host; use config.get()');
      },
    },
    logger: { get: (...names: string[]) => logger.get(manifest.id, ...names) },
    env: {
      mode: { name: 'production', dev: false, prod: true },
      packageInfo: { version: manifest.kibanaVersion },
    },
    opaqueId: Symbol(manifest.id),
  });
  await instance.setup(core, given);
  registerSettingsRoutes(server, uiSettings, onError);
  await instance.start?.(start, given);
  return {
    manifest,
    publicFolder: path.join(folder, 'target', 'public'),
    browserConfig: Object.fromEntries(
      exposed.map((key) => [key, (settings as Record<string, unknown>)[key]])
    ),
    stop: async () => {
      await instance.stop?.();
    },
  };
}
