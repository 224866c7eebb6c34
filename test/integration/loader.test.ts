/**
 * The loader against a real Elasticsearch (TEST_ELASTICSEARCH_URL), run as a user runs it: as a process of its own, on logs
 * of the sample. A small proxy in front stops it in the middle or makes the server seem too busy.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Client } from '@elastic/elasticsearch';
import { loadSample, isSampleComplete } from '../../samples/load/load_sample';
import { readManifest, readReqIdsByOffset, listSampleFiles } from '../../samples/load/sample_files';

const ELASTICSEARCH_URL = process.env.TEST_ELASTICSEARCH_URL ?? '';
const ROOT = join(__dirname, '..', '..');
const PREFIX = 'test-loader-';
const client = new Client({ node: ELASTICSEARCH_URL || 'http://127.0.0.1:9' });

jest.setTimeout(300_000);

let folder: string;
let records = 0;
const children = new Set<ChildProcess>();
const servers = new Set<Server>();

async function deleteIndices(): Promise<void> {
  const found = await client.cat.indices({ index: `${PREFIX}*`, format: 'json' });
  for (const { index } of found) if (index) await client.indices.delete({ index });
  await client.indices.deleteIndexTemplate({ name: `request-trace-${PREFIX}*` }, { ignore: [404] });
}

beforeAll(async () => {
  if (!ELASTICSEARCH_URL)
    throw new Error(
      'Set TEST_ELASTICSEARCH_URL to the address of an Elasticsearch to test against.'
    );
  folder = mkdtempSync(join(tmpdir(), 'loader-test-'));
  const cluster = readManifest().clusters.find(({ name }) => name === 'cluster-pods')!;
  for (const file of listSampleFiles(cluster)) {
    // without the kubelets' logs, which are most of it: enough for several bulk requests
    if (file.path.startsWith('kubelet-')) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of file.read(() => undefined)) chunks.push(chunk);
    const path = join(folder, 'plain', file.path);
    const packed = join(folder, 'packed', `${file.path}.gz`);
    for (const target of [path, packed]) mkdirSync(dirname(target), { recursive: true });
    writeFileSync(path, Buffer.concat(chunks));
    writeFileSync(packed, gzipSync(Buffer.concat(chunks)));
    records += cluster.files.find(({ path: name }) => name === file.path)!.records;
  }
  await deleteIndices();
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  children.clear();
  servers.clear();
});

afterAll(async () => {
  if (folder) rmSync(folder, { recursive: true, force: true });
  await deleteIndices();
  await client.close();
});

interface LoaderRun {
  code: number | null;
  out: string;
  err: string;
}

function startLoader(
  args: string[],
  url = ELASTICSEARCH_URL
): { child: ChildProcess; done: Promise<LoaderRun> } {
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'scripts', 'run.mjs'),
      join('samples', 'load', 'cli.ts'),
      '--elasticsearch',
      url,
      ...args,
    ],
    { cwd: ROOT }
  );
  children.add(child);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return {
    child,
    done: once(child, 'close').then(([code]) => ({ code: code as number | null, out, err })),
  };
}
const runLoader = (args: string[], url?: string): Promise<LoaderRun> => startLoader(args, url).done;

/** Everything that is in an index: how many documents, and one hash over all their ids and contents. */
async function readIndexContent(index: string): Promise<{ count: number; hash: string }> {
  await client.indices.refresh({ index });
  const lines: string[] = [];
  let page = await client.search({ index, size: 5000, scroll: '2m', sort: ['_doc'] });
  while (page.hits.hits.length > 0) {
    for (const { _id, _source } of page.hits.hits) lines.push(`${_id} ${JSON.stringify(_source)}`);
    page = await client.scroll({ scroll_id: page._scroll_id!, scroll: '2m' });
  }
  await client.clearScroll({ scroll_id: page._scroll_id! });
  return {
    count: lines.length,
    hash: createHash('sha256').update(lines.sort().join('\n')).digest('hex'),
  };
}

type BulkHandler = (
  count: number,
  body: string
) => { status?: number; body?: string; held?: boolean } | undefined;

