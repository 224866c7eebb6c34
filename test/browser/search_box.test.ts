/** The app's box: what can be pasted, and what the page says when nothing, or no answer, comes back. */
import type { Page } from '@playwright/test';
import { respondWithServerError } from '../support/server_error';
import { INDEX, fetchDocument, getReqId, fetchTrace } from './support/trace_api';
import { expect, test } from './support/fixtures';
import { readQuery, buildTracePath, TraceView } from './support/trace_view';

const MISSING_SECRET = getReqId('op-15-create-pod-missing-secret');
const HOME = `/app/requestTrace/?index=${INDEX}`;
const TRACE_ROUTE = '**/api/request_trace/trace?*';

/** As a paste, not key by key. */
async function pasteText(page: Page, text: string): Promise<void> {
  const box = page.getByTestId('requestTraceBox');
  await expect(box).toBeFocused();
  await page.keyboard.insertText(text);
  await expect(box).toHaveValue(text);
}

test('an ID and Enter show its trace', async ({ page, request }) => {
  await page.goto(HOME);
  await pasteText(page, MISSING_SECRET);
  await expect(page.getByTestId('requestTraceRecognised')).toContainText(MISSING_SECRET);
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  const trace = await fetchTrace(request, { id: MISSING_SECRET });
  expect(readQuery(page).get('id')).toBe(MISSING_SECRET);
  await view.expectCounts(trace.total, 0);
  await expect(view.root.getByTestId('requestTraceUser')).toContainText('bob');
  await expect(view.root.getByTestId('requestTraceWhat')).toContainText('create Pod pay/settle');
  await expect(view.root.getByTestId('requestTraceCode')).toHaveText('201');
  // one trace after the other
  const other = getReqId('op-7-create-configmap');
  await page.getByTestId('requestTraceBox').fill(other);
  await page.keyboard.press('Enter');
  await view.waitUntilLoaded();
  await view.expectCounts((await fetchTrace(request, { id: other })).total, 0);
  await page.goBack();
  await view.waitUntilLoaded();
  await view.expectCounts(trace.total, 0);
  await expect(page.getByTestId('requestTraceBox')).toHaveValue(MISSING_SECRET);
});

test('a whole line of kube-apiserver: both its IDs are recognised, either leads to the trace', async ({
  page,
  request,
}) => {
  const trace = await fetchTrace(request, { id: MISSING_SECRET });
  const record = trace.records.find(
    ({ source, component, ids }) =>
      source === 'component' && component === 'kube-apiserver' && ids.auditID
  )!;
  const line = String((await fetchDocument(request, record))['message']);
  expect(line).toMatch(/^I\d{4} .* audit-ID="/);
  await page.goto(HOME);
  await pasteText(page, line);
  const recognised = page.getByTestId('requestTraceRecognised');
  await expect(recognised).toContainText(`request ID ${MISSING_SECRET}`);
  await expect(recognised).toContainText(`audit ID ${record.ids.auditID}`);
  await expect(page.getByLabel(`request ID ${MISSING_SECRET}`)).toBeChecked();
  await page.getByTestId('requestTraceBox').press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectCounts(trace.total, 0);

  await page.goBack();
  await page.getByTestId('requestTraceBox').fill(line);
  await page.getByText(`audit ID ${record.ids.auditID}`).click();
  await page.getByTestId('requestTraceSubmit').click();
  await view.waitUntilLoaded();
  expect(readQuery(page).get('id')).toBe(record.ids.auditID);
  await expect(view.root.getByTestId('requestTraceId')).toContainText(
    `audit ID ${record.ids.auditID}`
  );
  await expect(view.root.getByTestId('requestTraceId')).toContainText(MISSING_SECRET);
});

test('a line of a kubelet, over several lines, with its reqID', async ({ page, request }) => {
  const trace = await fetchTrace(request, { id: MISSING_SECRET });
  const record = trace.records.find(
    ({ component, severity }) => component === 'kubelet' && severity === 'error'
  )!;
  const line = String((await fetchDocument(request, record))['message']);
  await page.goto(HOME);
  await pasteText(page, `$ tail -f kubelet.log\n${line}\n`);
  await expect(page.getByTestId('requestTraceRecognised')).toContainText(
    `Recognised: request ID ${MISSING_SECRET}.`
  );
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectCounts(trace.total, 0);
});

test('an audit ID in upper case leads to the same trace as its reqID', async ({
  page,
  request,
}) => {
  const trace = await fetchTrace(request, { id: MISSING_SECRET });
  const auditID = trace.origin!.auditID!.toUpperCase();
  const byAuditId = await fetchTrace(request, { id: auditID });
  expect(byAuditId.reqIDs).toEqual([MISSING_SECRET]);
  await page.goto(HOME);
  await pasteText(page, auditID);
  await page.keyboard.press('Enter');
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await view.expectCounts(byAuditId.total, 0);
  await expect(view.root.getByTestId('requestTraceWhat')).toContainText('create Pod pay/settle');
});

test('an error without an ID leads to the requests for what it names', async ({ page }) => {
  await page.goto(HOME);
  await pasteText(page, 'Error from server (NotFound): pods "settle" not found');
  await expect(page.getByTestId('requestTraceRecognised')).toContainText(
    'Recognised: requests for Pod settle.'
  );
  await page.keyboard.press('Enter');
  await expect.poll(() => readQuery(page).get('name')).toBe('settle');
  expect(new URL(page.url()).pathname).toBe('/app/requestTrace/');
  await expect(page.getByTestId('requestTraceRequestLink').first()).toContainText('Pod pay/settle');
});

test('text that names nothing is not sent anywhere', async ({ page }) => {
  await page.goto(HOME);
  await pasteText(page, '{"level":"warn","msg":"slow"}');
  await expect(page.getByTestId('requestTraceRecognised')).toContainText(
    'Nothing in this text can be traced or looked for'
  );
  await expect(page.getByTestId('requestTraceSubmit')).toBeDisabled();
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).search).toBe(`?index=${INDEX}`);
});

