/** Spaces: the default one, and one in which the feature is switched off. The other tests are all in a space of their own. */
import { getKibanaUrl, getRunNames } from './support/environment';
import { DiscoverPage } from './support/discover';
import { addSpaceToPath } from './support/kibana_api';
import { getReqId } from './support/sample';
import { expect, takeScreenshot, test } from './support/fixtures';
import { fetchTrace, TraceView } from './support/trace_view';

const ID = getReqId('op-3-create-deployment');

test('in the default space: tab, menu item and app', async ({ page }) => {
  const { total } = await fetchTrace({ id: ID }, null);
  const discover = new DiscoverPage(page);
  await discover.open(
    { query: `request.id : "${ID}"`, dataView: getRunNames().defaultDataView },
    null
  );
  await discover.expandRow();
  await discover.openTab('Trace request').click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectRecords(total);
  await page.getByTestId('requestTraceOpenInApp').click();
  await expect(page).toHaveURL(/^[^#]*\/app\/requestTrace\/trace/);
  expect(page.url()).not.toContain('/s/');
  await view.waitUntilLoaded();
});

test('where the feature is off there is no app, no tab and no menu item', async ({
  page,
  pageLog,
}) => {
  pageLog.expectMessage('404');
  const { disabledSpace, disabledSpaceDataView } = getRunNames();
  const discover = new DiscoverPage(page);
  await discover.open(
    { query: `request.id : "${ID}"`, dataView: disabledSpaceDataView },
    disabledSpace
  );
  await expect(page.getByTestId('requestTraceMenuItem')).toHaveCount(0);
  await discover.expandRow();
  await expect(discover.openTab('Table')).toBeVisible();
  await expect(discover.openTab('Trace request')).toHaveCount(0);
  await expect(page.getByTestId('requestTraceFlyoutAction')).toHaveCount(0);
  await takeScreenshot(page, '23-feature-off');
  await page.keyboard.press('Escape');
  await page.getByTestId('toggleNavButton').click();
  await expect(page.getByTestId('collapsibleNav')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Request Trace' })).toHaveCount(0);
  // Kibana's own answer to the address of an app that a space does not have
  const answer = await page.goto(
    `${getKibanaUrl()}${addSpaceToPath('/app/requestTrace', disabledSpace)}`
  );
  expect(answer!.status()).toBe(404);
});
