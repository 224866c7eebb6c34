/** The explanation against the sample clusters' real audit records and Events: with bodies, without them, and without the audit log. */
import { readPackedText } from '../../../samples/load/sample_files';
import type { PodRemoval } from '../../../common/model/removals';
import { explainDocuments } from './explain_documents';

type Json = Record<string, unknown>;

const linesOf = (cluster: string, file: string): Json[] =>
  readPackedText(cluster, `logs/${file}`)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Json);

/** Moves out of documents as shippers write them. */
function explainByPod(documents: Json[]): Map<string, PodRemoval[]> {
  const byPod = new Map<string, PodRemoval[]>();
  for (const move of explainDocuments(documents)) {
    const key = `${move.pod.namespace}/${move.pod.name}`;
    byPod.set(key, [...(byPod.get(key) ?? []), move]);
  }
  return byPod;
}

const eventDocument = (event: Json): Json => ({ 'event.dataset': 'kubernetes.events', ...event });
const toEcsDocument = (audit: Json): Json => ({
  '@timestamp': audit.stageTimestamp,
  kubernetes: { audit },
});
const toRootDocument = (audit: Json): Json => ({ '@timestamp': audit.stageTimestamp, ...audit });
/** What a policy of level Metadata leaves. */
const withoutBodies = ({
  requestObject: _request,
  responseObject: _response,
  ...rest
}: Json): Json => toEcsDocument({ ...rest, level: 'Metadata' });

const explainSample = (
  cluster: string,
  shape: ((audit: Json) => Json) | null
): Map<string, PodRemoval[]> =>
  explainByPod([
    ...(shape ? linesOf(cluster, 'audit.log').map(shape) : []),
    ...linesOf(cluster, 'events.jsonl').map(({ object }) => eventDocument(object as Json)),
  ]);

const brief = ({ reason, request, fromNode, successor }: PodRemoval): string =>
  [
    reason,
    request?.user ?? '-',
    request?.resource ?? '-',
    fromNode ?? '-',
    successor ? `→ ${successor.pod.name} ${successor.node}` : '',
  ]
    .join(' ')
    .trim();
const findRemovals = (moves: Map<string, PodRemoval[]>, pod: string): string[] =>
  (moves.get(pod) ?? []).map(brief);

/** Pod → its moves, newest first: what its users did (operations.jsonl). */
const EXPECTED: Array<[what: string, pod: string, moves: string[]]> = [
  ['a rollout (op-8)', 'shop/web-75fcc74c9b-nvvq8', ['rollout alice deployments node-b']],
  ['a rollback (op-11)', 'shop/web-67cb66c759-8gpt2', ['rollout alice deployments node-a']],
  [
    'a rollout while somebody scales (op-37)',
    'shop/web-6ccff6754c-x58jc',
    ['rollout bob deployments node-a'],
  ],
  [
    'a deleted Deployment (op-41)',
    'shop/cart-57488b4bc6-nv8dv',
    ['owner-deleted alice deployments node-a'],
  ],
  [
    'a drain (op-42)',
    'shop/web-67b6ddd698-pb4bw',
    ['drained carol pods/eviction node-b → web-67b6ddd698-f45r4 node-a'],
  ],
  ['a drained Pod that nothing owns (op-42)', 'pay/settle', ['drained carol pods/eviction node-b']],
  [
    'one name, two Pods: drained, then scaled away (op-42, op-78)',
    'shop/db-1',
    [
      'scaled-down alice statefulsets/scale node-a',
      'drained carol pods/eviction node-b → db-1 node-a',
    ],
  ],
  [
    'a delete of a managed Pod (op-44)',
    'shop/search-5bcb9856c-kmczp',
    ['deleted alice pods node-a → search-5bcb9856c-c2mbj node-a'],
  ],
  [
    'a lost node, which nobody asked for (op-53)',
    'shop/search-5bcb9856c-7tjbw',
    ['node-lost - - node-b → search-5bcb9856c-wvvvr node-a'],
  ],
  [
    'a taint (op-55)',
    'shop/web-68bcdf754f-gz6bj',
    ['tainted carol nodes node-b → web-68bcdf754f-br6v2 node-a'],
  ],
  [
    'a taint, on a DaemonSet’s Pod (op-55)',
    'shop/log-agent-fj87r',
    ['tainted carol nodes node-b → log-agent-x9fxs node-b'],
  ],
  ['a deleted CronJob (op-58)', 'pay/tick-29923598-42tzc', ['owner-deleted bob cronjobs node-b']],
  [
    'an eviction; an earlier one was refused (op-60, op-61)',
    'shop/search-5bcb9856c-c2mbj',
    ['evicted-api carol pods/eviction node-a → search-5bcb9856c-j56q5 node-b'],
  ],
  [
    'a preemption (op-63)',
    'shop/filler-6db465d59f-vdr95',
    ['preempted bob pods node-a → filler-6db465d59f-r69b6 node-a'],
  ],
  ['a delete that a finalizer held (op-66)', 'shop/held', ['deleted alice pods node-b']],
  [
    'a deleted namespace (op-77)',
    'old-project/legacy-5dc985d655-sz7ft',
    ['namespace-deleted carol namespaces node-a'],
  ],
  ['a deleted StatefulSet (op-79)', 'shop/db-0', ['owner-deleted alice statefulsets node-a']],
  ['a Pod that never ran (op-29)', 'shop/huge', ['deleted alice pods -']],
];

