/** The first page's list: rows, outcomes, filters, time, and the way to a cause and back. */
import type { Locator, Page } from '@playwright/test';
import type { RequestsResponse } from '../../common/model/request_summary';
import { expectAccessible } from '../support/expect_accessible';
import { respondWithServerError } from '../support/server_error';
import { INDEX } from './support/trace_api';
import { expect, test } from './support/fixtures';
import { readQuery } from './support/trace_view';

const HOME = `/app/requestTrace/?index=${INDEX}`;
const REQUESTS_ROUTE = '**/api/request_trace/requests?*';

const findRows = (page: Page): Locator => page.getByTestId('requestTraceRequest');
const findLinks = (page: Page): Locator => page.getByTestId('requestTraceRequestLink');
const findCount = (page: Page): Locator => page.getByTestId('requestTraceRequestsCount');

/** All rows are there, and so are their outcomes. */
async function waitUntilSettled(page: Page): Promise<void> {
  await expect(findCount(page)).toContainText('From the audit log', { timeout: 60_000 });
  await expect(page.getByTestId('requestTraceOutcome-looking')).toHaveCount(0, { timeout: 60_000 });
}

async function fetchRequests(
  page: Page,
  query: Record<string, string> = {}
): Promise<RequestsResponse> {
  const answer = await page.request.get('/api/request_trace/requests', {
    params: { index: INDEX, diagnose: 'false', ...query },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as RequestsResponse;
}

test('shows the newest requests of people, with how each ended', async ({ page }) => {
  await page.goto(HOME);
  await waitUntilSettled(page);
  const { requests, total } = await fetchRequests(page, { size: '25' });
  await expect(findCount(page)).toHaveText(`25 of ${total.value} requests · From the audit log`);
  await expect(findRows(page)).toHaveCount(25);
  await expect(findLinks(page).first()).toHaveAttribute(
    'href',
    new RegExp(`trace\\?id=${requests[0]!.id}`)
  );
  await expect(findRows(page).first()).toContainText(requests[0]!.user!);
  await expect(page.getByTestId('requestTraceOutcome-unlooked')).toHaveCount(0);
  await expect(
    page.getByTestId('requestTraceHistogram').locator('[data-ech-render-complete=true]')
  ).toBeAttached();
});

test('from opening the app to the cause of a volume that can’t be mounted, without typing', async ({
  page,
}) => {
  let clicks = 0;
  const click = async (target: Locator): Promise<void> => {
    clicks++;
    await target.click();
  };
  await page.goto(HOME);
  await waitUntilSettled(page);
  clicks++;
  await page.getByTestId('requestTraceOutcomeFilter').selectOption('stuck');
  await expect(page.getByTestId('requestTraceOutcome-stuck').first()).toBeVisible({
    timeout: 90_000,
  });
  const row = findRows(page).filter({ hasText: 'mounted:' }).first();
  const cause = (await row.getByTestId('requestTraceCause').textContent())!.replace(
    /^mounted: /,
    ''
  );
  await click(row.getByTestId('requestTraceRequestLink'));
  await expect(page.getByTestId('requestTracePage')).toContainText(cause, { timeout: 60_000 });
  expect(clicks).toBeLessThan(5);
  // back to the same list, at the row that led away
  const id = readQuery(page).get('id');
  await page.goBack();
  await expect(page.getByTestId('requestTraceOutcomeFilter')).toHaveValue('stuck');
  await expect
    .poll(
      () =>
        page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['requestId']),
      { timeout: 60_000 }
    )
    .toBe(id);
});

test('filters, order and more rows are in the URL, and the back button takes filters back', async ({
  page,
}) => {
  await page.goto(HOME);
  await waitUntilSettled(page);
  const user = page.getByTestId('requestTraceFilter-user');
  await user.getByRole('combobox').click();
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect.poll(() => readQuery(page).has('user')).toBe(true);
  const chosen = readQuery(page).get('user')!;
  await expect(findCount(page)).toHaveText(
    new RegExp(` of ${(await fetchRequests(page, { user: chosen })).total.value} requests?`),
    { timeout: 60_000 }
  );
  await page.getByTestId('requestTracePeopleOnly').click();
  await expect.poll(() => readQuery(page).get('people')).toBe('false');
  await page.goBack();
  await expect(page.getByTestId('requestTracePeopleOnly')).toBeChecked();
  await page.getByTestId('requestTraceResetFilters').click();
  await expect.poll(() => readQuery(page).has('user')).toBe(false);

  await page.getByTestId('requestTraceRequestsMore').click();
  await expect(findRows(page)).toHaveCount(50);
  await page.getByTestId('requestTraceRequests').getByRole('button', { name: 'Errors' }).click();
  await expect.poll(() => readQuery(page).get('sortBy')).toBe('errors');
  await page.getByTestId('requestTraceWords').fill('deployment');
  await expect.poll(() => readQuery(page).get('words')).toBe('deployment');
  await expect(findCount(page)).toContainText('From the audit log', { timeout: 60_000 });
  await expect(findLinks(page).first()).toContainText('Deployment');
  const shown = await findLinks(page).allTextContents();
  await page.reload();
  await expect(findCount(page)).toContainText('From the audit log', { timeout: 60_000 });
  expect(await findLinks(page).allTextContents()).toEqual(shown);
  await expect(page.getByTestId('requestTraceWords')).toHaveValue('deployment');
});

test('brushing the histogram narrows the time', async ({ page }) => {
  await page.goto(HOME);
  await waitUntilSettled(page);
  const histogram = page.getByTestId('requestTraceHistogram');
  await expect(histogram.locator('[data-ech-render-complete=true]')).toBeAttached();
  const box = (await histogram.boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 50);
  await page.mouse.down();
  for (const step of [100, 160, 220]) await page.mouse.move(box.x + step, box.y + 50);
  await page.mouse.up();
  await expect.poll(() => readQuery(page).get('from')).toMatch(/^\d{4}-\d\d-\d\dT/);
  const { total } = await fetchRequests(page, {
    from: readQuery(page).get('from')!,
    to: readQuery(page).get('to')!,
  });
  await expect(findCount(page)).toContainText(`of ${total.value} requests`, { timeout: 60_000 });
  expect(total.value).toBeLessThan((await fetchRequests(page)).total.value);
});

test('a time without requests offers the newest', async ({ page }) => {
  await page.goto(`${HOME}&from=2020-01-01T00:00:00.000Z&to=2020-01-02T00:00:00.000Z`);
  const empty = page.getByTestId('requestTraceRequestsEmpty');
  await expect(empty).toContainText('No requests in this time');
  await empty.getByTestId('requestTraceGoToNewest').click();
  await expect(findRows(page).first()).toBeVisible({ timeout: 60_000 });
  await page.goBack();
  await expect(empty).toBeVisible();
});

test('an error says what happened, and trying again recovers', async ({ page, pageLog }) => {
  pageLog.expectMessage('Failed to load resource: the server responded with a status of 500');
  await page.route(REQUESTS_ROUTE, respondWithServerError(500));
  await page.goto(HOME);
  await expect(page.getByTestId('requestTraceRequestsFailed')).toContainText(
    '500: no living connections'
  );
  await page.unroute(REQUESTS_ROUTE);
  await page.getByTestId('requestTraceRequestsRetry').click();
  await expect(findRows(page).first()).toBeVisible();
});

test('what the box recognises becomes the list’s filters', async ({ page }) => {
  await page.goto(HOME);
  const [refused] = (await fetchRequests(page, { outcome: 'rejected', q: 'forbidden' })).requests;
  await page
    .getByTestId('requestTraceBox')
    .fill(`Error from server (Forbidden): ${refused!.responseMessage}`);
  await expect(page.getByTestId('requestTraceRecognised')).toContainText(
    `requests of ${refused!.user}`
  );
  await page.keyboard.press('Enter');
  await expect.poll(() => readQuery(page).get('user')).toBe(refused!.user);
  await expect(findLinks(page).first()).toHaveAttribute('href', new RegExp(refused!.id), {
    timeout: 60_000,
  });
  await page.goBack();
  await expect.poll(() => readQuery(page).has('user')).toBe(false);

  await page
    .getByTestId('requestTraceBox')
    .fill(`kubectl -n ${refused!.namespace} rollout status deploy/${refused!.name}`);
  await expect(page.getByTestId('requestTraceMovesLink')).toHaveAttribute(
    'href',
    new RegExp('/removals\\?object=deployments')
  );
  await page.getByTestId('requestTraceSubmit').click();
  await expect.poll(() => readQuery(page).get('resource')).toBe('deployments');
  await expect(findCount(page)).toContainText('From the audit log', { timeout: 60_000 });
  for (const text of await findLinks(page).allTextContents())
    expect(text).toContain(`${refused!.namespace}/${refused!.name}`);
});

test('by keyboard alone, from the box to a trace', async ({ page }) => {
  await page.goto(HOME);
  await waitUntilSettled(page);
  await expect(page.getByTestId('requestTraceBox')).toBeFocused();
  const first = findLinks(page).first();
  for (
    let presses = 0;
    presses < 40 && !(await first.evaluate((link) => link === document.activeElement));
    presses++
  )
    await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('requestTracePage')).toBeVisible();
});

for (const [theme, width] of [
  ['light', 1400],
  ['dark', 500],
] as const) {
  test(`axe-core finds nothing serious, ${theme}, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${HOME}&theme=${theme}`);
    await waitUntilSettled(page);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width
    );
    await page.getByTestId('requestTraceBoxHelp').click();
    await expectAccessible(page);
    await page.goto(`${HOME}&theme=${theme}&words=nothing-has-this`);
    await expect(page.getByTestId('requestTraceRequestsEmpty')).toBeVisible();
    await expectAccessible(page);
  });
}
