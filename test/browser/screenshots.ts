/**
 * Takes the pictures in docs/ anew, from the sample:
 * `HOST_URL=http://127.0.0.1:5602 CHROMIUM_PATH=/usr/bin/chromium node scripts/run.mjs test/browser/screenshots.ts`.
 * Where pngquant is installed, they come out a third of the size.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Trace } from '../../common/model/trace';
import { readSampleReqIds } from '../../samples/load/sample_files';

const DOCS = path.resolve(__dirname, '../../docs');
const INDEX = 'k8s-reqid';
/** A Pod whose volume can't be mounted. */
const MISSING_SECRET = readSampleReqIds('cluster-a')['op-15-create-pod-missing-secret']!;
/** Pods, owners and a change to look at. */
const BAD_IMAGE = readSampleReqIds('cluster-a')['op-10-rollout-bad-image']!;
/** Enough for fonts, fading and the charts' own last frame. */
const SETTLE_MS = 1_000;

const byTestId = (page: Page, name: string) => page.locator(`[data-test-subj="${name}"]`);
const traceUrl = (id: string, more: Record<string, string> = {}) =>
  `/app/requestTrace/trace?${new URLSearchParams({ id, index: INDEX, ...more })}`;

async function main(): Promise<void> {
  const host = process.env.HOST_URL;
  if (!host || !process.env.CHROMIUM_PATH)
    throw new Error('HOST_URL names the host, CHROMIUM_PATH Chromium: set both.');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({
    baseURL: host,
    viewport: { width: 1400, height: 960 },
    timezoneId: 'UTC',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();

  const answer = await context.request.get('/api/request_trace/trace', {
    params: { id: MISSING_SECRET, index: INDEX, size: '1000' },
  });
  const failure = ((await answer.json()) as Trace).records.find(
    ({ source, severity, message }) =>
      source === 'component' && severity === 'error' && message.includes('MountVolume.SetUp failed')
  )!;
  const raw = await context.request.get('/api/request_trace/document', {
    params: { index: failure.index, id: failure.id },
  });
  const line = ((await raw.json()) as { source: { message: string } }).source.message;
  const selected = `${failure.index}/${failure.id}`;

  const saveScreenshot = async (name: string) => {
    await page.mouse.move(700, 955);
    await page.waitForTimeout(SETTLE_MS);
    const file = path.join(DOCS, `${name}.png`);
    await page.screenshot({ path: file });
    spawnSync('pngquant', [
      '--force',
      '--skip-if-larger',
      '--strip',
      '--quality',
      '65-95',
      '--output',
      file,
      file,
    ]);
  };
  const waitForTrace = async () => {
    await byTestId(page, 'requestTraceCounts').waitFor();
    await byTestId(page, 'requestTraceProgress').waitFor({ state: 'detached' });
    await byTestId(page, 'requestTraceLanes')
      .locator('[data-ech-render-complete=true]')
      .waitFor({ state: 'attached' });
  };

  await page.goto('/');
  await byTestId(page, 'docTableExpandToggleColumn').first().waitFor();
  await saveScreenshot('explorer');

  await page.goto(
    `/app/discover?${new URLSearchParams({ index: INDEX, q: `request.id:"${MISSING_SECRET}" AND log.level:error` })}`
  );
  await byTestId(page, 'docTableExpandToggleColumn').first().click();
  await page.getByRole('tab', { name: 'Trace request' }).click();
  await waitForTrace();
  await saveScreenshot('tab');

  await page.goto(`/app/requestTrace/?index=${INDEX}`);
  await byTestId(page, 'requestTraceBox').fill(line);
  await saveScreenshot('home');

  await page.goto(`/app/requestTrace/?${new URLSearchParams({ index: INDEX, time: 'all' })}`);
  await byTestId(page, 'requestTraceRequests').waitFor();
  // the rows in sight have their outcomes
  await byTestId(page, 'requestTraceRequests')
    .getByText('succeeded')
    .nth(12)
    .waitFor({ timeout: 60_000 });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await saveScreenshot('requests');

  await page.goto(traceUrl(MISSING_SECRET));
  await waitForTrace();
  await saveScreenshot('trace');

  await page.goto(traceUrl(MISSING_SECRET, { selected }));
  await waitForTrace();

  await byTestId(page, 'requestTraceView')
    .locator('.requestTraceSelectedRow')
    .locator('[data-test-subj="requestTraceOpenDocument"]')
    .click();
  await byTestId(page, 'requestTraceRaw').waitFor();
  await saveScreenshot('document');

  await page.goto(`${traceUrl(BAD_IMAGE)}&theme=dark`);
  await waitForTrace();
  await saveScreenshot('trace-dark');
  await browser.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // the browser is still there, and would keep this process
  process.exit(1);
});
