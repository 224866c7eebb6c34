/** @jest-environment jsdom */
import type { Services } from '../types';
import { getLocatorParams, canCreateShortUrl, sharePage } from './share_page';

const mockCopiedTexts: string[] = [];
jest.mock('@elastic/eui', () => ({
  copyToClipboard: (text: string) => {
    mockCopiedTexts.push(text);
    return true;
  },
}));

const PAGE_LOCATION = {
  pathname: '/trace',
  search: '?id=abc&from=now-1h&to=now&index=k8s-*&source=audit',
};

function createServices(share?: unknown): { services: Services; toasts: string[] } {
  const toasts: string[] = [];
  return {
    toasts,
    services: {
      core: {
        application: {
          getUrlForApp: (id: string, { path }: { path: string }) =>
            `http://kibana/s/x/app/${id}${path}`,
          capabilities: { discover: { createShortUrl: true } },
        },
        notifications: {
          toasts: {
            addSuccess: (toast: string) => toasts.push(toast),
            addDanger: () => toasts.push('danger'),
          },
        },
      },
      plugins: { share },
    } as unknown as Services,
  };
}

beforeEach(() => {
  mockCopiedTexts.length = 0;
});

it('makes the locator’s parameters of a URL, as plain JSON', () => {
  const params = getLocatorParams(PAGE_LOCATION);
  expect(params).toEqual({
    id: 'abc',
    from: 'now-1h',
    to: 'now',
    index: 'k8s-*',
    view: { sources: ['audit'] },
  });
  expect(JSON.parse(JSON.stringify(params))).toEqual(params);
  expect(getLocatorParams({ pathname: '/', search: '' })).toEqual({});
});

it.each([
  [{ discover: { createShortUrl: true } }, true],
  [{ discover: { createShortUrl: false }, dashboard: { show: true } }, false],
  [{ discover_v2: { createShortUrl: true } }, true],
  [{}, false],
  [undefined, false],
])('tells from %j whether short URLs may be made', (capabilities, may) => {
  expect(canCreateShortUrl(capabilities)).toBe(may);
});

it('opens Kibana’s Share menu with the page’s address and the locator', async () => {
  const opened: Array<Record<string, unknown>> = [];
  const locator = { id: 'REQUEST_TRACE_LOCATOR' };
  const fake = createServices({
    url: { locators: { get: () => locator } },
    toggleShareContextMenu: (options: Record<string, unknown>) => opened.push(options),
  });
  const anchor = document.createElement('button');
  await sharePage(fake.services, PAGE_LOCATION, anchor);
  expect(opened).toEqual([
    expect.objectContaining({
      anchorElement: anchor,
      allowEmbed: false,
      allowShortUrl: true,
      isDirty: false,
      shareableUrl: `http://kibana/s/x/app/requestTrace${PAGE_LOCATION.pathname}${PAGE_LOCATION.search}`,
      shareableUrlLocatorParams: { locator, params: getLocatorParams(PAGE_LOCATION) },
      // later versions read `config[tab]` of it
      objectTypeMeta: expect.objectContaining({ config: expect.any(Object) }),
    }),
  ]);
  expect(mockCopiedTexts).toEqual([]);
});

it.each<[string, unknown]>([
  ['there is no share plugin', undefined],
  ['it has no menu', { url: {} }],
  [
    'its menu wants something else',
    {
      toggleShareContextMenu: () => {
        throw new TypeError();
      },
    },
  ],
])('copies the address where %s', async (_why, share) => {
  const fake = createServices(share);
  await sharePage(fake.services, PAGE_LOCATION, document.createElement('button'));
  expect(mockCopiedTexts).toEqual([
    `http://kibana/s/x/app/requestTrace${PAGE_LOCATION.pathname}${PAGE_LOCATION.search}`,
  ]);
  expect(fake.toasts).toEqual(['The link to this page was copied']);
});
