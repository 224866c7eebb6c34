/** Pods that no node takes. */
import { MadeUpCluster } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';
import { deployment, MadeUpWorkload } from './workload';

const TAIL = ' preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';

describe('no node fits', () => {
  it.each([
    [
      'memory',
      '0/2 nodes are available: 2 Insufficient memory. no new claims to deallocate,',
      /insufficient memory/i,
    ],
    [
      'an extended resource',
      '0/2 nodes are available: 2 Insufficient example.com/fpga.',
      /insufficient example.com\/fpga/i,
    ],
    [
      'a taint',
      '0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}.',
      /untolerated taint/,
    ],
    [
      'anti-affinity',
      "0/2 nodes are available: 1 node(s) had untolerated taint {a: b}, 1 node(s) didn't match pod anti-affinity rules.",
      /anti-affinity|untolerated/,
    ],
    [
      'affinity',
      "0/2 nodes are available: 2 node(s) didn't match pod affinity rules.",
      /pod affinity/,
    ],
    [
      'spread',
      "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints.",
      /topology spread/,
    ],
    [
      'spread without the label',
      "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints (missing required label).",
      /topology spread/,
    ],
    [
      'host ports',
      "0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports.",
      /free ports/,
    ],
    ['cordoned nodes', '0/2 nodes are available: 2 node(s) were unschedulable.', /unschedulable/],
    ['too many Pods', '0/2 nodes are available: 2 Too many pods.', /too many pods/i],
    [
      'no claim',
      '0/2 nodes are available: persistentvolumeclaim "ledger" not found.',
      /persistentvolumeclaim "ledger" not found/,
    ],
    [
      "a volume's node affinity",
      "0/2 nodes are available: 2 node(s) didn't match PersistentVolume's node affinity.",
      /node affinity/,
    ],
    [
      'no volume to bind',
      "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind.",
      /persistent volumes to bind/,
    ],
  ])('%s', (_name, message, cause) => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'barge');
    pod.created().unschedulable(message + TAIL);
    cluster
      .wait(20)
      .line(
        'kube-scheduler',
        `schedule_one.go:1077] "Unable to schedule pod; no fit; waiting" pod="${pod.key}" err=${JSON.stringify(message)}`
      );
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'scheduled', cause });
  });

  it('for one Pod of a Deployment', () => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'barge', 2);
    replicaSet.pod('aaaaa').ready();
    replicaSet
      .pod('bbbbb')
      .created()
      .unschedulable(
        `0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports.${TAIL}`
      );
    replicaSet.counts(2, 1);
    dep.counts(2, 1);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'scheduled', cause: /free ports/ });
  });

  it('until there is room', () => {
    const cluster = new MadeUpCluster();
    new MadeUpPod(cluster, 'barge')
      .created()
      .unschedulable('0/2 nodes are available: 2 Insufficient cpu.')
      .scheduled()
      .admitted()
      .mounted()
      .sandbox()
      .pulled()
      .startedContainer()
      .running();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('because a gate is still on it', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'barge', {
      spec: { schedulingGates: [{ name: 'crew.test/paid' }] },
    });
    const gated = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'SchedulingGated',
      message: 'Scheduling is blocked due to non-empty scheduling gates',
    };
    pod.status = { phase: 'Pending', conditions: [gated] };
    cluster.audit({
      verb: 'create',
      resource: 'pods',
      name: 'barge',
      request: pod.body(),
      response: pod.body(),
    });
    cluster.line(
      'kube-scheduler',
      `eventhandlers.go:135] "Add event for unscheduled pod" pod="${pod.key}"`
    );
    cluster.event(
      { kind: 'Pod', name: 'barge', uid: pod.uid },
      'FailedScheduling',
      '0/2 nodes are available: Scheduling is blocked due to non-empty scheduling gates.',
      { type: 'Warning', component: 'default-scheduler' }
    );
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'scheduled', cause: /scheduling gates/ });
  });

  it('because a gate is still on it, as only its body says', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'barge', {
      spec: { schedulingGates: [{ name: 'crew.test/paid' }] },
    });
    pod.status = {
      phase: 'Pending',
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'SchedulingGated',
          message: 'Scheduling is blocked due to non-empty scheduling gates',
        },
      ],
    };
    cluster.audit({
      verb: 'create',
      resource: 'pods',
      name: 'barge',
      request: pod.body(),
      response: pod.body(),
    });
    cluster.line(
      'kube-controller-manager',
      `taint_eviction.go:515] "Noticed pod update" logger="taint-eviction-controller" pod="${pod.key}"`
    );
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'scheduled', cause: /scheduling ?gate/i });
  });
});

