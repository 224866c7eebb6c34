/** The server half in the Kibanas that it is made for. An exception in setup keeps Kibana from starting. */
import { config, plugin } from '../../server/index';
import {
  createServerKibana,
  type ServerKibanaChanges,
  type ServerKibana,
} from './fakes/server_kibana';
import { KIBANA_VERSIONS, type KibanaVersion } from './fakes/kibana_versions';

type PluginInstance = {
  setup(core: unknown, plugins: unknown): unknown;
  start(core: unknown, plugins: unknown): unknown;
  stop(): unknown;
};

async function startPlugin(
  version: KibanaVersion,
  changes?: ServerKibanaChanges
): Promise<ServerKibana> {
  const kibana = createServerKibana(version, config.schema.validate({}), changes);
  const instance = plugin(kibana.context as never) as unknown as PluginInstance;
  instance.setup(kibana.core, kibana.plugins);
  instance.start({}, {});
  instance.stop();
  return kibana;
}

const listPaths = ({ routes }: ServerKibana) => routes.map(({ config: { path } }) => path).sort();

describe.each(KIBANA_VERSIONS.map((version) => [version.name, version] as const))(
  'Kibana %s',
  (_name, version) => {
    it('takes the routes, each guarded by the feature’s privilege in both forms', async () => {
      const { routes } = await startPlugin(version);
      expect(listPaths({ routes } as ServerKibana)).toEqual(
        expect.arrayContaining([
          '/api/request_trace/config',
          '/api/request_trace/document',
          '/api/request_trace/trace',
        ])
      );
      for (const {
        config: { path, options, security },
      } of routes) {
        const privilege =
          path === '/api/request_trace/annotate' ? 'request_trace_annotate' : 'request_trace_read';
        expect(options?.tags).toEqual([`access:${privilege}`]);
        expect(security).toEqual({ authz: { requiredPrivileges: [privilege] } });
      }
    });

    it('takes the feature, whose privileges grant what the routes ask for', async () => {
      const { features } = await startPlugin(version);
      expect(features).toEqual([
        expect.objectContaining({
          id: 'requestTrace',
          app: ['requestTrace'],
          privileges: {
            all: expect.objectContaining({ api: ['request_trace_read', 'request_trace_annotate'] }),
            read: expect.objectContaining({ api: ['request_trace_read'] }),
          },
        }),
      ]);
      const { read } = (
        features[0] as { privileges: { read: { savedObject: { all: string[] }; ui: string[] } } }
      ).privileges;
      expect(read.savedObject.all).toEqual([]);
      expect(read.ui).toContain('show');
    });

    it('takes the advanced settings with their defaults, and the locator', async () => {
      const { settings, locators } = await startPlugin(version);
      expect(Object.keys(settings).sort()).toEqual([
        'requestTrace:dataView',
        'requestTrace:defaultRange',
        'requestTrace:idFields',
        'requestTrace:maxRecords',
      ]);
      expect(locators).toEqual(['REQUEST_TRACE_LOCATOR']);
    });

    it.each(['features', 'share', 'observability'])(
      'starts with its routes and all else where %s is missing, broken or empty',
      async (name) => {
        const whole = await startPlugin(version);
        for (const changes of [{ without: [name] }, { broken: [name] }, { empty: [name] }]) {
          const kibana = await startPlugin(version, changes);
          expect(listPaths(kibana)).toEqual(listPaths(whole));
          expect(Object.keys(kibana.settings)).toEqual(Object.keys(whole.settings));
          expect(kibana.features).toHaveLength(name === 'features' ? 0 : 1);
          expect(kibana.locators).toHaveLength(name === 'share' ? 0 : 1);
          // Said in the log, unless the administrator has simply left the plugin out.
          if ('broken' in changes && name !== 'observability')
            expect(kibana.warnings.join()).toContain('is not what it was');
        }
      }
    );

    it('starts without advanced settings where Kibana refuses them', async () => {
      const kibana = await startPlugin(version, { brokenCore: ['uiSettings'] });
      expect(listPaths(kibana).length).toBeGreaterThan(2);
      expect(kibana.settings).toEqual({});
    });

    it('keeps Kibana running where its routes are refused', async () => {
      await expect(startPlugin(version, { brokenCore: ['http'] })).resolves.toMatchObject({
        routes: [],
      });
    });
  }
);

describe('validation functions', () => {
  const outcome = {
    ok: (value: unknown) => ({ value }),
    badRequest: (message: unknown, path?: string[]) => ({ error: { message, path } }),
  };

  it('use nothing but ok and badRequest, whatever comes', async () => {
    const { routes } = await startPlugin(KIBANA_VERSIONS[0] as KibanaVersion);
    for (const {
      config: { path, validate },
    } of routes) {
      type Check = (
        value: unknown,
        result: typeof outcome
      ) => { value?: unknown; error?: { message: unknown; path?: string[] } };
      const { query, body } = validate as { query?: Check; body?: Check };
      const check = (query ?? body)!;
      for (const value of [
        {},
        undefined,
        null,
        'x',
        7,
        [],
        { id: ['a', 'b'] },
        { unknown: '1' },
        { id: 'x'.repeat(100_000) },
        JSON.parse('{"__proto__":{"id":"x"}}'),
      ]) {
        const { error, ...rest } = check(value, outcome);
        if (error)
          expect({ path, message: error.message }).toEqual({
            path,
            message: expect.stringMatching(/./),
          });
        else expect(rest).toHaveProperty('value');
      }
    }
  });
});
