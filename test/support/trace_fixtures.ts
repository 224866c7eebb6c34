/** Records and answers for tests, shaped as the route gives them; the texts are from a real cluster's logs. */
import type { Stage, Verdict } from '../../common/model/diagnosis';
import type { LogRecord } from '../../common/model/log_record';
import type { Trace } from '../../common/model/trace';

export const REQ_ID = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';

export function createLogRecord(change: Partial<LogRecord> = {}): LogRecord {
  return {
    index: 'k8s-reqid',
    id: 'r1',
    timestamp: '2026-11-23T06:25:12.425796Z',
    source: 'component',
    component: 'kubelet',
    node: 'node-b',
    severity: 'info',
    message: '"All volumes are attached and mounted for pod" pod="pay/settle"',
    caller: 'kubelet.go:1',
    objects: [{ kind: 'Pod', namespace: 'pay', name: 'settle' }],
    ids: { reqID: REQ_ID },
    because: [{ rule: 'id-field', evidence: REQ_ID, confidence: 1 }],
    confidence: 1,
    file: 'kubelet-node-b.log',
    offset: 100,
    ...change,
  };
}

export function createTrace(change: Partial<Trace> = {}): Trace {
  return {
    id: REQ_ID,
    idKind: 'reqID',
    correlation: 'ids',
    foundBy: 'field',
    reqIDs: [REQ_ID],
    window: { from: '2026-11-23T06:25:12.000Z', to: '2026-11-23T06:25:15.000Z' },
    total: 1,
    truncated: false,
    origin: {
      user: 'bob',
      verb: 'create',
      resource: 'secrets',
      namespace: 'pay',
      name: 'settle-key',
      auditID: 'a1',
      userAgent: 'kubectl/v1.34.2',
      sourceIP: '127.0.0.1',
      time: '2026-11-23T06:25:12.262399Z',
      completedTime: '2026-11-23T06:25:12.265319Z',
      responseCode: 201,
      audited: true,
      record: { index: 'k8s-reqid', id: 'audit-1' },
    },
    outcome: 'unknown',
    verdict: null,
    stages: [],
    diagnosis: null,
    records: [createLogRecord()],
    coverage: [
      { source: 'component', component: 'kubelet', searched: true, inWindow: true, inTrace: 1 },
      {
        source: 'component',
        component: 'kube-scheduler',
        searched: true,
        inWindow: false,
        inTrace: 0,
      },
    ],
    warnings: [],
    took: { total: 12, roundTrips: 2 },
    ...change,
  };
}

/** A Pod that waits for a Secret: `settle` on node-b, its mount tried 14 times. */
export function createStuckTrace(change: Partial<Trace> = {}): Trace {
  const records = [
    createLogRecord({ id: 'r1' }),
    createLogRecord({
      id: 'r2',
      timestamp: '2026-11-23T06:25:13.000001Z',
      severity: 'error',
      message: 'MountVolume.SetUp failed for volume "key": secret "settle-key" not found',
    }),
    createLogRecord({
      id: 'r3',
      timestamp: '2026-11-23T06:25:14Z',
      source: 'event',
      severity: 'warning',
      message: 'FailedMount: secret "settle-key" not found',
      firstTimestamp: '2026-11-23T06:25:13Z',
      count: 14,
    }),
    createLogRecord({
      id: 'r4',
      timestamp: '2026-11-23T06:25:14.5Z',
      source: 'audit',
      component: 'audit',
      node: undefined,
      message: 'update Pod pay/settle',
    }),
  ];
  const proof = { index: 'k8s-reqid', id: 'r2' };
  const pod = { kind: 'Pod', namespace: 'pay', name: 'settle', uid: 'u1' };
  const stages: Stage[] = [
    {
      name: 'accepted',
      status: 'done',
      at: '2026-11-23T06:25:12.265Z',
      records: 2,
      record: { index: 'k8s-reqid', id: 'r1' },
      tookMs: 2.9,
    },
    {
      name: 'scheduled',
      status: 'done',
      at: '2026-11-23T06:25:12.3Z',
      records: 1,
      record: { index: 'k8s-reqid', id: 'r1' },
      tookMs: 35,
      done: 3,
      of: 4,
    },
    { name: 'attached', status: 'skipped', records: 0 },
    {
      name: 'mounted',
      status: 'failed',
      at: '2026-11-23T06:25:13.000001Z',
      records: 15,
      record: proof,
      tookMs: 131_000,
      done: 1,
      of: 4,
    },
    { name: 'sandbox', status: 'unknown', records: 0 },
    { name: 'ready', status: 'waiting', records: 0 },
  ];
  const verdict: Verdict = {
    stage: 'mounted',
    cause: 'secret "settle-key" not found',
    record: proof,
    rule: 'secret-not-found',
    title: 'A Secret that the Pod mounts doesn’t exist',
    advice: 'Create the Secret, or correct its name.',
    source: 'pkg/kubelet/secret.go',
    confidence: 0.95,
    object: pod,
    by: 'carol',
    count: 14,
    first: '2026-11-23T06:25:13.000001Z',
    last: '2026-11-23T06:27:24Z',
  };
  return createTrace({
    records,
    total: records.length,
    outcome: 'stuck',
    verdict,
    stages,
    diagnosis: {
      goal: 'ready',
      pods: [
        { object: pod, node: 'node-b', outcome: 'stuck', stages, verdict, restarts: 0 },
        {
          object: { ...pod, name: 'settle-2', uid: 'u2' },
          node: 'node-a',
          outcome: 'succeeded',
          stages: stages.slice(0, 2),
          verdict: null,
          restarts: 2,
        },
      ],
      podCounts: { reached: 1, of: 4, left: 2 },
      objects: [
        {
          key: 'rs',
          object: { kind: 'ReplicaSet', namespace: 'pay', name: 'settle' },
          parents: [],
          outcome: 'stuck',
          change: 'created',
          records: 3,
          note: '1 of 4 ready',
        },
        {
          key: 'pod',
          object: pod,
          parents: [{ key: 'rs', relation: 'owner' }],
          outcome: 'stuck',
          change: 'created',
          record: proof,
          records: 9,
        },
        {
          key: 'secret',
          object: { kind: 'Secret', namespace: 'pay', name: 'settle-key' },
          parents: [{ key: 'pod', relation: 'volume' }],
          outcome: 'unknown',
          change: 'missing',
          records: 2,
        },
      ],
      changes: [
        {
          object: pod,
          path: 'spec.containers[web].image',
          kind: 'changed',
          before: '"web:1"',
          after: '"web:2"',
          record: { index: 'k8s-reqid', id: 'r4' },
        },
      ],
      errors: [
        {
          message: 'FailedMount: secret "settle-key" not found',
          component: 'kubelet',
          node: 'node-b',
          count: 14,
          first: '2026-11-23T06:25:13Z',
          last: '2026-11-23T06:25:14Z',
          record: { index: 'k8s-reqid', id: 'r3' },
        },
      ],
      errorsLeft: 0,
      tookMs: 2,
    },
    ...change,
  });
}

