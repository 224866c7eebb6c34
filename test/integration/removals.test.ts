/**
 * Where Pods went, against the real Elasticsearch and the sample: each removal's reason, and the request behind it, which is
 * one of those that the operation's own kubectl sent. On both clusters' logs, with request IDs and without: moves need none.
 */
import type { PodRemovalReason, RemovalsResponse, PodRemoval } from '../../common/model/removals';
import { readSampleOperations, type SampleOperation } from '../support/sample_operations';

const HOST = process.env.TEST_HOST_URL;

if (!HOST) throw new Error('TEST_HOST_URL names no host: run `npm test`, which starts one.');

async function requestRemovals(
  index: string,
  object: string,
  more: Record<string, string> = {}
): Promise<{ status: number; body: RemovalsResponse & { message?: string } }> {
  const response = await fetch(
    `${HOST}/api/request_trace/moves?${new URLSearchParams({ index, object, ...more })}`,
    { headers: { 'kbn-xsrf': 'test' } }
  );
  return {
    status: response.status,
    body: (await response.json()) as RemovalsResponse & { message?: string },
  };
}

async function fetchRemovals(
  index: string,
  object: string,
  more: Record<string, string> = {}
): Promise<RemovalsResponse> {
  const { status, body } = await requestRemovals(index, object, more);
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  expect(body.took.roundTrips).toBeLessThanOrEqual(4);
  expect(body.truncated).toBe(false);
  return body;
}

const operations = new Map<string, SampleOperation>(
  ['cluster-a', 'cluster-pods'].flatMap((cluster) =>
    readSampleOperations(cluster).map(
      (operation) => [`${cluster} ${operation.id}`, operation] as const
    )
  )
);

/** What each operation removed: an object to ask for, the reason, how many Pods. */
const REMOVALS: Array<[operation: string, object: string, reason: PodRemovalReason, pods: number]> =
  [
    ['cluster-a op-8-rolling-update', 'replicasets/shop/web-75fcc74c9b', 'rollout', 4],
    ['cluster-a op-11-rollback', 'replicasets/shop/web-67cb66c759', 'rollout', 2],
    ['cluster-a op-14-delete-pod-private-image', 'pods/pay/scanner', 'deleted', 1],
    ['cluster-a op-29-cleanup-unschedulable-cpu', 'pods/shop/huge', 'deleted', 1],
    ['cluster-a op-41-concurrent-delete-deployment', 'deployments/shop/cart', 'owner-deleted', 2],
    ['cluster-a op-42-drain-node', 'nodes/node-b', 'drained', 6],
    ['cluster-a op-44-delete-managed-pod', 'deployments/shop/search', 'deleted', 2],
    ['cluster-a op-55-concurrent-taint-noexecute', 'nodes/node-b', 'tainted', 2],
    ['cluster-a op-58-delete-cronjob', 'cronjobs/pay/tick', 'owner-deleted', 1],
    ['cluster-a op-61-evict-pod-ok', 'deploy/shop/search', 'evicted-api', 1],
    ['cluster-a op-63-preemption', 'deploy/shop/filler', 'preempted', 1],
    ['cluster-a op-66-finalizer-delete-stuck', 'pods/shop/held', 'deleted', 1],
    ['cluster-a op-77-delete-namespace', 'deployments/old-project/legacy', 'namespace-deleted', 2],
    ['cluster-a op-78-scale-statefulset', 'sts/shop/db', 'scaled-down', 1],
    ['cluster-a op-79-delete-statefulset', 'statefulsets/shop/db', 'owner-deleted', 1],
    ['cluster-a op-80-delete-deployment', 'deployments/shop/web', 'owner-deleted', 3],
    ['cluster-pods op-6-rollback', 'replicasets/store/orders-788576bc6', 'rollout', 1],
    ['cluster-pods op-10-delete-crashloop', 'pods/store/search', 'deleted', 1],
    ['cluster-pods op-16-delete-oom-kill', 'pods/store/thumbs', 'deleted', 1],
    ['cluster-pods op-22-concurrent-rollout', 'replicasets/store/orders-6bc48dcc55', 'rollout', 4],
    ['cluster-pods op-23-concurrent-delete-stock', 'deployments/store/stock', 'owner-deleted', 1],
    [
      'cluster-pods op-23-concurrent-delete-deployment',
      'deployments/store/payments',
      'owner-deleted',
      2,
    ],
    ['cluster-pods op-24-delete-deployment', 'deployments/store/cart', 'owner-deleted', 1],
  ];

