/** The app's first page: the list of requests in a scope, its filters, and the box that takes anything. */
import { respondWithServerError } from '../support/server_error';
import { getRunNames } from './support/environment';
import { createSavedObject } from './support/kibana_api';
import { readQuery, RequestsList, fetchRequests } from './support/requests_list';
import { SAMPLE_RANGE, getReqId } from './support/sample';
import { copyShortUrl } from './support/short_url';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchDocument, fetchTrace, TraceView } from './support/trace_view';

const MISSING_SECRET = getReqId('op-19-pod-missing-secret');

test('lists what people asked for, and leads to the cause of a volume that can’t be mounted, and back', async ({
  page,
}) => {
  const list = new RequestsList(page);
  let clicks = 0;
  await list.open();
  const { total } = await fetchRequests();
  await list.expectTotal(total.value);
  await expect(list.rows.first()).toContainText(
    (await fetchRequests({ size: '1' })).requests[0]!.user!
  );
  await takeScreenshot(page, '26-requests');
  // opening the list and choosing from it
  clicks += 2;
  await list.outcome.selectOption('stuck');
  const row = list.rows.filter({ hasText: 'mounted:' }).filter({ hasText: 'Pod batch/mailer' });
  await expect(row).toBeVisible({ timeout: 60_000 });
  clicks++;
  await row.getByTestId('requestTraceRequestLink').click();
  await expect(
    page.getByTestId('requestTraceVerdict').getByTestId('requestTraceCause')
  ).toContainText('secret "smtp-login" not found');
  expect(clicks).toBeLessThan(5);
  const id = readQuery(page).get('id');
  await page.goBack();
  await expect(list.outcome).toHaveValue('stuck');
  await expect
    .poll(
      () =>
        page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['requestId']),
      { timeout: 60_000 }
    )
    .toBe(id);
});

test("Kibana's own query, and a saved search, bound the list", async ({ page }) => {
  const { space, dataView, run } = getRunNames();
  const list = new RequestsList(page);
  const query = 'kubernetes.audit.user.username : "alice"';
  const { total } = await fetchRequests({
    filter: JSON.stringify({ term: { 'kubernetes.audit.user.username': 'alice' } }),
  });
  expect(total.value).toBeLessThan((await fetchRequests()).total.value);
  await list.open({ query });
  await list.expectTotal(total.value);
  await expect(page.getByTestId('requestTraceQueryBar').locator('textarea')).toHaveValue(query);

  const search = `${run}-alice`;
  await createSavedObject(
    'search',
    search,
    {
      attributes: {
        title: `Alice ${run}`,
        columns: ['message'],
        sort: [['@timestamp', 'desc']],
        timeRestore: true,
        timeRange: SAMPLE_RANGE,
        grid: {},
        hideChart: false,
        isTextBasedQuery: false,
        kibanaSavedObjectMeta: {
          searchSourceJSON: JSON.stringify({
            query: { language: 'kuery', query },
            filter: [],
            indexRefName: 'kibanaSavedObjectMeta.searchSourceJSON.index',
          }),
        },
      },
      references: [
        {
          id: dataView,
          name: 'kibanaSavedObjectMeta.searchSourceJSON.index',
          type: 'index-pattern',
        },
      ],
    },
    space
  );
  await openPage(page, `/app/requestTrace/?${new URLSearchParams({ savedSearch: search })}`, space);
  await list.expectTotal(total.value);
  await expect(page.getByTestId('requestTraceScopeButton')).toContainText(`Alice ${run}`);
  await takeScreenshot(page, '26-saved-search');
});

