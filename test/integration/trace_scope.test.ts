/**
 * The trace route within a scope: a filter and a time field hold for every search, and the answer says what they leave out.
 * Against the real Elasticsearch and the sample, through the host that runs the built plugin.
 */
import { Client } from '@elastic/elasticsearch';
import { readManifest, readSampleReqIds } from '../../samples/load/sample_files';
import { readSampleOperations } from '../support/sample_operations';
import type { Trace } from '../../common/model/trace';

const HOST = process.env.TEST_HOST_URL;
const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!HOST || !ELASTICSEARCH)
  throw new Error(
    'TEST_HOST_URL or TEST_ELASTICSEARCH_URL names nothing: run `npm test`, which starts both.'
  );

const SLOW_TEST_TIMEOUT_MS = 120_000;
const OWN_INDEX = 'a-scope-test';
const client = new Client({ node: ELASTICSEARCH });
const [cluster] = readManifest().clusters.map(({ name }) => name);
const operation = readSampleOperations(cluster!).find(({ id }) =>
  id?.endsWith('create-deployment')
)!;
const reqID = readSampleReqIds(cluster!)[operation.id]!;

async function get(
  query: Record<string, string>
): Promise<{ status: number; body: Trace & { message?: string } }> {
  const response = await fetch(
    `${HOST}/api/request_trace/trace?${new URLSearchParams({ index: 'k8s-reqid', size: '10000', ...query })}`
  );
  return { status: response.status, body: (await response.json()) as Trace & { message?: string } };
}

async function fetchTrace(query: Record<string, string>): Promise<Trace> {
  const { status, body } = await get(query);
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  return body;
}

const createFilterParameter = (query: object): { filter: string } => ({
  filter: JSON.stringify(query),
});
const findWarning = (trace: Trace, code: string): string | undefined =>
  trace.warnings.find((one) => one.code === code)?.message;

afterAll(() => client.close());

