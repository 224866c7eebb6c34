/** Tests on a running Kibana; run.ts names everything in the environment. One worker: all share one Kibana and its spaces. */
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { createKibanaHeaders, getKibanaUrl, getRunNames } from './support/environment';

getRunNames();

export default defineConfig({
  testDir: __dirname,
  testMatch: '*.test.ts',
  outputDir: path.resolve(__dirname, '../../target/test-results/kibana'),
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME }]],
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Kibana's first page loads some hundred files
  timeout: 120_000,
  expect: { timeout: 25_000 },
  use: {
    baseURL: getKibanaUrl(),
    extraHTTPHeaders: createKibanaHeaders(),
    viewport: { width: 1400, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-US',
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    testIdAttribute: 'data-test-subj',
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
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
