/** Objects that go, or that something holds. */
import { CONTROLLER, MadeUpCluster, type Json } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';
import { MadeUpWorkload } from './workload';

const NAMESPACES = CONTROLLER('namespace-controller');

describe('a Pod', () => {
  it('that takes all of its grace period', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').deletedBy('mira', 60);
    pod.kubeletLine(
      `kubelet.go:2231] "Pod terminating with grace period" pod="${pod.key}" podUID="${pod.uid}" gracePeriod=60`
    );
    cluster.wait(60);
    pod.kubeletEvent('Warning', 'FailedPreStopHook', 'PreStopHook failed', 'app');
    pod.gone();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('that never started', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').marked({
      deletionTimestamp: 'x',
      deletionGracePeriodSeconds: 0,
    });
    cluster.audit({
      verb: 'delete',
      resource: 'pods',
      name: 'ferry',
      request: { kind: 'DeleteOptions' },
      response: pod.body(),
    });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('by force', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').marked({
      deletionTimestamp: 'x',
      deletionGracePeriodSeconds: 0,
    });
    cluster.audit({
      verb: 'delete',
      resource: 'pods',
      name: 'ferry',
      request: { kind: 'DeleteOptions', gracePeriodSeconds: 0 },
      response: pod.body({ nodeName: 'w-1' }),
    });
    pod.kubeletLine(`kubelet.go:2525] "SyncLoop REMOVE" source="api" pods=["${pod.key}"]`);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('that a finalizer holds', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry')
      .marked({ finalizers: ['crew.test/logbook'] })
      .deletedBy('mira', 2);
    cluster.wait(2);
    pod.gone(['crew.test/logbook']);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /crew.test\/logbook|finalizer/,
    });
  });

  it("whose node doesn't answer", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').marked({
      deletionTimestamp: 'x',
      deletionGracePeriodSeconds: 30,
    });
    cluster.audit({
      verb: 'delete',
      resource: 'pods',
      name: 'ferry',
      request: { kind: 'DeleteOptions' },
      response: pod.body({ nodeName: 'w-2' }),
    });
    cluster
      .wait(30)
      .line(
        'kube-controller-manager',
        'node_lifecycle_controller.go:872] "Node is unresponsive. Adding it to the Taint queue" logger="node-lifecycle-controller" node="w-2"'
      );
    cluster.event(
      { kind: 'Node', name: 'w-2', namespace: null },
      'NodeNotReady',
      'Node w-2 status is now: NodeNotReady',
      { component: 'node-controller' }
    );
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|unmounted|removed',
      cause: /NodeNotReady|unresponsive/,
    });
  });

  it("whose container can't be killed", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').deletedBy('mira', 2);
    for (let i = 1; i <= 3; i++) {
      cluster.wait(12);
      pod.kubeletEvent(
        'Warning',
        'FailedKillPod',
        'error killing pod: failed to "KillPodSandbox" for "x" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to destroy network for sandbox \\"ab\\": plugin type=\\"tide\\" failed (delete): connection refused"',
        undefined,
        i
      );
    }
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /failed to destroy network|KillPodSandbox/,
    });
  });

  it("whose volume can't be unmounted", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').deletedBy('mira', 2);
    pod.kubeletLine(
      `nestedpendingoperations.go:348] Operation for "{volumeName:kubernetes.io/nfs/${pod.uid}-x podName:${pod.uid} nodeName:}" failed. No retries permitted until x (durationBeforeRetry 500ms). Error: UnmountVolume.TearDown failed for volume "x" (UniqueName: "kubernetes.io/nfs/${pod.uid}-x") pod "${pod.uid}" (UID: "${pod.uid}") : unmount failed: exit status 32 umount.nfs: /x: device is busy`,
      'E'
    );
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'unmounted|removed',
      cause: /device is busy/,
    });
  });
});