describe('a trace within a filter', () => {
  let whole: Trace;
  beforeAll(async () => {
    whole = await fetchTrace({ id: reqID });
  }, SLOW_TEST_TIMEOUT_MS);

  it.each(['first', 'second', 'third'])(
    'has exactly the records that the filter lets in, and counts the others (%s time)',
    async () => {
      const trace = await fetchTrace({
        id: reqID,
        ...createFilterParameter({ term: { 'service.name': 'kube-apiserver' } }),
      });
      expect(trace.records.length).toBeGreaterThan(0);
      expect(new Set(trace.records.map(({ component }) => component))).toEqual(
        new Set(['kube-apiserver'])
      );
      const ofApiServer = whole.records.filter(
        ({ source, component }) => source === 'component' && component === 'kube-apiserver'
      );
      expect(trace.records.map(({ id }) => id)).toEqual(ofApiServer.map(({ id }) => id));
      const others = whole.records.filter(
        ({ source, component, ids }) =>
          source === 'component' && component !== 'kube-apiserver' && ids.reqID === reqID
      ).length;
      expect(findWarning(trace, 'filtered')).toContain(`keep ${others} records with this ID out`);
      // nor does it know of what else is there
      expect(trace.coverage.find(({ component }) => component === 'kubelet')).toMatchObject({
        inTrace: 0,
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'may be longer than a URL: then it travels in a body',
    async () => {
      const long = {
        bool: {
          should: [
            { term: { 'service.name': 'kube-apiserver' } },
            ...Array.from({ length: 400 }, (_, number) => ({
              term: { 'service.name': `no-such-component-${number}` },
            })),
          ],
        },
      };
      const body = { id: reqID, index: 'k8s-reqid', size: 10_000, ...createFilterParameter(long) };
      expect(body.filter.length).toBeGreaterThan(16_384);
      const response = await fetch(`${HOST}/api/request_trace/trace`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'kbn-xsrf': 'test' },
        body: JSON.stringify(body),
      });
      const trace = (await response.json()) as Trace;
      expect(response.status).toBe(200);
      const short = await fetchTrace({
        id: reqID,
        ...createFilterParameter({ term: { 'service.name': 'kube-apiserver' } }),
      });
      expect(trace.records.map(({ id }) => id)).toEqual(short.records.map(({ id }) => id));
      expect(
        (await get({ id: reqID, ...createFilterParameter({ term: { a: 'x'.repeat(9_000) } }) }))
          .status
      ).toBe(400);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'by the audit ID leads to the same, within the filter',
    async () => {
      const trace = await fetchTrace({
        id: operation.mutatingAuditIDs[0]!,
        ...createFilterParameter({ bool: { must_not: [{ term: { 'service.name': 'kubelet' } }] } }),
      });
      expect(trace.reqIDs).toEqual([reqID]);
      // events and container logs of what only the kubelet's lines name are no longer led to
      const listLines = ({ records }: Trace) =>
        records
          .filter(({ source, component }) => source === 'component' && component !== 'kubelet')
          .map(({ id }) => id)
          .sort();
      expect(listLines(trace)).toEqual(listLines(whole));
      expect(
        trace.records.filter(
          ({ source, component }) => source === 'component' && component === 'kubelet'
        )
      ).toEqual([]);
      const kubelets = whole.records.filter(
        ({ source, component }) => source === 'component' && component === 'kubelet'
      ).length;
      expect(findWarning(trace, 'filtered')).toContain(`keep ${kubelets} records`);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'is the whole trace, without a word, where the filter lets all in',
    async () => {
      const trace = await fetchTrace({
        id: reqID,
        ...createFilterParameter({ exists: { field: 'message' } }),
      });
      expect(trace.records.map(({ id }) => id)).toEqual(whole.records.map(({ id }) => id));
      expect(trace.warnings.map(({ code }) => code)).toEqual(
        whole.warnings.map(({ code }) => code)
      );
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'that is empty says how many records the filter keeps out',
    async () => {
      const trace = await fetchTrace({
        id: reqID,
        ...createFilterParameter({ term: { 'service.name': 'no-such-service' } }),
      });
      const lines = whole.records.filter(({ ids }) => ids.reqID === reqID).length;
      expect(trace).toMatchObject({ total: 0, foundBy: 'none' });
      expect(findWarning(trace, 'filtered_out')).toContain(
        `${lines} records with this ID are outside`
      );
      const nowhere = await fetchTrace({
        id: 'no-such-id-anywhere',
        ...createFilterParameter({ term: { 'service.name': 'kubelet' } }),
      });
      expect(nowhere.warnings.map(({ code }) => code)).toEqual(['not_found']);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it.each<[string, RegExp]>([
    ['{"trem":{"a":"b"}}', /`filter`.*unknown query \[trem\]/],
    ['{"range":{"@timestamp":{"gte":"garbage"}}}', /`filter`.*garbage/],
    ['{', /`filter` must be/],
    ['[]', /`filter` must be/],
    [`{"term":{"a":"${'x'.repeat(8_000)}"}}`, /`filter`.*8000/],
  ])('refuses %.40s by name', async (json, message) => {
    const { status, body } = await get({ id: reqID, filter: json });
    expect(status).toBe(400);
    expect(body.message).toMatch(message);
  });
});

describe('a trace in indices with another time field', () => {
  const ID = 'f3a1c0de-0000-4000-8000-00000000a001';
  // 2026-02-01T10:00:00.000Z and on
  const start = Date.UTC(2026, 1, 1, 10);

  beforeAll(async () => {
    await client.indices.delete({ index: OWN_INDEX }, { ignore: [404] });
    await client.indices.create({
      index: OWN_INDEX,
      mappings: {
        properties: {
          logged: { type: 'date' },
          reqID: { type: 'keyword' },
          message: { type: 'text' },
          service: { properties: { name: { type: 'keyword' } } },
        },
      },
    });
    await client.bulk({
      refresh: true,
      operations: [0, 60_000, 3_600_000].flatMap((ms, i) => [
        { index: { _index: OWN_INDEX } },
        // as a date field takes them: text, and milliseconds since the epoch
        {
          logged: i === 1 ? start + ms : new Date(start + ms).toISOString(),
          reqID: ID,
          service: { name: 'my-controller' },
          message: `step ${i} of no known format`,
        },
      ]),
    });
  }, SLOW_TEST_TIMEOUT_MS);
  afterAll(() => client.indices.delete({ index: OWN_INDEX }, { ignore: [404] }));

  it(
    'has its times from that field, and keeps to a range in it',
    async () => {
      const trace = await fetchTrace({ id: ID, index: OWN_INDEX, timeField: 'logged' });
      expect(trace.records.map(({ timestamp, message }) => [timestamp, message])).toEqual([
        ['2026-02-01T10:00:00.000Z', 'step 0 of no known format'],
        ['2026-02-01T10:01:00.000Z', 'step 1 of no known format'],
        ['2026-02-01T11:00:00.000Z', 'step 2 of no known format'],
      ]);
      const early = await fetchTrace({
        id: ID,
        index: OWN_INDEX,
        timeField: 'logged',
        to: '2026-02-01T10:30:00Z',
      });
      expect(early.total).toBe(2);
      // the configured time field is not in this index: nothing lies in a range of it
      expect(
        (await fetchTrace({ id: ID, index: OWN_INDEX, to: '2026-02-01T10:30:00Z' })).total
      ).toBe(0);
    },
    SLOW_TEST_TIMEOUT_MS
  );
});
