/** Kibana's server contracts, as strict as each version is, with a record of what a plugin registered. */
import { schema } from '@kbn/config-schema';
import { createBrokenContract, type KibanaVersion } from './kibana_versions';

interface Route {
  path: string;
  options?: { access?: string; tags?: string[] };
  security?: { authz?: { requiredPrivileges?: unknown } };
  validate?: false | Record<string, unknown>;
}

export interface RegisteredRoute {
  method: string;
  config: Route;
  handler: unknown;
}

export interface ServerKibana {
  core: unknown;
  plugins: Record<string, unknown>;
  context: unknown;
  routes: RegisteredRoute[];
  features: Array<Record<string, unknown>>;
  settings: Record<
    string,
    { name: string; value: unknown; schema: { validate(value: unknown): unknown } }
  >;
  locators: string[];
  warnings: string[];
}

export interface ServerKibanaChanges {
  without?: readonly string[];
  broken?: readonly string[];
  empty?: readonly string[];
  brokenCore?: readonly string[];
}

const findUnknownKeys = (value: object, known: readonly string[]): string[] =>
  Object.keys(value).filter((key) => !known.includes(key));

/** As Kibana's router checks a route when it is registered: by 9.x `security` with an authz, and nothing that it does not know. */
function checkRoute(version: KibanaVersion, { path, options, security, validate }: Route): void {
  if (validate === undefined)
    throw new Error(
      `The [get] at [${path}] does not have a 'validate' specified. Use 'false' as the value if you want to bypass validation.`
    );
  if (validate !== false) {
    for (const [key, validation] of Object.entries(validate)) {
      if (typeof validation !== 'function')
        throw new Error(
          `Expected a valid validation logic declared with '@kbn/config-schema' package or a RouteValidationFunction at key: [${key}].`
        );
    }
  }
  const foreign = findUnknownKeys(options ?? {}, [
    'access',
    'tags',
    'authRequired',
    'xsrfRequired',
    'body',
    'timeout',
    'deprecated',
    ...(version.name === '8.12.2'
      ? ['description']
      : ['summary', 'description', 'availability', 'security']),
  ]);
  if (foreign.length) throw new Error(`"options.${foreign[0]}" is not allowed`);
  if (!version.requiresRouteSecurity) return;
  if (!security)
    throw new Error('[authz]: expected a plain object value, but found [undefined] instead.');
  const privileges = security.authz?.requiredPrivileges;
  if (
    !Array.isArray(privileges) ||
    privileges.length === 0 ||
    privileges.some((privilege) => typeof privilege !== 'string')
  )
    throw new Error('[authz.requiredPrivileges]: expected value of type [array]');
  const more = [
    ...findUnknownKeys(security, ['authz', 'authc']),
    ...findUnknownKeys(security.authz ?? {}, ['requiredPrivileges']),
  ];
  if (more.length) throw new Error(`[${more[0]}]: definition for this key is missing`);
}

const PRIVILEGE_KEYS = [
  'excludeFromBasePrivileges',
  'requireAllSpaces',
  'disabled',
  'management',
  'catalogue',
  'api',
  'app',
  'alerting',
  'cases',
  'savedObject',
  'ui',
];
/** The keys that every version from 8.12 on knows; a later one has more, and all of those are optional. */
const FEATURE_KEYS = [
  'id',
  'name',
  'category',
  'description',
  'order',
  'excludeFromBasePrivileges',
  'minimumLicense',
  'app',
  'management',
  'catalogue',
  'alerting',
  'cases',
  'privileges',
  'subFeatures',
  'privilegesTooltip',
  'reserved',
];

