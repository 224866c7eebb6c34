/** How far a request got, why it stopped, how a good one went, and how that is handed on: on the trace's page and in Discover. */
import { readFileSync } from 'node:fs';
import type { Comparison } from '../../common/model/comparison';
import type { LogRecord } from '../../common/model/log_record';
import { expectAccessible } from '../support/expect_accessible';
import { DiscoverPage } from './support/discover';
import { getRunNames } from './support/environment';
import { callKibana } from './support/kibana_api';
import { readQuery } from './support/requests_list';
import { getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { fetchTrace, TraceView } from './support/trace_view';

const MISSING_SECRET = getReqId('op-19-pod-missing-secret');
const CRASH = getReqId('op-5-rollout-crash-at-start');
const ROLLOUT = getReqId('op-22-concurrent-rollout');
const getRecordKey = ({ index, id }: Pick<LogRecord, 'index' | 'id'>): string => `${index}/${id}`;

test('verdict, stages and what proves them; only why it failed', async ({ page }) => {
  const trace = await fetchTrace({ id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const verdict = view.root.getByTestId('requestTraceVerdict');
  await expect(verdict.getByTestId('requestTraceVerdictTitle')).toContainText('Stuck at “mounted”');
  await expect(verdict.getByTestId('requestTraceCause')).toContainText(
    'secret "smtp-login" not found'
  );
  await takeScreenshot(page, '29-verdict');
  await verdict.getByTestId('requestTraceShowLine').click();
  await expect
    .poll(() => readQuery(page).get('selected'))
    .toBe(getRecordKey(trace.verdict!.record!));
  const row = view.grid.locator('.requestTraceSelectedRow');
  await expect(row).toBeInViewport();
  await expect(row).toContainText('smtp-login');

  const scheduled = trace.stages.find(({ name }) => name === 'scheduled')!;
  await view.root.getByTestId('requestTraceStage-scheduled').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => readQuery(page).get('selected')).toBe(getRecordKey(scheduled.record!));

  await view.root.getByTestId('requestTraceOnlyWhy').click();
  await expect.poll(() => readQuery(page).get('only')).toBe('why');
  await expect(view.counts).not.toContainText(', 0 hidden');
  await expect(view.grid).toContainText('smtp-login');
});

test('a rollout: its Pods, its objects, what changed', async ({ page }) => {
  const { diagnosis } = await fetchTrace({ id: ROLLOUT });
  const view = new TraceView(page);
  await view.open(ROLLOUT);
  await expect(view.root.getByTestId('requestTraceVerdict')).toContainText(
    `${diagnosis!.podCounts.reached} of ${diagnosis!.podCounts.of} Pods ready`
  );
  await expect(view.root.getByTestId('requestTraceChanges')).toContainText(
    diagnosis!.changes![0]!.path
  );
  const tree = view.root.getByTestId('requestTraceObjects');
  await expect(tree).toContainText('Deployment store/orders');
  await tree.getByTestId('requestTraceObjectFilter').first().click();
  await expect.poll(() => readQuery(page).get('text')).toContain('orders');
  await expect(view.counts).not.toContainText(', 0 hidden');
});

test('in Discover’s tab: verdict and stages first, then the records', async ({ page }) => {
  const discover = new DiscoverPage(page);
  await discover.open({ query: `request.id : "${MISSING_SECRET}" and log.level : "error"` });
  await discover.expandRow();
  await discover.openTab('Trace request').click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  const top = async (name: string): Promise<number> =>
    (await discover.flyout.getByTestId(name).first().boundingBox())!.y;
  const order = [
    await top('requestTraceVerdict'),
    await top('requestTraceStages'),
    await top('requestTraceLanes'),
    await top('requestTraceGrid'),
  ];
  expect(order).toEqual([...order].sort((a, b) => a - b));
  await expect(discover.flyout.getByTestId('requestTraceVerdict')).toContainText(
    'secret "smtp-login" not found'
  );
  // seen without scrolling
  await expect(discover.flyout.getByTestId('requestTraceStages').first()).toBeInViewport({
    ratio: 1,
  });
  await takeScreenshot(page, '29-verdict-in-tab');
  await expectAccessible(page, '[data-test-subj="requestTraceView"]');

  const { verdict } = await fetchTrace({ id: MISSING_SECRET });
  await openPage(
    page,
    `/app/discover#/doc/${getRunNames().dataView}/${verdict!.record!.index}?id=${encodeURIComponent(verdict!.record!.id)}`,
    getRunNames().space
  );
  await page.getByRole('tab', { name: 'Trace request' }).click();
  await expect(page.getByTestId('requestTraceVerdict')).toContainText(
    'secret "smtp-login" not found'
  );
});

test('compared with a good one', async ({ page }) => {
  const comparison = await callKibana<Comparison>(
    'GET',
    `/api/request_trace/compare?${new URLSearchParams({ id: CRASH, index: getRunNames().index })}`,
    { space: getRunNames().space }
  );
  expect(comparison.good.length).toBeGreaterThan(0);
  const stopped = comparison.stages.find(({ status }) => status === 'failed')!.name;
  const view = new TraceView(page);
  await view.open(CRASH);
  await view.root.getByTestId('requestTraceCompare').click();
  const shown = page.getByTestId('requestTraceComparison');
  await expect(shown.getByTestId('requestTraceGoodOne')).toHaveCount(comparison.good.length);
  const stages = shown.getByTestId('requestTraceComparedStages');
  await expect(stages.getByRole('row').filter({ hasText: stopped })).toContainText('stopped here');
  await expectAccessible(page, '[data-test-subj="requestTracePage"]');
  await stages.scrollIntoViewIfNeeded();
  await takeScreenshot(page, '30-compared');
  await shown.getByTestId('requestTraceGoodOne').first().click();
  await expect.poll(() => readQuery(page).get('id')).toBe(comparison.good[0]!.id);
  await expect(page.getByTestId('requestTraceVerdict')).toContainText(/Succeeded/);
});

test('handed on: Markdown for a ticket, a link that opens it, JSON lines', async ({ page }) => {
  const { total } = await fetchTrace({ id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const choose = async (name: string): Promise<void> => {
    await view.root.getByTestId('requestTraceHandOn').click();
    await page.getByTestId(name).click();
  };
  await choose('requestTraceCopyMarkdown');
  await expect.poll(copied).toContain('secret "smtp-login" not found');
  const ticket = await copied();
  expect(ticket).toContain('| mounted |');
  expect(ticket).toMatch(
    new RegExp(
      `\\]\\(http[^)]*/s/${getRunNames().space}/app/requestTrace/trace\\?id=${MISSING_SECRET}`
    )
  );

  await choose('requestTraceCopyLink');
  await expect.poll(copied).toMatch(/^http/);
  const link = await copied();

  await view.root.getByTestId('requestTraceHandOn').click();
  const download = page.waitForEvent('download');
  await page.getByTestId('requestTraceExportLines').click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  // the first tells of the trace, the others are its records
  expect(lines).toHaveLength(total + 1);
  expect(lines[0]).toMatchObject({ trace: { total } });

  await page.goto(link);
  await view.waitUntilLoaded();
  await view.expectRecords(total);
});
