/** Ways to lose a Pod that the samples don't have, in the shapes that Kubernetes' sources write. */
import type { PodRemoval } from '../../../common/model/removals';
import { explainDocuments } from './explain_documents';

type Json = Record<string, unknown>;

const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 0, 31, 12, 0, 0) + seconds * 1_000).toISOString().replace('Z', '000Z');
const CONTROLLER = 'system:serviceaccount:kube-system:';
let ids = 0;

interface AuditRequest {
  user: string;
  verb: string;
  resource: string;
  name?: string;
  namespace?: string;
  subresource?: string;
  request?: unknown;
  answer?: Json;
  code?: number;
  userAgent?: string;
  impersonated?: string;
  uri?: string;
}

const audit = (
  seconds: number,
  {
    user,
    verb,
    resource,
    name,
    namespace = 'ns',
    subresource,
    request,
    answer,
    code = 200,
    userAgent,
    impersonated,
    uri,
  }: AuditRequest
): Json => ({
  '@timestamp': at(seconds),
  auditID: `audit-${++ids}`,
  stage: 'ResponseComplete',
  verb,
  user: { username: user },
  userAgent,
  requestURI: uri,
  ...(impersonated ? { impersonatedUser: { username: impersonated } } : {}),
  objectRef: {
    resource,
    name,
    ...(resource === 'nodes' || resource === 'namespaces' ? {} : { namespace }),
    ...(subresource ? { subresource } : {}),
  },
  responseStatus: { code },
  requestReceivedTimestamp: at(seconds),
  stageTimestamp: at(seconds),
  requestObject: request,
  responseObject: answer,
});
const event = (
  seconds: number,
  reason: string,
  message: string,
  object: Json = { kind: 'Pod', name: 'p', namespace: 'ns', uid: 'u-1' },
  component = 'c'
): Json => ({
  '@timestamp': at(seconds),
  kind: 'Event',
  reason,
  message,
  type: 'Normal',
  count: 1,
  involvedObject: object,
  source: { component },
  firstTimestamp: at(seconds),
  lastTimestamp: at(seconds),
  metadata: { uid: `event-${++ids}` },
});
const pod = (name = 'p', owner?: Json, more: Json = {}): Json => ({
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'ns',
    uid: `uid-${name}`,
    ...(owner
      ? { ownerReferences: [{ controller: true, uid: `uid-${String(owner.name)}`, ...owner }] }
      : {}),
  },
  spec: { nodeName: 'n1' },
  ...more,
});
const removal = (
  seconds: number,
  user: string,
  owner?: Json,
  more: Partial<AuditRequest> = {}
): Json =>
  audit(seconds, {
    user,
    verb: 'delete',
    resource: 'pods',
    name: 'p',
    answer: pod('p', owner),
    ...more,
  });

const explainRemovalsOf = (...documents: Json[]): PodRemoval[] =>
  explainDocuments(documents, (name) => name === 'p');
const explainOnlyRemoval = (...documents: Json[]): PodRemoval => {
  const moves = explainRemovalsOf(...documents);
  expect(moves).toHaveLength(1);
  return moves[0]!;
};

describe('who is somebody, and who is Kubernetes', () => {
  it('names the impersonator and whom they acted for', () => {
    expect(
      explainOnlyRemoval(removal(0, 'carol', undefined, { impersonated: 'alice' }))
    ).toMatchObject({
      reason: 'deleted',
      title: 'carol (as alice) deleted the Pod',
      request: { user: 'carol', impersonatedUser: 'alice' },
    });
  });

  it('takes an operator’s service account for somebody', () => {
    expect(explainOnlyRemoval(removal(0, 'system:serviceaccount:ops:descheduler'))).toMatchObject({
      reason: 'deleted',
      request: { user: 'system:serviceaccount:ops:descheduler' },
    });
  });

  it('tells controllers that share one user apart by their user agents', () => {
    const rs = { kind: 'ReplicaSet', name: 'web-5d8' };
    const userAgent =
      'kube-controller-manager/v1.30.0 (linux/amd64) kubernetes/abc/system:serviceaccount:kube-system:replicaset-controller';
    expect(
      explainOnlyRemoval(
        removal(5, 'system:kube-controller-manager', rs, { userAgent }),
        audit(0, {
          user: 'alice',
          verb: 'patch',
          resource: 'replicasets',
          subresource: 'scale',
          name: 'web-5d8',
          request: { spec: { replicas: 0 } },
        })
      )
    ).toMatchObject({
      reason: 'scaled-down',
      request: { user: 'alice', resource: 'replicasets/scale' },
    });
  });
});

