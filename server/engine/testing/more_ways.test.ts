/** Ways to ask and to fail that take several of the others' steps. */
import { CONTROLLER, MadeUpCluster, type Json } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';
import { deployment, MadeUpWorkload } from './workload';

const SETS = CONTROLLER('statefulset-controller');
const NO_ENTRY =
  'rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown';

describe('a Pod', () => {
  it('with a readiness gate that nobody opens', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry', {
      spec: { readinessGates: [{ conditionType: 'crew.test/moored' }] },
    });
    pod.upToContainers().pulled().startedContainer().running(false);
    pod.patch('Running', [
      { type: 'ContainersReady', status: 'True' },
      {
        type: 'Ready',
        status: 'False',
        reason: 'ReadinessGatesNotReady',
        message: 'corresponding condition of pod readiness gate "crew.test/moored" does not exist.',
      },
    ]);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'ready', cause: /crew.test\/moored/ });
  });

  it("whose probe can't be run", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry')
      .upToContainers()
      .pulled()
      .startedContainer()
      .running(false);
    for (let i = 1; i <= 4; i++) {
      pod.kubeletLine(
        `prober.go:104] "Probe errored" err=${JSON.stringify(NO_ENTRY)} probeType="Readiness" pod="${pod.key}" podUID="${pod.uid}" containerName="app"`,
        'E'
      );
      pod.kubeletEvent(
        'Warning',
        'Unhealthy',
        `Readiness probe errored and resulted in unknown state: ${NO_ENTRY}`,
        'app',
        i
      );
      cluster.wait(5);
    }
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'ready',
      cause: /executable file not found/,
    });
  });

  it('that may run only so long', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry', { spec: { activeDeadlineSeconds: 20 } }).ready();
    cluster.wait(20);
    const message = 'Pod was active on the node longer than the specified deadline';
    pod
      .kubeletEvent('Normal', 'DeadlineExceeded', message)
      .patch('Failed', [{ type: 'Ready', status: 'False', reason: 'PodFailed' }], {
        reason: 'DeadlineExceeded',
        message,
      });
    expectDiagnosis(cluster, {
      outcome: 'failed',
      stage: 'ready|completed|started',
      cause: /deadline/,
    });
  });

  it('that is replaced by force', () => {
    const cluster = new MadeUpCluster();
    const old = new MadeUpPod(cluster, 'ferry').deletedBy('mira', 0);
    old.gone();
    new MadeUpPod(cluster, 'ferry').ready();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('beside a sidecar that talks while it starts', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry', {
      spec: { initContainers: [{ name: 'radio', restartPolicy: 'Always' }] },
    }).upToContainers();
    pod.patch('Pending', [{ type: 'Initialized', status: 'True' }], {
      initContainerStatuses: [
        { name: 'radio', state: { running: {} }, ready: true, restartCount: 0 },
      ],
    });
    for (let i = 0; i < 5; i++) cluster.wait(1).containerLog(pod, 'radio: listening', 'radio');
    expect(cluster.diagnose()).toMatchObject({ outcome: 'running', verdict: null });
  });

  it("whose init container has an image that isn't there", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry', {
      spec: { initContainers: [{ name: 'moor' }] },
    }).upToContainers();
    pod.kubeletLine(
      `event.go:389] "Event occurred" object="${pod.key}" fieldPath="spec.initContainers{moor}" kind="Pod" apiVersion="v1" type="Warning" reason="Failed" message="Failed to pull image \\"hub.test/moor:0\\": rpc error: code = NotFound desc = failed to pull and unpack image \\"hub.test/moor:0\\": hub.test/moor:0: not found"`
    );
    pod.patch('Pending', [{ type: 'Initialized', status: 'False' }], {
      initContainerStatuses: [
        {
          name: 'moor',
          state: {
            waiting: {
              reason: 'ImagePullBackOff',
              message:
                'Back-off pulling image "hub.test/moor:0": ErrImagePull: rpc error: code = NotFound desc = hub.test/moor:0: not found',
            },
          },
          restartCount: 0,
        },
      ],
    });
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'pulled', cause: /not found/ });
  });

  it('whose claim waits for a provisioner that nobody runs', () => {
    const cluster = new MadeUpCluster();
    const claim: Json = {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'ledger', namespace: 'crew', uid: 'c' },
      spec: { storageClassName: 'tidal' },
      status: { phase: 'Pending' },
    };
    cluster.audit({
      verb: 'create',
      resource: 'persistentvolumeclaims',
      name: 'ledger',
      request: claim,
      response: claim,
    });
    cluster.event(
      { kind: 'PersistentVolumeClaim', name: 'ledger', uid: 'c' },
      'WaitForFirstConsumer',
      'waiting for first consumer to be created before binding',
      { component: 'persistentvolume-controller' }
    );
    new MadeUpPod(cluster, 'ferry', {
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'ledger' } }] },
    }).created();
    for (let i = 1; i <= 3; i++) {
      cluster
        .wait(15)
        .event(
          { kind: 'PersistentVolumeClaim', name: 'ledger', uid: 'c' },
          'ExternalProvisioning',
          "Waiting for a volume to be created either by the external provisioner 'tide.csi.test' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
          { component: 'persistentvolume-controller', count: i }
        );
    }
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'scheduled',
      cause: /external provisioner/,
    });
  });
});