/** As the features plugin checks a feature. */
function checkFeature(feature: Record<string, unknown>): void {
  const privilege = schema.object({
    app: schema.arrayOf(schema.string()),
    catalogue: schema.arrayOf(schema.string()),
    api: schema.arrayOf(schema.string()),
    savedObject: schema.object({
      all: schema.arrayOf(schema.string()),
      read: schema.arrayOf(schema.string()),
    }),
    ui: schema.arrayOf(schema.string()),
  });
  const foreign = findUnknownKeys(feature, FEATURE_KEYS);
  if (foreign.length) throw new Error(`[${foreign[0]}]: definition for this key is missing`);
  if (!/^[a-zA-Z0-9_-]+$/.test(String(feature.id))) throw new Error('Does not satisfy regexp');
  const category = feature.category as Record<string, unknown>;
  if (typeof category?.id !== 'string' || typeof category.label !== 'string')
    throw new Error('[category.id]: expected value of type [string]');
  if (findUnknownKeys(category, ['id', 'label', 'ariaLabel', 'euiIconType', 'order']).length)
    throw new Error('[category]: definition for this key is missing');
  for (const [name, given] of Object.entries(
    feature.privileges as Record<string, Record<string, unknown>>
  )) {
    if (findUnknownKeys(given, PRIVILEGE_KEYS).length)
      throw new Error(`[privileges.${name}]: definition for this key is missing`);
    privilege.validate(given);
    for (const key of ['app', 'catalogue'] as const) {
      const unknown = (given[key] as string[]).filter(
        (entry) => !(feature[key] as string[]).includes(entry)
      );
      if (unknown.length)
        throw new Error(
          `Feature privilege ${String(feature.id)}.${name} has unknown ${key} entries: ${unknown.join(', ')}`
        );
    }
  }
}

export function createServerKibana(
  version: KibanaVersion,
  config: unknown,
  { without = [], broken: thrown = [], empty = [], brokenCore = [] }: ServerKibanaChanges = {}
): ServerKibana {
  const routes: RegisteredRoute[] = [];
  const features: ServerKibana['features'] = [];
  const settings: ServerKibana['settings'] = {};
  const locators: string[] = [];
  const warnings: string[] = [];
  const createRegister = (method: string) => (route: Route, handler: unknown) => {
    checkRoute(version, route);
    if (routes.some((known) => known.method === method && known.config.path === route.path))
      throw new Error(`New route ${route.path} conflicts with existing`);
    routes.push({ method, config: route, handler });
  };
  const core: Record<string, unknown> = {
    http: {
      createRouter: () => ({
        get: createRegister('get'),
        post: createRegister('post'),
        versioned: {
          get: () => {
            throw new Error('not used');
          },
        },
      }),
    },
    uiSettings: {
      register: (entries: ServerKibana['settings']) => {
        for (const [key, entry] of Object.entries(entries)) {
          if (key in settings)
            throw new Error(`uiSettings for the key [${key}] has been already registered`);
          if (!entry.schema)
            throw new Error(`Validation schema is not provided for [${key}] UI Setting`);
          // Kibana checks each default while it starts, and does not start where one does not pass.
          entry.schema.validate(entry.value);
          settings[key] = entry;
        }
      },
    },
    getStartServices: async () => [{}, {}, {}],
  };
  const available: Record<string, unknown> = {
    features: {
      registerKibanaFeature: (feature: Record<string, unknown>) => {
        checkFeature(feature);
        features.push(feature);
      },
    },
    share: { url: { locators: { create: ({ id }: { id: string }) => locators.push(id) } } },
    observability: {},
  };
  const plugins = Object.fromEntries(
    Object.entries(available)
      .filter(([name]) => !without.includes(name))
      .map(([name, contract]) => [
        name,
        thrown.includes(name) ? createBrokenContract(name) : empty.includes(name) ? {} : contract,
      ])
  );
  for (const part of brokenCore) core[part] = createBrokenContract(part);
  const warn = (message: unknown) => {
    warnings.push(String(message));
  };
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    warn,
    error: warn,
    get: () => logger,
  };
  return {
    core,
    plugins,
    context: {
      config: { get: () => config },
      logger,
      env: { packageInfo: { version: version.name } },
    },
    routes,
    features,
    settings,
    locators,
    warnings,
  };
}
