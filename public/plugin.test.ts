/** @jest-environment jsdom */
import { Subject } from 'rxjs';
import { plugin } from './index';
import type {
  AppMountParameters,
  CoreSetup,
  CoreStart,
  SetupPlugins,
  StartPlugins,
} from './kibana_types';

/** The app's chunk, which fails to load until it is told otherwise. */
const mockChunk = { loads: false };
jest.mock('./app/mount', () => {
  if (!mockChunk.loads) throw new Error('ChunkLoadError');
  return {
    renderApp: (_core: unknown, _plugins: unknown, { element }: { element: HTMLElement }) => {
      element.textContent = 'the app';
      return () => {
        element.textContent = '';
      };
    },
  };
});

type App = Parameters<CoreSetup['application']['register']>[0];

/** Kibana 8.12's core, as far as setup and start touch it. */
function createCore(): {
  setup: CoreSetup<StartPlugins>;
  start: CoreStart;
  apps: App[];
  navigated: unknown[][];
} {
  const apps: App[] = [];
  const navigated: unknown[][] = [];
  const start = {
    application: {
      navigateToApp: async (...to: unknown[]) => {
        navigated.push(to);
      },
    },
    http: { fetch: async () => ({}) },
  } as unknown as CoreStart;
  const setup = {
    application: { register: (app: App) => apps.push(app) },
    getStartServices: async () => [start, {}, {}],
  } as unknown as CoreSetup<StartPlugins>;
  return { setup, start, apps, navigated };
}

describe('setup', () => {
  it.each([
    [
      'Observability',
      { observability: {} },
      { id: 'observability', label: 'Observability', order: 3000 },
    ],
    [
      'Analytics where Kibana has no Observability',
      {},
      { id: 'kibana', label: 'Analytics', order: 1000 },
    ],
  ])('registers the app under %s', (_where, plugins, category) => {
    const { setup, apps } = createCore();
    plugin().setup(setup, plugins);
    expect(apps).toEqual([
      expect.objectContaining({
        id: 'requestTrace',
        title: 'Request Trace',
        category: expect.objectContaining(category),
      }),
    ]);
  });

  it('is found by global search, its settings too', () => {
    const { setup, apps } = createCore();
    plugin().setup(setup, {});
    expect(apps[0]?.keywords).toEqual(expect.arrayContaining(['k8s', 'kubernetes', 'request id']));
    expect(apps[0]?.deepLinks).toEqual([
      expect.objectContaining({
        id: 'settings',
        path: '/settings',
        keywords: expect.arrayContaining(['k8s', 'request id']),
      }),
    ]);
    // either would take it out of global search in the versions that know the other
    for (const key of ['visibleIn', 'navLinkStatus', 'searchable'])
      expect(apps[0]?.deepLinks?.[0]).not.toHaveProperty(key);
  });

  it('registers the tab with Kibana 8.12’s addDocView', () => {
    const views: unknown[] = [];
    plugin().setup(createCore().setup, {
      unifiedDocViewer: { addDocView: (view) => views.push(view) },
    });
    expect(views).toEqual([
      expect.objectContaining({
        id: 'requestTrace',
        title: 'Trace request',
        order: expect.any(Number),
        component: expect.any(Function),
        shouldShow: expect.any(Function),
      }),
    ]);
  });

  it('registers the tab with the registry of later Kibanas', () => {
    const views: unknown[] = [];
    plugin().setup(createCore().setup, {
      unifiedDocViewer: { registry: { add: (view) => views.push(view) } },
    });
    expect(views).toEqual([expect.objectContaining({ id: 'requestTrace', enabled: true })]);
  });

  it('registers a locator that leads to a trace', async () => {
    const locators: Array<{ id: string; getLocation(params: unknown): Promise<unknown> }> = [];
    plugin().setup(createCore().setup, {
      share: { url: { locators: { create: (locator) => locators.push(locator) } } },
    });
    expect(locators[0]?.id).toBe('REQUEST_TRACE_LOCATOR');
    await expect(
      locators[0]?.getLocation({ id: 'a b', index: 'k8s-*', view: { sources: ['audit'] } })
    ).resolves.toEqual({
      app: 'requestTrace',
      path: '/trace?id=a+b&index=k8s-*&source=audit',
      state: {},
    });
    await expect(locators[0]?.getLocation({})).resolves.toMatchObject({ path: '/' });
    await expect(locators[0]?.getLocation({ page: 'settings' })).resolves.toMatchObject({
      app: 'requestTrace',
      path: '/settings',
    });
    await expect(
      locators[0]?.getLocation({
        id: 'a',
        dataViewId: 'dv',
        query: { language: 'kuery', query: 'a: "b"' },
      })
    ).resolves.toMatchObject({ path: '/trace?id=a&dataView=dv&query=a%3A+%22b%22' });
  });

  it('goes on where one part is refused', () => {
    const { setup, apps } = createCore();
    const locators: unknown[] = [];
    plugin().setup(setup, {
      unifiedDocViewer: {
        registry: {
          add: () => {
            throw new Error('Duplicate id');
          },
        },
      },
      share: { url: { locators: { create: (locator) => locators.push(locator) } } },
    });
    expect(apps).toHaveLength(1);
    expect(locators).toHaveLength(1);
  });

  it.each<[string, unknown, unknown]>([
    ['no plugins', createCore().setup, undefined],
    ['plugins that offer nothing', createCore().setup, { unifiedDocViewer: {}, share: {} }],
    ['a core with nothing', {}, {}],
    ['no core', undefined, undefined],
  ])('does not throw with %s', (_what, core, plugins) => {
    const instance = plugin();
    expect(() =>
      instance.setup(core as CoreSetup<StartPlugins>, plugins as SetupPlugins)
    ).not.toThrow();
    expect(() =>
      instance.start(core as unknown as CoreStart, plugins as StartPlugins)
    ).not.toThrow();
    expect(() => instance.stop()).not.toThrow();
  });
});