describe('requests that removed nothing', () => {
  it.each([
    ['refused', { code: 403 }],
    ['a dry run in the body', { request: { dryRun: ['All'] } }],
    ['a dry run in the URI', { uri: '/api/v1/namespaces/ns/pods/p?dryRun=All' }],
  ])('%s', (_what, more) =>
    expect(
      explainRemovalsOf(
        removal(0, 'alice', undefined, more),
        audit(-9, { user: 'a', verb: 'create', resource: 'pods', name: 'p', answer: pod() })
      )
    ).toEqual([])
  );

  it('an eviction that a budget refused', () => {
    expect(
      explainRemovalsOf(
        audit(0, {
          user: 'alice',
          verb: 'create',
          resource: 'pods',
          subresource: 'eviction',
          name: 'p',
          code: 429,
        })
      )
    ).toEqual([]);
  });

  it('a cancelled eviction by taint, a restarted container', () => {
    expect(
      explainRemovalsOf(event(0, 'TaintManagerEviction', 'Cancelling deletion of Pod ns/p'))
    ).toEqual([]);
    expect(
      explainRemovalsOf(
        event(0, 'Killing', 'Container main failed liveness probe, will be restarted')
      )
    ).toEqual([]);
    expect(
      explainRemovalsOf(
        event(0, 'Killing', 'Stopping container main'),
        event(3, 'Started', 'Started container main')
      )
    ).toEqual([]);
  });
});

describe('the node', () => {
  const cordon = (seconds: number, unschedulable: boolean, user = 'carol'): Json =>
    audit(seconds, {
      user,
      verb: 'patch',
      resource: 'nodes',
      name: 'n1',
      request: { spec: { unschedulable: unschedulable || null } },
    });
  const eviction = audit(60, {
    user: 'carol',
    verb: 'create',
    resource: 'pods',
    subresource: 'eviction',
    name: 'p',
    code: 201,
  });
  const bound = audit(-60, {
    user: 'system:kube-scheduler',
    verb: 'create',
    resource: 'pods',
    subresource: 'binding',
    name: 'p',
    request: { target: { kind: 'Node', name: 'n1' } },
    code: 201,
  });

  it('is drained by who cordoned it, as long as it is cordoned', () => {
    expect(explainOnlyRemoval(bound, cordon(0, true), eviction)).toMatchObject({
      reason: 'drained',
      title: 'carol drained Node n1',
    });
    expect(explainOnlyRemoval(bound, cordon(0, true, 'dave'), eviction)).toMatchObject({
      reason: 'evicted-api',
    });
    expect(explainOnlyRemoval(bound, cordon(0, true), cordon(30, false), eviction)).toMatchObject({
      reason: 'evicted-api',
    });
  });

  it('is under pressure: the kubelet gives the Pod up, whoever removes it later', () => {
    const message = 'The node was low on resource: memory.';
    const status = audit(0, {
      user: 'system:node:n1',
      verb: 'patch',
      resource: 'pods',
      subresource: 'status',
      name: 'p',
      answer: pod('p', undefined, { status: { phase: 'Failed', reason: 'Evicted', message } }),
    });
    const collected = removal(600, `${CONTROLLER}pod-garbage-collector`);
    expect(explainOnlyRemoval(status, collected)).toMatchObject({
      reason: 'node-pressure',
      at: at(0),
      title: `The kubelet evicted the Pod: ${message}`,
    });
    expect(explainOnlyRemoval(event(0, 'Evicted', message))).toMatchObject({
      reason: 'node-pressure',
    });
  });

  it('was deleted by a user: the Pod garbage collector follows', () => {
    const gone = audit(0, { user: 'alice', verb: 'delete', resource: 'nodes', name: 'n1' });
    expect(
      explainOnlyRemoval(bound, gone, removal(40, `${CONTROLLER}pod-garbage-collector`))
    ).toMatchObject({
      reason: 'garbage-collected',
      request: { user: 'alice', resource: 'nodes' },
    });
  });

  it('has another taint by the time: the one that was put last counts, those taken away don’t', () => {
    const taint = (seconds: number, user: string, keys: string[]): Json =>
      audit(seconds, {
        user,
        verb: 'patch',
        resource: 'nodes',
        name: 'n1',
        request: { spec: { taints: keys.map((key) => ({ key, effect: 'NoExecute' })) } },
      });
    const evicted = removal(100, `${CONTROLLER}node-controller`);
    const lost = `${CONTROLLER}node-controller`;
    expect(
      explainOnlyRemoval(
        bound,
        taint(0, 'alice', ['a']),
        taint(10, 'bob', []),
        taint(20, lost, ['node.kubernetes.io/unreachable']),
        evicted
      )
    ).toMatchObject({ reason: 'node-lost' });
    expect(
      explainOnlyRemoval(bound, taint(0, 'alice', ['a']), taint(20, 'bob', ['a', 'b']), evicted)
    ).toMatchObject({
      reason: 'tainted',
      request: { user: 'bob' },
      title: 'bob tainted Node n1 with b:NoExecute',
    });
    expect(
      explainOnlyRemoval(
        bound,
        taint(0, 'alice', ['a']),
        taint(20, lost, ['a', 'node.kubernetes.io/not-ready']),
        taint(30, lost, ['a']),
        evicted
      )
    ).toMatchObject({ reason: 'tainted', request: { user: 'alice' } });
  });
});

