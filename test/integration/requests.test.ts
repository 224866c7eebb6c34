/**
 * The requests list against the real Elasticsearch, through the host that runs the built plugin: on the sample, whose labels
 * say which requests users made, and on indices of other shapes.
 */
import { Client } from '@elastic/elasticsearch';
import { readManifest, readSampleReqIds } from '../../samples/load/sample_files';
import { readSampleOperations } from '../support/sample_operations';
import type {
  OutcomesResponse,
  RequestsResponse,
  RequestSummary,
} from '../../common/model/request_summary';

const HOST = process.env.TEST_HOST_URL;
const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!HOST || !ELASTICSEARCH)
  throw new Error(
    'TEST_HOST_URL or TEST_ELASTICSEARCH_URL names nothing: run `npm test`, which starts both.'
  );

const SLOW_TEST_TIMEOUT_MS = 120_000;
const client = new Client({ node: ELASTICSEARCH });
const operations = readManifest().clusters.flatMap(({ name }) => readSampleOperations(name));

async function get<T>(
  path: string,
  query: Record<string, string>
): Promise<{ status: number; body: T & { message?: string } }> {
  const response = await fetch(
    `${HOST}/api/request_trace/requests${path}?${new URLSearchParams(query)}`
  );
  return { status: response.status, body: (await response.json()) as T & { message?: string } };
}

/** Without diagnosis, as the page asks. */
async function fetchPage(query: Record<string, string> = {}): Promise<RequestsResponse> {
  const { status, body } = await get<RequestsResponse>('', {
    index: 'k8s-reqid',
    diagnose: 'false',
    ...query,
  });
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  return body;
}

async function fetchAllPages(query: Record<string, string> = {}): Promise<RequestSummary[]> {
  const rows: RequestSummary[] = [];
  let after: string | undefined;
  do {
    const page = await fetchPage({ ...query, ...(after ? { after } : {}) });
    rows.push(...page.requests);
    after = page.after;
  } while (after);
  return rows;
}

const listIds = (rows: RequestSummary[]): string[] => rows.map(({ id }) => id);
const filter = (query: object): { filter: string } => ({ filter: JSON.stringify(query) });

/** An index of its own, gone afterwards. */
function createTestIndex(name: string, mappings: object | undefined, documents: object[]): void {
  beforeAll(async () => {
    await client.indices.delete({ index: name }, { ignore: [404] });
    await client.indices.create({ index: name, ...(mappings ? { mappings } : {}) });
    const { errors } = await client.bulk({
      refresh: true,
      operations: documents.flatMap((document) => [{ index: { _index: name } }, document]),
    });
    expect(errors).toBe(false);
  }, SLOW_TEST_TIMEOUT_MS);
  afterAll(() => client.indices.delete({ index: name }, { ignore: [404] }));
}

afterAll(() => client.close());

