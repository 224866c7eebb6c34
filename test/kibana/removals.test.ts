/** Where Pods went, and who sent them there: from a trace, from the box, by a link. */
import type { RemovalsResponse } from '../../common/model/removals';
import { expectAccessible } from '../support/expect_accessible';
import { getRunNames } from './support/environment';
import { callKibana } from './support/kibana_api';
import { readQuery, RequestsList } from './support/requests_list';
import { copyShortUrl } from './support/short_url';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { getReqId } from './support/sample';
import { TraceView } from './support/trace_view';

const fetchRemovals = (object: string): Promise<RemovalsResponse> =>
  callKibana<RemovalsResponse>(
    'GET',
    `/api/request_trace/moves?${new URLSearchParams({ object, index: getRunNames().index })}`,
    { space: getRunNames().space }
  );

const OBJECT = 'deployments/store/orders';

test('from a name in the box to each Pod’s reason, its records, and the request of the user who began it', async ({
  page,
}) => {
  const { moves } = await fetchRemovals(OBJECT);
  expect(moves.length).toBeGreaterThan(0);
  const list = new RequestsList(page);
  await list.open();
  await page.getByTestId('requestTraceBox').fill('deploy/orders -n store');
  await page.getByTestId('requestTraceMovesLink').click();
  const shown = page.getByTestId('requestTraceMove');
  await expect(shown).toHaveCount(moves.length);
  await expect(page.getByTestId('breadcrumbs')).toContainText(OBJECT);
  await expect(page).toHaveTitle(new RegExp(OBJECT));
  const [first] = moves;
  await expect(shown.first()).toContainText(first!.title);
  await expect(shown.first()).toContainText(`${first!.pod.namespace}/${first!.pod.name}`);
  await shown.first().getByTestId('requestTraceMoveSteps').getByRole('button').first().click();
  await shown.first().getByTestId('requestTraceMoveRecord').first().click();
  await expect(page.getByTestId('requestTraceMoveDocument')).toBeVisible();
  await takeScreenshot(page, '28-moves-record');
  await page.keyboard.press('Escape');
  await expectAccessible(page, '[data-test-subj="requestTraceMovesPage"]');
  await takeScreenshot(page, '28-moves');
  await shown.first().getByTestId('requestTraceMoveTrace').click();
  await new TraceView(page).waitUntilLoaded();
  expect(readQuery(page).get('id')).toBe(first!.request!.id);
  await expect(page.getByTestId('requestTraceUser')).toContainText(first!.request!.user!);
  await page.goBack();
  await expect(shown).toHaveCount(moves.length);
});

test('from the trace of a Pod', async ({ page }) => {
  const view = new TraceView(page);
  await view.open(getReqId('op-19-pod-missing-secret'));
  await view.root.getByRole('link', { name: 'Where did it go?' }).first().click();
  await expect(page).toHaveURL(/\/removals\?object=pods%2Fbatch%2Fmailer/);
  const { moves } = await fetchRemovals('pods/batch/mailer');
  await expect(page.getByTestId('requestTraceMove')).toHaveCount(moves.length);
  await expect(page.getByTestId('requestTraceMoves')).toContainText(moves[0]!.title);
});

test('a short URL of it, its place among the recently viewed, and a name that nothing has', async ({
  page,
}) => {
  await openPage(
    page,
    `/app/requestTrace/removals?${new URLSearchParams({ object: OBJECT, dataView: getRunNames().dataView })}`,
    getRunNames().space
  );
  const shown = page.getByTestId('requestTraceMove');
  await expect(shown.first()).toBeVisible();
  const count = await shown.count();
  const url = await copyShortUrl(page);
  await page.goto('about:blank');
  await page.goto(url);
  await expect(shown).toHaveCount(count);
  await page.getByTestId('toggleNavButton').click();
  await expect(
    page.getByRole('link', { name: `Where Pods went: ${OBJECT}` }).first()
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('requestTraceMovesField').fill('deploy/no-such -n store');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('requestTraceNoMoves')).toContainText('store/no-such');
});