describe('an object that a finalizer holds', () => {
  it.each(['Deployment', 'StatefulSet', 'Job'])('%s', (kind) => {
    const cluster = new MadeUpCluster();
    new MadeUpWorkload(cluster, kind, 'tug').deleted('mira', ['crew.test/ledger']);
    cluster.wait(8);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /crew.test\/ledger/,
      onlyInBodies: true,
    });
  });

  it('a ConfigMap, as the answer says that has no body in most policies', () => {
    const cluster = new MadeUpCluster();
    cluster.audit({
      verb: 'delete',
      resource: 'configmaps',
      name: 'tides',
      response: {
        kind: 'ConfigMap',
        metadata: {
          name: 'tides',
          namespace: 'crew',
          uid: 'u',
          deletionTimestamp: 'x',
          deletionGracePeriodSeconds: 0,
          finalizers: ['crew.test/keep'],
        },
      },
    });
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /crew.test\/keep/,
      onlyInBodies: true,
    });
  });

  it('a claim that a Pod uses', () => {
    const cluster = new MadeUpCluster();
    const body: Json = {
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: 'ledger',
        namespace: 'crew',
        uid: 'u',
        deletionTimestamp: 'x',
        deletionGracePeriodSeconds: 0,
        finalizers: ['kubernetes.io/pvc-protection'],
      },
      spec: {},
      status: { phase: 'Bound' },
    };
    cluster.audit({
      verb: 'delete',
      resource: 'persistentvolumeclaims',
      name: 'ledger',
      response: body,
    });
    cluster.line(
      'kube-controller-manager',
      'pvc_protection_controller.go:414] "Pod uses PVC" logger="persistentvolumeclaim-protection-controller" pod="crew/ferry" PVC="crew/ledger"'
    );
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /Pod uses PVC|pvc-protection/,
    });
  });

  it('until its controller takes the finalizer away', () => {
    const cluster = new MadeUpCluster();
    const set = new MadeUpWorkload(cluster, 'Deployment', 'tug').deleted('mira', [
      'crew.test/ledger',
    ]);
    cluster.wait(3);
    const gone = set.body();
    delete (gone.metadata as Json).finalizers;
    cluster.audit({
      user: 'system:serviceaccount:crew:clerk',
      verb: 'patch',
      resource: 'deployments',
      group: 'apps',
      name: 'tug',
      request: { metadata: { finalizers: null } },
      response: gone,
    });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });
});