/**
 * A trace over objects, as of a cluster without reqIDs: `bob` updates Deployment shop/web while `carol` scales it. Records of
 * each confidence, two of them shared, one with several reasons.
 */
export function createObjectTrace(change: Partial<Trace> = {}): Trace {
  const stock = { index: 'k8s-stock', ids: {} };
  const deployment = 'Deployment shop/web';
  const replicaSet = 'ReplicaSet shop/web-5d7c9f8b6';
  const pod = {
    kind: 'Pod',
    namespace: 'shop',
    name: 'web-5d7c9f8b6-x2k9v',
    uid: '8b549c91-7e2b-4a9e-9d35-1c1f5c1b0f3a',
  };
  const path = [deployment, replicaSet, `Pod ${pod.namespace}/${pod.name}`];
  const records = [
    createLogRecord({
      ...stock,
      id: 's1',
      source: 'audit',
      component: 'audit',
      node: undefined,
      ids: { auditID: 'a1' },
      message: 'bob patch deployments shop/web → 200 OK',
      objects: [{ kind: 'Deployment', namespace: 'shop', name: 'web' }],
      because: [{ rule: 'id-field', evidence: 'a1', confidence: 1 }],
      confidence: 1,
    }),
    createLogRecord({
      ...stock,
      id: 's2',
      timestamp: '2026-11-23T06:25:12.5Z',
      component: 'kube-controller-manager',
      message: '"Finished syncing" kind="ReplicaSet" key="shop/web-5d7c9f8b6"',
      objects: [{ kind: 'ReplicaSet', namespace: 'shop', name: 'web-5d7c9f8b6' }],
      because: [
        {
          rule: 'object-name',
          evidence: 'shop/web-5d7c9f8b6',
          confidence: 0.62,
          path: path.slice(0, 2),
        },
      ],
      confidence: 0.62,
      sharedWith: [{ auditID: 'a2', title: 'carol patch deployments shop/web', confidence: 0.35 }],
    }),
    createLogRecord({
      ...stock,
      id: 's3',
      timestamp: '2026-11-23T06:25:12.7Z',
      message: `"MountVolume.SetUp succeeded" pod="shop/${pod.name}" path="/var/lib/kubelet/pods/${pod.uid}/volumes"`,
      objects: [pod],
      confidence: 0.97,
      because: [
        { rule: 'object-name', evidence: `shop/${pod.name}`, confidence: 0.93, path },
        { rule: 'object-uid', evidence: pod.uid, confidence: 0.97, path },
        { rule: 'neighbouring-line', evidence: 'thread 1949', confidence: 0.5 },
      ],
    }),
    createLogRecord({
      ...stock,
      id: 's4',
      timestamp: '2026-11-23T06:25:12.9Z',
      severity: 'warning',
      message: '"Observed pod startup duration" pod="web-5d7c9f8b6-x2k9v"',
      objects: [pod],
      confidence: 0.75,
      because: [{ rule: 'object-bare-name', evidence: pod.name, confidence: 0.75, path }],
      sharedWith: [
        { auditID: 'a2', title: 'carol patch deployments shop/web', confidence: 0.2 },
        { auditID: 'a3', title: 'dave delete pods shop/web-1', confidence: 0.4 },
      ],
    }),
  ];
  return createTrace({
    id: 'a1',
    idKind: 'auditID',
    correlation: 'objects',
    reqIDs: [],
    total: records.length,
    records,
    origin: {
      ...createTrace().origin!,
      verb: 'patch',
      resource: 'deployments',
      namespace: 'shop',
      name: 'web',
      responseCode: 200,
      record: { index: 'k8s-stock', id: 's1' },
    },
    ...change,
  });
}
