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
import { browserKibana, CELL_TRIGGER, type BrowserKibana, type Changes } from './fakes/browser';
import { broken, VERSIONS, type KibanaVersion } from './fakes/versions';

const { optionalPlugins } = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../kibana.json'), 'utf8')
) as { optionalPlugins: string[] };

/** Feature → the plugin that it needs. */
const NEEDS = {
  app: undefined,
  tab: 'unifiedDocViewer',
  locator: 'share',
  'menu item': 'discover',
  'cell action': 'uiActions',
} as const;
type Feature = keyof typeof NEEDS;

function offers({ customizationProfiles, cellTrigger }: KibanaVersion): Feature[] {
  return (Object.keys(NEEDS) as Feature[]).filter(
    (feature) =>
      (feature !== 'menu item' || customizationProfiles) &&
      (feature !== 'cell action' || cellTrigger)
  );
}

function registeredIn({ registered }: BrowserKibana): Feature[] {
  const { apps, tabs, locators, profiles, triggers } = registered;
  const there: Record<Feature, boolean> = {
    app: apps.length === 1,
    tab: tabs.length === 1,
    locator: locators.length === 1,
    'menu item': profiles.length === 1,
    'cell action': (triggers.get(CELL_TRIGGER) ?? []).length === 1,
  };
  return (Object.keys(there) as Feature[]).filter((feature) => there[feature]);
}

/** Sets the plugin up and starts it, as Kibana does: an exception in either breaks every page. */
function run(version: KibanaVersion, changes: Changes = {}): BrowserKibana {
  const kibana = browserKibana(version, changes);
  const instance = plugin();
  instance.setup(kibana.setup, kibana.setupPlugins);
  instance.start(kibana.start, kibana.startPlugins);
  return kibana;
}

describe.each(VERSIONS.map((version) => [version.name, version] as const))(
  'Kibana %s',
  (_name, version) => {
    it('gets everything that it has a place for', () => {
      const kibana = run(version);
      expect(registeredIn(kibana)).toEqual(offers(version));
      expect(kibana.registered.apps[0]).toMatchObject({
        id: 'requestTrace',
        mount: expect.any(Function),
      });
      expect(kibana.registered.locators[0]).toMatchObject({ id: 'REQUEST_TRACE_LOCATOR' });
    });

    it.each(optionalPlugins)(
      'misses only what needs %s where that is missing, broken or empty',
      (name) => {
        const rest = offers(version).filter((feature) => NEEDS[feature] !== name);
        expect(registeredIn(run(version, { without: [name] }))).toEqual(rest);
        expect(registeredIn(run(version, { broken: [name] }))).toEqual(rest);
        expect(registeredIn(run(version, { empty: [name] }))).toEqual(rest);
      }
    );

    it('has its app where all plugins are missing, broken or empty', () => {
      expect(registeredIn(run(version, { without: optionalPlugins }))).toEqual(['app']);
      expect(registeredIn(run(version, { broken: optionalPlugins }))).toEqual(['app']);
      expect(registeredIn(run(version, { empty: optionalPlugins }))).toEqual(['app']);
    });

    it('is not in Discover for who lacks the feature', () => {
      const { registered } = run(version, { capabilities: { requestTrace: { show: false } } });
      expect(registered.profiles).toEqual([]);
      expect(registered.triggers.get(CELL_TRIGGER) ?? []).toEqual([]);
    });

    it('is there where the capabilities don’t name it, as in a Kibana without the plugin "features"', () => {
      expect(registeredIn(run(version, { capabilities: {} }))).toEqual(offers(version));
    });

    it('leaves what others registered', () => {
      const kibana = browserKibana(version);
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
      expect(registeredIn(kibana)).toEqual(offers(version));
    });
  }
);

it.each<[string, unknown]>([
  ['undefined', undefined],
  ['empty', {}],
  ['broken', broken('core')],
])('does not throw with a core that is %s', (_name, core) => {
  const instance = plugin();
  expect(() => instance.setup(core as CoreSetup<never>, undefined)).not.toThrow();
  expect(() => instance.start(core as CoreStart, undefined)).not.toThrow();
  expect(() => instance.start(core as CoreStart, broken('plugins'))).not.toThrow();
});

describe('Discover 8.12', () => {
  const version = VERSIONS[0] as KibanaVersion;

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
    ['a broken state container', { set: () => undefined }, broken('stateContainer')],
    ['nothing at all', undefined, undefined],
  ])(
    'loads in spite of %s: a profile that throws or rejects keeps it loading for ever',
    async (_what, customizations, stateContainer) => {
      const [profile] = run(version).registered.profiles;
      const customize = profile?.customize as (options: unknown) => unknown;
      await expect(
        Promise.resolve().then(() => customize({ customizations, stateContainer }))
      ).resolves.not.toBeInstanceOf(Error);
    }
  );

  it('can run its menu item and ask for its flyout actions with a state that reads otherwise', () => {
    const [profile] = run(version).registered.profiles;
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
      stateContainer: broken('stateContainer'),
    });
    const menu = set.find(({ id }) => id === 'top_nav')?.getMenuItems?.() ?? [];
    expect(menu).toHaveLength(1);
    for (const { data } of menu) expect(() => data.run(document.body)).not.toThrow();
    for (const { actions } of set) expect(() => actions?.getActionItems?.()).not.toThrow();
  });
});
