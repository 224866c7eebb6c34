/** The app by itself: from the box to the trace, and what a reader does there. */
import { getRunNames } from './support/environment';
import { getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchDocument, fetchTrace, TraceView } from './support/trace_view';

const ID = getReqId('op-19-pod-missing-secret');

const homePath = (): string =>
  `/app/requestTrace/?${new URLSearchParams({ index: getRunNames().index })}`;

test('an ID is pasted into the box and traced, by keyboard', async ({ page }) => {
  await openPage(page, homePath(), getRunNames().space);
  const box = page.getByTestId('requestTraceBox');
  await box.focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), ID);
  await page.keyboard.press('Control+V');
  await takeScreenshot(page, '07-box');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/app/requestTrace/trace\\?.*${ID}`));
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectRecords((await fetchTrace({ id: ID })).total);
  await takeScreenshot(page, '07-trace');
});

test('a pasted log line is traced by the ID in it', async ({ page }) => {
  const trace = await fetchTrace({ id: ID });
  const line = (await fetchDocument(trace.records.find(({ source }) => source === 'component')!))
    .message as string;
  await openPage(page, homePath(), getRunNames().space);
  await page.getByTestId('requestTraceBox').fill(line);
  await expect(page.getByTestId('requestTraceRecognised')).toContainText(ID);
  await page.getByTestId('requestTraceSubmit').click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await expect(page.getByTestId('requestTraceId')).toContainText(/[0-9a-f-]{36}/);
});

test('back, forward and reload restore the page with what the reader set', async ({ page }) => {
  const view = new TraceView(page);
  await openPage(page, homePath(), getRunNames().space);
  await page.getByTestId('requestTraceBox').fill(ID);
  await page.keyboard.press('Enter');
  await view.waitUntilLoaded();
  const total = (await fetchTrace({ id: ID })).total;
  await page.getByTestId('requestTraceSeverities').click();
  await page.getByTestId('requestTraceSeverities-error').click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/severity=error/);
  const filtered = await view.counts.textContent();
  expect(filtered).not.toContain(`${total} records, 0 hidden`);
  const url = page.url();
  await page.reload();
  await view.waitUntilLoaded();
  await expect(view.counts).toHaveText(filtered!);
  expect(page.url()).toBe(url);
  // one step back: without the filter; one more: where the ID was asked for
  await page.goBack();
  await view.expectRecords(total);
  await page.goBack();
  await expect(page.getByTestId('requestTraceHome')).toBeVisible();
  await page.goForward();
  await view.expectRecords(total);
  await page.goForward();
  await view.waitUntilLoaded();
  await expect(view.counts).toHaveText(filtered!);
  await takeScreenshot(page, '20-restored');
});

test('an ID that nothing has, and an index that is not there, are said so', async ({ page }) => {
  await openPage(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id: 'nothing-has-this-id', index: getRunNames().index })}`,
    getRunNames().space
  );
  await expect(page.getByTestId('requestTraceNotFound')).toBeVisible();
  await takeScreenshot(page, '25-not-found');
  await openPage(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id: ID, index: `${getRunNames().run}-missing` })}`,
    getRunNames().space
  );
  await expect(page.getByTestId('requestTracePage')).toContainText(
    `There is no index ${getRunNames().run}-missing`
  );
  await takeScreenshot(page, '25-no-index');
});

test('a long search can be cancelled, and asked for again', async ({ page }) => {
  await page.route(
    /api\/request_trace\/trace/,
    async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 15_000));
      await route.continue().catch(() => undefined);
    },
    { times: 1 }
  );
  await openPage(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id: ID, index: getRunNames().index })}`,
    getRunNames().space
  );
  await page.getByTestId('requestTraceCancel').click();
  await expect(page.getByTestId('requestTraceCancelled')).toBeVisible();
  await takeScreenshot(page, '25-cancelled');
  await page.getByTestId('requestTraceCancelled').getByRole('button').click();
  await new TraceView(page).waitUntilLoaded();
});

test('markup in an ID stays text', async ({ page }) => {
  const id = '<img src=x onerror="window.__run=1">{{7*7}}';
  await openPage(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id, index: getRunNames().index })}`,
    getRunNames().space
  );
  await expect(page.getByTestId('requestTraceNotFound')).toBeVisible();
  expect(
    await page.evaluate(() => (window as unknown as { __run?: number }).__run)
  ).toBeUndefined();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});
