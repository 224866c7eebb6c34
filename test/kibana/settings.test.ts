/** The settings page, and the advanced settings behind it, which are a space's own. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/expect_accessible';
import { getRunNames } from './support/environment';
import { changeSettings, callKibana, readSettings } from './support/kibana_api';
import { getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { buildTracePath, TraceView } from './support/trace_view';

const ID = getReqId('op-19-pod-missing-secret');

interface Config {
  dataViewId: string;
  maxRecords: number;
  idFields: string[];
}
const fetchConfig = (space?: string): Promise<Config> =>
  callKibana<Config>('GET', '/api/request_trace/config', { space });

async function openSettings(page: Page): Promise<void> {
  await openPage(page, '/app/requestTrace/settings', getRunNames().space);
  await expect(page.getByTestId('requestTraceSettings')).toBeVisible();
}

test.afterEach(async () => {
  const ours = Object.keys(await readSettings(getRunNames().space)).filter((name) =>
    name.startsWith('requestTrace:')
  );
  if (ours.length > 0)
    await changeSettings(Object.fromEntries(ours.map((name) => [name, null])), getRunNames().space);
});

test('a data view chosen here is what is searched in this space, and in no other', async ({
  page,
}) => {
  const { space, dataView } = getRunNames();
  const before = await fetchConfig();
  await openSettings(page);
  await page.getByTestId('requestTraceSettingsDataView').getByRole('combobox').click();
  await page.getByRole('option', { name: dataView }).click();
  await page.getByTestId('requestTraceSettingsMaxRecords').fill('5000');
  await takeScreenshot(page, '21-settings-changed');
  await page.getByTestId('requestTraceSaveSettings').click();
  await expect(page.getByTestId('requestTraceSaveBar')).toHaveCount(0);
  await expect.poll(async () => (await fetchConfig(space)).dataViewId).toBe(dataView);
  expect((await fetchConfig(space)).maxRecords).toBe(5_000);
  expect(await fetchConfig()).toEqual(before);
  // an ID alone is enough now: no index is named
  await openPage(page, buildTracePath(ID, {}), space);
  await new TraceView(page).waitUntilLoaded();
});

test('what is not saved is asked about before the page is left', async ({ page }) => {
  await openSettings(page);
  await page.getByTestId('requestTraceSettingsMaxRecords').fill('4000');
  await page.getByTestId('breadcrumbs').getByRole('link', { name: 'Request Trace' }).click();
  const dialogue = page
    .getByTestId('appLeaveConfirmModal')
    .or(page.getByRole('dialog'))
    .or(page.getByTestId('confirmModalTitleText'));
  await expect(dialogue.first()).toBeVisible();
  await takeScreenshot(page, '21-unsaved');
  await page.getByTestId('confirmModalCancelButton').click();
  await expect(page.getByTestId('requestTraceSettings')).toBeVisible();
  await page.getByTestId('requestTraceCancelSettings').click();
  await expect(page.getByTestId('requestTraceSaveBar')).toHaveCount(0);
});

test("Kibana's own Advanced Settings have them too", async ({ page }) => {
  await openPage(page, '/app/management/kibana/settings?query=requestTrace', getRunNames().space);
  for (const name of ['dataView', 'idFields', 'defaultRange', 'maxRecords']) {
    await expect(
      page.locator(`[data-test-subj*="requestTrace:${name}"], [id*="requestTrace:${name}"]`).first()
    ).toBeVisible();
  }
  await takeScreenshot(page, '21-advanced-settings');
});

test('each source of logs is there with its newest record, its fields and its share of lines with an ID', async ({
  page,
}) => {
  const { space, dataView } = getRunNames();
  await changeSettings({ 'requestTrace:dataView': dataView }, space);
  await openSettings(page);
  const table = page.getByTestId('requestTraceSourcesTable');
  await expect(table).toBeVisible();
  for (const component of [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kubelet',
  ]) {
    const row = table.getByTestId(`requestTraceSource-component-${component}`);
    await expect(row).toContainText('2026');
    await expect(row).toContainText('%');
    await expect(row).toContainText('message');
  }
  await expect(table.locator('[data-test-subj^="requestTraceSource-audit"]')).toContainText('2026');
  await expect(table.locator('[data-test-subj^="requestTraceSource-event"]')).toContainText('2026');
  await expect(table.locator('[data-test-subj^="requestTraceSource-pod"]')).toContainText('2026');
  await takeScreenshot(page, '22-sources');
  await expectAccessible(page, '[data-test-subj="requestTraceSettings"]');
});
