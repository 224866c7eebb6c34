/** The settings page: what is stored, what is there, and that nothing is lost or changed by accident. */
import type { Page } from '@playwright/test';
import { INDEX } from './support/trace_api';
import { expectAccessible } from '../support/expect_accessible';
import { expect, test } from './support/fixtures';

const PATH = '/app/requestTrace/settings';
const SETTINGS_ROUTE = '/internal/kibana/settings/';
const SOURCES_ROUTE = '**/api/request_trace/sources*';
const EXTRA_FIELD = 'settings.test.request_id';

interface SourcesAnswer {
  sources: Array<{
    source: string;
    component: string;
    records: number;
    recordsAreMore?: boolean;
    reqID?: { lines: number; withReqID: number };
    fields: Array<{ name: string }>;
  }>;
}

/** Asks the server about other indices than the configured ones: its answer is as real. */
async function useIndexForSources(page: Page, index: string): Promise<void> {
  await page.route(SOURCES_ROUTE, (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('index', index);
    return route.continue({ url: url.href });
  });
}

async function openSettings(page: Page, theme = 'light'): Promise<void> {
  await page.goto(`${PATH}?theme=${theme}`);
  await expect(page.getByTestId('requestTraceSettings')).toBeVisible();
}

test.describe('what is searched', () => {
  // The host has one user and one space: only what no other test reads is stored.
  test.afterAll(async ({ request }) => {
    await request.delete(`${SETTINGS_ROUTE}${encodeURIComponent('requestTrace:idFields')}`, {
      headers: { 'kbn-xsrf': 'test' },
    });
  });

  test('is saved, still there when the page is opened again, and reset', async ({
    page,
    request,
  }) => {
    const idFields = async () =>
      (
        (await (
          await request.get('/api/request_trace/config', { headers: { 'kbn-xsrf': 'test' } })
        ).json()) as { idFields: string[] }
      ).idFields;
    const before = await idFields();
    await openSettings(page);
    const box = page.getByTestId('requestTraceSettingsIdFields');
    await box.getByRole('combobox').fill(EXTRA_FIELD);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('requestTraceSaveBar')).toContainText('1 unsaved setting');
    expect(await idFields()).toEqual(before);
    await page.getByTestId('requestTraceSaveSettings').click();
    await expect(page.getByText('Settings saved')).toBeVisible();
    await expect(page.getByTestId('requestTraceSaveBar')).toHaveCount(0);
    expect(await idFields()).toEqual([...before, EXTRA_FIELD]);
    // what is there was looked at again, with the new field
    await expect(page.getByTestId('requestTraceIdFields')).toContainText(EXTRA_FIELD);

    await page.reload();
    await expect(box).toContainText(EXTRA_FIELD);
    await page.getByTestId('requestTraceReset-idFields').click();
    await expect(box).not.toContainText(EXTRA_FIELD);
    await page.getByTestId('requestTraceSaveSettings').click();
    await expect(page.getByTestId('requestTraceSaveBar')).toHaveCount(0);
    await expect.poll(idFields).toEqual(before);
  });

  test('a time range is stored as the server reads it', async ({ page }) => {
    const sent: unknown[] = [];
    await page.route(`**${SETTINGS_ROUTE}*`, (route) => {
      sent.push([
        decodeURIComponent(new URL(route.request().url()).pathname.split('/').pop()!),
        route.request().postDataJSON(),
      ]);
      return route.fulfill({ json: { settings: {} } });
    });
    await openSettings(page);
    await page.getByTestId('requestTraceTimeMode').getByText('Time range', { exact: true }).click();
    await page.getByTestId('requestTraceSaveSettings').click();
    await expect(page.getByTestId('requestTraceSaveBar')).toHaveCount(0);
    expect(sent).toEqual([
      ['requestTrace:defaultRange', { value: '{"from":"now-24h","to":"now"}' }],
    ]);
  });

  test('does not take what the server would not', async ({ page }) => {
    await openSettings(page);
    const records = page.getByTestId('requestTraceSettingsMaxRecords');
    const stored = await records.inputValue();
    await records.fill('99');
    await expect(page.getByText('A whole number from 100')).toBeVisible();
    await expect(page.getByTestId('requestTraceSaveSettings')).toBeDisabled();
    await page.getByTestId('requestTraceCancelSettings').click();
    await expect(records).toHaveValue(stored);
    await expect(page.getByTestId('requestTraceSaveBar')).toHaveCount(0);
    await page.getByTestId('requestTraceSettingsIdFields').getByRole('combobox').fill('request.*');
    await page.keyboard.press('Enter');
    await expect(page.getByText('names have no spaces and no wildcards')).toBeVisible();
  });

  test('asks before changes are lost, and goes on when that is meant', async ({ page }) => {
    await openSettings(page);
    await page.getByTestId('requestTraceSettingsMaxRecords').fill('5000');
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByRole('link', { name: 'Request Trace', exact: true }).first().click();
    await expect.poll(() => asked).toEqual([expect.stringContaining('not saved')]);
    await expect(page.getByTestId('requestTraceSettingsMaxRecords')).toHaveValue('5000');
    page.once('dialog', (dialog) => {
      void dialog.accept();
    });
    await page.getByRole('link', { name: 'Request Trace', exact: true }).first().click();
    await expect(page.getByTestId('requestTraceHome')).toBeVisible();
  });
});

