/** The tab "Trace request" wherever Kibana shows a document. */
import { createElasticsearchClient, getRunNames } from './support/environment';
import { expectAccessible } from '../support/expect_accessible';
import { DiscoverPage } from './support/discover';
import { createSavedObject, callKibana } from './support/kibana_api';
import { SAMPLE_RANGE, getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchTrace, TraceView } from './support/trace_view';

const ID = getReqId('op-3-create-deployment');
const TAB = 'Trace request';

test('in the flyout: shows the trace of the line, and stays chosen on the next document', async ({
  page,
}) => {
  const discover = new DiscoverPage(page);
  const expected = await fetchTrace({ id: ID });
  await discover.open({ query: `request.id : "${ID}"` });
  await discover.expandRow();
  await discover.openTab(TAB).click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectRecords(expected.total);
  await expect(discover.flyout).toContainText(expected.origin!.user!);
  await takeScreenshot(page, '02-tab-in-flyout');
  await expectAccessible(
    page,
    '[data-test-subj="requestTraceTab"], [data-test-subj="requestTraceView"]'
  );
  await discover.flyout
    .getByTestId('dscDocNavigation')
    .getByTestId('pagination-button-next')
    .click();
  await expect(discover.openTab(TAB)).toHaveAttribute('aria-selected', 'true');
  await view.waitUntilLoaded();
  await view.expectRecords(expected.total);
});

test('in the flyout: by keyboard alone', async ({ page }) => {
  const discover = new DiscoverPage(page);
  await discover.open({ query: `request.id : "${ID}"` });
  await page.getByTestId('docTableExpandToggleColumn').first().focus();
  await page.keyboard.press('Enter');
  await expect(discover.flyout).toBeVisible();
  await discover.flyout.getByRole('tab', { selected: true }).focus();
  const tab = discover.openTab(TAB);
  // one press a tab; some versions of EUI move by arrow instead
  for (
    let press = 0;
    press < 6 && !(await tab.evaluate((element) => element === document.activeElement));
    press++
  )
    await page.keyboard.press('Tab');
  await expect(tab).toBeFocused();
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  // out of the tab again, and the flyout closes
  await page.keyboard.press('Escape');
  await expect(discover.flyout).toHaveCount(0);
});

test('says so where a Kubernetes line has no ID, and takes the line to the app', async ({
  page,
}) => {
  const discover = new DiscoverPage(page);
  await discover.open({ query: 'service.name : "etcd" and not request.id : *' });
  await discover.expandRow();
  await discover.openTab(TAB).click();
  // the last line of the log: etcd stops, which no request asked for
  await expect(page.getByTestId('requestTraceNoCandidates')).toBeVisible();
  await takeScreenshot(page, '06-document-without-id');
  await page.getByTestId('requestTraceOpenApp').click();
  await expect(page).toHaveURL(new RegExp(`/s/${getRunNames().space}/app/requestTrace`));
  await expect(page.getByTestId('requestTraceBox')).not.toHaveValue('');
});

test('is not there for a document that has nothing of Kubernetes', async ({ page }) => {
  const { space, run } = getRunNames();
  const index = `${run}-other`;
  const client = createElasticsearchClient();
  const dataView = `${run}-other`;
  try {
    await client.index({
      index,
      refresh: true,
      document: { '@timestamp': SAMPLE_RANGE.from, message: 'GET /index.html 200', host: 'web-1' },
    });
    await callKibana('POST', '/api/data_views/data_view', {
      space,
      body: {
        data_view: { id: dataView, name: dataView, title: index, timeFieldName: '@timestamp' },
      },
    });
    const discover = new DiscoverPage(page);
    await discover.open({ dataView });
    await discover.expandRow();
    await expect(discover.openTab('Table')).toBeVisible();
    await expect(discover.openTab(TAB)).toHaveCount(0);
  } finally {
    await client.indices.delete({ index }, { ignore: [404] });
  }
});

test('on the single document page', async ({ page }) => {
  const expected = await fetchTrace({ id: ID });
  const record = expected.records.find(({ source }) => source === 'component')!;
  await openPage(
    page,
    `/app/discover#/doc/${getRunNames().dataView}/${record.index}?id=${encodeURIComponent(record.id)}`,
    getRunNames().space
  );
  await page.getByRole('tab', { name: TAB }).click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectRecords(expected.total);
  await takeScreenshot(page, '03-single-document');
});

test('on the page of surrounding documents', async ({ page }) => {
  const expected = await fetchTrace({ id: ID });
  // the request's first line: the lines before it are other requests'
  const record = expected.records.find(({ source }) => source === 'component')!;
  const time = `_g=(time:(from:'${SAMPLE_RANGE.from}',to:'${SAMPLE_RANGE.to}'))`;
  await openPage(
    page,
    `/app/discover#/context/${getRunNames().dataView}/${encodeURIComponent(record.id)}?${time}&_a=(columns:!(message))`,
    getRunNames().space
  );
  await expect(page.getByTestId('docTableExpandToggleColumn').first()).toBeVisible({
    timeout: 60_000,
  });
  // the document itself stands among its neighbours
  await page
    .getByRole('row')
    .filter({ hasText: ID })
    .first()
    .getByTestId('docTableExpandToggleColumn')
    .click();
  await page.getByRole('tab', { name: TAB }).click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectRecords(expected.total);
  await takeScreenshot(page, '04-surrounding-documents');
});

test("in a saved search's panel on a dashboard", async ({ page }) => {
  const { space, dataView, run } = getRunNames();
  const expected = await fetchTrace({ id: ID });
  const search = `${run}-panel-search`;
  await createSavedObject(
    'search',
    search,
    {
      attributes: {
        title: `${run} lines of a request`,
        columns: ['message'],
        sort: [['@timestamp', 'asc']],
        timeRestore: false,
        grid: {},
        hideChart: false,
        isTextBasedQuery: false,
        kibanaSavedObjectMeta: {
          searchSourceJSON: JSON.stringify({
            query: { language: 'kuery', query: `request.id : "${ID}"` },
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
  await createSavedObject(
    'dashboard',
    `${run}-dashboard`,
    {
      attributes: {
        title: `${run} dashboard`,
        timeRestore: true,
        timeFrom: SAMPLE_RANGE.from,
        timeTo: SAMPLE_RANGE.to,
        optionsJSON: '{}',
        version: 1,
        kibanaSavedObjectMeta: {
          searchSourceJSON: JSON.stringify({ query: { language: 'kuery', query: '' }, filter: [] }),
        },
        panelsJSON: JSON.stringify([
          {
            version: '8.12.2',
            type: 'search',
            gridData: { x: 0, y: 0, w: 48, h: 20, i: 'p1' },
            panelIndex: 'p1',
            embeddableConfig: { enhancements: {} },
            panelRefName: 'panel_p1',
          },
        ]),
      },
      references: [{ id: search, name: 'p1:panel_p1', type: 'search' }],
    },
    space
  );
  await openPage(page, `/app/dashboards#/view/${run}-dashboard`, space);
  await page.getByTestId('docTableExpandToggleColumn').first().click({ timeout: 60_000 });
  await page.getByRole('tab', { name: TAB }).click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectRecords(expected.total);
  await takeScreenshot(page, '05-dashboard-panel');
});
