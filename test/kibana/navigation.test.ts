/** The app's place in Kibana: side navigation, global search, breadcrumbs, title, recently viewed, links to it. */
import { getRunNames } from './support/environment';
import { callKibana } from './support/kibana_api';
import { getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchTrace, TraceView } from './support/trace_view';

const ID = getReqId('op-19-pod-missing-secret');

interface Status {
  status: { plugins: Record<string, unknown> };
}

test('is in the side navigation, under Observability or, without that, Analytics', async ({
  page,
}) => {
  const { status } = await callKibana<Status>('GET', '/api/status');
  const group = 'observability' in status.plugins ? 'observability' : 'kibana';
  await openPage(page, '/app/management', getRunNames().space);
  await page.getByTestId('toggleNavButton').click();
  const link = page
    .getByTestId(`collapsibleNavGroup-${group}`)
    .getByRole('link', { name: 'Request Trace', exact: true });
  await expect(link).toBeVisible();
  await takeScreenshot(page, '16-side-navigation');
  await link.click();
  await expect(page.getByTestId('requestTraceHome')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/s/${getRunNames().space}/app/requestTrace`));
});

test('global search finds the app and its settings, by keyboard', async ({ page }) => {
  await openPage(page, '/app/management', getRunNames().space);
  const input = page.getByTestId('nav-search-input');
  await input.click();
  await input.fill('request trace');
  await expect(page.getByTestId('nav-search-option').first()).toContainText('Request Trace');
  await input.fill('reqid');
  const settings = page
    .getByTestId('nav-search-option')
    .filter({ hasText: 'Settings' })
    .filter({ hasText: 'Request Trace' });
  await expect(settings.first()).toBeVisible();
  await expect(
    page
      .getByTestId('nav-search-option')
      .filter({ hasText: /^Request Trace/ })
      .first()
  ).toBeVisible();
  await takeScreenshot(page, '17-global-search');
  await settings.first().click();
  await expect(page.getByTestId('requestTraceSettings')).toBeVisible();
});

test('breadcrumbs, the title and the recently viewed pages name the trace', async ({ page }) => {
  const view = new TraceView(page);
  const { origin } = await fetchTrace({ id: ID });
  await view.open(ID);
  const breadcrumbs = page.getByTestId('breadcrumbs');
  await expect(breadcrumbs).toContainText('Request Trace');
  const name = new RegExp(origin!.name ?? ID);
  await expect(breadcrumbs).toContainText(name);
  await expect(page).toHaveTitle(/Request Trace/);
  await expect(page).toHaveTitle(name);
  await page.getByTestId('toggleNavButton').click();
  const recent = page
    .getByTestId('collapsibleNavGroup-recentlyViewed')
    .or(page.getByTestId('nav-search-input'));
  await expect(recent.first()).toBeVisible();
  const entry = page
    .getByTestId('collapsibleNavAppLink--recent')
    .filter({ hasText: name })
    .or(page.getByTestId('collapsibleNavGroup-recentlyViewed').getByRole('link', { name }))
    .first();
  await expect(entry).toBeVisible();
  await takeScreenshot(page, '18-recently-viewed');
  await page.keyboard.press('Escape');
  await breadcrumbs.getByRole('link', { name: 'Request Trace' }).click();
  await expect(page.getByTestId('requestTraceHome')).toBeVisible();
  await page.getByTestId('toggleNavButton').click();
  await entry.click();
  await view.waitUntilLoaded();
});

test('Share gives a short URL, which opens the page as it was', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(ID, { index: getRunNames().index, severity: 'error' });
  const counts = await view.counts.textContent();
  await page.getByTestId('requestTraceShare').click();
  const short = page.getByTestId('useShortUrl');
  await expect(page.getByTestId('copyShareUrlButton')).toBeVisible();
  if ((await short.count()) > 0) await short.click();
  await expect(async () => {
    await page.getByTestId('copyShareUrlButton').click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /\/app\/r\/s\/|\/goto\//
    );
  }).toPass({ timeout: 20_000 });
  await takeScreenshot(page, '19-share');
  const url = await page.evaluate(() => navigator.clipboard.readText());
  expect(url).toContain(`/s/${getRunNames().space}/`);
  await page.goto('about:blank');
  await page.goto(url);
  await view.waitUntilLoaded();
  await expect(view.counts).toHaveText(counts!);
  await expect(page).toHaveURL(/severity=error/);
});

test('other parts of Kibana lead to it through its locator', async ({ page }) => {
  const params = encodeURIComponent(JSON.stringify({ id: ID, index: getRunNames().index }));
  await openPage(page, `/app/r?l=REQUEST_TRACE_LOCATOR&v=8.12.2&p=${params}`, getRunNames().space);
  await new TraceView(page).waitUntilLoaded();
  await expect(page).toHaveURL(new RegExp(`/app/requestTrace/trace\\?.*${ID}`));
});
