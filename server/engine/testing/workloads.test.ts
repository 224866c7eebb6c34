/** Rollouts and the like, whose goal is more than one Pod's. */
import { CONTROLLER, MadeUpCluster, type Json } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { deployment, MadeUpWorkload } from './workload';

/** A Deployment that was there before, with two ready Pods: only what is done to it is in the trace. */
function existing(
  cluster: MadeUpCluster,
  replicas = 2
): { dep: MadeUpWorkload; old: MadeUpWorkload } {
  const dep = new MadeUpWorkload(cluster, 'Deployment', 'tug', {
    replicas,
    template: { spec: { containers: [{ name: 'app', image: 'a:1' }] } },
  });
  const old = new MadeUpWorkload(cluster, 'ReplicaSet', 'tug-1111', { replicas }, dep);
  return { dep, old };
}

const image = (name: string): Json => ({
  template: { spec: { containers: [{ name: 'app', image: name }] } },
});

describe('Pods that may not be created', () => {
  it.each([
    [
      'by quota',
      'pods "tug-6f7d8-x" is forbidden: exceeded quota: compute, requested: requests.memory=2Gi, used: requests.memory=3Gi, limited: requests.memory=4Gi',
      /exceeded quota/,
    ],
    [
      'by a quota that needs requests',
      'pods "tug-6f7d8-x" is forbidden: failed quota: compute: must specify limits.cpu for: app',
      /failed quota/,
    ],
    [
      'by a LimitRange',
      'pods "tug-6f7d8-x" is forbidden: maximum cpu usage per Container is 1, but limit is 4',
      /maximum cpu usage per Container/,
    ],
    [
      'by Pod Security',
      'pods "tug-6f7d8-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
      /violates PodSecurity/,
    ],
    [
      'by a webhook',
      'admission webhook "sign.policy.test" denied the request: image is not signed',
      /image is not signed/,
    ],
    [
      'for want of a service account',
      'pods "tug-6f7d8-" is forbidden: error looking up service account crew/pilot: serviceaccount "pilot" not found',
      /serviceaccount "pilot" not found/,
    ],
    [
      'for want of a priority class',
      'pods "tug-6f7d8-" is forbidden: no PriorityClass with name urgent was found',
      /no PriorityClass/,
    ],
  ])('%s', (_name, message, cause) => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'tug', 2);
    for (let i = 0; i < 4; i++) {
      replicaSet.podRefused(message);
      cluster.wait(2 ** i);
    }
    dep.observed({
      unavailableReplicas: 2,
      conditions: [
        { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message },
        { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
      ],
    });
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'expanded', cause });
  });

  it.each([
    [
      'that refuses',
      400,
      'BadRequest',
      'admission webhook "sign.policy.test" denied the request: image is not signed',
      /image is not signed/,
    ],
    [
      "that doesn't answer",
      500,
      'InternalError',
      'Internal error occurred: failed calling webhook "sign.policy.test": failed to call webhook: Post "https://sign.policy.svc:443/?timeout=10s": dial tcp 10.96.0.7:443: connect: connection refused',
      /failed calling webhook/,
    ],
  ] as const)('by a webhook %s', (_name, code, reason, message, cause) => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'tug', 2);
    for (let i = 0; i < 3; i++) replicaSet.podRefused(message, code, reason);
    dep.observed({ unavailableReplicas: 2 });
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'expanded', cause });
  });

  it('in a scale-up: those that are there run on', () => {
    const cluster = new MadeUpCluster();
    const { dep, old } = existing(cluster);
    dep.patched({ replicas: 4 }, { subresource: 'scale' });
    old.updated({ replicas: 4 });
    old.pod('ccccc').ready();
    old.podRefused(
      'pods "tug-1111-x" is forbidden: exceeded quota: few, requested: pods=1, used: pods=3, limited: pods=3'
    );
    old.counts(3, 3);
    dep.counts(3, 3, {
      conditions: [
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message: 'exceeded quota: few',
        },
      ],
    });
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'expanded', cause: /exceeded quota/ });
  });
});

