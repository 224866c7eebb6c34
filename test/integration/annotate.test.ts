/**
 * Annotating for real: the core and the command against a real Elasticsearch, the route through the host that runs the built
 * plugin, switched off as it comes and switched on.
 */
import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@elastic/elasticsearch';
import { Subject } from 'rxjs';
import type { AnnotationResponse } from '../../common/model/annotation';
import type { RequestsResponse } from '../../common/model/request_summary';
import type { Trace } from '../../common/model/trace';
import { startHost, type Host } from '../../host/server/start_host';
import {
  annotateDocuments,
  type AnnotateOptions,
} from '../../server/usecases/annotation/annotate_documents';
import { removeAnnotations } from '../../server/usecases/annotation/remove_annotations';
import { configSchema } from '../../server/config';
import { getAnnotationFields } from '../../server/elasticsearch/readers/annotation';
import {
  RANGE_SPLIT,
  CREATE_AUDIT_ID,
  DELETE_AUDIT_ID,
  searchDocumentIds,
  createAnnotationIndex,
  RANGE,
  deleteAnnotationIndex,
  readAnnotations,
  type WrittenAnnotation,
} from './annotation_index';

const HOST = process.env.TEST_HOST_URL;
const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!HOST || !ELASTICSEARCH)
  throw new Error(
    'TEST_HOST_URL or TEST_ELASTICSEARCH_URL names nothing: run `npm test`, which starts both.'
  );

jest.setTimeout(120_000);

const ROOT = path.resolve(__dirname, '../..');
const INDEX = 'n-annotate-test';
const fields = getAnnotationFields('request.id')!;
const config = configSchema.validate({});
const client = new Client({ node: ELASTICSEARCH });
const EVERYTHING = { timeMs: 60_000, requests: 1_000, documents: 100_000 };

const run = (changes: Partial<AnnotateOptions> = {}): Promise<AnnotationResponse> =>
  annotateDocuments({
    client,
    config,
    index: [INDEX],
    ...RANGE,
    fields,
    minConfidence: 0.5,
    dryRun: false,
    limits: EVERYTHING,
    aborted$: new Subject(),
    ...changes,
  });
const undoAnnotation = () =>
  removeAnnotations({
    client,
    fields,
    index: [INDEX],
    dryRun: false,
    signal: new AbortController().signal,
    timeField: '@timestamp',
    ...RANGE,
  });

/** But for when it was written. */
const readState = async (): Promise<Record<string, WrittenAnnotation>> =>
  Object.fromEntries(
    Object.entries(await readAnnotations(client, INDEX)).map(
      ([id, { annotated_at: _at, ...request }]) => [id, request]
    )
  );
const readOwnAnnotations = () =>
  searchDocumentIds(client, INDEX, { term: { 'request.annotated_by': 'request-trace' } });
const searchByRequestId = (id: string) =>
  searchDocumentIds(client, INDEX, { term: { 'request.id': id } });

beforeEach(() => createAnnotationIndex(client, INDEX));
afterAll(async () => {
  await deleteAnnotationIndex(client, INDEX);
  await client.close();
});