test.describe('what is there', () => {
  test('each source with its figures, as the server has counted them', async ({
    page,
    request,
  }) => {
    const answer = (await (
      await request.get('/api/request_trace/sources', {
        params: { index: INDEX },
        headers: { 'kbn-xsrf': 'test' },
      })
    ).json()) as SourcesAnswer;
    await useIndexForSources(page, INDEX);
    await openSettings(page);
    await expect(page.getByTestId('requestTraceSourcesTable')).toBeVisible();
    expect(answer.sources.filter(({ records }) => records > 0).length).toBeGreaterThan(6);
    for (const { source, component, records, reqID, fields } of answer.sources) {
      const row = page.getByTestId(`requestTraceSource-${source}-${component}`);
      await expect(row).toContainText(records.toLocaleString('en-US'));
      for (const { name } of fields) await expect(row).toContainText(name);
      if (records > 0)
        await expect(row.locator('time')).toHaveText(/^[A-Z][a-z]{2} \d+, \d{4} @ \d\d:\d\d:\d\d$/);
      else await expect(row).toContainText('missing');
      if (!reqID || reqID.lines === 0) continue;
      const share = Math.round((1000 * reqID.withReqID) / reqID.lines) / 10;
      await expect(row.getByTestId('requestTraceReqIdShare')).toContainText(`${share}%`);
      await expect(row.getByRole('progressbar')).toHaveAttribute(
        'aria-label',
        `${reqID.withReqID.toLocaleString('en-US')} of ${reqID.lines.toLocaleString('en-US')} lines carry a request ID`
      );
    }
    const there = answer.sources.filter(({ records }) => records > 0).length;
    await expect(page.getByTestId('requestTraceSourcesSummary')).toContainText(`${there} there`);
  });

  test('says of a released Kubernetes once that its lines carry no request ID', async ({
    page,
  }) => {
    await useIndexForSources(page, 'k8s-stock');
    await openSettings(page);
    await expect(page.getByTestId('requestTraceSourcesNoReqId')).toContainText(
      'Released Kubernetes writes none'
    );
    await expect(page.getByTestId('requestTraceAdvice-no_reqid')).toHaveCount(0);
    await expect(page.getByTestId('requestTraceSource-component-kubelet')).toContainText('0%');
  });

  test('says what to collect where nothing is there, and which index does not exist', async ({
    page,
  }) => {
    await useIndexForSources(page, 'request-trace-nowhere');
    await openSettings(page);
    await expect(page.getByTestId('requestTraceSourcesMissing')).toContainText(
      'request-trace-nowhere'
    );
    await expect(page.getByTestId('requestTraceSourcesEmpty')).toBeVisible();
    await expect(page.getByTestId('requestTraceSource-audit-audit')).toContainText(
      '--audit-policy-file'
    );
    await expect(page.getByTestId('requestTraceSource-component-kubelet')).toContainText('journal');
  });

  test('is cancelled, asked for again, and tried again after a failure', async ({
    page,
    pageLog,
  }) => {
    let release: () => void = () => undefined;
    let mode: 'wait' | 'fail' | 'answer' = 'wait';
    await page.route(SOURCES_ROUTE, async (route) => {
      if (mode === 'wait')
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      if (mode === 'fail')
        await route.fulfill({
          status: 503,
          json: {
            statusCode: 503,
            error: 'Service Unavailable',
            message: 'Elasticsearch does not answer.',
          },
        });
      else await route.continue().catch(() => undefined);
    });
    await openSettings(page);
    await page.getByTestId('requestTraceSourcesCancel').click();
    await expect(page.getByText('Cancelled. Refresh looks again.')).toBeVisible();
    release();
    await expect(page.getByTestId('requestTraceSourcesTable')).toHaveCount(0);

    mode = 'fail';
    pageLog.expectMessage('503');
    await page.getByTestId('requestTraceSourcesRefresh').click();
    await expect(page.getByTestId('requestTraceSourcesError')).toContainText(
      'Elasticsearch does not answer.'
    );
    mode = 'answer';
    await page.getByTestId('requestTraceSourcesRetry').click();
    await expect(page.getByTestId('requestTraceSourcesTable')).toBeVisible();
    await expect(page.getByTestId('requestTraceSourcesError')).toHaveCount(0);
  });
});

for (const [theme, width] of [
  ['light', 1400],
  ['dark', 1400],
  ['light', 700],
  ['dark', 700],
] as const) {
  test(`axe-core finds nothing serious, ${theme}, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await useIndexForSources(page, INDEX);
    await openSettings(page, theme);
    await expect(page.getByTestId('requestTraceSourcesTable')).toBeVisible();
    await page.getByTestId('requestTraceSettingsMaxRecords').fill('5000');
    await expect(page.getByTestId('requestTraceSaveBar')).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width
    );
  });
}

test('works by keyboard alone: change, save bar, cancel', async ({ page }) => {
  await openSettings(page);
  const records = page.getByTestId('requestTraceSettingsMaxRecords');
  const stored = await records.inputValue();
  await records.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('5000');
  const cancel = page.getByTestId('requestTraceCancelSettings');
  await expect(cancel).toBeVisible();
  for (
    let press = 0;
    press < 120 && !(await cancel.evaluate((button) => button === document.activeElement));
    press++
  )
    await page.keyboard.press('Tab');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(records).toHaveValue(stored);
});
