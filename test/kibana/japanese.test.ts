/** A Kibana in Japanese (`--i18n.locale=ja-JP`): run by `npm run test:kibana -- japanese` against one; in another there is nothing to test. */
import { getRunNames } from './support/environment';
import { DiscoverPage } from './support/discover';
import { getReqId } from './support/sample';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { TraceView } from './support/trace_view';

const ID = getReqId('op-3-create-deployment');
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9faf]/;

test('speaks the language that this Kibana is set to', async ({ page }) => {
  await openPage(page, '/app/requestTrace', getRunNames().space);
  const home = page.getByTestId('requestTraceHome');
  await expect(home).toBeVisible();
  const isJapanese = (await page.evaluate(() => document.documentElement.lang)).startsWith('ja');
  const text = await home.innerText();
  if (!isJapanese) {
    expect(text).toContain('What can be pasted');
    expect(text).not.toMatch(JAPANESE);
    return;
  }
  expect(text).toMatch(JAPANESE);
  await takeScreenshot(page, '25-japanese-home');
  const view = new TraceView(page);
  await view.open(ID);
  expect(await view.counts.innerText()).toMatch(JAPANESE);
  await takeScreenshot(page, '25-japanese-trace');
  await openPage(page, '/app/requestTrace/settings', getRunNames().space);
  await expect(page.getByTestId('requestTraceSourcesTable')).toBeVisible();
  expect(await page.getByTestId('requestTraceSettings').innerText()).toMatch(JAPANESE);
  await takeScreenshot(page, '25-japanese-settings');
  const discover = new DiscoverPage(page);
  await discover.open({ query: `request.id : "${ID}"` });
  expect(await page.getByTestId('requestTraceMenuItem').innerText()).toMatch(JAPANESE);
});
