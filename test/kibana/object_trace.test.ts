/** A cluster whose lines carry no request's ID: from any of its documents to the request that caused it, and the trace over objects. */
import type { Locator, Page } from '@playwright/test';
import type { Reason } from '../../common/model/log_record';
import { getConfidenceBand } from '../../public/labels/confidence_bands';
import { expectAccessible } from '../support/expect_accessible';
import { DiscoverPage } from './support/discover';
import { getRunNames } from './support/environment';
import { changeSettings } from './support/kibana_api';
import { readQuery, RequestsList, fetchRequests } from './support/requests_list';
import {
  loadSampleWithoutIds,
  findOperation,
  getSampleWithoutIds,
  fetchObjectTrace,
} from './support/sample_without_ids';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { TraceView } from './support/trace_view';

const TAB = 'Trace request';

const SECRET = findOperation('pod-missing-secret');
const SCALE_UP = findOperation('scale-up');

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await loadSampleWithoutIds();
});

/** Opens the first document that a query finds during an operation, and the tab in its flyout. */
async function openTraceTab(
  page: Page,
  query: string,
  time = SECRET.time
): Promise<{ discover: DiscoverPage; traced: Locator }> {
  const discover = new DiscoverPage(page);
  await discover.open({ query, dataView: getSampleWithoutIds().dataView, ...time });
  await discover.expandRow();
  await discover.openTab(TAB).click();
  return { discover, traced: discover.flyout.getByTestId('requestTraceTracedCandidate') };
}

const MOUNT_FAILED = 'service.name : "kubelet" and message : "MountVolume.SetUp failed"';

test('a kubelet’s line: its request is traced without a click, says why, and leads to the list and back', async ({
  page,
}) => {
  const { discover, traced } = await openTraceTab(page, MOUNT_FAILED);
  await expect(traced).toContainText(`Caused by: ${SECRET.user} · create Pod batch/mailer`);
  await expect(traced).toContainText(/before it · sure \(\d+ %\)/);
  await expect(traced).toContainText('It changed the Pod itself');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectRecords((await fetchObjectTrace(SECRET.id)).total);
  await expect(view.root.getByTestId('requestTraceVerdict')).toContainText(
    'secret "smtp-login" not found'
  );
  await takeScreenshot(page, '31-line-without-id');
  const ours =
    '[data-test-subj="requestTraceTracedCandidate"], [data-test-subj="requestTraceView"]';
  await expectAccessible(page, ours);

  await traced.getByTestId('requestTraceOtherCandidates').click();
  const list = discover.flyout.getByTestId('requestTraceCandidates');
  await expect(list.getByTestId('requestTraceCandidate').first()).toContainText(
    'also in its trace'
  );
  await takeScreenshot(page, '31-candidates');
  await expectAccessible(page, '[data-test-subj="requestTraceCandidates"]');
  await list.getByTestId('requestTraceCandidateOpen').first().click();
  await expect(page).toHaveURL(
    new RegExp(`/s/${getRunNames().space}/app/requestTrace/trace\\?.*${SECRET.id}`)
  );
  await view.waitUntilLoaded();
  await page.goBack();
  await discover.waitUntilLoaded();
});

test('a kubelet’s line by keyboard alone, in the dark theme', async ({ page }) => {
  await changeSettings({ 'theme:darkMode': true }, getRunNames().space);
  try {
    const discover = new DiscoverPage(page);
    await discover.open({
      query: MOUNT_FAILED,
      dataView: getSampleWithoutIds().dataView,
      ...SECRET.time,
    });
    await page.getByTestId('docTableExpandToggleColumn').first().focus();
    await page.keyboard.press('Enter');
    await discover.flyout.getByRole('tab', { selected: true }).focus();
    await pressKeyUntilFocused(page, 'Tab', discover.openTab(TAB));
    await page.keyboard.press('Enter');
    const traced = discover.flyout.getByTestId('requestTraceTracedCandidate');
    const view = new TraceView(page);
    await view.waitUntilLoaded();
    await takeScreenshot(page, '31-line-without-id-dark');
    await expectAccessible(
      page,
      '[data-test-subj="requestTraceTracedCandidate"], [data-test-subj="requestTraceView"]'
    );
    await pressKeyUntilFocused(page, 'Tab', traced.getByTestId('requestTraceOtherCandidates'));
    await page.keyboard.press('Enter');
    const list = discover.flyout.getByTestId('requestTraceCandidates');
    await expect(
      list.getByRole('heading', { name: 'Requests that may have caused this record' })
    ).toBeFocused();
    await pressKeyUntilFocused(page, 'Tab', list.getByTestId('requestTraceCandidateTrace').first());
    await page.keyboard.press('Enter');
    await expect(traced).toBeFocused();
    await view.waitUntilLoaded();
    await page.keyboard.press('Escape');
    await expect(discover.flyout).toHaveCount(0);
  } finally {
    await changeSettings({ 'theme:darkMode': null }, getRunNames().space);
  }
});