describe("a StatefulSet's rollout", () => {
  const set = (cluster: MadeUpCluster): MadeUpWorkload =>
    new MadeUpWorkload(cluster, 'StatefulSet', 'dock', {
      replicas: 1,
      template: { spec: { containers: [{ name: 'app', image: 'a:1' }] } },
    });

  it('makes its Pods anew under the same names', () => {
    const cluster = new MadeUpCluster();
    const dock = set(cluster).patched({
      template: { spec: { containers: [{ name: 'app', image: 'a:2' }] } },
    });
    dock.pod('0').deletedBy(SETS, 2).gone();
    dock.pod('0').ready();
    dock.counts(1, 1, { currentRevision: 'b', updateRevision: 'b' });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('whose new Pod ends again and again', () => {
    const cluster = new MadeUpCluster();
    const dock = set(cluster).patched({
      template: { spec: { containers: [{ name: 'app', image: 'a:2' }] } },
    });
    dock.pod('0').deletedBy(SETS, 2).gone();
    const pod = dock.pod('0').upToContainers().pulled().startedContainer().exited(5);
    cluster.wait(2);
    pod.startedContainer().exited(5, { restarts: 1 }).backOff(5, 1);
    dock.counts(1, 0, { currentRevision: 'a', updateRevision: 'b' });
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started|ready', cause: /exit code 5/ });
  });
});

describe('workloads for which nothing is to be made', () => {
  it('a Deployment that is made paused', () => {
    const cluster = new MadeUpCluster();
    new MadeUpWorkload(cluster, 'Deployment', 'tug', { replicas: 2, paused: true })
      .created()
      .observed({});
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted' });
  });

  it('a DaemonSet whose selector fits no node', () => {
    const cluster = new MadeUpCluster();
    new MadeUpWorkload(cluster, 'DaemonSet', 'watch').created().observed({
      desiredNumberScheduled: 0,
      currentNumberScheduled: 0,
      numberReady: 0,
      numberMisscheduled: 0,
    });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted|ready' });
  });
});

describe("a DaemonSet's rollout", () => {
  it('takes the old Pod away before the new one fails', () => {
    const cluster = new MadeUpCluster();
    const watch = new MadeUpWorkload(cluster, 'DaemonSet', 'watch', {
      template: { spec: { containers: [{ name: 'app', image: 'a:1' }] } },
    }).patched({ template: { spec: { containers: [{ name: 'app', image: 'a:2' }] } } });
    watch.pod('aaaaa').deletedBy(CONTROLLER('daemon-set-controller'), 2).gone();
    const pod = watch.pod('bbbbb').upToContainers().pulled();
    pod.containerError(
      'RunContainerError',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "watcher": executable file not found in $PATH: unknown'
    );
    watch.observed({
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      updatedNumberScheduled: 1,
      numberReady: 1,
      numberUnavailable: 1,
    });
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'started',
      cause: /executable file not found/,
    });
  });
});

