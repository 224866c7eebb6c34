/** The app by itself: from the box to the trace, and what a reader does there. */
import { names } from './support/environment';
import { reqIdOf } from './support/sample';
import { expect, open, picture, test } from './support/test';
import { rawDocument, traceOf, TraceView } from './support/trace';

const ID = reqIdOf('op-19-pod-missing-secret');

const homePath = (): string =>
  `/app/requestTrace/?${new URLSearchParams({ index: names().index })}`;

test('an ID is pasted into the box and traced, by keyboard', async ({ page }) => {
  await open(page, homePath(), names().space);
  const box = page.getByTestId('requestTraceBox');
  await box.focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), ID);
  await page.keyboard.press('Control+V');
  await picture(page, '07-box');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/app/requestTrace/trace\\?.*${ID}`));
  const view = new TraceView(page);
  await view.loaded();
  await view.expectRecords((await traceOf({ id: ID })).total);
  await picture(page, '07-trace');
});

test('a pasted log line is traced by the ID in it', async ({ page }) => {
  const trace = await traceOf({ id: ID });
  const line = (await rawDocument(trace.records.find(({ source }) => source === 'component')!))
    .message as string;
  await open(page, homePath(), names().space);
  await page.getByTestId('requestTraceBox').fill(line);
  await expect(page.getByTestId('requestTraceRecognised')).toContainText(ID);
  await page.getByTestId('requestTraceSubmit').click();
  const view = new TraceView(page);
  await view.loaded();
  await expect(page.getByTestId('requestTraceId')).toContainText(/[0-9a-f-]{36}/);
});

test('back, forward and reload restore the page with what the reader set', async ({ page }) => {
  const view = new TraceView(page);
  await open(page, homePath(), names().space);
  await page.getByTestId('requestTraceBox').fill(ID);
  await page.keyboard.press('Enter');
  await view.loaded();
  const total = (await traceOf({ id: ID })).total;
  await page.getByTestId('requestTraceSeverities').click();
  await page.getByTestId('requestTraceSeverities-error').click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/severity=error/);
  const filtered = await view.counts.textContent();
  expect(filtered).not.toContain(`${total} records, 0 hidden`);
  const url = page.url();
  await page.reload();
  await view.loaded();
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
  await view.loaded();
  await expect(view.counts).toHaveText(filtered!);
  await picture(page, '20-restored');
});

test('an ID that nothing has, and an index that is not there, are said so', async ({ page }) => {
  await open(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id: 'nothing-has-this-id', index: names().index })}`,
    names().space
  );
  await expect(page.getByTestId('requestTraceNotFound')).toBeVisible();
  await picture(page, '25-not-found');
  await open(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id: ID, index: `${names().run}-missing` })}`,
    names().space
  );
  await expect(page.getByTestId('requestTracePage')).toContainText(
    `There is no index ${names().run}-missing`
  );
  await picture(page, '25-no-index');
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
  await open(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id: ID, index: names().index })}`,
    names().space
  );
  await page.getByTestId('requestTraceCancel').click();
  await expect(page.getByTestId('requestTraceCancelled')).toBeVisible();
  await picture(page, '25-cancelled');
  await page.getByTestId('requestTraceCancelled').getByRole('button').click();
  await new TraceView(page).loaded();
});

test('markup in an ID stays text', async ({ page }) => {
  const id = '<img src=x onerror="window.__run=1">{{7*7}}';
  await open(
    page,
    `/app/requestTrace/trace?${new URLSearchParams({ id, index: names().index })}`,
    names().space
  );
  await expect(page.getByTestId('requestTraceNotFound')).toBeVisible();
  expect(
    await page.evaluate(() => (window as unknown as { __run?: number }).__run)
  ).toBeUndefined();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});
