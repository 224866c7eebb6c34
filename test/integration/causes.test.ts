/**
 * From any record to the request that caused it, against the real Elasticsearch and the sample: whether the first candidates are
 * requests that the operation's own kubectl sent, by the labels. Also without an audit log, and what is said to bad questions.
 */
import type { CausesResponse } from '../../common/model/causes';
import { readManifest, readSampleLabels, type SampleLabel } from '../../samples/load/sample_files';
import { readSampleOperations } from '../support/sample_operations';

const HOST = process.env.TEST_HOST_URL;
const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!HOST || !ELASTICSEARCH)
  throw new Error(
    'TEST_HOST_URL and TEST_ELASTICSEARCH_URL name no host and no Elasticsearch: run `npm test`, which starts them.'
  );
const SLOW_TEST_TIMEOUT_MS = 240_000;
const INDEX_WITHOUT_IDS = 'k8s-stock';

async function requestCandidates(
  query: Record<string, string>
): Promise<{ status: number; body: CausesResponse & { message?: string } }> {
  const response = await fetch(
    `${HOST}/api/request_trace/candidates?${new URLSearchParams({ index: INDEX_WITHOUT_IDS, ...query })}`,
    { headers: { 'kbn-xsrf': 'test' } }
  );
  return {
    status: response.status,
    body: (await response.json()) as CausesResponse & { message?: string },
  };
}

async function fetchCandidates(query: Record<string, string>): Promise<CausesResponse> {
  const { status, body } = await requestCandidates(query);
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  expect(body.candidates.map(({ confidence }) => confidence)).toEqual(
    body.candidates.map(({ confidence }) => confidence).sort((a, b) => b - a)
  );
  for (const { because, confidence } of body.candidates) {
    expect(because.length).toBeGreaterThan(0);
    expect(confidence).toBeGreaterThan(0);
  }
  return body;
}

