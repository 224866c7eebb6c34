/**
 * @jest-environment jsdom
 *
 * The built browser half in a page that hands it only the shared libraries that every Kibana from 8.12 to 9.x has.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createMemoryHistory } from 'history';
import { createBrowserKibana } from '../contract/fakes/browser_kibana';
import { KIBANA_VERSIONS, type KibanaVersion } from '../contract/fakes/kibana_versions';

const ROOT = path.resolve(__dirname, '../..');
const PLUGIN_ID = 'requestTrace';
const PUBLIC_FOLDER = path.join(ROOT, 'build', 'kibana', PLUGIN_ID, 'target', 'public');

/** Of what 8.12 shares, what 9.5 still does. ReactQuery and others went or changed. */
const SHARED_BY_ALL_VERSIONS = [
  'React',
  'ReactDom',
  'ElasticEui',
  'EmotionReact',
  'EmotionCache',
  'Rxjs',
  'Moment',
  'Lodash',
  'KbnI18n',
  'KbnI18nReact',
  'KbnDatemath',
  'KbnEsQuery',
  'KbnRison',
  'ReactRouterDom',
  'History',
  'Uuid',
  'ElasticCharts',
];

/** What may be read on every page of Kibana, before the app or the tab is opened. */
const ENTRY_DEPS = ['React', 'ElasticEui', 'KbnI18n'];

interface Plugin {
  setup(core: unknown, plugins: unknown): unknown;
  start(core: unknown, plugins: unknown): unknown;
}
interface KibanaGlobals {
  __kbnBundles__?: unknown;
  __kbnPublicPath__?: unknown;
  __kbnSharedDeps__?: unknown;
  [key: string]: unknown;
}

/** Runs all scripts of the browser half in this page, its lazy chunks too, and gives what makes the plugin. */
function loadBundle(sharedDeps: object): () => Plugin {
  const page = window as unknown as KibanaGlobals;
  let found: (() => Plugin) | undefined;
  delete page[`${PLUGIN_ID}_bundle_jsonpfunction`];
  page.__kbnPublicPath__ = { [PLUGIN_ID]: `/1/bundles/plugin/${PLUGIN_ID}/x/` };
  page.__kbnSharedDeps__ = sharedDeps;
  page.__kbnBundles__ = {
    has: () => false,
    get: () => {
      throw new Error('__kbnBundles__.get() while a module is evaluated');
    },
    define: (
      _id: string,
      bundleRequire: (key: unknown) => { plugin(context: unknown): Plugin },
      key: unknown
    ) => {
      found = () => bundleRequire(key).plugin({});
    },
  };
  const files = readdirSync(PUBLIC_FOLDER).filter((name) => name.endsWith('.js'));
  for (const name of [
    `${PLUGIN_ID}.plugin.js`,
    ...files.filter((file) => file.includes('.chunk.')),
  ]) {
    const script = document.createElement('script');
    script.textContent = readFileSync(path.join(PUBLIC_FOLDER, name), 'utf8');
    document.head.append(script);
    script.remove();
  }
  if (!found) throw new Error('The entry defined nothing');
  return found;
}

/** The real libraries, each key noted when it is read; a key that no later Kibana has throws. */
function createRecordedDeps(without: readonly string[] = []): { deps: object; read: Set<string> } {
  const read = new Set<string>();
  const real: Record<string, () => unknown> = {
    React: () => jest.requireActual('react'),
    ReactDom: () => jest.requireActual('react-dom'),
    ElasticEui: () => jest.requireActual('@elastic/eui'),
    EmotionReact: () => jest.requireActual('@emotion/react'),
    EmotionCache: () => jest.requireActual('@emotion/cache'),
    Rxjs: () => jest.requireActual('rxjs'),
    Moment: () => jest.requireActual('moment-timezone'),
    Lodash: () => jest.requireActual('lodash'),
    KbnI18n: () => jest.requireActual('@kbn/i18n'),
    KbnI18nReact: () => jest.requireActual('@kbn/i18n-react'),
    KbnDatemath: () => jest.requireActual('@elastic/datemath'),
    ReactRouterDom: () => jest.requireActual('react-router-dom'),
    History: () => jest.requireActual('history'),
    Uuid: () => jest.requireActual('uuid'),
    // Kibana's own (not on npm), or nothing for jsdom, which has no canvas: no page may need more of them than that they are there.
    ElasticCharts: () => ({}),
    KbnEsQuery: () => ({}),
    KbnRison: () => ({}),
  };
  const deps = new Proxy(
    {},
    {
      get: (_target, key) => {
        const name = String(key);
        read.add(name);
        return without.includes(name) || !SHARED_BY_ALL_VERSIONS.includes(name)
          ? undefined
          : real[name]?.();
      },
    }
  );
  return { deps, read };
}

