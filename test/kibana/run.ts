/**
 * `npm run test:kibana [-- --installed] [-- FILE…]`: the plugin in a running Kibana (KIBANA_URL) in Chromium. Loads its own
 * data into ELASTICSEARCH_URL, which must be that Kibana's, and leaves nothing behind. Ends with `N passed, N failed`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from '../../scripts/chromium';
import { closingLine, fromPlaywright, type PlaywrightOutput } from '../support/results';
import { namesOf, UserError } from './support/environment';
import { deleteThings, findLeftovers, makeThings, type Before } from './support/own_things';
import { preflight } from './support/preflight';

const ROOT = path.resolve(__dirname, '..', '..');
const DATA = path.resolve(ROOT, process.env.DATA_DIR || '.data');
const REPORT = path.join(ROOT, 'target/test-results/kibana.json');

const log = (line: string): void => void process.stdout.write(`[test] ${line}\n`);

async function main(args: string[]): Promise<number> {
  const stop = new AbortController();
  let tests: ChildProcess | undefined;
  // again and again: what was made is deleted whatever happens; a terminal's Ctrl-C has reached Playwright already
  process.on('SIGINT', () => stop.abort());
  process.on('SIGTERM', () => {
    stop.abort();
    tests?.kill('SIGTERM');
  });
  const tested = await preflight({ installed: args.includes('--installed') });
  const named = args.filter((argument) => argument !== '--installed');
  const chromium = ensureChromium(DATA, log);
  log(`Kibana ${tested.kibanaVersion}, requestTrace ${tested.pluginVersion}`);
  const names = namesOf(`request-trace-test-${randomBytes(4).toString('hex')}`);
  const screenshots = path.resolve(process.env.SCREENSHOTS || path.join(DATA, 'screenshots'));
  mkdirSync(screenshots, { recursive: true });
  mkdirSync(path.dirname(REPORT), { recursive: true });
  rmSync(REPORT, { force: true });
  let before: Before | undefined;
  let failed = 0;
  const fail = (text: string): void => {
    failed++;
    log(`✖ ${text}`);
  };
  try {
    before = await makeThings(names, log, stop.signal);
    if (!stop.signal.aborted) {
      const run = spawn(
        path.join(ROOT, 'node_modules/.bin/playwright'),
        ['test', '--config', 'test/kibana/playwright.config.ts', ...named],
        {
          cwd: ROOT,
          stdio: ['ignore', 'inherit', 'inherit'],
          env: {
            ...process.env,
            KIBANA_TEST_RUN: names.run,
            KIBANA_TEST_ENTRY: tested.entryUrl,
            CHROMIUM_PATH: chromium,
            SCREENSHOTS: screenshots,
            PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT,
          },
        }
      );
      tests = run;
      await new Promise<void>((resolve, reject) => {
        run.once('error', reject);
        run.once('exit', () => resolve());
      });
    }
  } catch (error) {
    if (!stop.signal.aborted) fail(error instanceof Error ? error.message : String(error));
  } finally {
    log('deleting what was made …');
    for (const problem of await deleteThings(names, before)) fail(`not deleted: ${problem}`);
    for (const left of await findLeftovers(names, before)) fail(`left behind: ${left}`);
  }
  if (stop.signal.aborted) fail('interrupted: not all tests ran');
  const ran = existsSync(REPORT)
    ? fromPlaywright(JSON.parse(readFileSync(REPORT, 'utf8')) as PlaywrightOutput)
    : { passed: 0, failed: 0 };
  const { line, ok } = closingLine([
    { suite: 'kibana', seconds: 0, passed: ran.passed, failed: ran.failed + failed },
  ]);
  log(`screenshots in ${screenshots}`);
  process.stdout.write(`${line}\n`);
  return stop.signal.aborted ? 130 : ok ? 0 : 1;
}

void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error)}\n`
    );
    process.stdout.write('0 passed, 1 failed\n');
    process.exit(1);
  }
);
