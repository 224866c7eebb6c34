/** Kibana's browser contracts, as strict as each version is, with a record of what a plugin registered. */
import { BehaviorSubject } from 'rxjs';
import type {
  CoreSetup,
  CoreStart,
  DocView,
  SetupPlugins,
  StartPlugins,
} from '../../../public/kibana_types';
import { createBrokenContract, type KibanaVersion } from './kibana_versions';

type App = Parameters<CoreSetup['application']['register']>[0];
type Customize = Parameters<
  NonNullable<NonNullable<StartPlugins['discover']>['registerCustomizationProfile']>
>[1]['customize'];

/** The trigger's ID is its name. */
export const CELL_ACTIONS_TRIGGER_ID = 'DISCOVER_CELL_ACTIONS_TRIGGER_ID';

export interface PluginRegistrations {
  apps: App[];
  tabs: DocView[];
  locators: Array<{ id: string }>;
  profiles: Array<{ id: string; customize: Customize }>;
  /** trigger → IDs of its actions */
  triggers: Map<string, string[]>;
}

export interface BrowserKibana {
  setup: CoreSetup<StartPlugins>;
  setupPlugins: SetupPlugins;
  start: CoreStart;
  startPlugins: StartPlugins;
  registered: PluginRegistrations;
}

export interface BrowserKibanaChanges {
  /** plugins that are not there */
  without?: readonly string[];
  /** plugins whose contract throws, whatever is asked of it */
  broken?: readonly string[];
  /** plugins with a contract that offers nothing */
  empty?: readonly string[];
  capabilities?: Record<string, Record<string, boolean>>;
}

/** As Kibana's DocViewsRegistry: duplicates throw (8.12: a view without component, too). */
function createDocViews(version: KibanaVersion, tabs: DocView[]) {
  const add = (view: DocView): void => {
    if (typeof view.component !== 'function')
      throw new Error('Exactly one of the following has to be defined: component or render');
    if (version.docViewsApi === 'registry') {
      if (!view.id) throw new Error('A doc view needs an id');
      if (tabs.some(({ id }) => id === view.id))
        throw new Error(`Found duplicate docView id ${view.id}`);
    }
    tabs.push(view);
  };
  return version.docViewsApi === 'registry' ? { registry: { add } } : { addDocView: add };
}

/** As Kibana's UiActionsService. */
function createUiActions(version: KibanaVersion, triggers: Map<string, string[]>) {
  const actions = new Set<string>();
  triggers.set('CONTEXT_MENU_TRIGGER', []);
  if (version.hasCellActionsTrigger) triggers.set(CELL_ACTIONS_TRIGGER_ID, []);
  return {
    registerAction: (action: Record<string, unknown>) => {
      const id = String(action.id);
      if (actions.has(id)) throw new Error(`Action [action.id = ${id}] already registered.`);
      actions.add(id);
      return action;
    },
    attachAction: (triggerId: string, actionId: string) => {
      const attached = triggers.get(triggerId);
      if (!attached)
        throw new Error(
          `No trigger [triggerId = ${triggerId}] exists, for attaching action [actionId = ${actionId}].`
        );
      attached.push(actionId);
    },
    getTrigger: (triggerId: string) => {
      if (!triggers.has(triggerId))
        throw new Error(`Trigger [triggerId = ${triggerId}] does not exist.`);
      return { id: triggerId };
    },
    ...(version.hasTrigger && { hasTrigger: (triggerId: string) => triggers.has(triggerId) }),
  };
}

function createDiscover(version: KibanaVersion, profiles: PluginRegistrations['profiles']) {
  return {
    locator: undefined,
    ...(version.hasCustomizationProfiles && {
      registerCustomizationProfile: (id: string, { customize }: { customize: Customize }) => {
        profiles.push({ id, customize });
      },
    }),
  };
}

function changePlugins<T extends object>(
  plugins: T,
  { without = [], broken: thrown = [], empty = [] }: BrowserKibanaChanges
): T {
  const changed = Object.entries(plugins)
    .filter(([name]) => !without.includes(name))
    .map(([name, contract]) => [
      name,
      thrown.includes(name)
        ? createBrokenContract(name)
        : empty.includes(name)
          ? {}
          : (contract as unknown),
    ]);
  return Object.fromEntries(changed) as T;
}

/** A Kibana of this version, with the plugins that a Kibana has unless `changes` say otherwise. */
export function createBrowserKibana(
  version: KibanaVersion,
  changes: BrowserKibanaChanges = {}
): BrowserKibana {
  const registered: PluginRegistrations = {
    apps: [],
    tabs: [],
    locators: [],
    profiles: [],
    triggers: new Map(),
  };
  const setUp = {
    unifiedDocViewer: createDocViews(version, registered.tabs),
    share: {
      url: {
        locators: {
          create: (locator: { id: string }) => registered.locators.push(locator),
          get: () => undefined,
        },
      },
    },
    observability: {},
  };
  const started = {
    discover: createDiscover(version, registered.profiles),
    uiActions: createUiActions(version, registered.triggers),
    share: { url: { locators: { create: () => undefined, get: () => undefined } } },
    data: {
      query: { timefilter: { timefilter: { getTime: () => ({ from: 'now-15m', to: 'now' }) } } },
      search: { searchSource: { create: async () => ({}) } },
    },
    dataViews: {
      get: async () => ({ title: 'k8s-*' }),
      create: async () => ({ title: 'k8s-*' }),
      getIdsWithTitle: async () => [],
    },
    savedSearch: { get: async () => ({}), getNew: () => ({}), save: async () => 'id' },
    unifiedSearch: { ui: {} },
    contentManagement: { client: {} },
    savedObjectsFinder: {},
    savedObjects: {},
    unifiedDocViewer: {},
    observability: {},
    features: {},
  };
  const start = {
    http: { fetch: async () => ({}), basePath: { prepend: (path: string) => path, get: () => '' } },
    application: {
      navigateToApp: async () => undefined,
      navigateToUrl: async () => undefined,
      getUrlForApp: (id: string, { path = '' } = {}) => `/app/${id}${path}`,
      capabilities: changes.capabilities ?? {
        requestTrace: { show: true, save: true },
        [version.discoverCapability]: { show: true, save: true },
        navLinks: {},
        catalogue: {},
        management: {},
      },
    },
    chrome: {
      setBreadcrumbs: () => undefined,
      docTitle: { change: () => undefined, reset: () => undefined },
    },
    notifications: {
      toasts: {
        addDanger: () => undefined,
        addSuccess: () => undefined,
        addError: () => undefined,
      },
    },
    theme: {
      theme$: new BehaviorSubject({
        darkMode: false,
        name: version.hasRenderingService ? 'borealis' : 'amsterdam',
      }),
    },
    uiSettings: { get: (_key: string, value: unknown) => value },
    ...(version.hasRenderingService && {
      rendering: { addContext: (element: unknown) => element },
    }),
  } as unknown as CoreStart;
  const startPlugins = changePlugins(started, changes) as unknown as StartPlugins;
  const setup = {
    application: {
      register: (app: App) => {
        if (registered.apps.some(({ id }) => id === app.id))
          throw new Error(`An application is already registered with the id "${app.id}"`);
        if (app.appRoute && !app.appRoute.startsWith('/app/'))
          throw new Error('App route should start with /app/');
        registered.apps.push(app);
      },
    },
    getStartServices: async () => [start, startPlugins, {}],
  } as unknown as CoreSetup<StartPlugins>;
  return {
    setup,
    setupPlugins: changePlugins(setUp, changes) as unknown as SetupPlugins,
    start,
    startPlugins,
    registered,
  };
}
