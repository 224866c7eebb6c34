/**
 * @jest-environment jsdom
 *
 * Loads the built browser half as Kibana does: its globals, one classic script, `bundleRequire(moduleKey).plugin(context)`.
 * Builds the plugin first where the last build is out of date.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers';
import yauzl from 'yauzl';
import { SHARED_DEPS } from '../../scripts/bundle/shared_deps';

const ROOT = path.resolve(__dirname, '../..');
const PLUGIN_ID = 'requestTrace';
const PLUGIN_FOLDER = path.join(ROOT, 'build', 'kibana', PLUGIN_ID);
const PUBLIC_FOLDER = path.join(PLUGIN_FOLDER, 'target', 'public');
const ENTRY_FILE = path.join(PUBLIC_FOLDER, `${PLUGIN_ID}.plugin.js`);

interface BundleDefinition {
  id: string;
  bundleRequire(key: unknown): { plugin(context: unknown): Record<string, unknown> };
  key: unknown;
}
interface KibanaGlobals {
  __kbnBundles__?: unknown;
  __kbnPublicPath__?: unknown;
  __kbnSharedDeps__?: unknown;
}

/** Runs the entry as a script of a page with these shared libraries, and gives what it defined. */
function loadEntry(sharedDeps: Record<string, unknown>): BundleDefinition[] {
  const page = window as unknown as KibanaGlobals;
  const defined: BundleDefinition[] = [];
  page.__kbnPublicPath__ = { [PLUGIN_ID]: `/1/bundles/plugin/${PLUGIN_ID}/x/` };
  page.__kbnSharedDeps__ = sharedDeps;
  page.__kbnBundles__ = {
    has: () => false,
    define: (id: string, bundleRequire: BundleDefinition['bundleRequire'], key: unknown) =>
      defined.push({ id, bundleRequire, key }),
    get: () => {
      throw new Error('__kbnBundles__.get() while a module is evaluated');
    },
  };
  const script = document.createElement('script');
  script.textContent = readFileSync(ENTRY_FILE, 'utf8');
  document.head.append(script);
  return defined;
}

/** Kibana's shared libraries, as far as the entry may touch them before the app is opened: React's `createElement` aside, none. */
const createSharedDeps = (): Record<string, unknown> => {
  const deps: Record<string, unknown> = Object.fromEntries(
    Object.values(SHARED_DEPS).map((key) => [key, {}])
  );
  deps.KbnI18n = {
    i18n: {
      translate: (_id: string, { defaultMessage }: { defaultMessage: string }) => defaultMessage,
      getLocale: () => 'en',
    },
  };
  deps.React = jest.requireActual('react');
  deps.ReactDom = jest.requireActual('react-dom');
  return deps;
};

beforeAll(() => {
  // jsdom has none, and yauzl needs it.
  Object.assign(globalThis, { setImmediate });
  execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/build.ts', '--if-needed'], {
    cwd: ROOT,
    stdio: 'pipe',
  });
}, 120_000);

