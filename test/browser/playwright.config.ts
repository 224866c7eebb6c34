/**
 * Browser tests: Chromium on the host that runs the built plugin. test/run.ts starts the host and names it in HOST_URL and
 * Chromium in CHROMIUM_PATH. By hand:
 * `HOST_URL=http://127.0.0.1:5602 CHROMIUM_PATH=/usr/bin/chromium npx playwright test --config test/browser/playwright.config.ts`
 */
import { defineConfig } from '@playwright/test';

if (!process.env.HOST_URL)
  throw new Error('HOST_URL names no host: run `npm test -- browser`, which starts one.');
if (!process.env.CHROMIUM_PATH)
  throw new Error(
    'CHROMIUM_PATH names no Chromium: run `npm test -- browser`, which finds or installs one.'
  );

export default defineConfig({
  testDir: __dirname,
  testMatch: '*.test.ts',
  outputDir: '../../target/test-results/browser',
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile:
          process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? '../../target/test-results/browser.json',
      },
    ],
  ],
  fullyParallel: true,
  // one for Chromium's page, one for the host and Elasticsearch: more would only wait for each other on a small machine
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // the first page on a cold machine compiles and caches everything
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.HOST_URL,
    viewport: { width: 1400, height: 900 },
    // neither the reader's zone nor fading flyouts decide what a test sees
    timezoneId: 'UTC',
    locale: 'en-US',
    contextOptions: { reducedMotion: 'reduce' },
    testIdAttribute: 'data-test-subj',
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
