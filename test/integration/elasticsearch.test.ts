/**
 * The embedded server, for real: its data outlives it, and it outlives nobody. ELASTICSEARCH_DISTRIBUTION_DIR names where it
 * is unpacked (default DATA_DIR, else .data), so that this costs no second download. With ELASTICSEARCH_URL set there may be
 * neither Java nor Maven, and nothing of this is used.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { resolveDataDirectory, startElasticsearch } from '../../host/elasticsearch';
import { readDataFolderLock } from '../../host/elasticsearch/data_folder_lock';
import { identifyProcess } from '../../host/elasticsearch/process_info';

jest.setTimeout(300_000);

const ROOT = path.resolve(__dirname, '../..');
const DISTRIBUTIONS = process.env.ELASTICSEARCH_DISTRIBUTION_DIR || resolveDataDirectory();
/** Small, for a machine that runs another server beside. */
const JAVA_OPTS = '-Xms256m -Xmx256m';
const describeEmbedded = process.env.ELASTICSEARCH_URL ? describe.skip : describe;

async function waitUntil(condition: () => boolean, what: string, ms = 60_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${ms / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const isGone = (pid: number) => identifyProcess(pid) === undefined;

async function callElasticsearch(
  url: string,
  method = 'GET',
  body?: unknown
): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const response = await fetch(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

describeEmbedded('the embedded Elasticsearch', () => {
  let dataDir: string;
  const children: ChildProcess[] = [];
  const readLock = () => readDataFolderLock(path.join(dataDir, 'elasticsearch', 'holder.json'));
  const options = (more: object = {}) => ({
    dataDir,
    distributionDir: DISTRIBUTIONS,
    javaOpts: JAVA_OPTS,
    ...more,
  });

  beforeAll(() => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'request trace '));
    // Started by root, the server runs as another user.
    chmodSync(dataDir, 0o755);
  });

  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  });

  /** Runs the program that prints the address, in a process group of its own as a shell would. */
  async function startProgram(): Promise<{
    child: ChildProcess;
    url: string;
    server: number;
    exit: Promise<number | null>;
    log: () => string;
  }> {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'host/elasticsearch/cli.ts'], {
      cwd: ROOT,
      detached: true,
      env: {
        ...process.env,
        ELASTICSEARCH_URL: '',
        DATA_DIR: dataDir,
        ELASTICSEARCH_DISTRIBUTION_DIR: DISTRIBUTIONS,
        ES_JAVA_OPTS: JAVA_OPTS,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    const exit = new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
    });
    const address = () => /^elasticsearch (http:\/\/127\.0\.0\.1:\d+)$/m.exec(printed)?.[1];
    await waitUntil(
      () => address() !== undefined || child.exitCode !== null,
      'the program prints an address',
      200_000
    );
    if (!address()) throw new Error(`the program ended: ${printed}`);
    return { child, url: address()!, server: readLock()!.server!.pid, exit, log: () => printed };
  }

  test('serves on loopback as a normal user, keeps others out, and reports when it dies', async () => {
    const lines: string[] = [];
    const server = await startElasticsearch(options({ onLog: (line: string) => lines.push(line) }));
    try {
      expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(lines.at(-1)).toMatch(/^Elasticsearch 8\.12\.2 is up after \d+ s\.$/);
      const health = await callElasticsearch(`${server.url}/_cluster/health`);
      expect(health).toMatchObject({
        cluster_name: 'request-trace',
        status: 'green',
        number_of_nodes: 1,
      });
      if (process.platform === 'linux') {
        const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
        expect(uid).not.toBe('0');
      }
      expect(
        await callElasticsearch(`${server.url}/kept/_doc/1?refresh=true`, 'PUT', {
          text: 'still here',
        })
      ).toMatchObject({ result: 'created' });

      await expect(startElasticsearch(options())).rejects.toThrow(
        `is in use (process ${process.pid}, Elasticsearch on ${server.url})`
      );

      process.kill(server.pid, 'SIGKILL');
      const error = await server.ended;
      expect(error?.message).toContain('Elasticsearch ended by itself');
      expect(isGone(server.pid)).toBe(true);
      expect(readLock()).toBeUndefined();
    } finally {
      await server.stop();
    }
  });

  test('ends with a program that is killed, even when the next one starts at once, and its data is found again', async () => {
    const first = await startProgram();
    expect(await callElasticsearch(`${first.url}/kept/_doc/1`)).toMatchObject({
      found: true,
      _source: { text: 'still here' },
    });
    const watchdog = readLock()!.watchdog!.pid;
    first.child.kill('SIGKILL');
    await first.exit;

    const second = await startProgram();
    expect(isGone(first.server)).toBe(true);
    expect(isGone(watchdog)).toBe(true);
    expect(await callElasticsearch(`${second.url}/kept/_doc/1`)).toMatchObject({ found: true });

    // A Ctrl-C goes to every process of the group, and npm repeats it.
    process.kill(-second.child.pid!, 'SIGINT');
    process.kill(-second.child.pid!, 'SIGINT');
    expect(await second.exit).toBe(0);
    expect(isGone(second.server)).toBe(true);
    expect(readLock()).toBeUndefined();
    expect(second.log().match(/Stopping/g)).toHaveLength(1);
    const console = readFileSync(path.join(dataDir, 'elasticsearch', 'console.log'), 'utf8');
    expect(console.trimEnd().split('\n').at(-1)).toContain('closed');
  });

  test('a killed watchdog takes the server with it', async () => {
    const server = await startElasticsearch(options());
    process.kill(readLock()!.watchdog!.pid, 'SIGKILL');
    await server.ended;
    await waitUntil(() => isGone(server.pid), 'the server is gone');
    await server.stop();
  });

  test('a taken port, wrong Java options and a slow start each have a sentence, and leave nothing behind', async () => {
    const other = http.createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const { port } = other.address() as AddressInfo;
    await expect(startElasticsearch(options({ port }))).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken`
    );
    await new Promise((resolve) => {
      other.close(resolve);
    });

    await expect(startElasticsearch(options({ javaOpts: '-XX:+NoSuchOption' }))).rejects.toThrow(
      "ES_JAVA_OPTS (Unrecognized VM option 'NoSuchOption')"
    );

    await expect(startElasticsearch(options({ timeoutMs: 500 }))).rejects.toThrow(
      /did not come up within 1 s: .*console\.log/
    );
    expect(existsSync(path.join(dataDir, 'elasticsearch', 'holder.json'))).toBe(false);
  });

  test('serves on the port that was asked for, stops when told, twice if need be', async () => {
    const probe = http.createServer();
    await new Promise<void>((resolve) => {
      probe.listen(0, '127.0.0.1', resolve);
    });
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => {
      probe.close(resolve);
    });
    const server = await startElasticsearch(options({ port }));
    expect(server.url).toBe(`http://127.0.0.1:${port}`);
    await Promise.all([server.stop(), server.stop()]);
    expect(await server.ended).toBeUndefined();
    expect(isGone(server.pid)).toBe(true);
  });
});
