/**
 * What the suites need to run, started once and only when needed: the build, and `npm start` itself, so that the tests run
 * against what a newcomer gets.
 */
import type { HostStatus } from '../../host/status';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** A fresh machine fetches Elasticsearch, builds and loads the sample before it is ready. */
const READY_TIMEOUT_MS = 15 * 60_000;
const STOP_TIMEOUT_MS = 60_000;

export interface TestStack {
  dataDir: string;
  hostUrl?: string;
  elasticsearchUrl?: string;
  /** names the running servers to Jest */
  environment: NodeJS.ProcessEnv;
  ensure(what: 'nothing' | 'build' | 'elasticsearch' | 'host'): Promise<void>;
  stop(): Promise<void>;
}

export function createTestStack(log: (line: string) => void): TestStack {
  const dataDir = path.resolve(ROOT, process.env.DATA_DIR ?? '.data/test');
  let built: Promise<void> | undefined;
  let started: Promise<void> | undefined;
  let child: ChildProcess | undefined;
  const stack: TestStack = {
    dataDir,
    environment: {},
    async ensure(what) {
      if (what === 'nothing') return;
      await (built ??= build());
      if (what !== 'build') await (started ??= start());
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const running = child;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => running.kill('SIGKILL'), STOP_TIMEOUT_MS);
        running.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        running.kill('SIGTERM');
      });
    },
  };

  async function build(): Promise<void> {
    log('building …');
    await new Promise<void>((resolve, reject) => {
      const builder = spawn(process.execPath, ['scripts/run.mjs', 'scripts/build.ts'], {
        cwd: ROOT,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      builder.once('error', reject);
      builder.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`npm run build ended with code ${code}`))
      );
    });
  }

  async function start(): Promise<void> {
    const port = await findFreePort();
    log(`npm start (port ${port}) …`);
    const starter = spawn(process.execPath, ['scripts/run.mjs', 'host/start.ts'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    });
    child = starter;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(new Error(`npm start was not ready within ${READY_TIMEOUT_MS / 60_000} minutes`)),
        READY_TIMEOUT_MS
      );
      const settle = (then: () => void) => {
        clearTimeout(timer);
        then();
      };
      starter.once('error', (error) => settle(() => reject(error)));
      starter.once('exit', (code) =>
        settle(() => reject(new Error(`npm start ended with code ${code} before it was ready`)))
      );
      createInterface({ input: starter.stdout! }).on('line', (line) => {
        log(`  ${line}`);
        if (line.startsWith('elasticsearch '))
          stack.elasticsearchUrl = line.slice('elasticsearch '.length).trim();
        if (line.startsWith('ready '))
          settle(() => {
            stack.hostUrl = new URL(line.slice('ready '.length).trim()).origin;
            stack.environment = {
              TEST_ELASTICSEARCH_URL: stack.elasticsearchUrl,
              TEST_HOST_URL: stack.hostUrl,
            };
            resolve();
          });
      });
    });
    await waitForSamples(stack.hostUrl!);
  }

  return stack;
}

/**
 * The host is ready before its second sample is loaded: a person can start with the first one. The tests need both.
 *
 * @throws if a sample could not be loaded, or not within the time that the start may take
 */
async function waitForSamples(hostUrl: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const response = await fetch(`${hostUrl}/internal/host/status`);
    const { samples = [] } = (await response.json()) as HostStatus;
    const failed = samples.find(({ state }) => state === 'failed');
    if (failed) throw new Error(`${failed.name} could not be loaded: ${failed.message ?? ''}`);
    if (samples.every(({ state }) => state === 'loaded')) return;
    if (Date.now() > deadline) throw new Error('The samples were not loaded in time');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
