/** The newcomer's way: the printed address, a log line, its tab "Trace request". */
import { countBy, INDEX, getLaneName, fetchDocument, fetchTrace } from './support/trace_api';
import { expect, test } from './support/fixtures';
import { readQuery, TraceView } from './support/trace_view';

test("opens on real log lines, in the sample's time", async ({ page }) => {
  await page.goto('/');
  await expect(page.getByTestId('discoverDocTable')).toBeVisible();
  expect(readQuery(page).get('index')).toBe(INDEX);
  expect(readQuery(page).get('from')).toMatch(/^\d{4}-\d\d-\d\dT/);
  await expect(page.getByTestId('discoverQueryHits')).toHaveText(/^[1-9][\d,]+ documents$/);
  await expect(page.getByTestId('hostNotice')).toContainText('Not Kibana');
  // every line of the first page leads somewhere
  await expect(
    page
      .getByTestId('discoverDocTable')
      .locator('[data-gridcell-row-index="0"][data-gridcell-column-id="message"]')
  ).toContainText(/^[IWEF]\d{4} /);
});

test("a log line's tab shows the whole trace, and the app's page the same", async ({
  page,
  request,
}) => {
  await page.goto('/');
  await page.getByTestId('discoverDocTable').locator('.hostExplorer__cell').nth(2).click();
  await expect(page.getByTestId('docTableDetailsFlyout')).toBeVisible();
  await page.getByRole('tab', { name: 'Trace request' }).click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();

  const [index, ...rest] = readQuery(page).get('doc')!.split('/');
  const source = await fetchDocument(request, { index: index!, id: rest.join('/') });
  const id = (source['request'] as { id: string }).id;
  const trace = await fetchTrace(request, { id });

  await expect(view.root.getByTestId('requestTraceId')).toContainText(`request ID ${id}`);
  await expect(view.root.getByTestId('requestTraceUser')).toContainText(trace.origin!.user!);
  await expect(view.root.getByTestId('requestTraceWhat')).toContainText(trace.origin!.name!);
  await expect(view.root.getByTestId('requestTraceCode')).toContainText(
    String(trace.origin!.responseCode)
  );
  await view.expectCounts(trace.total, 0);
  // the grid has scrolled to the line that was clicked: rows out of sight are not built
  const clicked = trace.records.find(
    (record) => `${record.index}/${record.id}` === readQuery(page).get('doc')
  )!;
  await expect(view.grid.locator('.requestTraceSelectedRow')).toContainText(
    clicked.message.slice(0, 40)
  );
  const lanes = countBy(trace.records, getLaneName);
  expect(
    Object.fromEntries(
      Object.entries(await view.readLaneTable()).map(([lane, [records]]) => [lane, records])
    )
  ).toEqual(lanes);

  // the app's page shows the same
  await view.root.getByTestId('requestTraceOpenInApp').click();
  await expect(page.getByTestId('requestTracePage')).toBeVisible();
  await view.waitUntilLoaded();
  expect(readQuery(page).get('id')).toBe(id);
  await view.expectCounts(trace.total, 0);
  expect(Object.keys(await view.readLaneTable())).toEqual(
    expect.arrayContaining(Object.keys(lanes))
  );
});

test('a document without an ID or an object that no request caused says so, and offers the app with its text', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/request_trace/trace')) asked.push(request.url());
  });
  await page.goto(`/app/discover?${new URLSearchParams({ index: INDEX, q: 'service.name:etcd' })}`);
  await page.getByTestId('docTableExpandToggleColumn').first().click();
  await page.getByRole('tab', { name: 'Trace request' }).click();
  const empty = page.getByTestId('requestTraceNoCandidates');
  await expect(empty).toContainText('No user’s request is known that caused it');
  await expect(empty).toContainText('It names no object');
  expect(asked).toEqual([]);
  await page.getByTestId('requestTraceOpenApp').click();
  await expect(page.getByTestId('requestTraceHome')).toBeVisible();
  await expect(page.getByTestId('requestTraceBox')).toHaveValue(/^\{"level":/);
  await expect(page.getByTestId('requestTraceSubmit')).toBeDisabled();
});

test("the explorer's menu item leads to the app", async ({ page }) => {
  await page.goto('/');
  await expect(page.getByTestId('discoverDocTable')).toBeVisible();
  await page
    .getByRole('button', { name: 'Trace request' })
    .or(page.getByRole('link', { name: 'Trace request' }))
    .click();
  await expect(page.getByTestId('requestTraceHome')).toBeVisible();
  expect(readQuery(page).get('index')).toBe(INDEX);
});