describe('annotating', () => {
  it('makes a plain search by request.id find what a request caused, and leaves alone what is somebody else’s', async () => {
    const { counts, done, after } = await run();
    expect(counts).toMatchObject({
      requests: 2,
      served: 0,
      foreign: 1,
      updated: 0,
      unchanged: 0,
      failed: 0,
    });
    expect({ done, after }).toEqual({ done: RANGE.to, after: undefined });
    expect(await searchByRequestId(CREATE_AUDIT_ID)).toEqual(
      expect.arrayContaining(['create-audit', 'create-line', 'scheduled'])
    );
    expect(await searchByRequestId(DELETE_AUDIT_ID)).toEqual(
      expect.arrayContaining(['delete-audit', 'delete-line', 'killing'])
    );
    expect(await searchByRequestId(CREATE_AUDIT_ID)).not.toContain('elsewhere');
    expect(await readOwnAnnotations()).toHaveLength(counts.written);
    const after1 = await readState();
    expect(after1.foreign).toEqual({ id: 'their-own' });
    expect(after1['create-audit']).toMatchObject({
      confidence: expect.arrayContaining([1]),
      annotated_by: 'request-trace',
    });
    expect(
      await searchDocumentIds(client, INDEX, { range: { 'request.confidence': { gte: 0.9 } } })
    ).toEqual(expect.arrayContaining(['create-audit', 'delete-audit']));
  });

  it('tells what it would write, and writes nothing of it', async () => {
    const mapping = await client.indices.getMapping({ index: INDEX });
    const dry = await run({ dryRun: true });
    expect([await readOwnAnnotations(), await client.indices.getMapping({ index: INDEX })]).toEqual(
      [[], mapping]
    );
    const { counts, components } = await run();
    expect([dry.counts, dry.components, dry.dryRun]).toEqual([counts, components, true]);
  });

  it('writes nothing a second time, and takes back what no longer holds', async () => {
    const { counts } = await run();
    const before = await readAnnotations(client, INDEX);
    expect((await run()).counts).toEqual({ ...counts, written: 0, unchanged: counts.written });
    expect(await readAnnotations(client, INDEX)).toEqual(before);

    // what an earlier version believed
    await client.update({
      index: INDEX,
      id: 'elsewhere',
      refresh: true,
      doc: { request: { id: [DELETE_AUDIT_ID], confidence: [0.6], annotated_by: 'request-trace' } },
    });
    expect((await run()).counts).toMatchObject({ written: 0, updated: 1 });
    expect(await searchByRequestId(DELETE_AUDIT_ID)).not.toContain('elsewhere');
    expect(await readOwnAnnotations()).not.toContain('elsewhere');
  });

  it('comes to the same in parts: one request a call, or one range after the other', async () => {
    await run();
    const whole = await readState();
    await createAnnotationIndex(client, INDEX);
    let calls = 0;
    for (
      let after: string | undefined, isFirst = true;
      isFirst || after !== undefined;
      isFirst = false
    ) {
      const answer = await run({ after, limits: { ...EVERYTHING, requests: 1 } });
      after = answer.after;
      calls++;
      expect(calls).toBeLessThan(10);
    }
    expect(await readState()).toEqual(whole);
    await createAnnotationIndex(client, INDEX);
    // the later first
    await run({ from: RANGE_SPLIT });
    expect(Object.values(await readState()).flatMap(({ id }) => id)).not.toContain(CREATE_AUDIT_ID);
    await run({ to: RANGE_SPLIT });
    expect(await readState()).toEqual(whole);
  });

  it('is undone, and what somebody else wrote stays', async () => {
    await run();
    const { fates } = await undoAnnotation();
    expect(fates.updated).toBeGreaterThan(5);
    expect([
      await readOwnAnnotations(),
      await searchByRequestId(CREATE_AUDIT_ID),
      await searchByRequestId('their-own'),
    ]).toEqual([[], [], ['foreign']]);
    expect((await undoAnnotation()).fates.updated).toBe(0);
    expect((await run()).counts.written).toBe(fates.updated);
  });

  it('says which index takes nothing, and why', async () => {
    await client.indices.putSettings({ index: INDEX, settings: { 'index.blocks.write': true } });
    await expect(run()).rejects.toThrow(`Index ${INDEX} is read-only`);
    await client.indices.putSettings({ index: INDEX, settings: { 'index.blocks.write': false } });
    await client.indices.putMapping({
      index: INDEX,
      properties: { labels: { properties: { request: { type: 'keyword' } } } },
    });
    const inTheWay = getAnnotationFields('labels.request.id')!;
    await expect(
      run({
        fields: inTheWay,
        config: { ...config, idFields: [...config.idFields, 'labels.request.id'] },
      })
    ).rejects.toThrow('labels.request (keyword)');
  });

  it('says why there is nothing to do', async () => {
    const codes = async (changes: Partial<AnnotateOptions>) =>
      (await run(changes)).warnings.map(({ code }) => code);
    expect(await codes({ from: '2020-01-01', to: '2020-01-02' })).toEqual(['not_found']);
    expect(await codes({ index: ['n-no-such-index'] })).toEqual([
      'indices_missing',
      'no_audit_log',
    ]);
  });
});

