/** Spaces: the default one, and one in which the feature is switched off. The other tests are all in a space of their own. */
import { kibanaUrl, names } from './support/environment';
import { Discover } from './support/discover';
import { inSpace } from './support/kibana_api';
import { reqIdOf } from './support/sample';
import { expect, picture, test } from './support/test';
import { traceOf, TraceView } from './support/trace';

const ID = reqIdOf('op-3-create-deployment');

test('in the default space: tab, menu item and app', async ({ page }) => {
  const { total } = await traceOf({ id: ID }, null);
  const discover = new Discover(page);
  await discover.open({ query: `request.id : "${ID}"`, dataView: names().defaultDataView }, null);
  await discover.expand();
  await discover.tab('Trace request').click();
  const view = new TraceView(page);
  await view.loaded();
  await view.expectRecords(total);
  await page.getByTestId('requestTraceOpenInApp').click();
  await expect(page).toHaveURL(/^[^#]*\/app\/requestTrace\/trace/);
  expect(page.url()).not.toContain('/s/');
  await view.loaded();
});

test('where the feature is off there is no app, no tab and no menu item', async ({
  page,
  pageLog,
}) => {
  pageLog.expectMessage('404');
  const { offSpace, offDataView } = names();
  const discover = new Discover(page);
  await discover.open({ query: `request.id : "${ID}"`, dataView: offDataView }, offSpace);
  await expect(page.getByTestId('requestTraceMenuItem')).toHaveCount(0);
  await discover.expand();
  await expect(discover.tab('Table')).toBeVisible();
  await expect(discover.tab('Trace request')).toHaveCount(0);
  await expect(page.getByTestId('requestTraceFlyoutAction')).toHaveCount(0);
  await picture(page, '23-feature-off');
  await page.keyboard.press('Escape');
  await page.getByTestId('toggleNavButton').click();
  await expect(page.getByTestId('collapsibleNav')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Request Trace' })).toHaveCount(0);
  // Kibana's own answer to the address of an app that a space does not have
  const answer = await page.goto(`${kibanaUrl()}${inSpace('/app/requestTrace', offSpace)}`);
  expect(answer!.status()).toBe(404);
});
