/**
 * Readers with different roles, for real: the embedded Elasticsearch with security on, users and roles in its files, and the
 * built plugin's routes in the host, which searches as the user whose credentials the request carries. Builds the plugin first
 * where the last build is out of date.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from '@elastic/elasticsearch';
import type { SourcesResponse } from '../../common/api/sources';
import type { AnnotationResponse } from '../../common/model/annotation';
import type { RequestsResponse } from '../../common/model/request_summary';
import type { Trace } from '../../common/model/trace';
import {
  resolveDataDirectory,
  startElasticsearch,
  type RunningElasticsearch,
  type Security,
} from '../../host/elasticsearch';
import { startHost, type Host } from '../../host/server/start_host';
import { RANGE_SPLIT, createAnnotationIndex, RANGE } from './annotation_index';

jest.setTimeout(200_000);

const ROOT = path.resolve(__dirname, '../..');
// With a server of one's own there may be neither Java nor Maven.
const describeEmbedded = process.env.ELASTICSEARCH_URL ? describe.skip : describe;
const PASSWORD = 'a pass:wörd';
const REQ_ID = '5d0c1c8e-7e43-4f0c-9a0a-0d4f9f2b7a11';
const READ_PRIVILEGES = ['read', 'view_index_metadata'];
const ANNOTATED = 'annotate-test';
const grantReadOn = (...names: string[]) => [{ names, privileges: READ_PRIVILEGES }];

const security: Security = {
  superuser: { username: 'admin', password: PASSWORD },
  users: {
    all: { password: PASSWORD, roles: ['all'] },
    part: { password: PASSWORD, roles: ['part'] },
    alias: { password: PASSWORD, roles: ['alias'] },
    nothing: { password: PASSWORD, roles: ['nothing'] },
    documents: { password: PASSWORD, roles: ['documents'] },
    fields: { password: PASSWORD, roles: ['fields'] },
    writer: { password: PASSWORD, roles: ['writer'] },
    reader: { password: PASSWORD, roles: ['reader'] },
  },
  roles: {
    all: { indices: grantReadOn('k8s-*') },
    part: { indices: grantReadOn('k8s-a*') },
    writer: { indices: [{ names: [ANNOTATED], privileges: [...READ_PRIVILEGES, 'write'] }] },
    reader: { indices: grantReadOn(ANNOTATED) },
    alias: { indices: grantReadOn('everything') },
    nothing: {},
    documents: {
      indices: [
        {
          names: ['k8s-*'],
          privileges: READ_PRIVILEGES,
          query: '{"term":{"service.name":"kubelet"}}',
        },
      ],
    },
    fields: {
      indices: [
        { names: ['k8s-*'], privileges: READ_PRIVILEGES, field_security: { grant: ['message'] } },
      ],
    },
  },
};

let dataDir: string;
let elasticsearch: RunningElasticsearch;
let host: Host;

const basic = (user: string, password = PASSWORD) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

async function get<Body = Trace>(
  route: string,
  query: Record<string, string>,
  authorization?: string
): Promise<{ status: number; body: Body & { message: string } }> {
  const response = await fetch(
    `${host.url}/api/request_trace/${route}?${new URLSearchParams(query)}`,
    { headers: authorization ? { authorization } : {} }
  );
  return { status: response.status, body: (await response.json()) as Body & { message: string } };
}

async function fetchTraceAs(user: string, index?: string, id = REQ_ID) {
  const { status, body } = await get('trace', { id, ...(index ? { index } : {}) }, basic(user));
  const refused = body.warnings?.find(({ code }) => code === 'indices_refused');
  return {
    status,
    message: body.message,
    refused: body.refusedIndices,
    warning: refused?.message,
    codes: body.warnings?.map(({ code }) => code),
    from: [...new Set(body.records?.map((record) => record.index))].sort(),
  };
}

async function createTestIndices(client: Client): Promise<void> {
  for (const index of ['k8s-a-logs', 'k8s-b-logs']) {
    await client.indices.create({
      index,
      settings: { number_of_replicas: 0 },
      aliases: { everything: {} },
      mappings: {
        properties: {
          '@timestamp': { type: 'date' },
          request: { properties: { id: { type: 'keyword' } } },
          service: { properties: { name: { type: 'keyword' } } },
        },
      },
    });
    const component = index === 'k8s-a-logs' ? 'kube-scheduler' : 'kubelet';
    const message = `I0720 10:00:00.${index === 'k8s-a-logs' ? '1' : '2'}00000       1 work.go:10] "Working" pod="default/web" reqID="${REQ_ID}"`;
    await client.index({
      index,
      id: '1',
      refresh: true,
      document: {
        '@timestamp': '2026-07-20T10:00:00.000Z',
        message,
        request: { id: REQ_ID },
        service: { name: component },
        event: { dataset: 'kubernetes.component_logs' },
      },
    });
  }
}

describeEmbedded('with security on', () => {
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/build.ts', '--if-needed'], {
      cwd: ROOT,
      stdio: 'pipe',
    });
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'request-trace-security-'));
    // Started by root, the server runs as another user.
    chmodSync(dataDir, 0o755);
    elasticsearch = await startElasticsearch({
      dataDir,
      distributionDir: process.env.ELASTICSEARCH_DISTRIBUTION_DIR || resolveDataDirectory(),
      javaOpts: '-Xms256m -Xmx256m',
      security,
    });
    const admin = new Client({ node: elasticsearch.url, auth: elasticsearch.auth });
    await createTestIndices(admin);
    await createAnnotationIndex(admin, ANNOTATED);
    await admin.close();
    host = await startHost({
      port: 0,
      elasticsearch: { url: elasticsearch.url },
      pluginFolder: path.join(ROOT, 'build', 'kibana', 'requestTrace'),
      browser: { folder: dataDir, version: 'test' },
      pluginConfig: { annotate: { enabled: true } },
    });
  });

  afterAll(async () => {
    await host?.stop();
    await elasticsearch?.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  });

  it('whoever may read everything sees everything, without a word on rights', async () => {
    expect(await fetchTraceAs('admin')).toMatchObject({
      status: 200,
      from: ['k8s-a-logs', 'k8s-b-logs'],
      refused: undefined,
      warning: undefined,
    });
    expect(await fetchTraceAs('all', 'k8s-*')).toMatchObject({
      status: 200,
      from: ['k8s-a-logs', 'k8s-b-logs'],
      refused: undefined,
      warning: undefined,
    });
  });

  it('default patterns that a reader of one of them may not read are named, but are no warning', async () => {
    const trace = await fetchTraceAs('all');
    expect(trace).toMatchObject({
      status: 200,
      from: ['k8s-a-logs', 'k8s-b-logs'],
      warning: undefined,
    });
    expect(trace.refused).toContain('logs-*');
    expect(trace.refused).not.toContain('k8s-*');
  });

  it('they are a warning where nothing was found: it may be in them', async () => {
    const trace = await fetchTraceAs('all', undefined, 'ffffffff-7e43-4f0c-9a0a-0d4f9f2b7a11');
    expect(trace.codes).toEqual(expect.arrayContaining(['not_found', 'indices_refused']));
    expect(trace.warning).toContain('logs-*');
  });

  it('a reader of a part gets the part, and hears that it is one', async () => {
    for (const index of ['k8s-*', undefined]) {
      const trace = await fetchTraceAs('part', index);
      expect(trace).toMatchObject({ status: 200, from: ['k8s-a-logs'] });
      expect(trace.refused).toContain('k8s-*');
      expect(trace.warning).toMatch(
        /don't cover all of k8s-\*:.*read and view_index_metadata on k8s-\*\.$/
      );
    }
    expect(await fetchTraceAs('part', 'k8s-a*')).toMatchObject({
      status: 200,
      from: ['k8s-a-logs'],
      refused: undefined,
      warning: undefined,
    });
  });

  it('an index that is refused by its name is left out of the search, and named', async () => {
    expect(await fetchTraceAs('part', 'k8s-a-logs,k8s-b-logs')).toMatchObject({
      status: 200,
      from: ['k8s-a-logs'],
      refused: ['k8s-b-logs'],
      warning: expect.stringMatching(/^You may not read k8s-b-logs\./),
    });
  });

  it('where all that was named is refused the answer is no empty trace', async () => {
    const message =
      'You may not read k8s-b-logs. Ask your administrator for a role with read and view_index_metadata on k8s-b-logs.';
    expect(await fetchTraceAs('part', 'k8s-b-logs')).toMatchObject({ status: 403, message });
    expect(await fetchTraceAs('nothing', 'k8s-b-logs')).toMatchObject({ status: 403, message });
    expect(await fetchTraceAs('nothing', 'k8s-*')).toMatchObject({
      status: 403,
      message: expect.stringContaining('You may not read k8s-*.'),
    });
    expect(await fetchTraceAs('nothing')).toMatchObject({
      status: 403,
      message: expect.stringMatching(/k8s-\*, .*logs-\*/),
    });
  });

  it('a role on an alias counts for the alias, not for the names that it stands for', async () => {
    expect(await fetchTraceAs('alias', 'everything')).toMatchObject({
      status: 200,
      from: ['k8s-a-logs', 'k8s-b-logs'],
      refused: undefined,
    });
    expect(await fetchTraceAs('alias', 'k8s-a-logs,k8s-b-logs')).toMatchObject({ status: 403 });
    // named twice, and read through the alias: nothing is kept back
    expect(await fetchTraceAs('alias', 'everything,k8s-a-logs')).toMatchObject({
      status: 200,
      from: ['k8s-a-logs', 'k8s-b-logs'],
      refused: undefined,
      warning: undefined,
    });
  });

  it("readers do not get each other's answers, in whichever order they ask", async () => {
    const users = ['all', 'part', 'nothing', 'part', 'all'];
    const traces = await Promise.all(users.map((user) => fetchTraceAs(user, 'k8s-*')));
    expect(traces.map(({ status, from, refused }) => ({ status, from, refused }))).toEqual(
      users.map(
        (user) =>
          ({
            all: { status: 200, from: ['k8s-a-logs', 'k8s-b-logs'], refused: undefined },
            part: { status: 200, from: ['k8s-a-logs'], refused: ['k8s-*'] },
            nothing: { status: 403, from: [], refused: undefined },
          })[user]
      )
    );
  });

  // The basic licence, which the small distribution has, has neither: Elasticsearch drops such roles whole.
  it.each(['documents', 'fields'])(
    'a role with rights on single %s counts for nothing without the licence for it',
    async (user) => {
      expect(await fetchTraceAs(user, 'k8s-*')).toMatchObject({
        status: 403,
        message: expect.stringContaining('You may not read k8s-*.'),
      });
    }
  );

  it('a document that may not be read is not shown', async () => {
    const query = { index: 'k8s-b-logs', id: '1' };
    expect(await get('document', query, basic('all'))).toMatchObject({
      status: 200,
      body: { index: 'k8s-b-logs' },
    });
    const refused = await get('document', query, basic('part'));
    expect(refused.status).toBe(404);
    expect(refused.body.message).toContain('you may not read it');
    expect((await get('document', query, basic('nothing'))).status).toBe(403);
  });

  it('the sources say what is there for the reader, and which indices are kept back', async () => {
    const fetchSourcesAs = async (user: string, index: string) => {
      const { status, body } = await get<SourcesResponse>('sources', { index }, basic(user));
      return {
        status,
        message: body.message,
        refused: body.indices?.refused,
        lines: body.sources?.flatMap(({ component, records }) =>
          records ? [`${component} ${records}`] : []
        ),
      };
    };
    expect(await fetchSourcesAs('all', 'k8s-*')).toMatchObject({
      status: 200,
      refused: [],
      lines: ['kube-scheduler 1', 'kubelet 1'],
    });
    expect(await fetchSourcesAs('part', 'k8s-*')).toMatchObject({
      status: 200,
      refused: ['k8s-*'],
      lines: ['kube-scheduler 1'],
    });
    expect(await fetchSourcesAs('part', 'k8s-b-logs')).toMatchObject({
      status: 200,
      refused: ['k8s-b-logs'],
      lines: [],
    });
    for (const index of ['k8s-*', 'k8s-b-logs']) {
      expect(await fetchSourcesAs('nothing', index)).toMatchObject({
        status: 403,
        message: expect.stringContaining(`You may not read ${index}.`),
      });
    }
  });

  it('the list counts what its reader may read', async () => {
    const fetchRequestsAs = async (user: string) => {
      const { status, body } = await get<RequestsResponse>(
        'requests',
        { index: 'k8s-*', diagnose: 'false' },
        basic(user)
      );
      return {
        status,
        components: body.requests?.map(({ components }) => Object.keys(components).sort()),
      };
    };
    const [all, part, again] = [
      await fetchRequestsAs('all'),
      await fetchRequestsAs('part'),
      await fetchRequestsAs('all'),
    ];
    expect(all).toEqual({ status: 200, components: [['kube-scheduler', 'kubelet']] });
    expect(part).toEqual({ status: 200, components: [['kube-scheduler']] });
    expect(again).toEqual(all);
  });

  it.each([
    ['requests', {}],
    ['requests/outcomes', { ids: REQ_ID }],
    ['compare', { id: REQ_ID }],
    ['moves', { object: 'pods/default/web' }],
    ['changes', { record: 'k8s-b-logs/1' }],
  ] as Array<[string, Record<string, string>]>)(
    '%s says that nothing of it may be read',
    async (route, query) => {
      const { status, body } = await get(
        route,
        { ...query, index: 'k8s-b-logs' },
        basic('nothing')
      );
      expect({ status, message: body.message }).toEqual({
        status: 403,
        message: expect.stringContaining('You may not read k8s-b-logs.'),
      });
    }
  );

  it('annotates as its user: who may not write is told what is missing', async () => {
    const annotateAs = async (user: string, more: object = {}) => {
      const response = await fetch(`${host.url}/api/request_trace/annotate`, {
        method: 'POST',
        headers: {
          authorization: basic(user),
          'content-type': 'application/json',
          'kbn-xsrf': 'test',
        },
        body: JSON.stringify({ index: ANNOTATED, ...RANGE, ...more }),
      });
      const { message, counts } = (await response.json()) as AnnotationResponse & {
        message?: string;
      };
      return { status: response.status, message, written: counts?.written };
    };
    expect(await annotateAs('nothing')).toMatchObject({
      status: 403,
      message: expect.stringContaining(`You may not read ${ANNOTATED}.`),
    });
    expect(await annotateAs('reader', { dryRun: true })).toMatchObject({
      status: 200,
      written: expect.any(Number),
    });
    // the fields are not mapped yet, and then they are
    for (const mapped of [false, true]) {
      expect({ mapped, ...(await annotateAs('reader')) }).toEqual({
        mapped,
        status: 403,
        written: undefined,
        message: expect.stringMatching(
          new RegExp(`^You may not write to ${ANNOTATED}: .*read, view_index_metadata, write`)
        ),
      });
      // the first of two requests: there is something left to write
      if (!mapped)
        expect((await annotateAs('writer', { to: RANGE_SPLIT })).written).toBeGreaterThan(0);
    }
  });

  it('nobody gets in without credentials, or with wrong ones', async () => {
    for (const authorization of [undefined, basic('all', 'wrong'), basic('nobody')]) {
      const { status, body } = await get('trace', { id: REQ_ID, index: 'k8s-*' }, authorization);
      expect({ status, message: body.message }).toEqual({
        status: 403,
        message: expect.stringMatching(/log in/i),
      });
      expect(body.records).toBeUndefined();
    }
  });
});
