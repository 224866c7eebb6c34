/**
 * @jest-environment jsdom
 *
 * The browser half in the Kibanas that it is made for: setup and start never throw, and each thing that it adds is there
 * wherever the Kibana has a place for it, whatever else is missing or broken.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plugin } from '../../public/index';
import type { CoreSetup, CoreStart } from '../../public/kibana_types';
import {
  createBrowserKibana,
  CELL_ACTIONS_TRIGGER_ID,
  type BrowserKibana,
  type BrowserKibanaChanges,
} from './fakes/browser_kibana';
import { createBrokenContract, KIBANA_VERSIONS, type KibanaVersion } from './fakes/kibana_versions';

const { optionalPlugins } = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../kibana.json'), 'utf8')
) as { optionalPlugins: string[] };

/** Feature → the plugin that it needs. */
const REQUIRED_PLUGINS = {
  app: undefined,
  tab: 'unifiedDocViewer',
  locator: 'share',
  'menu item': 'discover',
  'cell action': 'uiActions',
} as const;
type Feature = keyof typeof REQUIRED_PLUGINS;

function isFeatureSupported({
  hasCustomizationProfiles,
  hasCellActionsTrigger,
}: KibanaVersion): Feature[] {
  return (Object.keys(REQUIRED_PLUGINS) as Feature[]).filter(
    (feature) =>
      (feature !== 'menu item' || hasCustomizationProfiles) &&
      (feature !== 'cell action' || hasCellActionsTrigger)
  );
}

function listRegisteredFeatures({ registered }: BrowserKibana): Feature[] {
  const { apps, tabs, locators, profiles, triggers } = registered;
  const there: Record<Feature, boolean> = {
    app: apps.length === 1,
    tab: tabs.length === 1,
    locator: locators.length === 1,
    'menu item': profiles.length === 1,
    'cell action': (triggers.get(CELL_ACTIONS_TRIGGER_ID) ?? []).length === 1,
  };
  return (Object.keys(there) as Feature[]).filter((feature) => there[feature]);
}

/** Sets the plugin up and starts it, as Kibana does: an exception in either breaks every page. */
function startPlugin(version: KibanaVersion, changes: BrowserKibanaChanges = {}): BrowserKibana {
  const kibana = createBrowserKibana(version, changes);
  const instance = plugin();
  instance.setup(kibana.setup, kibana.setupPlugins);
  instance.start(kibana.start, kibana.startPlugins);
  return kibana;
}

describe.each(KIBANA_VERSIONS.map((version) => [version.name, version] as const))(
  'Kibana %s',
  (_name, version) => {
    it('gets everything that it has a place for', () => {
      const kibana = startPlugin(version);
      expect(listRegisteredFeatures(kibana)).toEqual(isFeatureSupported(version));
      expect(kibana.registered.apps[0]).toMatchObject({
        id: 'requestTrace',
        mount: expect.any(Function),
      });
      expect(kibana.registered.locators[0]).toMatchObject({ id: 'REQUEST_TRACE_LOCATOR' });
    });

    it.each(optionalPlugins)(
      'misses only what needs %s where that is missing, broken or empty',
      (name) => {
        const rest = isFeatureSupported(version).filter(
          (feature) => REQUIRED_PLUGINS[feature] !== name
        );
        expect(listRegisteredFeatures(startPlugin(version, { without: [name] }))).toEqual(rest);
        expect(listRegisteredFeatures(startPlugin(version, { broken: [name] }))).toEqual(rest);
        expect(listRegisteredFeatures(startPlugin(version, { empty: [name] }))).toEqual(rest);
      }
    );

    it('has its app where all plugins are missing, broken or empty', () => {
      expect(listRegisteredFeatures(startPlugin(version, { without: optionalPlugins }))).toEqual([
        'app',
      ]);
      expect(listRegisteredFeatures(startPlugin(version, { broken: optionalPlugins }))).toEqual([
        'app',
      ]);
      expect(listRegisteredFeatures(startPlugin(version, { empty: optionalPlugins }))).toEqual([
        'app',
      ]);
    });

    it('is not in Discover for who lacks the feature', () => {
      const { registered } = startPlugin(version, {
        capabilities: { requestTrace: { show: false } },
      });
      expect(registered.profiles).toEqual([]);
      expect(registered.triggers.get(CELL_ACTIONS_TRIGGER_ID) ?? []).toEqual([]);
    });

    it('is there where the capabilities don’t name it, as in a Kibana without the plugin "features"', () => {
      expect(listRegisteredFeatures(startPlugin(version, { capabilities: {} }))).toEqual(
        isFeatureSupported(version)
      );
    });

    it('leaves what others registered', () => {
      const kibana = createBrowserKibana(version);
      kibana.setup.application.register({
        id: 'requestTrace',
        title: 'Another',
        mount: async () => () => undefined,
      });
      const instance = plugin();
      instance.setup(kibana.setup, kibana.setupPlugins);
      instance.start(kibana.start, kibana.startPlugins);
      // The app's ID is taken; the rest is there.
      expect(kibana.registered.apps.map(({ title }) => title)).toEqual(['Another']);
      expect(listRegisteredFeatures(kibana)).toEqual(isFeatureSupported(version));
    });
  }
);

it.each<[string, unknown]>([
  ['undefined', undefined],
  ['empty', {}],
  ['broken', createBrokenContract('core')],
])('does not throw with a core that is %s', (_name, core) => {
  const instance = plugin();
  expect(() => instance.setup(core as CoreSetup<never>, undefined)).not.toThrow();
  expect(() => instance.start(core as CoreStart, undefined)).not.toThrow();
  expect(() => instance.start(core as CoreStart, createBrokenContract('plugins'))).not.toThrow();
});

describe('Discover 8.12', () => {
  const version = KIBANA_VERSIONS[0] as KibanaVersion;

  it.each<[string, unknown, unknown]>([
    [
      'a customization service that throws',
      {
        set: () => {
          throw new Error('no');
        },
        get$: () => {
          throw new Error('no');
        },
      },
      {},
    ],
    ['a broken state container', { set: () => undefined }, createBrokenContract('stateContainer')],
    ['nothing at all', undefined, undefined],
  ])(
    'loads in spite of %s: a profile that throws or rejects keeps it loading for ever',
    async (_what, customizations, stateContainer) => {
      const [profile] = startPlugin(version).registered.profiles;
      const customize = profile?.customize as (options: unknown) => unknown;
      await expect(
        Promise.resolve().then(() => customize({ customizations, stateContainer }))
      ).resolves.not.toBeInstanceOf(Error);
    }
  );

  it('can run its menu item and ask for its flyout actions with a state that reads otherwise', () => {
    const [profile] = startPlugin(version).registered.profiles;
    const set: Array<{
      id: string;
      getMenuItems?(): Array<{ data: { run(anchor: HTMLElement): unknown } }>;
      actions?: { getActionItems?(): unknown[] };
    }> = [];
    void profile?.customize({
      customizations: {
        set: (customization) => {
          set.push(customization as never);
        },
      },
      stateContainer: createBrokenContract('stateContainer'),
    });
    const menu = set.find(({ id }) => id === 'top_nav')?.getMenuItems?.() ?? [];
    expect(menu).toHaveLength(1);
    for (const { data } of menu) expect(() => data.run(document.body)).not.toThrow();
    for (const { actions } of set) expect(() => actions?.getActionItems?.()).not.toThrow();
  });
});