describe('start', () => {
  type Customize = Parameters<
    NonNullable<NonNullable<StartPlugins['discover']>['registerCustomizationProfile']>
  >[1]['customize'];
  type Item = { data: { id: string; label: string; run(): void }; order: number };

  /** What Discover 8.12 does with a profile, and what it then has as top_nav. */
  function startWith(
    plugins: (register: (id: string, options: { customize: Customize }) => void) => StartPlugins
  ): {
    core: ReturnType<typeof createCore>;
    profiles: Array<[string, { customize: Customize }]>;
  } {
    const core = createCore();
    const profiles: Array<[string, { customize: Customize }]> = [];
    plugin().start(
      core.start,
      plugins((...profile) => {
        profiles.push(profile);
      })
    );
    return { core, profiles };
  }

  /** The menu item’s code is loaded when it is first clicked. */
  const loaded = () =>
    new Promise((resolve) => {
      setTimeout(resolve, 50);
    });

  it('adds the menu item, which opens the app with Discover’s index pattern and time range', async () => {
    const { core, profiles } = startWith((register) => ({
      discover: { registerCustomizationProfile: register },
      data: {
        query: { timefilter: { timefilter: { getTime: () => ({ from: 'now-7d', to: 'now' }) } } },
      },
    }));
    const [[id, { customize }]] = profiles as [[string, { customize: Customize }]];
    expect(id).toBe('default');
    const set: Array<{ id: string; getMenuItems(): Item[] }> = [];
    expect(
      customize({
        customizations: {
          set: (customization) => {
            set.push(customization as never);
          },
        },
        stateContainer: {
          internalState: {
            getState: () => ({
              dataView: { title: 'k8s-*', getIndexPattern: () => 'k8s-*,logs-*' },
            }),
          },
        },
      })
    ).toBeUndefined();
    const items = set[0]?.getMenuItems() ?? [];
    expect(set[0]?.id).toBe('top_nav');
    expect(items.map(({ data }) => data.label)).toEqual(['Trace request']);
    items[0]?.data.run();
    await loaded();
    expect(core.navigated).toEqual([
      ['requestTrace', { path: '/?from=now-7d&to=now&index=k8s-*%2Clogs-*' }],
    ]);
  });

  it('adds an action to the opened document’s header; Discover after 8.12 draws it by label and icon, and calls it', async () => {
    const { core, profiles } = startWith((register) => ({
      discover: { registerCustomizationProfile: register },
    }));
    const set: Array<{
      id: string;
      actions?: {
        getActionItems(): Array<{
          enabled: boolean;
          label: string;
          iconType: string;
          onClick(): void;
        }>;
      };
    }> = [];
    const expandedDoc = {
      id: 'i',
      flattened: { 'request.id': ['r-1'] },
      raw: { _index: 'k8s', _id: '1' },
    };
    void profiles[0]?.[1].customize({
      customizations: {
        set: (customization) => {
          set.push(customization as never);
        },
      },
      stateContainer: {
        internalState: {
          getState: () => ({
            expandedDoc,
            dataView: { id: 'v', title: 'k8s-*', isPersisted: () => true },
          }),
        },
      },
    });
    const [action] = set.find(({ id }) => id === 'flyout')?.actions?.getActionItems() ?? [];
    expect(action).toMatchObject({
      enabled: true,
      label: 'Trace request',
      iconType: expect.any(String),
    });
    action?.onClick();
    await loaded();
    expect(core.navigated).toEqual([
      ['requestTrace', { path: expect.stringContaining('/trace?id=r-1') }],
    ]);
  });

  it('registers nothing for a user without the feature', () => {
    const { start } = createCore();
    const profiles: unknown[] = [];
    const capabilities = { requestTrace: { show: false } };
    plugin().start(
      { ...start, application: { ...start.application, capabilities } },
      {
        discover: {
          registerCustomizationProfile: (...profile) => {
            profiles.push(profile);
          },
        },
      }
    );
    expect(profiles).toEqual([]);
  });

  it('keeps the items of another plugin', () => {
    const { profiles } = startWith((register) => ({
      discover: { registerCustomizationProfile: register },
    }));
    const set: Array<{ defaultMenu?: unknown; getMenuItems(): Item[] }> = [];
    const other = {
      id: 'top_nav',
      defaultMenu: { newItem: { disabled: true } },
      getMenuItems: () => [{ data: { id: 'other' }, order: 1 }],
    };
    void profiles[0]?.[1].customize({
      customizations: {
        set: (customization) => {
          set.push(customization as never);
        },
        get$: () =>
          new (class extends Subject<unknown> {
            override subscribe(next?: unknown) {
              (next as (value: unknown) => void)(other);
              return super.subscribe();
            }
          })(),
      },
      stateContainer: undefined,
    });
    expect(set[0]?.defaultMenu).toEqual(other.defaultMenu);
    expect(set[0]?.getMenuItems().map(({ data }) => data.id)).toEqual(['other', 'requestTrace']);
  });

  it('opens the app without scope where Discover’s state reads otherwise', async () => {
    const { core, profiles } = startWith((register) => ({
      discover: { registerCustomizationProfile: register },
    }));
    const set: Array<{ getMenuItems(): Item[] }> = [];
    void profiles[0]?.[1].customize({
      customizations: {
        set: (customization) => {
          set.push(customization as never);
        },
      },
      stateContainer: 7,
    });
    set[0]?.getMenuItems()[0]?.data.run();
    await loaded();
    expect(core.navigated).toEqual([['requestTrace', { path: '/' }]]);
  });

  it('never lets customize throw: Discover would load for ever', () => {
    const { profiles } = startWith((register) => ({
      discover: { registerCustomizationProfile: register },
    }));
    expect(() =>
      profiles[0]?.[1].customize({
        customizations: {
          set: () => {
            throw new Error('no such customization');
          },
        },
        stateContainer: undefined,
      })
    ).not.toThrow();
  });

  it('leaves a Discover without profiles alone', () => {
    expect(startWith(() => ({ discover: {} })).profiles).toEqual([]);
  });
});

describe('mounting the app', () => {
  it('says so when its code does not load, and tries again', async () => {
    const { setup, apps } = createCore();
    plugin().setup(setup, {});
    const element = document.createElement('div');
    const unmount = await apps[0]?.mount({ element } as unknown as AppMountParameters);
    expect(element.querySelector('[role=alert]')?.textContent).toContain('could not be loaded');
    mockChunk.loads = true;
    element.querySelector('button')?.click();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(element.textContent).toBe('the app');
    unmount?.();
    expect(element.textContent).toBe('');
  });

  it('leaves nothing behind when the app is left before its code is there', async () => {
    mockChunk.loads = false;
    jest.resetModules();
    const { setup, apps } = createCore();
    plugin().setup(setup, {});
    const element = document.createElement('div');
    const unmount = await apps[0]?.mount({ element } as unknown as AppMountParameters);
    mockChunk.loads = true;
    element.querySelector('button')?.click();
    unmount?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(element.textContent).toBe('');
  });
});
