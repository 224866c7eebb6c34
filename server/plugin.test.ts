import { configSchema } from './config';
import type { CoreSetup, Logger, Router, UiSettingsParams } from './kibana_types';
import { RequestTracePlugin, type SetupPlugins } from './plugin';

interface Feature {
  category: { id: string };
  privileges: Record<
    'all' | 'read',
    { api: string[]; savedObject: { all: string[]; read: string[] }; ui: string[] }
  >;
}

function setUp(plugins: Partial<SetupPlugins>, core: Partial<CoreSetup> = {}) {
  const paths: string[] = [];
  const logged: string[] = [];
  const features: Feature[] = [];
  const logger = { warn: (message: string) => logged.push(message) } as unknown as Logger;
  const add =
    (method: string) =>
    ({ path }: { path: string }) =>
      paths.push(`${method} ${path}`);
  const router = { get: add('GET'), post: add('POST') } as unknown as Router;
  new RequestTracePlugin({
    config: { get: () => configSchema.validate({}) },
    logger: { get: () => logger },
  }).setup(
    { http: { createRouter: () => router }, ...core },
    {
      features: {
        registerKibanaFeature: (feature) => {
          features.push(feature as unknown as Feature);
        },
      },
      ...plugins,
    }
  );
  return { paths, logged, feature: features[0]! };
}

describe('the server half', () => {
  it('may read data views and saved searches; only "all" may save, and annotate', () => {
    const { privileges } = setUp({}).feature;
    expect(privileges.all).toMatchObject({
      savedObject: { all: ['search'], read: ['index-pattern', 'search'] },
      ui: ['show', 'save'],
    });
    expect(privileges.read).toMatchObject({
      savedObject: { all: [], read: ['index-pattern', 'search'] },
      ui: ['show'],
    });
    expect(privileges.read.api).toEqual(['request_trace_read']);
    expect(privileges.all.api).toEqual(['request_trace_read', 'request_trace_annotate']);
  });

  it('stands where its app stands in the navigation', () => {
    expect(setUp({ observability: {} }).feature.category.id).toBe('observability');
    expect(setUp({}).feature.category.id).toBe('kibana');
  });

  it('registers its settings under its own name', () => {
    let registered: Record<string, UiSettingsParams> = {};
    setUp(
      {},
      {
        uiSettings: {
          register: (settings) => {
            registered = settings;
          },
        },
      }
    );
    expect(Object.keys(registered).sort()).toEqual([
      'requestTrace:dataView',
      'requestTrace:defaultRange',
      'requestTrace:idFields',
      'requestTrace:maxRecords',
    ]);
    expect(Object.values(registered).map(({ category }) => category)).toEqual(
      Array(4).fill(['Request Trace'])
    );
  });

  it("serves its routes where settings can't be registered", () => {
    const { paths, logged } = setUp(
      {},
      {
        uiSettings: {
          register: () => {
            throw new Error('no more settings');
          },
        },
      }
    );
    expect(paths).toEqual(
      expect.arrayContaining(['GET /api/request_trace/trace', 'POST /api/request_trace/trace'])
    );
    expect(logged).toEqual([expect.stringContaining('no more settings')]);
  });
});
