/** On a stock cluster, whose lines carry no request's ID: from a line's tab, and from a pasted line, to the request that caused it. */
import { readSampleOperations } from '../support/sample_operations';
import { expectAccessible } from '../support/expect_accessible';
import { expect, test } from './support/fixtures';
import { readQuery, TraceView } from './support/trace_view';

const INDEX_WITHOUT_IDS = 'k8s-stock';
const MISSING_SECRET = readSampleOperations('cluster-a').find(({ id }) =>
  id.endsWith('create-pod-missing-secret')
)!;
const WINDOW = { from: MISSING_SECRET.start, to: MISSING_SECRET.end };
const explorerPath = (q: string): string =>
  `/app/discover?${new URLSearchParams({ index: INDEX_WITHOUT_IDS, q, ...WINDOW, order: 'asc' })}`;

test("a kubelet's line leads to its request without a click, says why, and to the other candidates and back", async ({
  page,
}) => {
  await page.goto(explorerPath('service.name:kubelet and message:"MountVolume.SetUp failed"'));
  await page.getByTestId('docTableExpandToggleColumn').first().click();
  await page.getByRole('tab', { name: 'Trace request' }).click();
  const traced = page.getByTestId('requestTraceTracedCandidate');
  await expect(traced).toContainText(`Caused by: ${MISSING_SECRET.user} · create Pod`);
  await expect(traced).toContainText(/before it · sure \(9\d %\)/);
  const view = new TraceView(page);
  await view.waitUntilLoaded();
  await expect(view.root.getByTestId('requestTraceUser')).toContainText(MISSING_SECRET.user!);
  await page.getByTestId('requestTraceOtherCandidates').click();
  const list = page.getByTestId('requestTraceCandidates');
  await expect(
    list.getByRole('heading', { name: 'Requests that may have caused this record' })
  ).toBeFocused();
  await expect(list.getByTestId('requestTraceCandidate').first()).toContainText(
    'also in its trace'
  );
  await list.getByTestId('requestTraceCandidateTrace').first().click();
  await expect(traced).toBeVisible();
  await view.waitUntilLoaded();
});

test('periodic work is not blamed on anybody', async ({ page }) => {
  await page.goto(explorerPath('service.name:"kube-apiserver" and message:"coordination.k8s.io"'));
  await page.getByTestId('docTableExpandToggleColumn').first().click();
  await page.getByRole('tab', { name: 'Trace request' }).click();
  await expect(page.getByText('It looks like periodic work')).toBeVisible();
  await expect(page.getByTestId('requestTraceTracedCandidate')).toHaveCount(0);
});

test('a pasted line without an ID offers what caused it, up to its time; a click more is the trace', async ({
  page,
}) => {
  await page.goto(`/app/requestTrace/?index=${INDEX_WITHOUT_IDS}`);
  await page
    .getByTestId('requestTraceBox')
    .fill('I1123 06:23:00.000000   27437 kubelet.go:1] "SyncPod enter" deployment="shop/web"');
  await page.getByTestId('requestTraceCausesLink').first().click();
  await expect(
    page.getByTestId('requestTraceCausesPage').getByRole('heading', { level: 1 })
  ).toBeFocused();
  expect(readQuery(page).get('to')).toMatch(/-11-23T06:23:00/);
  await expect(page.getByTestId('requestTraceCandidate').first()).toContainText(
    'alice · create Deployment shop/web'
  );
  await expectAccessible(page);
  await page.getByTestId('requestTraceCandidateTrace').first().click();
  await expect(page.getByTestId('requestTracePage')).toBeVisible();
});

test('waits in sight, can be stopped, and says what failed and tries again', async ({
  page,
  pageLog,
}) => {
  pageLog.expectMessage('503');
  let answers: 'never' | 'fails' | 'real' = 'never';
  await page.route('**/api/request_trace/candidates**', async (route) => {
    if (answers === 'real') await route.continue();
    else if (answers === 'fails')
      await route.fulfill({
        status: 503,
        json: { statusCode: 503, error: 'Unavailable', message: 'Elasticsearch can’t be reached' },
      });
  });
  await page.goto(
    `/app/requestTrace/causes?${new URLSearchParams({ cause: 'deployments/shop/web', index: INDEX_WITHOUT_IDS })}`
  );
  await page.getByTestId('requestTraceCandidatesCancel').click();
  answers = 'fails';
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('requestTraceCandidatesFailed')).toContainText(
    'Elasticsearch can’t be reached'
  );
  answers = 'real';
  await page.getByTestId('requestTraceCandidatesRetry').click();
  await expect(page.getByTestId('requestTraceCandidate').first()).toContainText(
    'delete Deployment shop/web'
  );
});
