import { expect, type Page } from '@playwright/test';

/** Takes a short URL of what is on the screen from Share's panel. */
export async function copyShortUrl(page: Page): Promise<string> {
  await page.getByTestId('requestTraceShare').click();
  await page.getByTestId('useShortUrl').click();
  await expect(async () => {
    await page.getByTestId('copyShareUrlButton').click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/app\/r\/s\//);
  }).toPass({ timeout: 20_000 });
  return page.evaluate(() => navigator.clipboard.readText());
}