describe('the requests of the sample', () => {
  let rows: RequestSummary[];
  beforeAll(async () => {
    rows = await fetchAllPages({ size: '100' });
  }, SLOW_TEST_TIMEOUT_MS);

  it('has each write of each labelled operation once, with who, what and the answer', async () => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.size).toBe(rows.length);
    for (const { mutatingAuditIDs, user, impersonates } of operations) {
      for (const id of mutatingAuditIDs ?? []) {
        const row = byId.get(id);
        expect(row).toMatchObject({
          id,
          user,
          basis: 'audit',
          verb: expect.stringMatching(/^(create|update|patch|delete|deletecollection)$/),
          resource: expect.any(String),
          responseCode: expect.any(Number),
        });
        expect(row!.impersonatedUser).toBe(impersonates ?? undefined);
      }
    }
    expect(rows.length).toBeGreaterThan(100);
    // nobody of the system, but for administrators
    expect(
      rows.filter(({ user, impersonatedUser }) =>
        /^system:(?!admin|anonymous)/.test(impersonatedUser ?? user ?? '')
      )
    ).toEqual([]);
    expect(rows.map(({ time }) => time)).toEqual(
      rows
        .map(({ time }) => time)
        .sort()
        .reverse()
    );
  });

  it(
    'agrees with Elasticsearch on the requests of one user',
    async () => {
      const { hits } = await client.search<{ kubernetes: { audit: { auditID: string } } }>({
        index: 'k8s-reqid',
        size: 1_000,
        _source: ['kubernetes.audit.auditID'],
        query: {
          bool: {
            filter: [
              { term: { 'kubernetes.audit.user.username': 'bob' } },
              { terms: { 'kubernetes.audit.verb': ['create', 'update', 'patch', 'delete'] } },
            ],
            must_not: [{ prefix: { 'kubernetes.audit.objectRef.resource': 'selfsubject' } }],
          },
        },
      });
      const wanted = hits.hits.map(({ _source }) => _source!.kubernetes.audit.auditID).sort();
      expect(listIds(await fetchAllPages({ user: 'bob', size: '7' })).sort()).toEqual(wanted);
      expect((await fetchPage({ user: 'bob' })).total).toEqual({
        value: wanted.length,
        relation: 'eq',
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it.each(['desc', 'asc'])(
    'is the same in pages of any size, %s',
    async (order) => {
      const small = listIds(await fetchAllPages({ size: '7', order }));
      expect([...small].sort()).toEqual(listIds(rows).sort());
      expect(small[0]).toBe(order === 'desc' ? rows[0]!.id : rows[rows.length - 1]!.id);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'says of each request what its lines say',
    async () => {
      const reqIDs = new Map(
        readManifest().clusters.flatMap(({ name }) =>
          readSampleOperations(name).flatMap(({ id, mutatingAuditIDs }) =>
            (mutatingAuditIDs ?? []).map(
              (auditID) => [auditID, readSampleReqIds(name)[id]] as const
            )
          )
        )
      );
      const row = rows.find(
        ({ id, errors, components }) => reqIDs.get(id) && errors > 0 && components.kubelet
      )!;
      expect(row.reqID).toBe(reqIDs.get(row.id));
      const { hits } = await client.search<{
        '@timestamp': string;
        service?: { name: string };
        log: { level?: string };
      }>({
        index: 'k8s-reqid',
        size: 10_000,
        query: { term: { 'request.id': row.reqID! } },
        _source: ['@timestamp', 'service', 'log.level'],
      });
      const lines = hits.hits.map(({ _source }) => _source!);
      expect(row.records).toBe(lines.length + 1);
      expect(row.components).toEqual({
        ...Object.fromEntries(
          [...new Set(lines.map(({ service }) => service!.name))].map((name) => [
            name,
            lines.filter(({ service }) => service!.name === name).length,
          ])
        ),
        audit: 1,
      });
      expect(row.errors).toBe(
        lines.filter(({ log }) => log.level === 'error' || log.level === 'fatal').length
      );
      const times = [...lines.map((line) => Date.parse(line['@timestamp'])), Date.parse(row.time)];
      expect(row.durationMs).toBeCloseTo(Math.max(...times) - Math.min(...times), -1);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it('says so too of what they say after the time that is listed', async () => {
    const row = rows.find(({ durationMs }) => (durationMs ?? 0) > 5_000)!;
    const at = Date.parse(row.time);
    const { requests } = await fetchPage({
      from: new Date(at - 1_000).toISOString(),
      to: new Date(at + 1_000).toISOString(),
    });
    expect(requests.find(({ id }) => id === row.id)).toEqual(row);
  });

  it(
    'counts all in its histogram, by the answer',
    async () => {
      const { histogram, total } = await fetchPage({ size: '1' });
      const sum = (of: 'accepted' | 'rejected') =>
        histogram!.buckets.reduce((count, bucket) => count + bucket[of], 0);
      expect(total).toEqual({ value: rows.length, relation: 'eq' });
      expect(sum('rejected')).toBe(rows.filter(({ responseCode }) => responseCode! >= 400).length);
      expect(sum('accepted') + sum('rejected')).toBe(rows.length);
      const middle = rows[rows.length >> 1]!.time;
      const later = await fetchPage({
        from: middle,
        to: rows[0]!.time.slice(0, 20) + '999Z',
        size: '100',
      });
      expect(later.histogram!.buckets.length).toBeLessThanOrEqual(61);
      expect(
        later.histogram!.buckets.reduce(
          (count, { accepted, rejected }) => count + accepted + rejected,
          0
        )
      ).toBe(later.total.value);
      expect(later.requests.every(({ time }) => time.slice(0, 23) >= middle.slice(0, 23))).toBe(
        true
      );
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it.each<[Record<string, string>, (row: RequestSummary) => boolean]>([
    [
      { user: 'alice' },
      ({ user, impersonatedUser }) => user === 'alice' || impersonatedUser === 'alice',
    ],
    [{ verb: 'delete' }, ({ verb }) => verb === 'delete'],
    [{ resource: 'Deployment' }, ({ resource }) => resource === 'deployments'],
    [
      { resource: 'pods/eviction' },
      ({ resource, subresource }) => resource === 'pods' && subresource === 'eviction',
    ],
    [{ namespace: 'shop' }, ({ namespace }) => namespace === 'shop'],
    [{ name: 'web*' }, ({ name }) => name?.startsWith('web') === true],
    [{ outcome: 'rejected' }, ({ responseCode }) => responseCode! >= 400],
  ])(
    'filters by %j',
    async (asked, isWanted) => {
      const wanted = listIds(rows.filter(isWanted));
      expect(wanted.length).toBeGreaterThan(0);
      expect(listIds(await fetchAllPages({ ...asked, size: '10' })).sort()).toEqual(wanted.sort());
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'shows everybody where it is asked to',
    async () => {
      const { requests, total } = await fetchPage({ people: 'false', size: '100' });
      expect(total.value).toBeGreaterThan(rows.length);
      expect(requests.some(({ user }) => user?.startsWith('system:'))).toBe(true);
      expect(requests.some(({ resource }) => resource === 'events' || resource === 'leases')).toBe(
        false
      );
      expect(
        (await fetchPage({ people: 'false', resource: 'events' })).total.value
      ).toBeGreaterThan(0);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it.each([
    '*',
    '?',
    '\\',
    '"',
    '" OR *',
    '(',
    '{"match_all":{}}',
    '[[',
    '<script>',
    '\u0000',
    'a'.repeat(253),
    '*'.repeat(253),
    '../..',
    '%2e',
    '👻',
  ])(
    'takes %j for what it is',
    async (value) => {
      for (const name of ['user', 'verb', 'resource', 'namespace', 'name', 'q']) {
        const { requests, total } = await fetchPage({ [name]: value });
        // only stars stand for something
        if (/^\*+$/.test(value)) continue;
        expect({ name, found: requests.length, total: total.value }).toEqual({
          name,
          found: 0,
          total: 0,
        });
      }
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'refuses what is no parameter by name',
    async () => {
      const after = (place: unknown[]): string =>
        Buffer.from(JSON.stringify(place)).toString('base64url');
      for (const [query, message] of [
        [{ after: after(['audit', 9e15, 'x', 0, 0]), sort: 'duration' }, /`after`/],
        [{ after: after(['reqID', 0, 'no number', 2, 0]) }, /`after`/],
        [{ from: '2026-01-01 12:00' }, /`from`/],
        [{ to: '2026-02-30' }, /`to`/],
        [{ index: 'k8s-reqid,' }, /`index`/],
        [{ index: '-k8s-reqid' }, /`index`/],
        [{ name: 'a'.repeat(254) }, /`name` must have at most 253/],
        [{ filter: '{"nested":{"path":"nowhere","query":{"match_all":{}}}}' }, /`filter`/],
        [{ after: 'garbage' }, /`after`/],
        [{ size: '0' }, /`size`/],
        [{ outcome: 'fine' }, /`outcome`/],
        [{ usr: 'x' }, /usr/],
        [{ filter: '{"trem":{}}' }, /`filter`/],
      ] as const) {
        const { status, body } = await get('', { index: 'k8s-reqid', ...query });
        expect({ status, message: body.message }).toEqual({
          status: 400,
          message: expect.stringMatching(message),
        });
      }
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'sorts the newest by duration and by errors, and says how many it looked at',
    async () => {
      for (const [sort, value] of [
        ['duration', ({ durationMs = 0 }: RequestSummary) => durationMs],
        ['errors', ({ errors }: RequestSummary) => errors],
      ] as const) {
        const first = await fetchPage({ sort, size: '10' });
        expect(first.examined).toBe(rows.length);
        const second = await fetchPage({ sort, size: '10', after: first.after! });
        const values = [...first.requests, ...second.requests].map(value);
        expect(values).toEqual([...values].sort((a, b) => b - a));
        expect(new Set(listIds([...first.requests, ...second.requests])).size).toBe(20);
        expect(values[0]).toBe(Math.max(...rows.map(value)));
      }
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it.each(['duration', 'errors'])(
    'has each once in pages by %s, in the same order as on one page',
    async (sort) => {
      const whole = (await fetchPage({ sort, size: '100' })).requests;
      const parts = (await fetchAllPages({ sort, size: '30' })).slice(0, whole.length);
      expect(parts.map(({ id, durationMs, errors }) => [id, durationMs, errors])).toEqual(
        whole.map(({ id, durationMs, errors }) => [id, durationMs, errors])
      );
    }
  );

  it(
    'looks into requests for their outcome, a page at a time',
    async () => {
      const { outcomes } = (
        await get<OutcomesResponse>('/outcomes', {
          index: 'k8s-reqid',
          ids: [...listIds(rows.slice(0, 3)), 'no-such-id'].join(','),
        })
      ).body;
      expect(Object.keys(outcomes)).toEqual([...listIds(rows.slice(0, 3)), 'no-such-id']);
      expect(outcomes['no-such-id']).toMatchObject({ outcome: 'unknown', outcomeBy: 'none' });
      for (const id of listIds(rows.slice(0, 3))) expect(outcomes[id]!.outcomeBy).toBe('diagnosis');
      // a filter that no URL holds
      const filter = JSON.stringify({
        terms: { 'event.dataset': Array.from({ length: 2_000 }, (_, i) => `dataset-${i}`) },
      });
      const posted = await fetch(`${HOST}/api/request_trace/requests/outcomes`, {
        method: 'POST',
        headers: { 'kbn-xsrf': 'test', 'content-type': 'application/json' },
        body: JSON.stringify({ index: 'k8s-reqid', ids: rows[0]!.id, filter }),
      });
      expect([
        posted.status,
        Object.keys(((await posted.json()) as OutcomesResponse).outcomes),
      ]).toEqual([200, [rows[0]!.id]]);
      const { requests, examined } = await fetchPage({ outcome: 'succeeded', size: '3' });
      expect(requests.map(({ outcome }) => outcome)).toEqual([
        'succeeded',
        'succeeded',
        'succeeded',
      ]);
      expect(examined).toBeGreaterThanOrEqual(3);
      expect(
        (
          await get('/outcomes', {
            index: 'k8s-reqid',
            ids: Array.from({ length: 26 }, (_, i) => `x${i}`).join(','),
          })
        ).status
      ).toBe(400);
    },
    SLOW_TEST_TIMEOUT_MS
  );
});

describe('without audit records', () => {
  const lines = filter({ bool: { must_not: [{ exists: { field: 'kubernetes.audit.stage' } }] } });

  it(
    'has the reqIDs of users’ request lines, each once, and says so',
    async () => {
      const first = await fetchPage({ ...lines, size: '10' });
      expect(first.basis).toBe('reqID');
      const rows = await fetchAllPages({ ...lines, size: '10' });
      expect(new Set(listIds(rows)).size).toBe(rows.length);
      const labelled = new Set(
        readManifest().clusters.flatMap(({ name }) => Object.values(readSampleReqIds(name)))
      );
      expect(listIds(rows).filter((id) => !labelled.has(id))).toEqual([]);
      expect(rows.length).toBeGreaterThan(labelled.size * 0.9);
      expect(listIds(await fetchAllPages({ ...lines, size: '100', order: 'asc' })).sort()).toEqual(
        listIds(rows).sort()
      );
      expect(
        rows.every(
          ({ verb, user, records, components }) =>
            /^(create|update|patch|delete|deletecollection)$/.test(verb!) &&
            user === undefined &&
            records > 0 &&
            components['kube-apiserver']
        )
      ).toBe(true);
      const deployments = await fetchAllPages({ ...lines, resource: 'Deployment', verb: 'create' });
      expect(listIds(deployments).sort()).toEqual(
        listIds(
          rows.filter(({ resource, verb }) => resource === 'deployments' && verb === 'create')
        ).sort()
      );
      expect(
        (await fetchPage({ ...lines, user: 'alice' })).warnings.map(({ code }) => code)
      ).toContain('no_audit_log');
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'has the reqIDs of other lines where kube-apiserver’s are missing',
    async () => {
      const kubelets = filter({ term: { 'service.name': 'kubelet' } });
      const rows = await fetchAllPages({ ...kubelets, size: '9' });
      expect(new Set(listIds(rows)).size).toBe(rows.length);
      expect(rows.length).toBeGreaterThan(20);
      expect(rows[0]).toMatchObject({
        basis: 'reqID',
        components: { kubelet: expect.any(Number) },
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'says what it looked for where there is nothing',
    async () => {
      const answer = await fetchPage({ index: 'k8s-stock', ...lines });
      expect(answer).toMatchObject({ basis: null, requests: [], total: { value: 0 } });
      expect(answer.warnings.find(({ code }) => code === 'not_found')?.message).toContain(
        'request.id'
      );
      expect(
        (await fetchPage({ index: 'no-such-index' })).warnings.map(({ code }) => code)
      ).toContain('indices_missing');
    },
    SLOW_TEST_TIMEOUT_MS
  );
});

describe('records decoded at the root, with dynamic mappings and all stages', () => {
  const INDEX = 'a-requests-root-test';
  // more than a page at the same microsecond
  const TIME = '2026-02-01T10:00:00.123456Z';
  const audit = (number: number, stage: string, rest: object = {}) => ({
    '@timestamp': '2026-02-01T10:00:05Z',
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: `Root-${String(number).padStart(3, '0')}`,
    stage,
    requestURI: '/api/v1/namespaces/kube-shop/configmaps',
    verb: 'create',
    user: { username: number % 2 ? 'Dev.Olga@example.com' : 'system:admin' },
    objectRef: {
      resource: 'configmaps',
      namespace: 'kube-shop',
      name: `settings-${number}`,
      apiVersion: 'v1',
    },
    userAgent: 'kubectl/v1',
    requestReceivedTimestamp: TIME,
    stageTimestamp: TIME,
    ...(stage === 'ResponseComplete' ? { responseStatus: { code: 201 } } : {}),
    ...rest,
  });
  const documents = [
    ...Array.from({ length: 40 }, (_, i) => [
      audit(i, 'RequestReceived'),
      audit(i, 'ResponseComplete'),
    ]).flat(),
    // the API server died, or it hangs
    audit(40, 'RequestReceived', { requestReceivedTimestamp: '2026-02-01T10:00:01.000001Z' }),
    audit(41, 'ResponseComplete', { user: { username: 'system:serviceaccount:kube-system:x' } }),
    audit(42, 'ResponseComplete', {
      user: { username: 'system:serviceaccount:ci:bot' },
      impersonatedUser: { username: 'Dev.Olga@example.com' },
      requestReceivedTimestamp: '2026-02-01T09:00:00Z',
    }),
    // a line of kube-apiserver, decoded at the root as well
    { '@timestamp': TIME, verb: 'create', message: 'something else has a verb' },
  ];
  createTestIndex(INDEX, undefined, documents);

  it(
    'has each once, without doubles over pages, and the one without an answer marked',
    async () => {
      const rows = await fetchAllPages({ index: INDEX, size: '7' });
      expect(listIds(rows).sort()).toEqual(
        [
          ...Array.from({ length: 41 }, (_, i) => `Root-${String(i).padStart(3, '0')}`),
          'Root-042',
        ].sort()
      );
      expect(rows[0]).toMatchObject({ id: 'Root-040', unanswered: true, outcome: 'unknown' });
      expect(rows.filter(({ unanswered }) => unanswered)).toHaveLength(1);
      expect(rows[1]).toMatchObject({
        responseCode: 201,
        outcome: 'succeeded',
        outcomeBy: 'code',
        records: 2,
        time: TIME,
      });
      expect(rows[rows.length - 1]).toMatchObject({
        id: 'Root-042',
        impersonatedUser: 'Dev.Olga@example.com',
      });
      expect((await fetchPage({ index: INDEX, people: 'false' })).total.value).toBe(42);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'compares values whole, though texts are analysed',
    async () => {
      expect(await fetchAllPages({ index: INDEX, namespace: 'shop' })).toEqual([]);
      expect(
        await fetchAllPages({ index: INDEX, namespace: 'kube-shop', size: '100' })
      ).toHaveLength(42);
      expect(await fetchAllPages({ index: INDEX, user: 'Dev.Olga@example.com' })).toHaveLength(21);
      expect(await fetchAllPages({ index: INDEX, user: 'dev.olga*' })).toHaveLength(21);
      expect(listIds(await fetchAllPages({ index: INDEX, name: 'settings-7' }))).toEqual([
        'Root-007',
      ]);
      expect(listIds(await fetchAllPages({ index: INDEX, q: 'shop/settings-7' }))).toEqual([
        'Root-007',
      ]);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'stands together with records of another schema, in one order',
    async () => {
      const rows = await fetchAllPages({ index: `k8s-reqid,${INDEX}`, size: '100' });
      expect(rows.map(({ time }) => time)).toEqual(
        rows
          .map(({ time }) => time)
          .sort()
          .reverse()
      );
      expect(new Set(listIds(rows)).size).toBe(rows.length);
      expect(rows.filter(({ id }) => id.startsWith('Root-'))).toHaveLength(42);
    },
    SLOW_TEST_TIMEOUT_MS
  );
});

describe('reqIDs in the text only', () => {
  const INDEX = 'a-requests-text-test';
  const line = (
    number: number,
    id: string,
    ms: number,
    verb = 'POST',
    agent = 'kubectl/v1.34.2'
  ) => ({
    '@timestamp': new Date(Date.UTC(2026, 1, 1, 10) + ms).toISOString(),
    kubernetes: { container_name: 'kube-apiserver' },
    log: `I0201 10:00:00.000000    1 httplog.go:134] "HTTP" verb="${verb}" URI="/api/v1/namespaces/shop/pods" latency="2ms" userAgent="${agent} (linux)" audit-ID="x-${number}" srcIP="1.2.3.4:5" resp=201 reqID="${id}"`,
  });
  const id = (number: number) => `0f5c1d2e-0000-4000-8000-${String(number).padStart(12, '0')}`;
  createTestIndex(
    INDEX,
    {
      properties: {
        '@timestamp': { type: 'date' },
        log: { type: 'text' },
        kubernetes: { properties: { container_name: { type: 'keyword' } } },
      },
    },
    [
      ...Array.from({ length: 12 }, (_, i) => line(i, id(i), i * 1_000)),
      line(20, id(3), 60_000),
      line(21, id(50), 500, 'GET'),
      line(22, id(51), 500, 'PUT', 'kube-controller-manager/v1.34.2'),
      {
        '@timestamp': '2026-02-01T10:05:00Z',
        kubernetes: { container_name: 'kubelet' },
        log: `E0201 10:05:00.000000    1 x.go:1] "no" reqID="${id(3)}"`,
      },
    ]
  );

  it(
    'are listed from kube-apiserver’s lines of users, each once',
    async () => {
      const rows = await fetchAllPages({ index: INDEX, size: '5' });
      expect(listIds(rows).sort()).toEqual(Array.from({ length: 12 }, (_, i) => id(i)));
      expect(rows.find((row) => row.id === id(3))).toMatchObject({
        verb: 'create',
        resource: 'pods',
        namespace: 'shop',
        records: 3,
        errors: 1,
        durationMs: 297_000,
        components: { 'kube-apiserver': 2, kubelet: 1 },
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );
});
