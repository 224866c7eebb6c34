/** A Kibana in Japanese (`--i18n.locale=ja-JP`): run by `npm run test:kibana -- japanese` against one; in another there is nothing to test. */
import { names } from './support/environment';
import { Discover } from './support/discover';
import { reqIdOf } from './support/sample';
import { expect, open, picture, test } from './support/test';
import { TraceView } from './support/trace';

const ID = reqIdOf('op-3-create-deployment');
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9faf]/;

test('speaks the language that this Kibana is set to', async ({ page }) => {
  await open(page, '/app/requestTrace', names().space);
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
  await picture(page, '25-japanese-home');
  const view = new TraceView(page);
  await view.open(ID);
  expect(await view.counts.innerText()).toMatch(JAPANESE);
  await picture(page, '25-japanese-trace');
  await open(page, '/app/requestTrace/settings', names().space);
  await expect(page.getByTestId('requestTraceSourcesTable')).toBeVisible();
  expect(await page.getByTestId('requestTraceSettings').innerText()).toMatch(JAPANESE);
  await picture(page, '25-japanese-settings');
  const discover = new Discover(page);
  await discover.open({ query: `request.id : "${ID}"` });
  expect(await page.getByTestId('requestTraceMenuItem').innerText()).toMatch(JAPANESE);
});