describe.each([
  ['below kubernetes.audit', toEcsDocument],
  ['at the root', toRootDocument],
  ['with metadata only', withoutBodies],
])('cluster-a, audit records %s', (_where, shape) => {
  const moves = explainSample('cluster-a', shape);

  it.each(EXPECTED)('%s', (_what, pod, expected) =>
    expect(findRemovals(moves, pod)).toEqual(expected)
  );

  it('explains every Pod that went', () => {
    expect([...moves.values()].flat().filter(({ reason }) => reason === 'unknown')).toEqual([]);
  });
});

describe('cluster-a, what a move tells', () => {
  const moves = explainSample('cluster-a', toEcsDocument);

  it('has its steps from the removal back, each with its record', () => {
    const [move] = moves.get('shop/filler-6db465d59f-vdr95')!;
    expect(move!.steps.map(({ actor, what }) => `${actor} ${what}`)).toEqual([
      'kube-scheduler deleted the Pod',
      'kube-scheduler set the Pod’s condition DisruptionTarget, PreemptionByScheduler: default-scheduler: preempting to accommodate a higher priority pod',
      'default-scheduler reported Preempted: Preempted by pod 7505971b-ecf8-465e-b9de-a6c6bf31b049 on node node-a',
      'bob created Pod pay/urgent',
    ]);
    expect(move!.steps.every(({ record }) => record.index === 'i' && record.id !== '')).toBe(true);
    expect(move!.title).toBe('Preempted by Pod pay/urgent, which bob started');
  });

  it('climbs from the collector’s delete to the owner that a user deleted', () => {
    expect(
      moves.get('pay/tick-29923598-42tzc')![0]!.steps.map(({ actor, what }) => `${actor} ${what}`)
    ).toEqual([
      'generic-garbage-collector deleted the Pod',
      'generic-garbage-collector deleted Job pay/tick-29923598',
      'bob deleted CronJob pay/tick',
    ]);
  });

  it('says when the object was gone, also where a finalizer held it', () => {
    const patch = linesOf('cluster-a', 'audit.log').find(
      ({ verb, objectRef }) =>
        verb === 'patch' &&
        (objectRef as Json | undefined)?.name === 'held' &&
        !(objectRef as Json).subresource
    )!;
    expect(moves.get('shop/held')![0]!.goneAt).toBe(patch.requestReceivedTimestamp);
    const [removed] = moves.get('shop/redis')!;
    expect(removed!.goneAt! > removed!.at).toBe(true);
  });

  it('is less sure of what metadata alone lets one suppose', () => {
    const bare = explainSample('cluster-a', withoutBodies);
    expect(moves.get('pay/settle')![0]!.confidence).toBe(1);
    expect(bare.get('pay/settle')![0]!.confidence).toBeLessThan(0.85);
  });
});

describe('cluster-a without its audit log', () => {
  const moves = explainSample('cluster-a', null);

  it.each([
    ['shop/web-75fcc74c9b-nvvq8', 'rollout'],
    ['shop/web-67b6ddd698-4gx9p', 'rollout'],
    ['shop/search-5bcb9856c-7tjbw', 'node-lost'],
    ['shop/web-68bcdf754f-gz6bj', 'tainted'],
    ['shop/filler-6db465d59f-vdr95', 'preempted'],
  ])('%s: %s, from Events, without a request', (pod, reason) => {
    const [move] = moves.get(pod)!;
    expect(move).toMatchObject({ reason });
    expect(move!.request).toBeUndefined();
    expect(move!.confidence).toBeLessThan(0.95);
  });

  it('says that it does not know who drained', () =>
    expect(moves.get('shop/web-67b6ddd698-pb4bw')![0]).toMatchObject({
      reason: 'unknown',
      confidence: 0.3,
    }));
});

describe('cluster-pods', () => {
  const moves = explainSample('cluster-pods', toEcsDocument);

  it.each([
    ['store/orders-788576bc6-m29km', ['rollout alice deployments node-c']],
    ['store/orders-6bc48dcc55-vjsxp', ['rollout alice deployments node-d']],
    ['store/stock-7477cd9967-rsk5p', ['owner-deleted carol deployments node-c']],
    ['batch/mailer', ['deleted bob pods node-c']],
  ])('%s', (pod, expected) => expect(findRemovals(moves, pod)).toEqual(expected));
});
