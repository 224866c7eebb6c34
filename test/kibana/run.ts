/**
 * `npm run test:kibana [-- --installed] [-- FILE…]`: the plugin in a running Kibana (KIBANA_URL) in Chromium. Loads its own
 * data into ELASTICSEARCH_URL, which must be that Kibana's, and leaves nothing behind. Ends with `N passed, N failed`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from '../../scripts/ensure_chromium';
import {
  summarizeSuites,
  parsePlaywrightOutput,
  type PlaywrightOutput,
} from '../support/suite_results';
import { createRunNames, UserError } from './support/environment';
import {
  deleteTestResources,
  findLeftovers,
  createTestResources,
  type InitialState,
} from './support/test_resources';
import { checkTestTarget } from './support/preflight';

const ROOT = path.resolve(__dirname, '..', '..');
const DATA_FOLDER = path.resolve(ROOT, process.env.DATA_DIR || '.data');
const REPORT_FILE = path.join(ROOT, 'target/test-results/kibana.json');

const log = (line: string): void => void process.stdout.write(`[test] ${line}\n`);

async function main(args: string[]): Promise<number> {
  const interruption = new AbortController();
  let tests: ChildProcess | undefined;
  // again and again: what was made is deleted whatever happens; a terminal's Ctrl-C has reached Playwright already
  process.on('SIGINT', () => interruption.abort());
  process.on('SIGTERM', () => {
    interruption.abort();
    tests?.kill('SIGTERM');
  });
  const testTarget = await checkTestTarget({ installed: args.includes('--installed') });
  const named = args.filter((argument) => argument !== '--installed');
  const chromium = ensureChromium(DATA_FOLDER, log);
  log(`Kibana ${testTarget.kibanaVersion}, requestTrace ${testTarget.pluginVersion}`);
  const names = createRunNames(`request-trace-test-${randomBytes(4).toString('hex')}`);
  const screenshots = path.resolve(
    process.env.SCREENSHOTS || path.join(DATA_FOLDER, 'screenshots')
  );
  mkdirSync(screenshots, { recursive: true });
  mkdirSync(path.dirname(REPORT_FILE), { recursive: true });
  rmSync(REPORT_FILE, { force: true });
  let initialState: InitialState | undefined;
  let failed = 0;
  const fail = (text: string): void => {
    failed++;
    log(`✖ ${text}`);
  };
  try {
    initialState = await createTestResources(names, log, interruption.signal);
    if (!interruption.signal.aborted) {
      const run = spawn(
        path.join(ROOT, 'node_modules/.bin/playwright'),
        ['test', '--config', 'test/kibana/playwright.config.ts', ...named],
        {
          cwd: ROOT,
          stdio: ['ignore', 'inherit', 'inherit'],
          env: {
            ...process.env,
            KIBANA_TEST_RUN: names.run,
            KIBANA_TEST_ENTRY: testTarget.entryUrl,
            CHROMIUM_PATH: chromium,
            SCREENSHOTS: screenshots,
            PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT_FILE,
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
    if (!interruption.signal.aborted) fail(error instanceof Error ? error.message : String(error));
  } finally {
    log('deleting what was made …');
    for (const problem of await deleteTestResources(names, initialState))
      fail(`not deleted: ${problem}`);
    for (const left of await findLeftovers(names, initialState)) fail(`left behind: ${left}`);
  }
  if (interruption.signal.aborted) fail('interrupted: not all tests ran');
  const ran = existsSync(REPORT_FILE)
    ? parsePlaywrightOutput(JSON.parse(readFileSync(REPORT_FILE, 'utf8')) as PlaywrightOutput)
    : { passed: 0, failed: 0 };
  const { line, ok } = summarizeSuites([
    { suite: 'kibana', seconds: 0, passed: ran.passed, failed: ran.failed + failed },
  ]);
  log(`screenshots in ${screenshots}`);
  process.stdout.write(`${line}\n`);
  return interruption.signal.aborted ? 130 : ok ? 0 : 1;
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