async function pressKeyUntilFocused(page: Page, key: string, wanted: Locator): Promise<void> {
  for (
    let press = 0;
    press < 8 && !(await wanted.evaluate((element) => element === document.activeElement));
    press++
  )
    await page.keyboard.press(key);
  await expect(wanted).toBeFocused();
}

for (const [what, query] of [
  [
    'a scheduler’s line',
    'service.name : "kube-scheduler" and message : "Successfully bound pod to node"',
  ],
  ['an Event', 'kubernetes.event.reason : "SuccessfulCreate"'],
  [
    'a controller’s audit record',
    'kubernetes.audit.user.username : "system:serviceaccount:kube-system:replicaset-controller" and kubernetes.audit.verb : "create" and kubernetes.audit.objectRef.resource : "pods"',
  ],
] as const) {
  test(`${what} leads to the request behind it, over the objects in between`, async ({ page }) => {
    const { traced } = await openTraceTab(page, query, SCALE_UP.time);
    await expect(traced).toContainText(
      `Caused by: ${SCALE_UP.user} · scale Deployment store/orders`
    );
    await expect(traced).toContainText(/Deployment store\/orders\s*→ ReplicaSet store\/orders-/);
    await new TraceView(page).expectRecords((await fetchObjectTrace(SCALE_UP.id)).total);
    await takeScreenshot(page, `31-${what.replace(/\W+/g, '-')}`);
  });
}

test('periodic work is nobody’s request', async ({ page }) => {
  const { discover } = await openTraceTab(
    page,
    'service.name : "kube-apiserver" and message : "coordination.k8s.io"'
  );
  await expect(discover.flyout).toContainText('It looks like periodic work');
  await expect(discover.flyout.getByTestId('requestTraceTracedCandidate')).toHaveCount(0);
});

test('a trace over objects: how sure each record is, and the way to it; in the address, and back', async ({
  page,
}) => {
  const { records, total, correlation } = await fetchObjectTrace(SCALE_UP.id);
  expect(correlation).toBe('objects');
  const countOf = (band: string): number =>
    records.filter(({ confidence }) => getConfidenceBand(confidence) === band).length;
  const view = new TraceView(page);
  await view.open(SCALE_UP.id, { dataView: getSampleWithoutIds().dataView });
  await view.expectRecords(total);
  await expect(view.root.getByTestId('requestTracePutTogether')).toContainText(
    `${total.toLocaleString('en-US')} records name; ${countOf('sure').toLocaleString('en-US')} of them sure`
  );
  await expect(view.root.getByTestId('requestTraceVerdict')).toContainText('Succeeded');
  await expect(view.root.getByTestId('requestTraceStage-ready')).toBeVisible();
  await takeScreenshot(page, '32-trace-over-objects');

  const likely = countOf('likely');
  expect(likely).toBeGreaterThan(0);
  await page.getByTestId('requestTraceConfidences').click();
  await page.getByTestId('requestTraceConfidences-likely').click();
  await page.keyboard.press('Escape');
  await view.expectCounts(likely, total - likely);
  await page.reload();
  await view.waitUntilLoaded();
  await view.expectCounts(likely, total - likely);
  expect(readQuery(page).get('confidence')).toBe('likely');
  await page.goBack();
  await view.expectCounts(total, 0);

  const isFar = ({ path = [] }: Reason): boolean => path.length > 2;
  const far = records.find(({ because }) => because.some(isFar))!;
  await view.open(SCALE_UP.id, {
    dataView: getSampleWithoutIds().dataView,
    selected: `${far.index}/${far.id}`,
  });
  await view.grid.locator('.requestTraceSelectedRow').getByTestId('requestTraceWhy').click();
  const steps = page.getByTestId('requestTraceReasonPath').first().getByRole('listitem');
  await expect(steps).toHaveText(
    far.because
      .find(isFar)!
      .path!.map((step) => new RegExp(`${step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`))
  );
  await takeScreenshot(page, '32-why');
});

