/** Why a request stopped: verdict, steps, Pods, objects and what leads from them to the records. */
import { expectAccessible } from '../support/expect_accessible';
import { INDEX, getReqId, fetchTrace } from './support/trace_api';
import { expect, test } from './support/fixtures';
import { readQuery, buildTracePath, TraceView } from './support/trace_view';

const MISSING_SECRET = getReqId('op-15-create-pod-missing-secret');
const QUOTA = getReqId('op-46-quota-exceeded-deployment');
const ROLLOUT = getReqId('op-8-rolling-update');
const FORBIDDEN = getReqId('op-49-forbidden-403');
const getRecordKey = (record: { index: string; id: string } | undefined): string =>
  `${record?.index}/${record?.id}`;

test('from opening the app to the cause of the volume failure: under five clicks, nothing typed', async ({
  page,
}) => {
  await page.goto(`/app/requestTrace/?index=${INDEX}`);
  let clicks = 0;
  const outcome = page.getByTestId('requestTraceOutcomeFilter');
  await expect(outcome).toBeVisible();
  // opening the list and choosing from it
  clicks += 2;
  await outcome.selectOption('stuck');
  clicks += 1;
  await page
    .getByTestId('requestTraceRequestLink')
    .filter({ hasText: 'create Pod batch/mailer' })
    .first()
    .click();
  await expect(page.getByTestId('requestTraceVerdictTitle')).toContainText('Stuck at “mounted”');
  await expect(
    page.getByTestId('requestTraceVerdict').getByTestId('requestTraceCause')
  ).toContainText('secret "smtp-login" not found');
  clicks += 1;
  await page.getByTestId('requestTraceShowLine').click();
  await expect(page.locator('.requestTraceSelectedRow')).toContainText('smtp-login');
  expect(clicks).toBeLessThan(5);
});

test('the verdict leads to the line that proves it, through filters that hide it, with the focus', async ({
  page,
  request,
}) => {
  const { verdict } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET, { source: 'audit' });
  await view.root.getByTestId('requestTraceShowLine').click();
  await expect.poll(() => readQuery(page).get('selected')).toBe(getRecordKey(verdict?.record));
  expect(readQuery(page).has('source')).toBe(false);
  const row = view.grid.locator('.requestTraceSelectedRow');
  await expect(row).toBeInViewport();
  await expect(row.locator(':focus')).toHaveCount(1);
});

test('steps lead to their proof, by keyboard, too', async ({ page, request }) => {
  const { stages } = await fetchTrace(request, { id: MISSING_SECRET });
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const steps = view.root.getByTestId('requestTraceStages').first().getByRole('listitem');
  await expect(steps).toHaveCount(stages.length);
  await expect(steps.filter({ hasText: 'mounted' })).toContainText('stopped here');
  await expect(steps.filter({ hasText: 'attached' })).toContainText('not needed');
  await view.root.getByTestId('requestTraceStage-scheduled').focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => readQuery(page).get('selected'))
    .toBe(getRecordKey(stages.find(({ name }) => name === 'scheduled')?.record));
  await expect(view.grid.locator('.requestTraceSelectedRow')).toBeInViewport();
});

test('only why it failed: errors and proofs, in the URL and after a reload', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const all = await view.readShownCount();
  await view.root.getByTestId('requestTraceOnlyWhy').click();
  await expect.poll(() => readQuery(page).get('only')).toBe('why');
  await expect.poll(() => view.readShownCount()).toBeLessThan(all / 2);
  const few = await view.readShownCount();
  await page.reload();
  await view.waitUntilLoaded();
  expect(await view.readShownCount()).toBe(few);
  await expect(view.grid).toContainText('MountVolume.SetUp failed');
});

