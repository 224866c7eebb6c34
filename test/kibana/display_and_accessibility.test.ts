/** Kibana's habits: date format, time zone, dark mode, a narrow window, keyboard, accessibility, no jumps. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/expect_accessible';
import { getRunNames } from './support/environment';
import { buildHomePath, RequestsList } from './support/requests_list';
import { changeSettings } from './support/kibana_api';
import { getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchTrace, TraceView } from './support/trace_view';

const ID = getReqId('op-19-pod-missing-secret');

const removalsPath = (): string =>
  `/app/requestTrace/removals?${new URLSearchParams({ object: 'deployments/store/orders', dataView: getRunNames().dataView })}`;

/** Changes settings of this run's space for a test, and sets them back. */
async function withSettings(
  changes: Record<string, unknown>,
  run: () => Promise<void>
): Promise<void> {
  await changeSettings(changes, getRunNames().space);
  try {
    await run();
  } finally {
    await changeSettings(
      Object.fromEntries(
        Object.keys(changes).map((name) => [name, name === 'dateFormat:tz' ? 'UTC' : null])
      ),
      getRunNames().space
    );
  }
}

async function expectListAndRemovalsAccessible(page: Page): Promise<void> {
  await new RequestsList(page).open();
  await expectAccessible(page, '[data-test-subj="requestTraceHome"]');
  await openPage(page, removalsPath(), getRunNames().space);
  await expect(page.getByTestId('requestTraceMove').first()).toBeVisible();
  await expectAccessible(page, '[data-test-subj="requestTraceMovesPage"]');
}

test('times are in the time zone and the format of the settings', async ({ page }) => {
  const { origin } = await fetchTrace({ id: ID });
  await withSettings(
    { 'dateFormat:tz': 'Asia/Tokyo', dateFormat: 'YYYY-MM-DD HH:mm:ss.SSS' },
    async () => {
      const view = new TraceView(page);
      await view.open(ID);
      const tokyo = new Date(Date.parse(origin!.time) + 9 * 3_600_000)
        .toISOString()
        .slice(0, 23)
        .replace('T', ' ');
      await expect(page.getByTestId('requestTraceWhen')).toContainText(tokyo.slice(0, 19));
      await takeScreenshot(page, '24-tokyo');
      const list = new RequestsList(page);
      await list.open({ name: origin!.name! });
      await expect(list.rows.filter({ hasText: 'create' }).first()).toContainText(
        tokyo.slice(0, 19)
      );
    }
  );
});

test('dark mode: nothing is unreadable', async ({ page }) => {
  await withSettings({ 'theme:darkMode': true }, async () => {
    const view = new TraceView(page);
    await view.open(ID);
    await takeScreenshot(page, '24-dark');
    await expectAccessible(page, '[data-test-subj="requestTracePage"]');
    await expectListAndRemovalsAccessible(page);
  });
});

test('light: axe finds nothing serious on any page of the app', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(ID);
  await expectAccessible(page, '[data-test-subj="requestTracePage"]');
  await expectListAndRemovalsAccessible(page);
});

for (const width of [700, 500]) {
  test(`a window of ${width} pixels has everything, and needs no scrolling sideways`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const view = new TraceView(page);
    await view.open(ID);
    await expect(view.counts).toBeVisible();
    await takeScreenshot(page, `24-trace-${width}`);
    for (const [name, path, shown] of [
      ['requests', buildHomePath(), 'requestTraceRequest'],
      ['moves', removalsPath(), 'requestTraceMove'],
      ['settings', '/app/requestTrace/settings', 'requestTraceSourcesTable'],
    ] as const) {
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        page.url()
      ).toBeLessThanOrEqual(0);
      await openPage(page, path, getRunNames().space);
      await expect(page.getByTestId(shown).first()).toBeVisible();
      await takeScreenshot(page, `24-${name}-${width}`);
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      page.url()
    ).toBeLessThanOrEqual(0);
  });
}

test('by keyboard alone: from the box to a record and back', async ({ page }) => {
  await openPage(
    page,
    `/app/requestTrace/?${new URLSearchParams({ index: getRunNames().index })}`,
    getRunNames().space
  );
  await page.getByTestId('requestTraceBox').focus();
  await page.keyboard.type(ID);
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.grid.getByTestId('requestTraceOpenDocument').first().focus();
  await page.keyboard.press('Enter');
  const record = page.getByTestId('requestTraceDocument');
  await expect(record).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(record).toHaveCount(0);
});

test('by keyboard alone: from the list to a trace', async ({ page }) => {
  const list = new RequestsList(page);
  await list.open();
  await page.getByTestId('requestTraceBox').focus();
  const first = list.links.first();
  const isThere = (): Promise<boolean> => first.evaluate((link) => link === document.activeElement);
  for (let presses = 0; presses < 40 && !(await isThere()); presses++)
    await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await new TraceView(page).waitUntilLoaded();
});

test('the page does not jump while the trace comes', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    (window as unknown as { __shifts: number[] }).__shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Array<
        PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources?: Array<{ node?: Node }>;
        }
      >) {
        const inApp = entry.sources?.some(({ node }) =>
          (node?.nodeType === Node.TEXT_NODE
            ? node.parentElement
            : (node as Element | undefined)
          )?.closest?.('[data-test-subj="requestTracePage"]')
        );
        if (!entry.hadRecentInput && inApp) shifts.push(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const view = new TraceView(page);
  await view.open(ID);
  await page.waitForLoadState('networkidle');
  const sum = await page.evaluate(() =>
    (window as unknown as { __shifts: number[] }).__shifts.reduce(
      (total, value) => total + value,
      0
    )
  );
  // what the web counts as good
  expect(sum).toBeLessThan(0.1);
});