const latest = KIBANA_VERSIONS.at(-1) as KibanaVersion;

/** Sets the built plugin up in the latest Kibana and mounts its app. */
async function mountApp(
  without: readonly string[]
): Promise<{ element: HTMLElement; read: Set<string>; unmount(): void }> {
  const { deps, read } = createRecordedDeps(without);
  const kibana = createBrowserKibana(latest);
  const instance = loadBundle(deps)();
  instance.setup(kibana.setup, kibana.setupPlugins);
  instance.start(kibana.start, kibana.startPlugins);
  const element = document.createElement('div');
  document.body.append(element);
  const unmount = await kibana.registered.apps[0]?.mount({
    element,
    history: createMemoryHistory(),
    appBasePath: '/app/requestTrace',
  } as never);
  return {
    element,
    read,
    unmount: () => {
      unmount?.();
      element.remove();
    },
  };
}

beforeAll(() => {
  // React's and Emotion's advice for tests and servers.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  // jsdom has none, and EUI asks it what the browser can.
  Object.assign(globalThis, { CSS: { supports: () => false, escape: (text: string) => text } });
  execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/build.ts', '--if-needed'], {
    cwd: ROOT,
    stdio: 'pipe',
  });
}, 120_000);

describe.each(KIBANA_VERSIONS.map((version) => [version.name, version] as const))(
  'the built browser half in %s',
  (_name, version) => {
    it('is set up and started with three libraries alone: the rest is for later', () => {
      const { deps, read } = createRecordedDeps(
        SHARED_BY_ALL_VERSIONS.filter((key) => !ENTRY_DEPS.includes(key))
      );
      const kibana = createBrowserKibana(version);
      const instance = loadBundle(deps)();
      instance.setup(kibana.setup, kibana.setupPlugins);
      instance.start(kibana.start, kibana.startPlugins);
      expect(kibana.registered.apps).toHaveLength(1);
      expect(kibana.registered.tabs).toHaveLength(1);
      expect([...read].filter((key) => !ENTRY_DEPS.includes(key))).toEqual([]);
    });
  }
);

describe('the built app', () => {
  it('mounts with the libraries that every Kibana has', async () => {
    const { element, read, unmount } = await mountApp([]);
    expect(element.querySelector('[role=alert]')?.textContent ?? '').not.toContain(
      'could not be loaded'
    );
    expect(element.querySelector('input, textarea')).not.toBeNull();
    expect(element.textContent).not.toContain('has failed');
    expect([...read].filter((key) => !SHARED_BY_ALL_VERSIONS.includes(key))).toEqual([]);
    unmount();
  });

  it.each(['ReactDom', 'EmotionCache', 'ReactRouterDom'])(
    'says that it could not be loaded where %s is gone, and leaves the page alone',
    async (gone) => {
      const { element, unmount } = await mountApp([gone]);
      expect(element.querySelector('[role=alert]')?.textContent).toContain('could not be loaded');
      unmount();
      expect(element.textContent).toBe('');
    }
  );

  it('reads no theme variables of EUI, which Borealis has not, and no jsx-runtime', () => {
    for (const name of readdirSync(PUBLIC_FOLDER).filter((file) => file.endsWith('.js'))) {
      const code = readFileSync(path.join(PUBLIC_FOLDER, name), 'utf8');
      expect(code).not.toMatch(/eui(?:Theme|Light|Dark)Vars|KbnUiTheme|jsx-?runtime/i);
    }
  });
});