test('Pods are counted, and each opens to its own steps; objects stand beside the lanes and filter', async ({
  page,
  request,
}) => {
  const { diagnosis } = await fetchTrace(request, { id: QUOTA });
  const view = new TraceView(page);
  await view.open(QUOTA);
  await expect(view.root.getByTestId('requestTracePodsSection')).toContainText(
    `${diagnosis!.podCounts.reached} of ${diagnosis!.podCounts.of} Pods ready`
  );
  const pods = view.root.getByTestId('requestTracePods');
  await pods.getByTestId('requestTracePodToggle').first().click();
  await expect(pods.getByTestId('requestTraceStages').getByRole('listitem').last()).toContainText(
    'ready: done'
  );
  const tree = view.root.getByTestId('requestTraceObjects');
  await expect(tree.getByRole('list').first()).toContainText('Deployment tight/burst');
  const all = await view.readShownCount();
  await tree.getByTestId('requestTraceObjectFilter').nth(1).click();
  await expect.poll(() => readQuery(page).get('text')).toContain('burst-');
  await expect.poll(() => view.readShownCount()).toBeLessThan(all);
});

test('what went well is said quietly, with what changed', async ({ page, request }) => {
  const { diagnosis } = await fetchTrace(request, { id: ROLLOUT });
  const view = new TraceView(page);
  await view.open(ROLLOUT);
  await expect(view.root.getByTestId('requestTraceVerdict')).toContainText(
    /Succeeded after .*: 4 of 4 Pods ready/
  );
  await expect(view.root.getByTestId('requestTraceShowLine')).toHaveCount(0);
  const change = diagnosis!.changes![0]!;
  await expect(view.root.getByTestId('requestTraceChanges')).toContainText(change.path);
  await expect(view.root.getByTestId('requestTraceChanges')).toContainText(change.after!);
});

test("a refusal is said in the API server's own words, once", async ({ page }) => {
  const view = new TraceView(page);
  await view.open(FORBIDDEN);
  await expect(view.root.getByTestId('requestTraceVerdictTitle')).toContainText(
    'Rejected at “accepted”'
  );
  await expect(view.root.getByTestId('requestTraceCause')).toContainText(
    'cannot list resource "secrets"'
  );
  await expect(view.root.getByTestId('requestTraceHeader')).not.toContainText('cannot list');
});

test('the tab of Discover shows verdict and steps first, the rest closed', async ({ page }) => {
  await page.goto(
    `/app/discover?${new URLSearchParams({ index: INDEX, q: `request.id:"${MISSING_SECRET}"` })}`
  );
  await page.getByTestId('docTableExpandToggleColumn').first().click();
  await page.getByRole('tab', { name: 'Trace request' }).click();
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  const top = async (name: string): Promise<number> =>
    (await view.root.getByTestId(name).first().boundingBox())!.y;
  const order = [
    await top('requestTraceVerdict'),
    await top('requestTraceStages'),
    await top('requestTraceLanes'),
    await top('requestTraceGrid'),
  ];
  expect(order).toEqual([...order].sort((a, b) => a - b));
  await expect(
    view.root.getByTestId('requestTraceObjectsSection').getByRole('button').first()
  ).toHaveAttribute('aria-expanded', 'false');
});

test("an event's count stands on its lane", async ({ page, request }) => {
  const { records } = await fetchTrace(request, { id: MISSING_SECRET });
  const most = Math.max(
    ...records.map(({ count = 1, firstTimestamp }) => (firstTimestamp ? count : 1))
  );
  expect(most).toBeGreaterThan(1);
  const view = new TraceView(page);
  await view.open(MISSING_SECRET);
  const label = view.lanes
    .getByTestId('requestTraceIntervalLabels')
    .getByText(`×${most}`, { exact: true })
    .first();
  await expect(label).toBeVisible();
  const [lanes, box] = [(await view.lanes.boundingBox())!, (await label.boundingBox())!];
  expect(box.x + box.width).toBeLessThanOrEqual(lanes.x + lanes.width + 1);
});

for (const { theme, width } of [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 500 },
]) {
  test(`verdict, steps and details are accessible and fit ${width} pixels, ${theme}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${buildTracePath(QUOTA)}&theme=${theme}`);
    const view = new TraceView(page);
    await view.waitUntilLoaded();
    for (const section of ['Pods', 'Errors', ...(width < 768 ? ['Objects'] : [])]) {
      const toggle = view.root
        .getByTestId(`requestTrace${section}Section`)
        .locator('.euiAccordion__button')
        .first();
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    }
    await expectAccessible(page);
    const overflow = await view.root.evaluate(
      (element) => element.scrollWidth - element.clientWidth
    );
    expect(overflow).toBeLessThanOrEqual(1);
  });
}
