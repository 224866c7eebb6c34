/** The sources route against the real Elasticsearch, through the host that runs the built plugin. */
import { Client } from '@elastic/elasticsearch';
import type { SourcesResponse, SourceState } from '../../common/api/sources';

const HOST = process.env.TEST_HOST_URL;
const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!HOST || !ELASTICSEARCH)
  throw new Error(
    'TEST_HOST_URL or TEST_ELASTICSEARCH_URL names nothing: run `npm test`, which starts both.'
  );

const SLOW_TEST_TIMEOUT_MS = 120_000;
const OWN_INDEX = 'a-sources-test';
const client = new Client({ node: ELASTICSEARCH });

async function get(
  query: Record<string, string>
): Promise<{ status: number; body: SourcesResponse & { message?: string } }> {
  const response = await fetch(`${HOST}/api/request_trace/sources?${new URLSearchParams(query)}`);
  return {
    status: response.status,
    body: (await response.json()) as SourcesResponse & { message?: string },
  };
}

async function fetchSources(query: Record<string, string>): Promise<SourcesResponse> {
  const { status, body } = await get(query);
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  return body;
}

const findSource = ({ sources }: SourcesResponse, component: string): SourceState => {
  const found = sources.find((state) => state.component === component);
  if (!found) throw new Error(`${component} is not listed`);
  return found;
};
const listAdviceCodes = (state: SourceState): string[] => state.advice.map(({ code }) => code);
const countDocuments = async (index: string, query: object): Promise<number> =>
  (await client.count({ index, query })).count;

afterAll(() => client.close());