describe.each(['k8s-reqid', 'k8s-stock'])('moves in %s', (index) => {
  it.each(REMOVALS)('%s: %s', async (id, object, reason, pods) => {
    const operation = operations.get(id)!;
    const { moves } = await fetchRemovals(index, object);
    const found = moves.filter(
      (move) => move.reason === reason && operation.auditIDs.includes(move.request?.id ?? '')
    );
    expect(found.map(({ request }) => request!.user)).toEqual(
      Array.from({ length: pods }, () => operation.user)
    );
    for (const { title } of found) expect(title).toContain(operation.user);
  });

  it('a killed kubelet (op-53): the node was lost, and nobody asked for it', async () => {
    const { moves } = await fetchRemovals(index, 'nodes/node-b');
    const lost = moves.filter(({ reason }) => reason === 'node-lost');
    expect(lost.map(({ pod: { name }, request }) => [name, request]).sort()).toEqual([
      ['burst-6bc7dd9779-rhfpg', undefined],
      ['search-5bcb9856c-7tjbw', undefined],
    ]);
  });

  it('knows every Pod that left a node, and those that did not', async () => {
    const { moves, stayed, object } = await fetchRemovals(index, 'no/node-b');
    expect(object).toEqual({ kind: 'Node', name: 'node-b' });
    expect(
      moves.every(({ fromNode, reason }) => fromNode === 'node-b' && reason !== 'unknown')
    ).toBe(true);
    expect(moves.length).toBe(26);
    expect(stayed).toBeGreaterThan(0);
    expect([...moves].sort((a, b) => (a.at < b.at ? 1 : -1))).toEqual(moves);
  });

  it('tells two Pods of one name apart, by their uids', async () => {
    const { moves } = await fetchRemovals(index, 'pods/shop/db-1');
    expect(moves.map(({ reason, fromNode }) => [reason, fromNode])).toEqual([
      ['scaled-down', 'node-a'],
      ['drained', 'node-b'],
    ]);
    const [later, earlier] = moves as [PodRemoval, PodRemoval];
    expect(earlier.successor).toMatchObject({ pod: { uid: later.pod.uid }, node: 'node-a' });
    const byUid = await fetchRemovals(index, earlier.pod.uid!);
    expect(byUid.object).toMatchObject({ kind: 'Pod', namespace: 'shop', name: 'db-1' });
    expect(byUid.moves).toEqual([earlier]);
  });

  it('leads to documents that exist', async () => {
    const { moves } = await fetchRemovals(index, 'deploy/shop/filler');
    for (const { record } of moves[0]!.steps) {
      const response = await fetch(
        `${HOST}/api/request_trace/document?${new URLSearchParams({ index: record.index, id: record.id })}`,
        { headers: { 'kbn-xsrf': 'test' } }
      );
      expect(response.status).toBe(200);
    }
  });

  it('keeps to the time range', async () => {
    const drain = operations.get('cluster-a op-42-drain-node')!;
    const { moves, window } = await fetchRemovals(index, 'nodes/node-b', {
      from: drain.start,
      to: drain.end,
    });
    expect([...new Set(moves.map(({ reason }) => reason))]).toEqual(['drained']);
    expect(window).toEqual({ from: drain.start, to: drain.end });
  });

  it('says so where Pods are where they were, and where nothing is known', async () => {
    expect(await fetchRemovals(index, 'jobs/pay/invoice')).toMatchObject({
      moves: [],
      stayed: 1,
      warnings: [],
    });
    expect(await fetchRemovals(index, 'pods/shop/nobody-knows')).toMatchObject({
      moves: [],
      stayed: 0,
      warnings: [{ code: 'not_found' }],
    });
  });

  it('goes by Events and lines where the audit log is missing, less sure, without a request, and says so', async () => {
    const filter = JSON.stringify({
      bool: { must_not: [{ exists: { field: 'kubernetes.audit.verb' } }] },
    });
    const { moves, warnings } = await fetchRemovals(index, 'deployments/shop/web', { filter });
    expect(moves.length).toBe(20);
    expect(warnings.map(({ code }) => code)).toContain('no_audit_log');
    expect(moves.filter(({ request }) => request)).toEqual([]);
    expect(Math.max(...moves.map(({ confidence }) => confidence))).toBeLessThan(0.85);
    expect([...new Set(moves.map(({ reason }) => reason))].sort()).toEqual([
      'owner-deleted',
      'rollout',
      'tainted',
      'unknown',
    ]);
  });
});

it('refuses what is no Pod, workload or node', async () => {
  const { status, body } = await requestRemovals('k8s-stock', 'configmaps/shop/web');
  expect(status).toBe(400);
  expect(body.message).toContain('pods/shop/web-1');
});