describe('what was annotated', () => {
  const get = async <Body>(route: string, query: Record<string, string>): Promise<Body> =>
    (await (
      await fetch(
        `${HOST}/api/request_trace/${route}?${new URLSearchParams({ index: INDEX, ...query })}`
      )
    ).json()) as Body;

  it('is a reason of its own in the trace, and no reqID', async () => {
    const before = await get<Trace>('trace', { id: CREATE_AUDIT_ID });
    await run();
    // nothing but the annotation speaks for it
    await client.update({
      index: INDEX,
      id: 'elsewhere',
      refresh: true,
      doc: {
        request: {
          id: ['x', CREATE_AUDIT_ID],
          confidence: [0.9, 0.7],
          annotated_by: 'request-trace',
        },
      },
    });
    const trace = await get<Trace>('trace', { id: CREATE_AUDIT_ID });
    expect([trace.reqIDs, trace.idKind, trace.correlation]).toEqual([
      [],
      'auditID',
      before.correlation,
    ]);
    const reasons = Object.fromEntries(
      trace.records.map(({ id, because, confidence }) => [
        id,
        { rules: because.map(({ rule }) => rule), confidence },
      ])
    );
    expect(reasons.elsewhere).toEqual({ rules: ['annotated'], confidence: 0.7 });
    expect(reasons.scheduled!.rules).toContain('annotated');
    expect(reasons.scheduled!.rules.length).toBeGreaterThan(1);
    // what was known before is known as before
    for (const { id, confidence } of before.records)
      expect({ id, confidence: reasons[id]?.confidence }).toEqual({ id, confidence });
  });

  it('is no request of the list that the audit log does not have', async () => {
    const before = await get<RequestsResponse>('requests', { ...RANGE, diagnose: 'false' });
    await run();
    const { basis, requests } = await get<RequestsResponse>('requests', {
      ...RANGE,
      diagnose: 'false',
    });
    expect(basis).toBe('audit');
    expect(requests.map(({ id, reqID, records }) => ({ id, reqID, records }))).toEqual(
      before.requests.map(({ id, records }) => ({ id, reqID: undefined, records }))
    );
    // without the audit records there are no requests: the lines' annotations are none
    const query = {
      ...RANGE,
      people: 'false',
      filter: JSON.stringify({
        bool: { must_not: [{ exists: { field: 'kubernetes.audit.verb' } }] },
      }),
    };
    expect((await get<RequestsResponse>('requests', query)).requests).toEqual([]);
  });
});