test('an ID that nothing has: says what was searched', async ({ page }) => {
  const id = '00000000-1111-4222-8333-444444444444';
  await page.goto(
    buildTracePath(id, { from: '2026-11-23T06:00:00.000Z', to: '2026-11-23T07:00:00.000Z' })
  );
  const empty = page.getByTestId('requestTraceNotFound');
  await expect(empty).toContainText(`No record with ${id}`);
  await expect(empty).toContainText(
    `Searched in ${INDEX}, Nov 23, 2026 @ 06:00:00 to Nov 23, 2026 @ 07:00:00.`
  );
  await expect(empty).toContainText('Try a wider time range');
  await page.goto(buildTracePath(id));
  await expect(empty).toContainText(`Searched in ${INDEX}, over all time.`);
});

test('a range before the operation finds nothing, a wider one from the page does', async ({
  page,
}) => {
  await page.goto(
    buildTracePath(MISSING_SECRET, {
      from: '2026-11-23T05:00:00.000Z',
      to: '2026-11-23T05:30:00.000Z',
    })
  );
  await expect(page.getByTestId('requestTraceNotFound')).toBeVisible();
  await page.getByTestId('requestTraceTimeMode').getByText('All time').click();
  await page.getByTestId('requestTraceSubmit').click();
  await new TraceView(page).waitUntilLoaded();
  expect(readQuery(page).has('from')).toBe(false);
});

test('an error says what happened, and trying again recovers', async ({ page, pageLog }) => {
  pageLog.expectMessage('Failed to load resource: the server responded with a status of 500');
  pageLog.expectMessage('Failed to load resource: net::ERR_CONNECTION_REFUSED');
  await page.route(TRACE_ROUTE, respondWithServerError(500));
  await page.goto(buildTracePath(MISSING_SECRET));
  const failed = page.getByTestId('requestTraceFailed');
  await expect(failed).toContainText('The trace couldn’t be loaded');
  await expect(failed).toContainText('500: no living connections');

  await page.unroute(TRACE_ROUTE);
  await page.route(TRACE_ROUTE, (route) => route.abort('connectionrefused'));
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(failed).toContainText('The server didn’t answer');

  await page.unroute(TRACE_ROUTE);
  await failed.getByRole('button', { name: 'Try again' }).click();
  await new TraceView(page).waitUntilLoaded();
});

test('a slow load can be cancelled, and taken up again', async ({ page }) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(TRACE_ROUTE, async (route) => {
    await held;
    // the page has given the request up: there is nothing to answer any more
    await route.continue().catch(() => undefined);
  });
  const given = page.waitForEvent('requestfailed', (request) =>
    request.url().includes('/api/request_trace/trace')
  );
  await page.goto(buildTracePath(MISSING_SECRET));
  await expect(page.getByTestId('requestTraceLoading')).toBeVisible();
  await page.getByTestId('requestTraceCancel').click();
  await expect(page.getByTestId('requestTraceCancelled')).toContainText('Loading was cancelled');
  expect((await given).failure()?.errorText).toContain('ERR_ABORTED');
  release();
  await page.unroute(TRACE_ROUTE);
  await page
    .getByTestId('requestTraceCancelled')
    .getByRole('button', { name: 'Try again' })
    .click();
  await new TraceView(page).waitUntilLoaded();
});