test('filters, order and a brushed time are in the address; a short URL brings them back', async ({
  page,
}) => {
  const list = new RequestsList(page);
  await list.open();
  const histogram = page.getByTestId('requestTraceHistogram');
  await expect(histogram.locator('[data-ech-render-complete=true]')).toBeAttached();
  const box = (await histogram.boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 40);
  await page.mouse.down();
  for (const step of [150, 300, 500]) await page.mouse.move(box.x + step, box.y + 40);
  await page.mouse.up();
  await expect.poll(() => readQuery(page).get('from')).toMatch(/^\d{4}-\d\d-\d\dT/);
  const time = { from: readQuery(page).get('from')!, to: readQuery(page).get('to')! };
  const { total } = await fetchRequests(time);
  expect(total.value).toBeLessThan((await fetchRequests()).total.value);
  await list.expectTotal(total.value);

  await page.getByTestId('requestTraceFilter-resource').getByRole('combobox').click();
  await page.getByRole('listbox').getByRole('option', { name: 'deployments' }).click();
  await page.getByTestId('requestTraceRequests').getByRole('button', { name: 'Errors' }).click();
  await expect.poll(() => readQuery(page).get('sortBy')).toBe('errors');
  const { requests } = await fetchRequests({ ...time, resource: 'deployments', sort: 'errors' });
  await expect(list.links.first()).toHaveAttribute('href', new RegExp(requests[0]!.id), {
    timeout: 60_000,
  });
  const shown = await list.links.allTextContents();

  const url = await copyShortUrl(page);
  await page.goto('about:blank');
  await page.goto(url);
  await list.waitUntilSettled();
  expect(await list.links.allTextContents()).toEqual(shown);
  expect(readQuery(page).get('sortBy')).toBe('errors');
});

test('the box takes names, commands, lines and errors', async ({ page }) => {
  const list = new RequestsList(page);
  const box = page.getByTestId('requestTraceBox');
  const recognised = page.getByTestId('requestTraceRecognised');
  await list.open();

  const [refused] = (await fetchRequests({ outcome: 'rejected', q: 'forbidden' })).requests;
  await box.fill(`Error from server (Forbidden): ${refused!.responseMessage}`);
  await expect(recognised).toContainText(`requests of ${refused!.user}`);
  await page.keyboard.press('Enter');
  await expect(list.links.first()).toHaveAttribute('href', new RegExp(refused!.id), {
    timeout: 60_000,
  });
  await expect(list.rows).toHaveCount(1);
  await takeScreenshot(page, '27-kubectl-error');

  for (const text of [
    'deploy/orders -n store',
    'kubectl -n store rollout status deployment orders',
    'store/orders',
  ]) {
    await box.fill(text);
    await expect(recognised).toContainText('store/orders');
    await page.getByTestId('requestTraceSubmit').click();
    await expect.poll(() => readQuery(page).get('q')).toBe(text);
    await list.expectTotal(
      (await fetchRequests({ namespace: 'store', name: 'orders' })).total.value
    );
  }

  // a klog line leads to its trace, whatever it is pasted with
  const { records } = await fetchTrace({ id: MISSING_SECRET });
  const line = records.find(
    ({ source, severity }) => source === 'component' && severity === 'error'
  )!;
  await box.fill(`> ${(await fetchDocument(line)).message as string}`);
  await page.getByTestId('requestTraceSubmit').click();
  await expect(page).toHaveURL(new RegExp(`/trace\\?.*${MISSING_SECRET}`));
  await new TraceView(page).waitUntilLoaded();

  // so does what the audit log calls the request
  const auditID = records.find(({ source }) => source === 'audit')!.ids.auditID!;
  await page.getByTestId('requestTraceBox').fill(auditID);
  await page.getByTestId('requestTraceSubmit').click();
  const view = new TraceView(page);
  await expect(page).toHaveURL(new RegExp(auditID));
  await view.expectRecords((await fetchTrace({ id: auditID })).total);
});

test('a list that is empty, or can’t be had, says so and what to do', async ({ page, pageLog }) => {
  const list = new RequestsList(page);
  await openPage(
    page,
    `/app/requestTrace/?${new URLSearchParams({ dataView: getRunNames().dataView, words: 'nothing-has-this' })}`,
    getRunNames().space
  );
  const empty = page.getByTestId('requestTraceRequestsEmpty');
  await expect(empty).toContainText('No request matches these filters');
  await empty.getByTestId('requestTraceEmptyReset').click();
  await list.waitUntilSettled();
  await expect(list.rows.first()).toBeVisible();

  pageLog.expectMessage('Failed to load resource: the server responded with a status of 503');
  await page.route('**/api/request_trace/requests?*', respondWithServerError(503), { times: 1 });
  await page.getByTestId('requestTraceRequestsRefresh').click();
  await expect(page.getByTestId('requestTraceRequestsFailed')).toContainText(
    'no living connections'
  );
  await page.getByTestId('requestTraceRequestsRetry').click();
  await expect(list.rows.first()).toBeVisible();
});