async function searchDocuments(
  query: unknown,
  size = 1,
  index = INDEX_WITHOUT_IDS
): Promise<Array<{ _index: string; _id: string }>> {
  const response = await fetch(`${ELASTICSEARCH}/${index}/_search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, size, _source: false, sort: [{ '@timestamp': 'asc' }] }),
  });
  return ((await response.json()) as { hits: { hits: Array<{ _index: string; _id: string }> } })
    .hits.hits;
}
const getDocumentKey = ({ _index, _id }: { _index: string; _id: string }): string =>
  `${_index}/${_id}`;

/** Numerical Recipes' generator: the same sample each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
}

describe.each(readManifest().clusters.map(({ name }) => name))(
  'records of %s that an operation caused',
  (cluster) => {
    const operations = new Map(
      readSampleOperations(cluster)
        .filter(({ user, mutatingAuditIDs }) => user && mutatingAuditIDs.length)
        .map((operation) => [operation.id, operation])
    );

    it(
      'lead to it, the first candidate nearly always, the first three as good as always, whatever component wrote them',
      async () => {
        const next = createRandom(20201);
        const byFile = new Map<string, SampleLabel[]>();
        for (const label of readSampleLabels(cluster)) {
          if (!label.ops?.some((op) => operations.has(op))) continue;
          const kind = label.file.split(/[./]|-node/, 1)[0]!;
          byFile.set(kind, [...(byFile.get(kind) ?? []), label]);
        }
        expect(byFile.size).toBeGreaterThanOrEqual(6);
        const missed: string[] = [];
        let [asked, first, three] = [0, 0, 0];
        for (const labels of byFile.values()) {
          for (let i = 0; i < 5; i++) {
            const { file, offset, ops = [] } = labels[Math.floor(next() * labels.length)]!;
            const [hit] = await searchDocuments({
              bool: {
                filter: [
                  { term: { 'orchestrator.cluster.name': cluster } },
                  { term: { 'log.file.path': file } },
                  { term: { 'log.offset': offset } },
                ],
              },
            });
            const { candidates } = await fetchCandidates({ record: getDocumentKey(hit!) });
            const right = new Set(ops.flatMap((op) => operations.get(op)?.auditIDs ?? []));
            const place = candidates.findIndex(({ id }) => right.has(id));
            asked++;
            if (place === 0) first++;
            else missed.push(`${file}:${offset} ${ops.join()} at ${place}`);
            if (place >= 0 && place < 3) three++;
          }
        }
        if (missed.length)
          process.stdout.write(
            `${cluster}: ${first}/${asked} first, ${three}/${asked} of three; not first: ${missed.join('; ')}\n`
          );
        expect(first / asked).toBeGreaterThanOrEqual(0.85);
        expect(three / asked).toBeGreaterThanOrEqual(0.93);
      },
      SLOW_TEST_TIMEOUT_MS
    );
  }
);

describe('a record', () => {
  it('of a user’s own request is that request', async () => {
    const {
      mutatingAuditIDs: [id],
    } = readSampleOperations('cluster-a').find(({ id: name }) =>
      name.endsWith('create-deployment')
    )!;
    const hits = await searchDocuments({ term: { 'kubernetes.audit.auditID': id } });
    const { candidates, record } = await fetchCandidates({ record: getDocumentKey(hits[0]!) });
    expect(candidates).toMatchObject([
      { id, confidence: 1, request: { user: 'alice', verb: 'create', resource: 'deployments' } },
    ]);
    expect(record).toMatchObject({ source: 'audit' });
  });

  it('with a request ID is the request of that ID', async () => {
    const [hit] = await searchDocuments(
      {
        bool: {
          filter: [{ term: { 'service.name': 'kubelet' } }, { exists: { field: 'request.id' } }],
        },
      },
      1,
      'k8s-reqid'
    );
    const { candidates, record } = await fetchCandidates({
      index: 'k8s-reqid',
      record: getDocumentKey(hit!),
    });
    expect(candidates).toMatchObject([{ id: record!.ids.reqID, confidence: 1, inTrace: true }]);
  });

  it('of periodic work says so, and is sure of nobody', async () => {
    const [hit] = await searchDocuments({
      bool: {
        filter: [
          { match_phrase: { message: 'coordination.k8s.io' } },
          { match_phrase: { message: 'leases' } },
          { term: { 'service.name': 'kube-apiserver' } },
        ],
      },
    });
    const { candidates, instead } = await fetchCandidates({ record: getDocumentKey(hit!) });
    expect(instead).toMatch(/periodic/);
    for (const { confidence } of candidates) expect(confidence).toBeLessThanOrEqual(0.3);
  });

  it('is followed without an audit log by kube-apiserver’s own lines, without users, and that is said', async () => {
    const operation = readSampleOperations('cluster-a').find(({ id }) =>
      id.endsWith('rollout-bad-image')
    )!;
    const [hit] = await searchDocuments({
      bool: {
        filter: [
          { term: { 'service.name': 'kubelet' } },
          { match_phrase: { message: 'ErrImagePull' } },
          { range: { '@timestamp': { gte: operation.start, lte: operation.end } } },
        ],
      },
    });
    const filter = JSON.stringify({
      bool: { must_not: [{ exists: { field: 'kubernetes.audit.verb' } }] },
    });
    const { candidates, warnings } = await fetchCandidates({
      record: getDocumentKey(hit!),
      filter,
    });
    expect(warnings.map(({ code }) => code)).toContain('no_audit_log');
    expect(operation.auditIDs).toContain(candidates[0]!.id);
    expect(candidates[0]!.request).toMatchObject({ audited: false, verb: 'patch' });
    expect(candidates[0]!.request.user).toBeUndefined();
  });
});

describe('an object', () => {
  it('leads to what users did to it, and to what made it, the last first', async () => {
    const own = await fetchCandidates({ object: 'pods/shop/held' });
    expect(own.record).toBeNull();
    expect(own.candidates[0]).toMatchObject({
      request: { user: 'alice', verb: 'patch', name: 'held' },
    });
    const made = await fetchCandidates({
      object: 'deployments/shop/web',
      to: '2026-11-23T06:23:00Z',
    });
    expect(made.candidates[0]).toMatchObject({
      request: { verb: 'create', resource: 'deployments', name: 'web' },
    });
  });

  it('that nobody knows has no candidate, and the answer says what was searched', async () => {
    const { candidates, warnings } = await fetchCandidates({ object: 'pods/no-such/thing' });
    expect(candidates).toEqual([]);
    expect(warnings.map(({ code }) => code)).toContain('no_candidate');
  });
});

describe('a bad question', () => {
  it.each([
    ['neither', {}, 400, /record/],
    ['both', { record: 'a/b', object: 'pods/a/b' }, 400, /record/],
    ['no document', { record: 'nonsense' }, 400, /record/],
    ['no object', { object: '??' }, 400, /object/],
    [
      'an unknown document',
      { record: `${INDEX_WITHOUT_IDS}/no-such-document` },
      404,
      /no-such-document/,
    ],
    ['a bad time', { object: 'pods/a/b', to: 'soon' }, 400, /to/],
    ['a misspelt parameter', { object: 'pods/a/b', recrod: 'x' }, 400, /recrod/],
  ])('(%s) is refused by name', async (_what, query, expected, words) => {
    const { status, body } = await requestCandidates(query as Record<string, string>);
    expect(status).toBe(expected);
    expect(body.message).toMatch(words);
  });
});
