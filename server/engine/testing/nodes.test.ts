/** What nodes do to Pods that had begun. */
import { CONTROLLER, MadeUpCluster } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';
import { deployment } from './workload';

describe('a Pod that its node evicts', () => {
  it.each([
    [
      'for ephemeral storage',
      'Pod ephemeral local storage usage exceeds the total limit of containers 16Mi. ',
      /ephemeral local storage/,
    ],
    [
      'for an emptyDir',
      'Usage of EmptyDir volume "scratch" exceeds the limit "8Mi". ',
      /EmptyDir volume "scratch" exceeds/,
    ],
    [
      'for memory',
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 71Mi. Container app was using 900Mi, request is 0, has larger consumption of memory. ',
      /low on resource: memory/,
    ],
  ])('%s', (_name, message, cause) => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').ready();
    cluster.wait(15);
    pod.kubeletLine(
      `eviction_manager.go:627] "Eviction manager: pod is evicted successfully" pod="${pod.key}"`
    );
    pod.kubeletEvent('Warning', 'Evicted', message);
    pod.patch(
      'Failed',
      [{ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message }],
      { reason: 'Evicted', message }
    );
    expectDiagnosis(cluster, { outcome: 'failed', stage: 'ready|started', cause });
  });

  it('while a Deployment makes new ones again and again', () => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'ferry');
    const message =
      'Pod ephemeral local storage usage exceeds the total limit of containers 16Mi. ';
    for (const suffix of ['aaaaa', 'bbbbb', 'ccccc']) {
      const pod = replicaSet.pod(suffix).ready();
      cluster.wait(15);
      pod
        .kubeletEvent('Warning', 'Evicted', message)
        .patch('Failed', [{ type: 'Ready', status: 'False' }], { reason: 'Evicted', message });
    }
    replicaSet.pod('ddddd').created().scheduled();
    replicaSet.counts(1, 0);
    dep.counts(1, 0);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'ready|started',
      cause: /ephemeral local storage/,
    });
  });

  it('and whose replacement works', () => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'ferry');
    const pod = replicaSet.pod('aaaaa').ready();
    const message =
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 71Mi. ';
    pod
      .kubeletEvent('Warning', 'Evicted', message)
      .patch('Failed', [{ type: 'Ready', status: 'False' }], { reason: 'Evicted', message });
    replicaSet.pod('bbbbb', { node: 'w-2' }).ready();
    replicaSet.counts(1, 1);
    dep.counts(1, 1);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });
});

describe('a node that is lost', () => {
  it('while a Pod is made on it: nobody tells how it goes on', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').created().scheduled();
    cluster
      .wait(40)
      .line(
        'kube-controller-manager',
        'node_lifecycle_controller.go:872] "Node is unresponsive. Adding it to the Taint queue" logger="node-lifecycle-controller" node="w-1"'
      );
    cluster.event(
      { kind: 'Node', name: 'w-1', namespace: null },
      'NodeNotReady',
      'Node w-1 status is now: NodeNotReady',
      { component: 'node-controller' }
    );
    pod.cluster.line(
      'kube-controller-manager',
      `taint_eviction.go:515] "Noticed pod update" logger="taint-eviction-controller" pod="${pod.key}"`
    );
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'mounted|sandbox|started|ready',
      cause: /NodeNotReady|unresponsive/,
    });
  });

  it("with a Deployment's Pod, which is made anew elsewhere", () => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'ferry');
    const pod = replicaSet.pod('aaaaa').created().scheduled();
    cluster.wait(40);
    cluster.event(
      { kind: 'Node', name: 'w-1', namespace: null },
      'NodeNotReady',
      'Node w-1 status is now: NodeNotReady',
      { component: 'node-controller' }
    );
    pod.marked({ deletionTimestamp: 'x', deletionGracePeriodSeconds: 30 });
    cluster.audit({
      user: CONTROLLER('node-controller'),
      verb: 'delete',
      resource: 'pods',
      name: pod.name,
      request: { kind: 'DeleteOptions' },
      response: pod.body({ nodeName: 'w-1' }),
    });
    replicaSet.pod('bbbbb', { node: 'w-2' }).ready();
    replicaSet.counts(1, 1);
    dep.counts(1, 1);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });
});

it('a Pod that is preempted while it waits for its image has failed by another', () => {
  const cluster = new MadeUpCluster();
  const pod = new MadeUpPod(cluster, 'ferry').created().scheduled().admitted();
  cluster.event(
    { kind: 'Pod', name: pod.name, uid: pod.uid },
    'Preempted',
    'Preempted by pod 55e1 on node w-1',
    { component: 'default-scheduler' }
  );
  pod.patch('Failed', [
    {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: 'default-scheduler: preempting to accommodate a higher priority pod',
    },
  ]);
  pod.deletedBy('system:kube-scheduler', 2).gone();
  expectDiagnosis(cluster, {
    outcome: 'failed',
    stage: 'ready|mounted|sandbox|started',
    cause: /preempt/i,
  });
});