describe('the workload', () => {
  const sts = { kind: 'StatefulSet', name: 'db' };

  it('an autoscaler scaled it: its request is what began it', () => {
    const rs = { kind: 'ReplicaSet', name: 'web-5d8' };
    const scaled = audit(4, {
      user: `${CONTROLLER}deployment-controller`,
      verb: 'update',
      resource: 'replicasets',
      name: 'web-5d8',
      request: { spec: { replicas: 1 } },
      answer: {
        kind: 'ReplicaSet',
        metadata: {
          name: 'web-5d8',
          namespace: 'ns',
          ownerReferences: [{ kind: 'Deployment', name: 'web', controller: true }],
        },
      },
    });
    const hpa = audit(3, {
      user: `${CONTROLLER}horizontal-pod-autoscaler`,
      verb: 'update',
      resource: 'deployments',
      subresource: 'scale',
      name: 'web',
      request: { spec: { replicas: 1 } },
    });
    expect(
      explainOnlyRemoval(hpa, scaled, removal(5, `${CONTROLLER}replicaset-controller`, rs))
    ).toMatchObject({
      reason: 'scaled-down',
      title: 'horizontal-pod-autoscaler scaled Deployment ns/web down',
    });
  });

  it('a StatefulSet’s new version makes the same Pod anew', () => {
    const changed = audit(3, {
      user: 'alice',
      verb: 'patch',
      resource: 'statefulsets',
      name: 'db',
      request: { spec: { template: { spec: {} } } },
    });
    const before = audit(0, {
      user: `${CONTROLLER}statefulset-controller`,
      verb: 'create',
      resource: 'pods',
      name: 'p',
      answer: pod('p', sts),
      code: 201,
    });
    const after = audit(9, {
      user: `${CONTROLLER}statefulset-controller`,
      verb: 'create',
      resource: 'pods',
      name: 'p',
      code: 201,
      answer: { ...pod('p', sts), metadata: { ...(pod('p', sts).metadata as Json), uid: 'uid-2' } },
    });
    expect(
      explainOnlyRemoval(
        before,
        changed,
        removal(5, `${CONTROLLER}statefulset-controller`, sts),
        after
      )
    ).toMatchObject({
      reason: 'rollout',
      request: { user: 'alice' },
      successor: { pod: { uid: 'uid-2' } },
    });
  });

  it('a failed Pod is replaced', () => {
    expect(
      explainOnlyRemoval(
        removal(5, `${CONTROLLER}statefulset-controller`, sts, {
          answer: pod('p', sts, { status: { phase: 'Failed' } }),
        })
      )
    ).toMatchObject({ reason: 'replaced' });
  });

  it('a Job was over, or past its time to live', () => {
    const job = { kind: 'Job', name: 'j' };
    const limit = event(
      0,
      'BackoffLimitExceeded',
      'Job has reached the specified backoff limit',
      { kind: 'Job', name: 'j', namespace: 'ns' },
      'job-controller'
    );
    expect(explainOnlyRemoval(limit, removal(0, `${CONTROLLER}job-controller`, job))).toMatchObject(
      {
        reason: 'job-finished',
        title: 'Job ns/j was over, and its Pod was removed',
      }
    );
    const ttl = audit(0, {
      user: `${CONTROLLER}ttl-after-finished-controller`,
      verb: 'delete',
      resource: 'jobs',
      name: 'j',
    });
    expect(
      explainOnlyRemoval(ttl, removal(1, `${CONTROLLER}generic-garbage-collector`, job))
    ).toMatchObject({
      reason: 'job-finished',
    });
  });
});