/** Passes requests on; `onBulk` may answer a bulk request in the server's place, change it, or let it hang. */
async function startProxy(onBulk: BulkHandler): Promise<{ url: string; bulks: () => number }> {
  let bulks = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      const isBulk = request.url?.includes('/_bulk') ?? false;
      const act = isBulk ? onBulk(++bulks, body) : undefined;
      if (act?.held) return;
      if (act?.status) {
        response.writeHead(act.status, {
          'content-type': 'application/json',
          'x-elastic-product': 'Elasticsearch',
        });
        response.end(
          '{"error":{"type":"es_rejected_execution_exception","reason":"rejected execution"},"status":429}'
        );
        return;
      }
      const sent = act?.body ?? body;
      const answer = await fetch(new URL(request.url ?? '/', ELASTICSEARCH_URL), {
        method: request.method,
        body: sent === '' ? undefined : sent,
        headers: {
          'content-type': request.headers['content-type'] ?? 'application/json',
          accept: request.headers.accept ?? '*/*',
        },
      });
      let text = await answer.text();
      if (act?.body !== undefined) {
        const parsed = JSON.parse(text) as { errors: boolean; items: unknown[] };
        text = JSON.stringify({
          errors: true,
          items: [
            { index: { status: 429, error: { type: 'es_rejected_execution_exception' } } },
            ...parsed.items,
          ],
        });
      }
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'application/json',
        'x-elastic-product': 'Elasticsearch',
      });
      response.end(text);
    })().catch(() => response.destroy());
  });
  servers.add(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bulks: () => bulks };
}

const options = (index: string, from = 'plain'): string[] => [
  '--index',
  PREFIX + index,
  '--cluster',
  'c',
  '--year',
  '2026',
  join(folder, from),
];

