/** The app's links in the header, the scope by names of indices, and the links to the host's explorer. */
import { INDEX, getReqId, fetchTrace } from './support/trace_api';
import { expect, test } from './support/fixtures';
import { readQuery, buildTracePath, TraceView } from './support/trace_view';

const ID = getReqId('op-15-create-pod-missing-secret');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('Share copies the link to the trace as the reader has set it, and the link shows the same', async ({
  page,
}) => {
  const view = new TraceView(page);
  await view.open(ID);
  await view.selectFilter('Components', 'kubelet@node-b');
  const shown = await view.readShownCount();
  await page.getByTestId('hostHeaderMenu').getByTestId('requestTraceShare').click();
  await expect(page.getByText('The link to this page was copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());
  const other = new TraceView(await page.context().newPage());
  await other.page.goto(link);
  await other.waitUntilLoaded();
  expect(await other.readShownCount()).toBe(shown);
});

test('Settings is a link of its own, and back leads to the trace', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(ID);
  const link = page.getByTestId('hostHeaderMenu').getByTestId('requestTraceSettingsLink');
  await expect(link).toHaveAttribute('href', /\/app\/requestTrace\/settings$/);
  await link.click();
  await expect(page.getByTestId('requestTraceSettings')).toBeVisible();
  await expect(page).toHaveTitle(/Settings/);
  await expect(page.getByTestId('requestTraceShare')).toHaveCount(0);
  await page.goBack();
  await view.waitUntilLoaded();
  expect(readQuery(page).get('id')).toBe(ID);
  await expect(page.getByTestId('requestTraceShare')).toBeVisible();
});

test('of several named indices one that does not exist hides nothing of the others', async ({
  page,
  request,
}) => {
  const view = new TraceView(page);
  await view.open(ID, { index: `${INDEX},request-trace-gone` });
  await view.expectCounts((await fetchTrace(request, { id: ID })).total, 0);
});

test('an index that does not exist alone is not taken for a trace that does not exist', async ({
  page,
}) => {
  await page.goto(buildTracePath(ID, { index: 'request-trace-gone' }));
  await expect(page.getByTestId('requestTraceNotFound')).toBeVisible();
  await expect(page.getByTestId('requestTracePage')).toContainText(
    'There is no index request-trace-gone'
  );
});

test('a trace and one of its records open in the explorer', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(ID);
  const count = await view.readShownCount();
  const trace = page.getByTestId('requestTraceDiscoverTrace').first();
  await expect(trace).toHaveAttribute('href', /\/app\/discover/);
  await trace.click();
  await expect(page.getByTestId('discoverQueryHits')).toHaveText(/^[1-9][\d,]* documents$/);
  expect(readQuery(page).get('index')).toBe(INDEX);
  expect(count).toBeGreaterThan(0);
  await page.goBack();
  await view.waitUntilLoaded();

  await view.row(0).getByTestId('requestTraceOpenDocument').click();
  await page
    .getByTestId('requestTraceDiscoverRecordLinks')
    .getByTestId('requestTraceDiscoverRecord')
    .click();
  await expect(page.getByTestId('discoverQueryHits')).toHaveText(/^[1-9][\d,]* documents?$/);
});