describe('preemption', () => {
  it('reads the words of older schedulers, and goes on to who made what the preemptor belongs to', () => {
    const deployment = audit(0, {
      user: 'bob',
      verb: 'create',
      resource: 'deployments',
      name: 'big',
      code: 201,
    });
    const set = audit(1, {
      user: `${CONTROLLER}deployment-controller`,
      verb: 'create',
      resource: 'replicasets',
      name: 'big-6c9',
      code: 201,
      answer: {
        kind: 'ReplicaSet',
        metadata: {
          name: 'big-6c9',
          namespace: 'ns',
          ownerReferences: [{ kind: 'Deployment', name: 'big', controller: true }],
        },
      },
    });
    const preemptor = audit(2, {
      user: `${CONTROLLER}replicaset-controller`,
      verb: 'create',
      resource: 'pods',
      code: 201,
      answer: pod('big-6c9-x', { kind: 'ReplicaSet', name: 'big-6c9' }),
    });
    const told = event(3, 'Preempted', 'Preempted by ns/big-6c9-x on node n1', {
      kind: 'Pod',
      name: 'p',
      namespace: 'ns',
      uid: 'uid-p',
    });
    expect(
      explainOnlyRemoval(deployment, set, preemptor, told, removal(3, 'system:kube-scheduler'))
    ).toMatchObject({
      reason: 'preempted',
      request: { user: 'bob', resource: 'deployments', name: 'big' },
      title: 'Preempted by Pod ns/big-6c9-x, which bob started',
    });
  });
});

it('gives a deletion of all Pods of a namespace to those that it named', () => {
  const made = audit(0, {
    user: 'alice',
    verb: 'create',
    resource: 'pods',
    name: 'p',
    code: 201,
    answer: pod(),
  });
  const all = (names: string[]): Json =>
    audit(5, {
      user: 'bob',
      verb: 'deletecollection',
      resource: 'pods',
      answer: { kind: 'PodList', items: names.map((name) => pod(name)) },
    });
  expect(explainOnlyRemoval(made, all(['p', 'q']))).toMatchObject({
    reason: 'deleted',
    request: { user: 'bob', verb: 'deletecollection' },
  });
  expect(explainRemovalsOf(made, all(['q']))).toEqual([]);
});

describe('the forward walk confirms the cause', () => {
  const set = { kind: 'ReplicaSet', name: 'web-5d8' };
  const scale = (seconds: number, user: string, replicas: number): Json =>
    audit(seconds, {
      user,
      verb: 'patch',
      resource: 'replicasets',
      subresource: 'scale',
      name: 'web-5d8',
      request: { spec: { replicas } },
    });
  const made = audit(-600, {
    user: `${CONTROLLER}replicaset-controller`,
    verb: 'create',
    resource: 'pods',
    name: 'p',
    code: 201,
    answer: pod('p', set),
  });

  it('is sure of a request whose trace holds the removal', () => {
    expect(
      explainOnlyRemoval(
        made,
        scale(0, 'alice', 0),
        removal(1, `${CONTROLLER}replicaset-controller`, set)
      )
    ).toMatchObject({ reason: 'scaled-down', confidence: 1, request: { user: 'alice' } });
  });

  it('is less sure of one whose trace had settled long before', () => {
    const move = explainOnlyRemoval(
      made,
      scale(0, 'alice', 3),
      removal(3_000, `${CONTROLLER}replicaset-controller`, set)
    );
    expect(move.request).toMatchObject({ user: 'alice' });
    expect(move.confidence).toBeLessThan(0.85);
  });

  it('follows a deletion of all Pods of a namespace to the namespace', () => {
    const deleted = audit(0, { user: 'carol', verb: 'delete', resource: 'namespaces', name: 'ns' });
    const all = audit(4, {
      user: `${CONTROLLER}namespace-controller`,
      verb: 'deletecollection',
      resource: 'pods',
      answer: { kind: 'PodList', items: [pod()] },
    });
    expect(explainOnlyRemoval(made, deleted, all)).toMatchObject({
      reason: 'namespace-deleted',
      confidence: 1,
      request: { user: 'carol' },
    });
  });

  it('takes no change of labels alone for a scaling', () => {
    const labels = audit(2, {
      user: 'bob',
      verb: 'patch',
      resource: 'replicasets',
      name: 'web-5d8',
      request: { metadata: { labels: { a: 'b' } } },
    });
    expect(
      explainOnlyRemoval(
        made,
        scale(0, 'alice', 0),
        labels,
        removal(3, `${CONTROLLER}replicaset-controller`, set)
      )
    ).toMatchObject({ reason: 'scaled-down', request: { user: 'alice' } });
  });
});