test('a trace over objects opens in Discover: nearly all of its records, and few of others', async ({
  page,
}) => {
  const { records } = await fetchObjectTrace(SCALE_UP.id);
  const view = new TraceView(page);
  await view.open(SCALE_UP.id, { dataView: getSampleWithoutIds().dataView });
  await page.getByTestId('requestTraceDiscoverTrace').click();
  const discover = new DiscoverPage(page);
  await discover.waitUntilLoaded();
  // names are looked for in texts, and lines that name nothing are not found: it is no count of equals
  const hits = await discover.readHitCount();
  expect(hits).toBeGreaterThan(0.9 * records.length);
  expect(hits).toBeLessThan(1.3 * records.length);
  await takeScreenshot(page, '32-in-discover');
  await page.goBack();
  await view.waitUntilLoaded();
});

test('the box: a line without an ID and an object’s name lead to the requests behind them', async ({
  page,
}) => {
  const line = (await fetchObjectTrace(SECRET.id)).records.find(
    ({ component, severity }) => component === 'kubelet' && severity === 'error'
  )!;
  await openPage(
    page,
    `/app/requestTrace/?${new URLSearchParams({ dataView: getSampleWithoutIds().dataView })}`,
    getRunNames().space
  );
  await page
    .getByTestId('requestTraceBox')
    .fill(
      `E${line.timestamp.slice(5, 10).replace('-', '')} ${line.timestamp.slice(11, 26)}    1234 ${line.caller}] ${line.message}`
    );
  await page.getByTestId('requestTraceCausesLink').first().click();
  const causes = page.getByTestId('requestTraceCausesPage');
  await expect(causes.getByTestId('requestTraceCandidate').first()).toContainText(
    `${SECRET.user} · create Pod batch/mailer`
  );
  await expect(page).toHaveTitle(/Which request caused it/);
  await expectAccessible(page, '[data-test-subj="requestTraceCausesPage"]');
  await takeScreenshot(page, '33-causes');
  await page.reload();
  await causes.getByTestId('requestTraceCandidateTrace').first().click();
  await expect.poll(() => readQuery(page).get('id')).toBe(SECRET.id);
  await new TraceView(page).waitUntilLoaded();
  await page.goBack();
  await expect(causes.getByTestId('requestTraceCandidate').first()).toBeVisible();
  await page.goBack();

  // of all time it is what came last
  await page.getByTestId('requestTraceBox').fill('batch/mailer');
  await page.getByTestId('requestTraceCausesLink').first().click();
  await expect(causes.getByTestId('requestTraceCandidate').first()).toContainText(
    / · delete Pod batch\/mailer/
  );
});

test('the list of requests tells what became of them', async ({ page }) => {
  const list = new RequestsList(page);
  await list.open({ dataView: getSampleWithoutIds().dataView });
  const { requests, total } = await fetchRequests({
    index: getSampleWithoutIds().index,
    diagnose: 'true',
  });
  await list.expectTotal(total.value);
  expect(requests.filter(({ outcome }) => outcome === 'unknown')).toEqual([]);
  const row = list.rows.filter({ hasText: 'Pod batch/mailer' }).filter({ hasText: 'mounted:' });
  await expect(row).toContainText('secret "smtp-login" not found');
  await expect(row).toContainText('stuck');
  await takeScreenshot(page, '34-requests');
  await row.getByTestId('requestTraceRequestLink').click();
  await expect.poll(() => readQuery(page).get('id')).toBe(SECRET.id);
  await expect(
    page.getByTestId('requestTraceVerdict').getByTestId('requestTraceCause')
  ).toContainText('secret "smtp-login" not found');
});
