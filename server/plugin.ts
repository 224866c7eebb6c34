import { ANNOTATE_PRIVILEGE, API_PRIVILEGE, PLUGIN_ID, PLUGIN_NAME } from '../common/api/paths';
import type { RequestTraceConfig } from './config';
import type {
  CoreSetup,
  FeaturesSetup,
  Logger,
  PluginInitializerContext,
  SecurityService,
} from './kibana_types';
import { registerLocator, type SharePluginSetup } from './locator';
import { registerRoutes } from './routes';
import { createUiSettings } from './settings/ui_settings';

export interface SetupPlugins {
  features?: FeaturesSetup;
  /** only whether it is there counts: then Kibana's navigation has a section Observability */
  observability?: unknown;
  share?: SharePluginSetup;
}

export interface StartPlugins {
  /** tells who asks, where core does not */
  security?: SecurityService;
}

// DEFAULT_APP_CATEGORIES of Kibana's core; where an app stands in the navigation, its feature stands in the roles' page
const OBSERVABILITY_CATEGORY = {
  id: 'observability',
  label: 'Observability',
  order: 3000,
  euiIconType: 'logoObservability',
};
const ANALYTICS_CATEGORY = {
  id: 'kibana',
  label: 'Analytics',
  order: 1000,
  euiIconType: 'logoKibana',
};

/** Data views and saved searches: where a trace is looked for, and what one can be kept as. */
const READABLE_SAVED_OBJECTS = ['index-pattern', 'search'];

/** The server half: routes, the privileges that guard them, and advanced settings. */
export class RequestTracePlugin {
  private readonly config: RequestTraceConfig;
  private readonly logger: Logger;
  private readonly kibanaVersion: string;
  private security: SecurityService | undefined;

  constructor(context: PluginInitializerContext<RequestTraceConfig>) {
    this.kibanaVersion = context.env?.packageInfo?.version ?? '';
    this.config = context.config.get();
    this.logger = context.logger.get();
  }

  setup(core: CoreSetup, plugins: SetupPlugins): void {
    const granted = { app: [PLUGIN_ID], catalogue: [PLUGIN_ID], api: [API_PRIVILEGE] };
    // without the feature nobody but a superuser is granted the routes' privilege: that errs on the safe side
    this.registerOrWarn('The privileges of its feature', () => {
      plugins.features?.registerKibanaFeature({
        id: PLUGIN_ID,
        name: PLUGIN_NAME,
        category: plugins.observability ? OBSERVABILITY_CATEGORY : ANALYTICS_CATEGORY,
        app: [PLUGIN_ID],
        catalogue: [PLUGIN_ID],
        privileges: {
          // annotating is switched on apart, and needs a role that may write to the index as well
          all: {
            ...granted,
            api: [API_PRIVILEGE, ANNOTATE_PRIVILEGE],
            savedObject: { all: ['search'], read: READABLE_SAVED_OBJECTS },
            ui: ['show', 'save'],
          },
          read: {
            ...granted,
            savedObject: { all: [], read: READABLE_SAVED_OBJECTS },
            ui: ['show'],
          },
        },
      });
    });
    this.registerOrWarn('Advanced settings', () =>
      core.uiSettings?.register(createUiSettings(this.config))
    );
    this.registerOrWarn('Short URLs of traces', () =>
      registerLocator(plugins.share, this.kibanaVersion)
    );
    this.registerOrWarn('Its routes', () =>
      registerRoutes(core.http.createRouter(), this.config, this.logger, () => this.security)
    );
  }

  /** Each part by itself: a later Kibana that refuses one must lose neither the others nor its own start. */
  private registerOrWarn(what: string, register: () => void): void {
    try {
      register();
    } catch (error) {
      this.logger.warn(`${what} are not available: ${(error as Error).message}`);
    }
  }

  start(_core?: unknown, plugins: StartPlugins = {}): void {
    this.security = plugins.security;
  }

  stop(): void {}
}