describe('a node that was named', () => {
  it("and isn't there: the Pod is taken away by Pod garbage collection", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'barge', { spec: { nodeName: 'w-9' } });
    cluster.audit({
      verb: 'create',
      resource: 'pods',
      name: 'barge',
      request: pod.body(),
      response: pod.body(),
    });
    cluster
      .wait(45)
      .line(
        'kube-controller-manager',
        `gc_controller.go:223] "Found orphaned Pod assigned to the Node, deleting." logger="pod-garbage-collector-controller" pod="${pod.key}" node="w-9"`
      );
    pod.status = {
      phase: 'Failed',
      conditions: [
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'DeletionByPodGC',
          message: 'PodGC: node no longer exists',
        },
      ],
    };
    cluster.audit({
      user: 'system:serviceaccount:kube-system:pod-garbage-collector',
      verb: 'patch',
      resource: 'pods',
      subresource: 'status',
      name: 'barge',
      response: pod.body(),
    });
    cluster.audit({
      user: 'system:serviceaccount:kube-system:pod-garbage-collector',
      verb: 'delete',
      resource: 'pods',
      name: 'barge',
      request: { kind: 'DeleteOptions', gracePeriodSeconds: 0 },
      response: {
        ...pod.body(),
        metadata: {
          ...(pod.body().metadata as object),
          deletionTimestamp: cluster.time(),
          deletionGracePeriodSeconds: 0,
        },
      },
    });
    expectDiagnosis(cluster, {
      outcome: 'failed',
      stage: 'scheduled|sandbox|ready|started',
      cause: /node no longer exists|orphaned pod/i,
    });
  });

  it("and isn't there: nobody takes the Pod on", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'barge', { spec: { nodeName: 'w-9' } });
    cluster.audit({
      verb: 'create',
      resource: 'pods',
      name: 'barge',
      request: pod.body(),
      response: pod.body(),
    });
    cluster.line(
      'kube-controller-manager',
      `taint_eviction.go:515] "Noticed pod update" logger="taint-eviction-controller" pod="${pod.key}"`
    );
    const { outcome, verdict } = cluster.diagnose();
    expect({ outcome, verdict }).toEqual({ outcome: 'running', verdict: null });
  });

  it('and has no room: its kubelet refuses the Pod', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'barge', { spec: { nodeName: 'w-1' } });
    const message =
      "Node didn't have enough resource: cpu, requested: 64000, used: 250, capacity: 2000";
    pod.created().kubeletLine(`kubelet.go:2515] "SyncLoop ADD" source="api" pods=["${pod.key}"]`);
    pod.kubeletEvent('Warning', 'OutOfcpu', message);
    pod.patch('Failed', [], { reason: 'OutOfcpu', message: `Pod was rejected: ${message}` });
    expectDiagnosis(cluster, {
      outcome: 'failed',
      stage: 'sandbox|scheduled|started',
      cause: /enough resource: cpu/,
    });
  });

  it('and has no room: a ReplicaSet goes on making Pods that are refused', () => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'barge', 1);
    const message =
      "Node didn't have enough resource: memory, requested: 64000, used: 250, capacity: 2000";
    for (let i = 0; i < 4; i++) {
      const pod = replicaSet.pod(`a${i}aaa`, { spec: { nodeName: 'w-1' } }).created();
      pod
        .kubeletLine(`kubelet.go:2515] "SyncLoop ADD" source="api" pods=["${pod.key}"]`)
        .kubeletEvent('Warning', 'OutOfmemory', message);
      pod.patch('Failed', [], { reason: 'OutOfmemory', message: `Pod was rejected: ${message}` });
    }
    replicaSet.counts(0, 0);
    dep.counts(0, 0);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'sandbox|scheduled|started',
      cause: /enough resource: memory/,
    });
  });
});

it('a StatefulSet whose first Pod fits nowhere waits for it', () => {
  const cluster = new MadeUpCluster();
  const set = new MadeUpWorkload(cluster, 'StatefulSet', 'dock', { replicas: 3 }).created();
  set.pod('0').created().unschedulable('0/2 nodes are available: 2 Insufficient memory.');
  set.counts(1, 0);
  expectDiagnosis(cluster, { outcome: 'stuck', stage: 'scheduled', cause: /insufficient memory/i });
});

it('a DaemonSet one of whose nodes is out of room', () => {
  const cluster = new MadeUpCluster();
  const set = new MadeUpWorkload(cluster, 'DaemonSet', 'watch', {}).created();
  set.pod('aaaaa').ready();
  set
    .pod('bbbbb', { node: 'w-2' })
    .created()
    .unschedulable(
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector."
    );
  set.observed({
    desiredNumberScheduled: 2,
    currentNumberScheduled: 2,
    updatedNumberScheduled: 2,
    numberReady: 1,
    numberAvailable: 1,
    numberUnavailable: 1,
    numberMisscheduled: 0,
  });
  expectDiagnosis(cluster, { outcome: 'stuck', stage: 'scheduled', cause: /insufficient cpu/i });
});