describe('the loader', () => {
  let whole: { count: number; hash: string };

  it('loads every record of a folder, and says what it took each file for', async () => {
    const { code, out, err } = await runLoader(options('whole'));
    expect({ code, err: err.replace(/^\d+ %.*\n/gm, '') }).toEqual({ code: 0, err: '' });
    expect(out).toContain('kube-apiserver.log: klog text (kube-apiserver), 5,710 records');
    expect(out).toMatch(/audit\.log: audit log, [\d,]+ records/);
    whole = await readIndexContent(`${PREFIX}whole`);
    expect(whole.count).toBe(records);
  });

  it('adds nothing when the same logs come again, packed', async () => {
    const { code, out } = await runLoader(options('whole', 'packed'));
    expect(code).toBe(0);
    expect(out).toContain(
      `0 records indexed, ${records.toLocaleString('en-US')} were there already`
    );
    expect((await client.count({ index: `${PREFIX}whole` })).count).toBe(records);
  });

  it('killed in the middle and started again ends with what an uninterrupted run gives', async () => {
    const front = await startProxy((count) => (count > 2 ? { held: true } : undefined));
    const { child, done } = startLoader(options('killed'), front.url);
    while (front.bulks() < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await done;
    const half = await readIndexContent(`${PREFIX}killed`);
    expect(half.count).toBeGreaterThan(0);
    expect(half.count).toBeLessThan(records);
    const { code, out } = await runLoader(options('killed'));
    expect(code).toBe(0);
    expect(out).toContain(`${half.count.toLocaleString('en-US')} were there already`);
    expect(await readIndexContent(`${PREFIX}killed`)).toEqual(whole);
  });

  it('interrupted by Ctrl-C says so in a sentence', async () => {
    const front = await startProxy((count) => (count > 1 ? { held: true } : undefined));
    const { child, done } = startLoader(options('interrupted'), front.url);
    while (front.bulks() < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { code, err } = await done;
    expect(code).toBe(130);
    expect(err).toContain('Interrupted.');
  });

  it('goes on after 429, for whole requests and for single documents', async () => {
    const front = await startProxy((count, body) => {
      if (count <= 2) return { status: 429 };
      // the first document of the third request is "refused" for now, the others are sent
      return count === 3 ? { body: body.split('\n').slice(2).join('\n') } : undefined;
    });
    const { code, out } = await runLoader(options('busy'), front.url);
    expect(code).toBe(0);
    expect(out).toMatch(/[3-9] requests repeated/);
    expect(await readIndexContent(`${PREFIX}busy`)).toEqual(whole);
  });

  it('lists what was rejected, with the reason, loads the rest and exits with 1', async () => {
    const audit = (auditID: string, code: unknown) =>
      JSON.stringify({
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        auditID,
        stage: 'ResponseComplete',
        responseStatus: { code },
        requestReceivedTimestamp: '2026-11-23T06:21:47.594183Z',
      });
    const good = audit('good', 200);
    const path = join(folder, 'rejected', 'audit.log');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${good}\n${audit('bad', 'two hundred')}\n`);
    const { code, out } = await runLoader(['--index', `${PREFIX}rejected`, path]);
    expect(code).toBe(1);
    expect(out).toMatch(
      new RegExp(`rejected: .*audit\\.log at byte ${good.length + 1}: .*responseStatus\\.code`)
    );
    expect(out).toContain('1 records indexed, 1 rejected');
  });

  it('notes a file that is cut off, loads the others and exits with 1', async () => {
    const packed = gzipSync('I1123 06:22:49.182323   1 a.go:1] x\n'.repeat(1000));
    mkdirSync(join(folder, 'cut'));
    writeFileSync(join(folder, 'cut', 'a.log.gz'), packed.subarray(0, packed.length - 20));
    writeFileSync(join(folder, 'cut', 'b.log'), 'I1123 06:22:49.182323   1 a.go:1] x\n');
    const { code, out } = await runLoader(['--index', `${PREFIX}cut`, join(folder, 'cut')]);
    expect(code).toBe(1);
    expect(out).toMatch(/a\.log: could not be read to its end/);
    expect(out).toContain('b.log: klog text, 1 records');
  });

  it('replaces a record that has grown since, adds what is new', async () => {
    const path = join(folder, 'growing.log');
    const first = 'I1123 06:22:49.182323   1 a.go:1] x';
    writeFileSync(path, first);
    expect((await runLoader(['--index', `${PREFIX}growing`, path])).out).toContain(
      '1 records indexed'
    );
    writeFileSync(path, `${first}\n\tmore\nI1123 06:22:50.182323   1 a.go:1] y\n`);
    expect((await runLoader(['--index', `${PREFIX}growing`, path])).out).toContain(
      '2 records indexed'
    );
    const { hits } = await client.search<{ message: string }>({
      index: `${PREFIX}growing`,
      sort: ['log.offset'],
    });
    expect(hits.hits.map(({ _source }) => _source?.message)).toEqual([
      `${first}\n\tmore`,
      'I1123 06:22:50.182323   1 a.go:1] y',
    ]);
  });

  it('leaves an index alone that is not its own', async () => {
    await client.indices.create({ index: `${PREFIX}foreign` });
    const { code, err } = await runLoader(options('foreign'));
    expect(code).toBe(1);
    expect(err.trim()).toBe(
      `The index ${PREFIX}foreign was not made by this loader: name another one with --index.`
    );
  });

  it('says in one sentence that nothing answers', async () => {
    const { code, err } = await runLoader(options('none'), 'http://user:secret@127.0.0.1:9');
    expect(code).toBe(1);
    expect(err.trim()).toMatch(
      /^Can't reach Elasticsearch at http:\/\/127\.0\.0\.1:9\/: .*ECONNREFUSED.*$/
    );
    expect(err).not.toContain('secret');
  });
});

describe('the sample', () => {
  it('stopped half-way is completed by the next start, and then left alone', async () => {
    const index = `${PREFIX}sample`;
    const total = readManifest().clusters.reduce((sum, cluster) => sum + cluster.records, 0);
    const stop = new AbortController();
    await expect(
      loadSample({
        client,
        set: 'k8s-reqid',
        index,
        signal: stop.signal,
        onProgress: (progress) => {
          if (progress.records > 40_000) stop.abort();
        },
      })
    ).rejects.toThrow();
    expect(await isSampleComplete(client, 'k8s-reqid', undefined, index)).toBe(false);
    expect(await loadSample({ client, set: 'k8s-reqid', index })).toMatchObject({
      state: 'loaded',
      records: total,
    });
    expect(await isSampleComplete(client, 'k8s-reqid', undefined, index)).toBe(true);
    const marked = readManifest()
      .clusters.flatMap(({ name }) => [...readReqIdsByOffset(name).values()])
      .reduce((sum, { size }) => sum + size, 0);
    expect(await client.count({ index })).toMatchObject({ count: total });
    expect(await client.count({ index, query: { exists: { field: 'request.id' } } })).toMatchObject(
      { count: marked }
    );
    expect(await loadSample({ client, set: 'k8s-reqid', index })).toMatchObject({
      state: 'present',
    });
  });
});
