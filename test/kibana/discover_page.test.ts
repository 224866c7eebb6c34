/** Between Discover's page and the app, in both directions. */
import type { Page } from '@playwright/test';
import { getRunNames } from './support/environment';
import { DiscoverPage, buildDiscoverPath } from './support/discover';
import { SAMPLE_RANGE, getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchTrace, TraceView } from './support/trace_view';

const ID = getReqId('op-8-job-fail');

const readDiscoverQuery = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

test('the menu item opens the app with data view, query, filters and time range', async ({
  page,
}) => {
  const discover = new DiscoverPage(page);
  await discover.open({ query: 'orchestrator.cluster.name : "cluster-pods"' });
  // a filter as a reader adds one: from the document's table
  await page.getByTestId('addFilter').click();
  await page.getByTestId('filterFieldSuggestionList').getByRole('combobox').fill('service.name');
  await page.getByRole('option', { name: 'service.name' }).first().click();
  await page.getByTestId('filterOperatorList').getByRole('combobox').fill('is not');
  await page.locator('[role=option][title="is not"]').click();
  await page
    .getByTestId('filterParams')
    .getByRole('combobox')
    .or(page.getByTestId('filterParams').getByRole('textbox'))
    .first()
    .fill('etcd');
  await page.keyboard.press('Enter');
  await page.getByTestId('saveFilter').click();
  await discover.waitUntilLoaded();
  await page.getByTestId('requestTraceMenuItem').click();
  await expect(page).toHaveURL(new RegExp(`/s/${getRunNames().space}/app/requestTrace`));
  const query = readDiscoverQuery(page);
  expect(query.get('dataView')).toBe(getRunNames().dataView);
  expect(query.get('query')).toBe('orchestrator.cluster.name : "cluster-pods"');
  expect(JSON.parse(query.get('filters') ?? '[]')).toMatchObject([
    { meta: { negate: true, key: 'service.name' } },
  ]);
  expect([query.get('from'), query.get('to')]).toEqual([SAMPLE_RANGE.from, SAMPLE_RANGE.to]);
  await takeScreenshot(page, '08-app-from-menu');
  // and they are what is searched: no record of etcd, which the scope leaves out
  await page.getByTestId('requestTraceBox').fill(ID);
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await takeScreenshot(page, '08-trace-in-scope');
  // one item still, after coming back
  await page.goBack();
  await page.goBack();
  await discover.waitUntilLoaded();
  await expect(page.getByTestId('requestTraceMenuItem')).toHaveCount(1);
});

test("the flyout's header has an action that opens the trace's page", async ({ page }) => {
  const discover = new DiscoverPage(page);
  await discover.open({ query: `request.id : "${ID}"` });
  await discover.expandRow();
  await expect(page.getByTestId('requestTraceFlyoutAction')).toBeVisible();
  await takeScreenshot(page, '07-header-action');
  // Discover's own buttons beside it stay in reach
  await expect(discover.flyout.getByTestId('pagination-button-last')).toBeInViewport({ ratio: 1 });
  await page.getByTestId('requestTraceFlyoutAction').click();
  await expect(page).toHaveURL(/\/app\/requestTrace\/trace\?/);
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  expect(readDiscoverQuery(page).get('id')).toBe(ID);
});

test('the whole trace opens in Discover, with as many hits as it has records', async ({ page }) => {
  const view = new TraceView(page);
  const { total } = await fetchTrace({ id: ID });
  await view.open(ID, { dataView: getRunNames().dataView });
  await page.getByTestId('requestTraceDiscoverTrace').click();
  const discover = new DiscoverPage(page);
  await discover.waitUntilLoaded();
  await expect(page).toHaveURL(new RegExp(`/s/${getRunNames().space}/app/discover`));
  expect(await discover.readHitCount()).toBe(total);
  await takeScreenshot(page, '12-trace-in-discover');
  await page.goBack();
  await view.waitUntilLoaded();
});

test('a part of the trace, what the filters show, opens in Discover', async ({ page }) => {
  const view = new TraceView(page);
  const trace = await fetchTrace({ id: ID });
  const component = 'kube-apiserver';
  const expected = trace.records.filter(
    (record) => record.source === 'component' && record.component === component
  ).length;
  await view.open(ID, { dataView: getRunNames().dataView, component });
  await expect(view.counts).toContainText(`${expected} record`);
  await page.getByTestId('requestTraceDiscoverPart').click();
  const discover = new DiscoverPage(page);
  await discover.waitUntilLoaded();
  expect(await discover.readHitCount()).toBe(expected);
  await takeScreenshot(page, '11-component-in-discover');
});

test('a record opens in Discover, as the one that it is', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(ID, { dataView: getRunNames().dataView });
  await view.grid.getByTestId('requestTraceOpenDocument').first().click();
  const record = page.getByTestId('requestTraceDocument');
  await expect(record).toBeVisible();
  await takeScreenshot(page, '10-record');
  const links = record.getByTestId('requestTraceDiscoverRecordLinks').getByRole('link');
  await expect(links.first()).toHaveAttribute('href', /app\/(discover|r)/);
  await links.first().click();
  await expect(page).toHaveURL(/\/app\/discover/);
  await expect(
    page
      .getByRole('tab', { name: 'Trace request' })
      .or(page.getByTestId('docTableExpandToggleColumn').first())
  ).toBeVisible();
  await takeScreenshot(page, '10-record-in-discover');
});

test('an ID in the grid becomes a link by one click in the settings, and plain text again by another', async ({
  page,
}) => {
  const discover = new DiscoverPage(page);
  // not by the field itself: its values would be marked as found
  const state = {
    query: 'service.name : "kube-controller-manager" and request.id : *',
    columns: ['request.id', 'message'],
    from: SAMPLE_RANGE.from,
    to: SAMPLE_RANGE.to,
  };
  await openPage(page, '/app/requestTrace/settings', getRunNames().space);
  const link = page.getByTestId('requestTraceLink-request.id');
  await expect(link).toHaveText('Make clickable');
  await link.click();
  await expect(link).toHaveText('Remove links');
  await takeScreenshot(page, '09-links-made');
  await discover.open(state);
  const cell = discover.linkedCell;
  await expect(cell).toBeVisible();
  const id = (await cell.innerText()).trim();
  await takeScreenshot(page, '09-linked-cell');
  const opened = await discover.openTrace(cell, id);
  await new TraceView(opened).waitUntilLoaded();
  await openPage(page, '/app/requestTrace/settings', getRunNames().space);
  await link.click();
  await expect(link).toHaveText('Make clickable');
  await discover.open(state);
  await expect(discover.grid.getByText(id).first()).toBeVisible();
  await expect(
    discover.grid.locator('[data-gridcell-column-id="request.id"]').getByRole('link')
  ).toHaveCount(0);
});

test('Discover itself is as it was: it opens, searches and comes back', async ({ page }) => {
  await openPage(page, buildDiscoverPath({ query: `request.id : "${ID}"` }), getRunNames().space);
  const discover = new DiscoverPage(page);
  await discover.waitUntilLoaded();
  expect(await discover.readHitCount()).toBeGreaterThan(0);
});