describe('the route', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({
      port: 0,
      elasticsearch: { url: ELASTICSEARCH },
      pluginFolder: path.join(ROOT, 'build', 'kibana', 'requestTrace'),
      browser: { folder: os.tmpdir(), version: 'test' },
      pluginConfig: { annotate: { enabled: true } },
    });
  });
  afterAll(() => host.stop());

  async function post(
    url: string | undefined,
    body: object
  ): Promise<{ status: number; body: AnnotationResponse & { message?: string } }> {
    const response = await fetch(`${url}/api/request_trace/annotate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'kbn-xsrf': 'test' },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as AnnotationResponse & { message?: string },
    };
  }

  it('writes nothing unless it is switched on, and says how; what it would write it tells', async () => {
    const off = await post(HOST, { index: INDEX, ...RANGE });
    expect([off.status, off.body.message]).toEqual([
      403,
      expect.stringContaining('requestTrace.annotate.enabled: true'),
    ]);
    const dry = await post(HOST, { index: INDEX, ...RANGE, dryRun: true });
    expect([dry.status, dry.body.dryRun, dry.body.counts.written > 0]).toEqual([200, true, true]);
    expect(await readOwnAnnotations()).toEqual([]);
  });

  it('writes once it is switched on', async () => {
    const { status, body } = await post(host.url, { index: INDEX, ...RANGE });
    expect([status, body.field, body.dryRun]).toEqual([200, 'request.id', false]);
    expect(await readOwnAnnotations()).toHaveLength(body.counts.written);
    const surer = await post(host.url, { index: INDEX, ...RANGE, minConfidence: 1 });
    expect(surer.body.counts.updated).toBeGreaterThan(0);
    for (const { confidence } of Object.values(await readState()))
      for (const one of [confidence ?? []].flat()) expect(one).toBe(1);
  });

  it.each([
    [{ from: RANGE.from, to: RANGE.to }, '`index` is missing'],
    [{ index: INDEX, to: RANGE.to }, '`from` is missing'],
    [{ index: INDEX, from: RANGE.to, to: RANGE.from }, '`from` must not be after'],
    [{ index: INDEX, ...RANGE, minConfidence: 7 }, '`minConfidence` must be'],
    [{ index: INDEX, ...RANGE, field: 'reqID' }, 'reqID can’t hold an annotation'],
    [{ index: INDEX, ...RANGE, field: 'my.id' }, 'requestTrace.idFields'],
    [{ index: INDEX, ...RANGE, after: 'x' }, '`after` is not one'],
    [{ index: INDEX, ...RANGE, more: 1 }, 'more'],
  ])('refuses %j: %s', async (body, message) => {
    const answer = await post(host.url, body);
    expect({ status: answer.status, message: answer.body.message }).toEqual({
      status: 400,
      message: expect.stringContaining(message),
    });
  });
});

describe('the command', () => {
  const command = async (...args: string[]): Promise<{ code: number; out: string }> => {
    const ran = promisify(execFile)(
      process.execPath,
      ['scripts/run.mjs', 'annotate/cli.ts', '--index', INDEX, ...args],
      { cwd: ROOT, env: { ...process.env, ELASTICSEARCH_URL: ELASTICSEARCH } }
    );
    return ran.then(
      ({ stdout, stderr }) => ({ code: 0, out: stdout + stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        out: error.stdout + error.stderr,
      })
    );
  };
  const range = ['--from', RANGE.from, '--to', RANGE.to];

  it('says what it would do, does it, and takes it back', async () => {
    const dry = await command(...range, '--dry-run');
    expect([dry.code, dry.out]).toEqual([
      0,
      expect.stringMatching(/2 requests, \d+ documents: \d+ would be written.* 1 left alone/),
    ]);
    expect(await readOwnAnnotations()).toEqual([]);
    const real = await command(...range);
    expect([real.code, real.out]).toEqual([0, expect.stringMatching(/kube-apiserver +2 +0 +0\n/)]);
    expect(await searchByRequestId(CREATE_AUDIT_ID)).toContain('scheduled');
    expect(await command(...range, '--undo')).toMatchObject({
      code: 0,
      out: expect.stringContaining('are gone, 0 failed'),
    });
    expect(await readOwnAnnotations()).toEqual([]);
  });

  it('says what is wrong in a sentence', async () => {
    expect(await command()).toEqual({ code: 2, out: expect.stringContaining('--from is missing') });
    expect(await command(...range, '--elasticsearch', 'http://127.0.0.1:1')).toEqual({
      code: 1,
      out: expect.stringContaining("Can't reach Elasticsearch"),
    });
    expect(await command(...range, '--field', 'reqID')).toEqual({
      code: 2,
      out: expect.stringContaining('can’t hold an annotation'),
    });
  });
});
