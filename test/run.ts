/**
 * `npm test`: lint, format, types, unit, corpus, bundle, integration and browser tests, one after the other, with what they need:
 * a build, an Elasticsearch with the sample, the host, Chromium. Ends with one line `N passed, N failed` over all of them.
 * `npm test -- unit integration` runs only the named suites.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from '../scripts/chromium';
import {
  closingLine,
  fromJest,
  fromPlaywright,
  type JestOutput,
  type PlaywrightOutput,
  type SuiteResult,
} from './support/results';
import { startStack, type Stack } from './support/stack';

const ROOT = path.resolve(__dirname, '..');
const RESULTS = path.join(ROOT, 'target/test-results');

type Counts = Pick<SuiteResult, 'passed' | 'failed' | 'note'>;

interface Suite {
  name: string;
  /** what has to run for it */
  needs: 'nothing' | 'build' | 'elasticsearch' | 'host';
  run(stack: Stack): Promise<Counts>;
}

const bin = (name: string) => path.join(ROOT, 'node_modules/.bin', name);

/** Runs a command with its output on ours; resolves to its exit code. */
function command(file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
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

async function check(file: string, args: string[]): Promise<Counts> {
  return (await command(file, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function readReport<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

async function jest(project: string, env: NodeJS.ProcessEnv = {}): Promise<Counts> {
  const report = path.join(RESULTS, `${project}.json`);
  const serial = project === 'integration' ? ['--runInBand'] : [];
  await command(
    bin('jest'),
    ['--selectProjects', project, '--json', '--outputFile', report, ...serial],
    env
  );
  return fromJest(readReport<JestOutput>(report));
}

async function browser(stack: Stack): Promise<Counts> {
  const report = path.join(RESULTS, 'browser.json');
  await command(bin('playwright'), ['test', '--config', 'test/browser/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    CHROMIUM_PATH: ensureChromium(stack.dataDir, log),
    HOST_URL: stack.hostUrl!,
    ...stack.environment,
  });
  return fromPlaywright(readReport<PlaywrightOutput>(report));
}

const SUITES: Suite[] = [
  { name: 'lint', needs: 'nothing', run: () => check(bin('eslint'), ['.', '--max-warnings', '0']) },
  {
    name: 'format',
    needs: 'nothing',
    run: () => check(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  },
  { name: 'types', needs: 'nothing', run: () => check(bin('tsc'), ['--noEmit']) },
  { name: 'unit', needs: 'nothing', run: () => jest('unit') },
  { name: 'corpus', needs: 'nothing', run: () => jest('corpus') },
  { name: 'bundle', needs: 'build', run: () => jest('bundle') },
  {
    name: 'integration',
    needs: 'elasticsearch',
    run: (stack) => jest('integration', stack.environment),
  },
  { name: 'browser', needs: 'host', run: browser },
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
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const stack = startStack(log);
  const stopAndExit = (code: number) => void stack.stop().finally(() => process.exit(code));
  process.once('SIGINT', () => stopAndExit(130));
  process.once('SIGTERM', () => stopAndExit(143));
  const results: SuiteResult[] = [];
  try {
    for (const suite of suites) {
      const startedAt = performance.now();
      let counts: Counts;
      log(`${suite.name} …`);
      try {
        await stack.need(suite.needs);
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
  const { line, ok } = closingLine(results);
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