describe('a rollout', () => {
  it("whose new Pods don't start keeps the old ones", () => {
    const cluster = new MadeUpCluster();
    const { dep } = existing(cluster);
    dep.patched(image('a:2'));
    const fresh = dep.child('ReplicaSet', 'tug-2222', { replicas: 1 });
    fresh
      .pod('ddddd')
      .upToContainers()
      .kubeletEvent(
        'Warning',
        'Failed',
        'Failed to pull image "a:2": rpc error: code = NotFound desc = failed to pull and unpack image "a:2": a:2: not found',
        'app'
      )
      .waiting('ErrImagePull', 'a:2: not found');
    dep.observed({
      replicas: 3,
      updatedReplicas: 1,
      readyReplicas: 2,
      availableReplicas: 2,
      unavailableReplicas: 1,
    });
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'pulled', cause: /not found/ });
  });

  it('undone while the new Pods fail: they go, the old ones are as wanted', () => {
    const cluster = new MadeUpCluster();
    const { dep, old } = existing(cluster);
    const fresh = new MadeUpWorkload(cluster, 'ReplicaSet', 'tug-2222', { replicas: 1 }, dep);
    dep.patched(image('a:0'));
    fresh.updated({ replicas: 0 });
    const pod = fresh.pod('ddddd').deletedBy(CONTROLLER('replicaset-controller'), 2);
    pod.syncError(
      'failed to "StartContainer" for "app" with ImagePullBackOff: "Back-off pulling image \\"a:2\\""'
    );
    old.updated({ replicas: 2 });
    cluster.wait(2);
    pod.gone();
    dep.counts(2, 2);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready|removed' });
  });

  it('restarted: new Pods one by one', () => {
    const cluster = new MadeUpCluster();
    const { dep, old } = existing(cluster);
    dep.patched({
      template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } },
    });
    const fresh = dep.child('ReplicaSet', 'tug-2222', { replicas: 2 });
    for (const suffix of ['ddddd', 'eeeee']) {
      fresh.pod(suffix).ready();
      old.pod(`o${suffix}`).deletedBy(CONTROLLER('replicaset-controller'), 2).gone();
    }
    dep.counts(2, 2);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('paused changes no Pod; so do labels', () => {
    const cluster = new MadeUpCluster();
    const { dep } = existing(cluster);
    dep.patched({ paused: true }).counts(2, 2);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted|ready' });
    const other = new MadeUpCluster();
    existing(other).dep.patched({}, { request: { metadata: { labels: { tier: 'sea' } } } });
    expectDiagnosis(other, { outcome: 'succeeded', stage: 'accepted' });
  });

  it('resumed makes what was held', () => {
    const cluster = new MadeUpCluster();
    const { dep } = existing(cluster, 1);
    dep.patched({ paused: null });
    const fresh = dep.child('ReplicaSet', 'tug-2222', { replicas: 1 });
    fresh.pod('ddddd').ready();
    dep.counts(1, 1);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('scaled to zero', () => {
    const cluster = new MadeUpCluster();
    const { dep, old } = existing(cluster, 1);
    dep.patched({ replicas: 0 }, { subresource: 'scale' });
    old.updated({ replicas: 0 });
    const pod = old.pod('aaaaa').deletedBy(CONTROLLER('replicaset-controller'), 2);
    cluster.wait(2);
    pod.gone();
    dep.counts(0, 0);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('created with no replicas', () => {
    const cluster = new MadeUpCluster();
    const { deployment: dep } = deployment(cluster, 'tug', 0);
    dep.counts(0, 0);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted|expanded|ready' });
  });

  it('that took too long is stuck for the reason of its Pods', () => {
    const cluster = new MadeUpCluster();
    const { dep } = existing(cluster, 1);
    dep.patched(image('a:2'));
    const fresh = dep.child('ReplicaSet', 'tug-2222', { replicas: 1 });
    const pod = fresh.pod('ddddd').upToContainers().pulled().startedContainer().running(false);
    for (let i = 0; i < 3; i++) {
      pod.kubeletEvent(
        'Warning',
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 500',
        'app',
        i + 1
      );
      cluster.wait(20);
    }
    dep.observed({
      replicas: 2,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      conditions: [
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: 'ReplicaSet "tug-2222" has timed out progressing.',
        },
      ],
    });
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'ready', cause: /statuscode: 500/ });
  });
});

describe('a StatefulSet', () => {
  it('stuck at its first Pod', () => {
    const cluster = new MadeUpCluster();
    const set = new MadeUpWorkload(cluster, 'StatefulSet', 'dock', { replicas: 3 }).created();
    const pod = set.pod('0').upToContainers().pulled().startedContainer().exited(1);
    cluster.wait(2);
    pod.startedContainer().exited(1, { restarts: 1 }).backOff(1, 1);
    set.counts(1, 0);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'started|ready',
      cause: /exit code 1|back-off/,
    });
  });
});

describe('a DaemonSet', () => {
  it('that fails on one node', () => {
    const cluster = new MadeUpCluster();
    const set = new MadeUpWorkload(cluster, 'DaemonSet', 'watch').created();
    set.pod('aaaaa').ready();
    const error = 'hostPath type check failed: /dev/sonar is not a character device';
    const pod = set.pod('bbbbb', { node: 'w-2' }).created().scheduled().admitted();
    pod.kubeletEvent(
      'Warning',
      'FailedMount',
      `MountVolume.SetUp failed for volume "sonar" : ${error}`
    );
    set.observed({
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      updatedNumberScheduled: 2,
      numberReady: 1,
      numberUnavailable: 1,
    });
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'mounted',
      cause: /hostPath type check failed/,
    });
  });
});