describe('a workload', () => {
  const collector = CONTROLLER('generic-garbage-collector');

  it('with its Pods, in the background', () => {
    const cluster = new MadeUpCluster();
    const dep = new MadeUpWorkload(cluster, 'Deployment', 'tug').deleted();
    const set = new MadeUpWorkload(cluster, 'ReplicaSet', 'tug-1', {}, dep).deleted(collector);
    const pod = set.pod('aaaaa').deletedBy(collector, 2);
    cluster.wait(2);
    pod.gone();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('in the foreground: it goes when its Pods are gone', () => {
    const cluster = new MadeUpCluster();
    const dep = new MadeUpWorkload(cluster, 'Deployment', 'tug').deleted('mira', [
      'foregroundDeletion',
    ]);
    const set = new MadeUpWorkload(cluster, 'ReplicaSet', 'tug-1', {}, dep).deleted(collector, [
      'foregroundDeletion',
    ]);
    const pod = set.pod('aaaaa').deletedBy(collector, 2);
    cluster.wait(2);
    pod.gone();
    for (const [workload, resource] of [
      [set, 'replicasets'],
      [dep, 'deployments'],
    ] as const) {
      const gone = workload.body();
      delete (gone.metadata as Json).finalizers;
      cluster.audit({
        user: collector,
        verb: 'patch',
        resource,
        group: 'apps',
        name: workload.name,
        request: { metadata: { finalizers: null } },
        response: gone,
      });
    }
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('in the foreground, one of whose Pods is held', () => {
    const cluster = new MadeUpCluster();
    const dep = new MadeUpWorkload(cluster, 'Deployment', 'tug').deleted('mira', [
      'foregroundDeletion',
    ]);
    const set = new MadeUpWorkload(cluster, 'ReplicaSet', 'tug-1', {}, dep).deleted(collector, [
      'foregroundDeletion',
    ]);
    const pod = set
      .pod('aaaaa')
      .marked({ finalizers: ['crew.test/logbook'] })
      .deletedBy(collector, 2);
    cluster.wait(2);
    pod.gone(['crew.test/logbook']);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /crew.test\/logbook/,
    });
  });

  it('whose Pods are left behind on purpose (orphan)', () => {
    const cluster = new MadeUpCluster();
    const dep = new MadeUpWorkload(cluster, 'Deployment', 'tug').deleted('mira', ['orphan']);
    const gone = dep.body();
    delete (gone.metadata as Json).finalizers;
    cluster.audit({
      user: collector,
      verb: 'patch',
      resource: 'deployments',
      group: 'apps',
      name: 'tug',
      request: { metadata: { finalizers: null } },
      response: gone,
    });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });
});

describe('a namespace', () => {
  const body = (conditions: Json[] = [], finalizers = ['kubernetes']): Json => ({
    kind: 'Namespace',
    apiVersion: 'v1',
    metadata: { name: 'crew', uid: 'ns', deletionTimestamp: 'x' },
    spec: finalizers.length ? { finalizers } : {},
    status: { phase: 'Terminating', conditions },
  });
  const deletion = (cluster: MadeUpCluster): MadeUpCluster =>
    cluster.audit({
      verb: 'delete',
      resource: 'namespaces',
      namespace: 'crew',
      name: 'crew',
      request: { kind: 'DeleteOptions' },
      response: body(),
    });
  const status = (cluster: MadeUpCluster, conditions: Json[]): MadeUpCluster =>
    cluster.audit({
      user: NAMESPACES,
      verb: 'update',
      resource: 'namespaces',
      namespace: 'crew',
      name: 'crew',
      subresource: 'status',
      response: body(conditions),
    });
  const REMAINS: Json[] = [
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      reason: 'SomeResourcesRemain',
      message: 'Some resources are remaining: pods. has 1 resource instances',
    },
    {
      type: 'NamespaceFinalizersRemaining',
      status: 'True',
      reason: 'SomeFinalizersRemain',
      message:
        'Some content in the namespace has finalizers remaining: crew.test/logbook in 1 resource instances',
    },
  ];

  it('with all that is in it', () => {
    const cluster = deletion(new MadeUpCluster());
    const pod = new MadeUpPod(cluster, 'ferry').deletedBy(NAMESPACES, 2);
    status(cluster, [REMAINS[0]!]);
    cluster.wait(2);
    pod.gone();
    status(cluster, []);
    cluster.audit({
      user: NAMESPACES,
      verb: 'update',
      resource: 'namespaces',
      namespace: 'crew',
      name: 'crew',
      subresource: 'finalize',
      response: body([], []),
    });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('in which something is held', () => {
    const cluster = deletion(new MadeUpCluster());
    const pod = new MadeUpPod(cluster, 'ferry')
      .marked({ finalizers: ['crew.test/logbook'] })
      .deletedBy(NAMESPACES, 2);
    cluster.wait(2);
    pod.gone(['crew.test/logbook']);
    status(cluster, REMAINS);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /crew.test\/logbook|finalizer/i,
    });
  });

  it("whose content can't be listed", () => {
    const cluster = status(deletion(new MadeUpCluster()), [
      {
        type: 'NamespaceDeletionDiscoveryFailure',
        status: 'True',
        reason: 'DiscoveryFailed',
        message:
          'Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery',
      },
    ]);
    cluster.line(
      'kube-controller-manager',
      'namespace_controller.go:164] "Unhandled Error" err="deletion of namespace crew failed: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery" logger="UnhandledError"',
      { severity: 'E' }
    );
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'terminating|removed',
      cause: /metrics.k8s.io/,
    });
  });
});
