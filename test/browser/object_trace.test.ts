/** A trace that objects hold together: how sure each record is, why it is there, what is shared, what it lacked. No line carries an ID. */
import type { APIRequestContext, Page } from '@playwright/test';
import type { LogRecord, Reason } from '../../common/model/log_record';
import { getConfidenceBand } from '../../public/labels/confidence_bands';
import { expectAccessible } from '../support/expect_accessible';
import { countBy, getReqId, fetchTrace } from './support/trace_api';
import { expect, test } from './support/fixtures';
import { readQuery, TraceView } from './support/trace_view';

const INDEX_WITHOUT_IDS = 'k8s-stock';

/** The set with reqIDs knows which audit ID is an operation's; the one without is asked for that. */
async function fetchAuditId(request: APIRequestContext, operation: string): Promise<string> {
  const { origin } = await fetchTrace(request, { id: getReqId(operation), size: '1' });
  return origin!.auditID!;
}

test('says how it was put together, and marks how sure each record is', async ({
  page,
  request,
}) => {
  const id = await fetchAuditId(request, 'op-8-rolling-update');
  const { correlation, records, total } = await fetchTrace(request, {
    id,
    index: INDEX_WITHOUT_IDS,
  });
  expect(correlation).toBe('objects');
  const bands = countBy(records, ({ confidence }) => getConfidenceBand(confidence));
  expect(Object.keys(bands).length).toBeGreaterThan(1);
  const view = new TraceView(page);
  await view.open(id, { index: INDEX_WITHOUT_IDS });
  const line = view.root.getByTestId('requestTracePutTogether');
  await expect(line).toContainText(
    `the objects that ${records.length.toLocaleString('en-US')} records name; ${bands['sure']!.toLocaleString('en-US')} of them sure`
  );
  await expect(view.root.getByTestId('requestTraceWarning-no_reqid')).toHaveCount(0);
  expect(
    (await view.readColumn('confidence')).slice(0, 5).map((text) => text.replace(/[●○ ]/g, ''))
  ).toEqual(records.slice(0, 5).map(({ confidence }) => getConfidenceBand(confidence)));

  await view.selectFilter('Confidences', 'likely');
  await view.expectCounts(bands['likely']!, total - bands['likely']!);
  expect(readQuery(page).getAll('confidence')).toEqual(['likely']);
  await page.reload();
  await view.waitUntilLoaded();
  await view.expectCounts(bands['likely']!, total - bands['likely']!);
});

test('explains itself by keyboard', async ({ page, request }) => {
  const view = new TraceView(page);
  await view.open(await fetchAuditId(request, 'op-15-create-pod-missing-secret'), {
    index: INDEX_WITHOUT_IDS,
  });
  const help = view.root.getByTestId('requestTracePutTogetherHelp');
  await help.press('Enter');
  await expect(page.getByTestId('requestTracePutTogetherText')).toContainText(
    'carry no request ID'
  );
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(help).toBeFocused();
});

/** Opens "Why is this here?" of the first record that is wanted. */
async function openReasons(
  page: Page,
  request: APIRequestContext,
  operation: string,
  isWanted: (record: LogRecord) => boolean
): Promise<LogRecord> {
  const id = await fetchAuditId(request, operation);
  const { records } = await fetchTrace(request, { id, index: INDEX_WITHOUT_IDS });
  const record = records.find(isWanted)!;
  const view = new TraceView(page);
  await view.open(id, { index: INDEX_WITHOUT_IDS, selected: `${record.index}/${record.id}` });
  await view.grid.locator('.requestTraceSelectedRow').getByTestId('requestTraceWhy').click();
  await expect(page.getByTestId('requestTraceReasons')).toBeVisible();
  return record;
}

test('gives all reasons of a record, the best first', async ({ page, request }) => {
  const { because } = await openReasons(
    page,
    request,
    'op-34-statefulset-create',
    ({ because: reasons }) => reasons.length > 1
  );
  const best = [...because].sort((a, b) => b.confidence - a.confidence);
  const reasons = page
    .getByTestId('requestTraceReasons')
    .locator('[data-test-subj^="requestTraceReason-"]');
  expect(
    await reasons.evaluateAll((items) => items.map((item) => item.getAttribute('data-test-subj')))
  ).toEqual(best.map(({ rule }) => `requestTraceReason-${rule}`));
  for (const [index, { evidence }] of best.entries())
    await expect(reasons.nth(index)).toContainText(evidence);
  await expectAccessible(page);
});

test('shows the way from the request’s object to the one that a record names', async ({
  page,
  request,
}) => {
  const isFar = ({ path = [] }: Reason): boolean => path.length > 2;
  const { because } = await openReasons(page, request, 'op-6-scale-up', ({ because: reasons }) =>
    reasons.some(isFar)
  );
  const steps = page.getByTestId('requestTraceReasonPath').first().getByRole('listitem');
  expect((await steps.allTextContents()).map((step) => step.replace('›', ''))).toEqual(
    because.find(isFar)!.path
  );
});

test('names the other request of a shared record, and leads to its trace', async ({
  page,
  request,
}) => {
  const id = await fetchAuditId(request, 'op-37-concurrent-scale-same-deployment');
  const { records, total } = await fetchTrace(request, { id, index: INDEX_WITHOUT_IDS });
  const shared = records.filter(({ sharedWith }) => sharedWith?.length);
  expect(shared.length).toBeGreaterThan(0);
  const view = new TraceView(page);
  const first = shared[0]!;
  await view.open(id, { index: INDEX_WITHOUT_IDS, selected: `${first.index}/${first.id}` });
  const row = view.grid.locator('.requestTraceSelectedRow');
  await expect(row.getByTestId('requestTraceShared')).toHaveText('shared');
  await row.getByTestId('requestTraceWhy').click();
  const link = page.getByTestId('requestTraceSharedLink').first();
  await expect(link).toContainText(first.sharedWith![0]!.title);
  await page.keyboard.press('Escape');

  await view.root.getByTestId('requestTraceNotShared').click();
  await view.expectCounts(total - shared.length, shared.length);
  expect(readQuery(page).get('shared')).toBe('no');
  await page.goBack();
  await view.expectCounts(total, 0);
  await row.getByTestId('requestTraceWhy').click();
  await link.click();
  await expect.poll(() => readQuery(page).get('id')).toBe(first.sharedWith![0]!.auditID);
  await view.waitUntilLoaded();
  expect(readQuery(page).get('index')).toBe(INDEX_WITHOUT_IDS);
});

for (const theme of ['light', 'dark']) {
  test(`fits a narrow window, where what is not sure is marked in the message, ${theme}`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize({ width: 500, height: 900 });
    const id = await fetchAuditId(request, 'op-6-scale-up');
    const { records } = await fetchTrace(request, { id, index: INDEX_WITHOUT_IDS });
    const view = new TraceView(page);
    await view.open(id, { index: INDEX_WITHOUT_IDS, theme, confidence: 'possible' });
    await expect(view.cell(0, 'confidence')).toHaveCount(0);
    const doubtful = records.find(
      ({ confidence }) => getConfidenceBand(confidence) === 'possible'
    )!;
    await expect(view.cell(0, 'message').getByRole('img').first()).toHaveAccessibleName(
      `possible (${Math.floor(doubtful.confidence * 100 + 1e-6)} %)`
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      500
    );
    await expectAccessible(page);
  });
}
