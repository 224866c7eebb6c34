/** Spaces: the default one, and one in which the feature is switched off. The other tests are all in a space of their own. */
import { names } from './support/environment';
import { Discover } from './support/discover';
import { kibana } from './support/kibana_api';
import { reqIdOf } from './support/sample';
import { expect, open, picture, test } from './support/test';
import { traceOf, TraceView } from './support/trace';

const ID = reqIdOf('op-3-create-deployment');

test('in the default space: tab, menu item and app', async ({ page }) => {
  const { total } = await traceOf({ id: ID }, undefined);
  const discover = new Discover(page);
  await open(page, '/app/home');
  await discover.open({ query: `request.id : "${ID}"`, dataView: names().defaultDataView }, undefined);
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

test('where the feature is off there is no app, no tab and no menu item', async ({ page, pageLog }) => {
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
  await open(page, '/app/requestTrace', offSpace);
  await expect(page.getByTestId('appNotFoundPageContent').or(page.getByText('Application Not Found'))).toBeVisible();
  await expect(kibana('GET', `/app/requestTrace`, { space: offSpace })).rejects.toBeDefined();
});