it('a scale-up of a Deployment whose Pods fail', () => {
  const cluster = new MadeUpCluster();
  const tug = new MadeUpWorkload(cluster, 'Deployment', 'tug', { replicas: 1 });
  const replicaSet = new MadeUpWorkload(cluster, 'ReplicaSet', 'tug-1', { replicas: 1 }, tug);
  tug.patched({ replicas: 2 }, { subresource: 'scale' });
  replicaSet.updated({ replicas: 2 });
  const pod = replicaSet.pod('bbbbb').upToContainers().pulled().startedContainer().exited(1);
  cluster.containerLog(pod, 'ERROR cannot open /etc/tides.conf');
  pod.startedContainer().exited(1, { restarts: 1 }).backOff(1, 1);
  replicaSet.counts(2, 0);
  tug.counts(2, 0);
  expectDiagnosis(cluster, {
    outcome: 'stuck',
    stage: 'started|ready',
    cause: /cannot open|exit code 1/,
  });
});

it('a volume that is deleted while a claim has it', () => {
  const cluster = new MadeUpCluster();
  cluster.audit({
    verb: 'delete',
    resource: 'persistentvolumes',
    namespace: null,
    name: 'pv-7',
    response: {
      kind: 'PersistentVolume',
      metadata: {
        name: 'pv-7',
        uid: 'p',
        deletionTimestamp: 'x',
        deletionGracePeriodSeconds: 0,
        finalizers: ['kubernetes.io/pv-protection'],
      },
      spec: {},
      status: { phase: 'Bound' },
    },
  });
  cluster.line(
    'kube-controller-manager',
    'pv_protection_controller.go:122] "Keeping PV because it is being used" logger="persistentvolume-protection-controller" PV="pv-7"'
  );
  expectDiagnosis(cluster, {
    outcome: 'stuck',
    stage: 'terminating|removed',
    cause: /being used|pv-protection/,
  });
});

describe('several objects of one request', () => {
  it('a collection of Pods is deleted', () => {
    const cluster = new MadeUpCluster();
    cluster.audit({
      verb: 'deletecollection',
      resource: 'pods',
      response: { kind: 'PodList', items: [], metadata: {} },
    });
    const pods = ['ferry', 'skiff'].map((name) =>
      new MadeUpPod(cluster, name).marked({ deletionTimestamp: 'x', deletionGracePeriodSeconds: 2 })
    );
    for (const pod of pods)
      pod.kubeletLine(`kubelet.go:2531] "SyncLoop DELETE" source="api" pods=["${pod.key}"]`);
    cluster.wait(2);
    for (const pod of pods) pod.gone();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });

  it('a Secret, a Service and a Deployment one of which fails', () => {
    const cluster = new MadeUpCluster();
    cluster
      .audit({ verb: 'create', resource: 'secrets', name: 'harbour' })
      .audit({ verb: 'create', resource: 'services', name: 'pier' });
    const { deployment: dep, replicaSet } = deployment(cluster, 'tug');
    replicaSet
      .pod('aaaaa')
      .upToContainers()
      .pulled()
      .containerError('CreateContainerConfigError', "couldn't find key PORT in Secret crew/harbour")
      .waiting('CreateContainerConfigError', "couldn't find key PORT in Secret crew/harbour");
    dep.counts(1, 0);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started', cause: /find key PORT/ });
  });

  it('two Deployments, both of which work', () => {
    const cluster = new MadeUpCluster();
    for (const name of ['tug', 'barge']) {
      const { deployment: dep, replicaSet } = deployment(cluster, name);
      replicaSet.pod('aaaaa').ready();
      replicaSet.counts(1, 1);
      dep.counts(1, 1);
    }
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('a node is deleted', () => {
    const cluster = new MadeUpCluster();
    cluster.audit({ verb: 'delete', resource: 'nodes', namespace: null, name: 'w-2' });
    cluster.event(
      { kind: 'Node', name: 'w-2', namespace: null },
      'RemovingNode',
      'Node w-2 event: Removing Node w-2 from Controller',
      { component: 'node-controller' }
    );
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });
});

it('an error that no rule knows, said again and again, is what holds a request up', () => {
  const cluster = new MadeUpCluster();
  const pod = new MadeUpPod(cluster, 'ferry').created().scheduled().admitted();
  for (let i = 1; i <= 4; i++)
    cluster
      .wait(4)
      .event(
        { kind: 'Pod', name: pod.name, uid: pod.uid },
        'TideTooLow',
        'the tide is too low for this pod',
        { type: 'Warning', component: 'harbour-master', count: i }
      );
  expectDiagnosis(cluster, {
    outcome: 'stuck',
    stage: 'mounted|started',
    cause: /tide is too low/,
  });
  expect(cluster.diagnose().verdict?.rule).toBeUndefined();
});