describe('the sample with request IDs', () => {
  let answer: SourcesResponse;
  beforeAll(async () => {
    answer = await fetchSources({ index: 'k8s-reqid' });
  }, SLOW_TEST_TIMEOUT_MS);

  it(
    'is there with all its sources, as many records as Elasticsearch counts',
    async () => {
      for (const component of [
        'kube-apiserver',
        'kube-controller-manager',
        'kube-scheduler',
        'etcd',
        'containerd',
      ]) {
        expect([component, findSource(answer, component).records]).toEqual([
          component,
          await countDocuments('k8s-reqid', { term: { 'service.name': component } }),
        ]);
      }
      for (const [component, dataset] of [
        ['audit', 'kubernetes.audit_logs'],
        ['event', 'kubernetes.events'],
        ['pod', 'kubernetes.container_logs'],
      ]) {
        expect([component, findSource(answer, component!).records]).toEqual([
          component,
          await countDocuments('k8s-reqid', { term: { 'event.dataset': dataset } }),
        ]);
      }
      expect(findSource(answer, 'kubelet')).toMatchObject({
        records: 100_000,
        recordsAreMore: true,
        indices: ['k8s-reqid'],
      });
      expect(findSource(answer, 'kube-proxy')).toMatchObject({
        records: 0,
        isOptional: true,
        fields: [],
        advice: [{ code: 'source_missing' }],
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it('says which share of the lines carries a request ID', async () => {
    const withReqID = await countDocuments('k8s-reqid', {
      bool: {
        filter: [
          { term: { 'service.name': 'kube-controller-manager' } },
          { exists: { field: 'request.id' } },
        ],
      },
    });
    const { records, reqID } = findSource(answer, 'kube-controller-manager');
    expect(reqID).toEqual({ lines: records, withReqID });
    expect(withReqID).toBeGreaterThan(0);
    const kubelet = findSource(answer, 'kubelet').reqID!;
    // a bounded number is looked at; a shard stops at 50,000
    expect(kubelet.lines).toBeGreaterThan(0);
    expect(kubelet.lines).toBeLessThanOrEqual(60_000);
    expect(kubelet.withReqID).toBeLessThanOrEqual(kubelet.lines);
  });

  it('says which fields each source has', () => {
    expect(findSource(answer, 'kubelet').fields).toEqual([
      { role: 'time', name: '@timestamp', type: 'date' },
      { role: 'id', name: 'request.id', type: 'keyword' },
      { role: 'message', name: 'message', type: 'text' },
    ]);
    expect(findSource(answer, 'event').fields).toContainEqual({
      role: 'object',
      name: 'kubernetes.event.involved_object.name',
      type: 'keyword',
    });
    expect(answer.idFields).toContainEqual({
      name: 'request.id',
      type: 'keyword',
      isSearchable: true,
    });
    expect(answer.idFields).toContainEqual({ name: 'trace_id', type: null, isSearchable: false });
  });

  it('is looked at for the day before its newest record, in three round trips', () => {
    const { window, took, indices, warnings } = answer;
    expect(window).toMatchObject({ asked: false, to: window.newest });
    expect(Date.parse(window.to) - Date.parse(window.from)).toBe(86_400_000);
    expect(took.roundTrips).toBe(3);
    expect(indices).toEqual({ asked: ['k8s-reqid'], found: 1, missing: [], refused: [] });
    expect(warnings).toEqual([]);
  });

  it(
    'is looked at within the range and the filter that are asked for',
    async () => {
      const cluster = { term: { 'orchestrator.cluster.name': 'cluster-pods' } };
      const within = await fetchSources({ index: 'k8s-reqid', filter: JSON.stringify(cluster) });
      expect(findSource(within, 'audit').records).toBe(
        await countDocuments('k8s-reqid', {
          bool: { filter: [cluster, { term: { 'event.dataset': 'kubernetes.audit_logs' } }] },
        })
      );
      const long = await fetchSources({
        index: 'k8s-reqid',
        from: '2001-01-01T00:00:00Z',
        to: '2001-02-01T00:00:00Z',
      });
      expect(long.window).toMatchObject({ asked: true, from: '2001-01-01T00:00:00Z' });
      expect(long.sources.every(({ records }) => records === 0)).toBe(true);
    },
    SLOW_TEST_TIMEOUT_MS
  );
});

describe('other indices', () => {
  it(
    'of a stock cluster carry no request IDs, and say so',
    async () => {
      const answer = await fetchSources({ index: 'k8s-stock' });
      for (const component of ['kube-apiserver', 'kube-scheduler', 'kubelet'])
        expect([component, listAdviceCodes(findSource(answer, component))]).toEqual([
          component,
          expect.arrayContaining(['no_reqid']),
        ]);
      expect(listAdviceCodes(findSource(answer, 'audit'))).not.toContain('id_in_text_only');
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'that are not there are named',
    async () => {
      const { indices, sources } = await fetchSources({ index: 'no-such-index,none-*' });
      expect(indices).toEqual({
        asked: ['no-such-index', 'none-*'],
        found: 0,
        missing: ['no-such-index'],
        refused: [],
      });
      expect(sources.every((state) => listAdviceCodes(state).join() === 'source_missing')).toBe(
        true
      );
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it('with a bad filter or parameter are refused by name', async () => {
    expect(await get({ index: 'k8s-reqid', filter: '{"trem":{}}' })).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/`filter`/) },
    });
    expect(await get({ index: 'k8s-reqid', id: 'x' })).toMatchObject({ status: 400 });
    expect(
      await get({ index: 'k8s-reqid', from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' })
    ).toMatchObject({ status: 400, body: { message: expect.stringMatching(/`from`/) } });
  });

  describe('as Fluent Bit writes them by default', () => {
    beforeAll(async () => {
      await client.indices.delete({ index: OWN_INDEX }, { ignore: [404] });
      const keyword = {
        type: 'text',
        fields: { keyword: { type: 'keyword', ignore_above: 256 } },
      } as const;
      await client.indices.create({
        index: OWN_INDEX,
        mappings: {
          properties: {
            time: { type: 'keyword' },
            '@timestamp': { type: 'date' },
            log: keyword,
            kubernetes: {
              properties: {
                container_name: { type: 'keyword' },
                pod_name: { type: 'keyword' },
                pod_id: { type: 'keyword' },
                namespace_name: { type: 'keyword' },
              },
            },
          },
        },
      });
      const now = new Date().toISOString();
      const line = (container: string, log: string) => ({
        '@timestamp': now,
        time: now,
        log,
        kubernetes: {
          container_name: container,
          pod_name: `${container}-1`,
          pod_id: 'b2',
          namespace_name: 'kube-system',
        },
      });
      await client.bulk({
        refresh: true,
        operations: [
          line(
            'kube-scheduler',
            'I0301 10:00:00.000000       1 a.go:1] "Scheduled" reqID="f3a1c0de-0000-4000-8000-00000000a002"'
          ),
          line('kube-scheduler', 'I0301 10:00:00.000000       1 a.go:1] "Idle"'),
          line('shop', 'hello'),
        ].flatMap((document) => [{ index: { _index: OWN_INDEX } }, document]),
      });
    }, SLOW_TEST_TIMEOUT_MS);
    afterAll(() => client.indices.delete({ index: OWN_INDEX }, { ignore: [404] }));

    it(
      'tell components from other containers, and that the ID is in the text only',
      async () => {
        const answer = await fetchSources({ index: OWN_INDEX });
        expect(findSource(answer, 'kube-scheduler')).toMatchObject({
          records: 2,
          reqID: { lines: 2, withReqID: 1 },
        });
        expect(findSource(answer, 'kube-scheduler').advice).toEqual([
          { code: 'id_in_text_only', detail: { field: 'log', records: 1 } },
        ]);
        expect(findSource(answer, 'pod')).toMatchObject({ records: 1, advice: [] });
        expect(answer.sources.some(({ component }) => component === 'shop')).toBe(false);
      },
      SLOW_TEST_TIMEOUT_MS
    );

    it(
      'say that the time field is no date, or not there',
      async () => {
        expect(
          listAdviceCodes(
            findSource(
              await fetchSources({ index: OWN_INDEX, timeField: 'time' }),
              'kube-scheduler'
            )
          )
        ).toContain('time_field_not_date');
        expect(
          listAdviceCodes(
            findSource(
              await fetchSources({ index: OWN_INDEX, timeField: 'nope' }),
              'kube-scheduler'
            )
          )
        ).toContain('time_field_missing');
      },
      SLOW_TEST_TIMEOUT_MS
    );
  });
});
