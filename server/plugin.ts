import { API_PRIVILEGE, PLUGIN_ID, PLUGIN_NAME } from '../common/api/paths';
import type { RequestTraceConfig } from './config';
import type { CoreSetup, FeaturesSetup, Logger, PluginInitializerContext } from './kibana_types';
import { registerRoutes } from './routes';

export interface SetupPlugins {
  features?: FeaturesSetup;
}

/** The server half: routes, and the privilege that guards them. */
export class RequestTracePlugin {
  private readonly config: RequestTraceConfig;
  private readonly logger: Logger;

  constructor(context: PluginInitializerContext<RequestTraceConfig>) {
    this.config = context.config.get();
    this.logger = context.logger.get();
  }

  setup(core: CoreSetup, plugins: SetupPlugins): void {
    plugins.features?.registerKibanaFeature({
      id: PLUGIN_ID,
      name: PLUGIN_NAME,
      // DEFAULT_APP_CATEGORIES.observability of Kibana's core
      category: { id: 'observability', label: 'Observability', order: 3000, euiIconType: 'logoObservability' },
      app: [PLUGIN_ID],
      catalogue: [PLUGIN_ID],
      privileges: {
        all: { app: [PLUGIN_ID], catalogue: [PLUGIN_ID], api: [API_PRIVILEGE], savedObject: { all: [], read: [] }, ui: ['show'] },
        read: { app: [PLUGIN_ID], catalogue: [PLUGIN_ID], api: [API_PRIVILEGE], savedObject: { all: [], read: [] }, ui: ['show'] },
      },
    });
    registerRoutes(core.http.createRouter(), this.config, this.logger);
  }

  start(): void {}

  stop(): void {}
}