describe('the built browser half', () => {
  it('defines itself under its id and runs nothing before it is asked', () => {
    const defined = loadEntry({});
    expect(defined.map(({ id }) => id)).toEqual(['plugin/requestTrace/public']);
  });

  it('gives its plugin synchronously, with setup and start', () => {
    const [definition] = loadEntry(createSharedDeps());
    const plugin = definition
      ?.bundleRequire(definition.key)
      .plugin({ config: { get: () => ({}) } });
    expect(plugin).not.toBeInstanceOf(Promise);
    expect(plugin).toMatchObject({ setup: expect.any(Function), start: expect.any(Function) });
  });

  it('registers its app, tab and menu item', () => {
    const [definition] = loadEntry(createSharedDeps());
    const plugin = definition?.bundleRequire(definition.key).plugin({}) as {
      setup(core: unknown, plugins: unknown): unknown;
      start(core: unknown, plugins: unknown): unknown;
    };
    const register = jest.fn();
    const addDocView = jest.fn();
    const registerCustomizationProfile = jest.fn();
    plugin.setup(
      { application: { register }, getStartServices: () => new Promise(() => undefined) },
      { unifiedDocViewer: { addDocView } }
    );
    plugin.start({}, { discover: { registerCustomizationProfile } });
    expect(register).toHaveBeenCalledWith(
      expect.objectContaining({ id: PLUGIN_ID, mount: expect.any(Function) })
    );
    expect(addDocView).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Trace request', component: expect.any(Function) })
    );
    expect(registerCustomizationProfile).toHaveBeenCalledWith('default', {
      customize: expect.any(Function),
    });
  });

  it('breaks nothing in a host that has none of the optional plugins', () => {
    const [definition] = loadEntry(createSharedDeps());
    const plugin = definition?.bundleRequire(definition.key).plugin({}) as {
      setup(core: unknown, plugins: unknown): unknown;
      start(core: unknown, plugins: unknown): unknown;
    };
    expect(() => {
      plugin.setup(
        {
          application: {
            register: () => {
              throw new Error('no');
            },
          },
          getStartServices: () => new Promise(() => undefined),
        },
        {}
      );
      plugin.start({}, {});
    }).not.toThrow();
  });

  it('names a shared library that the host lacks', () => {
    const deps = createSharedDeps();
    delete deps.KbnI18n;
    const [definition] = loadEntry(deps);
    expect(() => definition?.bundleRequire(definition.key)).toThrow(
      'Request Trace needs the shared library KbnI18n, which this host does not provide'
    );
  });

  it('has an entry within the budget, and the rest in chunks', () => {
    expect(statSync(ENTRY_FILE).size).toBeLessThanOrEqual(15_360);
    expect(
      readdirSync(PUBLIC_FOLDER).filter((name) => /\.chunk\..*\.js$/.test(name)).length
    ).toBeGreaterThan(0);
  });

  it('needs no eval, and only shared libraries that every Kibana has', () => {
    const allowed = new Set(Object.values(SHARED_DEPS));
    for (const name of readdirSync(PUBLIC_FOLDER).filter((file) => file.endsWith('.js'))) {
      const code = readFileSync(path.join(PUBLIC_FOLDER, name), 'utf8');
      expect(code).not.toMatch(/\beval\(|\bnew Function\(|[^.\w]Function\(["'`]/);
      expect(code).not.toContain('__kbnSharedDeps_npm__');
      for (const [, key] of code.matchAll(/__kbnSharedDeps__\|\|\{\}\)\.(\w+)/g))
        expect(allowed).toContain(key);
    }
  });
});

describe('the package', () => {
  const readJson = (name: string) =>
    JSON.parse(readFileSync(path.join(PLUGIN_FOLDER, name), 'utf8')) as Record<string, unknown>;

  it('has a manifest with only the keys that Kibana allows, its version a build of its own', () => {
    const known = [
      'id',
      'version',
      'kibanaVersion',
      'type',
      'configPath',
      'requiredPlugins',
      'optionalPlugins',
      'runtimePluginDependencies',
      'requiredBundles',
      'ui',
      'server',
      'extraPublicDirs',
      'serviceFolders',
      'owner',
      'description',
      'enabledOnAnonymousPages',
    ];
    const manifest = readJson('kibana.json');
    expect(Object.keys(manifest).filter((key) => !known.includes(key))).toEqual([]);
    expect(manifest).toMatchObject({ id: PLUGIN_ID, server: true, ui: true, requiredBundles: [] });
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+-b[0-9a-f]{12}$/);
    expect(manifest.kibanaVersion).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('has a server half that needs @kbn/config-schema, @kbn/i18n and Node alone', () => {
    const code = readFileSync(path.join(PLUGIN_FOLDER, 'server', 'index.js'), 'utf8');
    const required = [...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name);
    expect(
      required.filter(
        (name) =>
          name !== '@kbn/config-schema' && name !== '@kbn/i18n' && !name?.startsWith('node:')
      )
    ).toEqual([]);
    expect(required).toContain('@kbn/config-schema');
  });

  it('is zipped as the installer expects it, nothing left out', async () => {
    const { kibanaVersion } = readJson('kibana.json');
    const file = path.join(ROOT, 'build', `${PLUGIN_ID}-${String(kibanaVersion)}.zip`);
    expect(existsSync(file)).toBe(true);
    const names = await new Promise<string[]>((resolve, reject) => {
      yauzl.open(file, { lazyEntries: false }, (error, zip) => {
        if (error || !zip) return reject(error ?? new Error(`${file} could not be opened`));
        const found: string[] = [];
        zip.on('entry', ({ fileName }: { fileName: string }) => found.push(fileName));
        zip.on('end', () => resolve(found));
        zip.on('error', reject);
      });
    });
    expect(names.every((name) => name.startsWith(`kibana/${PLUGIN_ID}/`))).toBe(true);
    for (const name of [
      'kibana.json',
      'package.json',
      'server/index.js',
      `target/public/${PLUGIN_ID}.plugin.js`,
    ])
      expect(names).toContain(`kibana/${PLUGIN_ID}/${name}`);
  });
});
