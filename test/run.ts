/**
 * `npm test`: lint, format, types, unit, corpus, bundle, integration and browser tests, one after the other, with what they need:
 * a build, an Elasticsearch with the sample, the host, Chromium. Ends with one line `N passed, N failed` over all of them.
 * `npm test -- unit integration` runs only the named suites.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from '../scripts/ensure_chromium';
import {
  summarizeSuites,
  parseJestOutput,
  parsePlaywrightOutput,
  type JestOutput,
  type PlaywrightOutput,
  type SuiteResult,
} from './support/suite_results';
import { createTestStack, type TestStack } from './support/test_stack';

const ROOT = path.resolve(__dirname, '..');
const RESULTS_FOLDER = path.join(ROOT, 'target/test-results');

type TestCounts = Pick<SuiteResult, 'passed' | 'failed' | 'note'>;

interface Suite {
  name: string;
  /** what has to run for it */
  needs: 'nothing' | 'build' | 'elasticsearch' | 'host';
  run(stack: TestStack): Promise<TestCounts>;
}

const resolveBinary = (name: string) => path.join(ROOT, 'node_modules/.bin', name);

/** Runs a command with its output on ours; resolves to its exit code. */
function runCommand(file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function runCheck(file: string, args: string[]): Promise<TestCounts> {
  return (await runCommand(file, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function readReport<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

async function runJest(project: string, env: NodeJS.ProcessEnv = {}): Promise<TestCounts> {
  const report = path.join(RESULTS_FOLDER, `${project}.json`);
  const serial = project === 'integration' ? ['--runInBand'] : [];
  await runCommand(
    resolveBinary('jest'),
    ['--selectProjects', project, '--json', '--outputFile', report, ...serial],
    env
  );
  return parseJestOutput(readReport<JestOutput>(report));
}

async function runBrowserTests(stack: TestStack): Promise<TestCounts> {
  const report = path.join(RESULTS_FOLDER, 'browser.json');
  await runCommand(
    resolveBinary('playwright'),
    ['test', '--config', 'test/browser/playwright.config.ts'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      CHROMIUM_PATH: ensureChromium(stack.dataDir, log),
      HOST_URL: stack.hostUrl!,
      ...stack.environment,
    }
  );
  return parsePlaywrightOutput(readReport<PlaywrightOutput>(report));
}

const SUITES: Suite[] = [
  {
    name: 'lint',
    needs: 'nothing',
    run: () => runCheck(resolveBinary('eslint'), ['.', '--max-warnings', '0']),
  },
  {
    name: 'format',
    needs: 'nothing',
    run: () => runCheck(resolveBinary('prettier'), ['--check', '--log-level', 'warn', '.']),
  },
  { name: 'types', needs: 'nothing', run: () => runCheck(resolveBinary('tsc'), ['--noEmit']) },
  { name: 'unit', needs: 'nothing', run: () => runJest('unit') },
  { name: 'corpus', needs: 'nothing', run: () => runJest('corpus') },
  { name: 'bundle', needs: 'build', run: () => runJest('bundle') },
  {
    name: 'integration',
    needs: 'elasticsearch',
    run: (stack) => runJest('integration', stack.environment),
  },
  { name: 'browser', needs: 'host', run: runBrowserTests },
];

function log(line: string): void {
  process.stdout.write(`[test] ${line}\n`);
}

async function main(): Promise<number> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length) {
    process.stderr.write(
      `No suite is called ${unknown.join(', ')}: there are ${SUITES.map(({ name }) => name).join(', ')}.\n`
    );
    return 1;
  }
  const suites = named.length ? SUITES.filter(({ name }) => named.includes(name)) : SUITES;
  rmSync(RESULTS_FOLDER, { recursive: true, force: true });
  mkdirSync(RESULTS_FOLDER, { recursive: true });
  const stack = createTestStack(log);
  const stopAndExit = (code: number) => void stack.stop().finally(() => process.exit(code));
  process.once('SIGINT', () => stopAndExit(130));
  process.once('SIGTERM', () => stopAndExit(143));
  const results: SuiteResult[] = [];
  try {
    for (const suite of suites) {
      const startedAt = performance.now();
      let counts: TestCounts;
      log(`${suite.name} …`);
      try {
        await stack.ensure(suite.needs);
        counts = await suite.run(stack);
      } catch (error) {
        counts = {
          passed: 0,
          failed: 1,
          note: error instanceof Error ? error.message : String(error),
        };
      }
      const result = {
        suite: suite.name,
        seconds: (performance.now() - startedAt) / 1_000,
        ...counts,
      };
      results.push(result);
      log(
        `${suite.name}: ${result.passed} ok, ${result.failed} not ok, ${result.seconds.toFixed(0)} s${result.note ? `: ${result.note}` : ''}`
      );
    }
  } finally {
    await stack.stop();
  }
  const { line, ok } = summarizeSuites(results);
  process.stdout.write(`${line}\n`);
  return ok ? 0 : 1;
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? error.stack : String(error)}\n0 passed, 1 failed\n`
    );
    process.exit(1);
  }
);
