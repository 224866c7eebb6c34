/** Pods and claims that don't get their volumes. */
import { CONTROLLER, MadeUpCluster, type Json } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';

const BINDER = CONTROLLER('persistent-volume-binder');

function claim(cluster: MadeUpCluster, name: string, storageClassName?: string): void {
  const body = (status: Json): Json => ({
    kind: 'PersistentVolumeClaim',
    apiVersion: 'v1',
    metadata: {
      name,
      namespace: cluster.namespace,
      uid: `claim-${name}`,
      finalizers: ['kubernetes.io/pvc-protection'],
    },
    spec: { storageClassName, accessModes: ['ReadWriteOnce'] },
    status,
  });
  cluster.audit({
    verb: 'create',
    resource: 'persistentvolumeclaims',
    name,
    request: body({}),
    response: body({ phase: 'Pending' }),
  });
  cluster.line(
    'kube-controller-manager',
    `pv_controller_base.go:684] "storeObjectUpdate: adding claim" logger="persistentvolume-binder-controller" PVC="${cluster.namespace}/${name}"`
  );
}

const withClaim = (name: string): Json => ({
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
});

/** What the kubelet writes when a volume's set-up fails. */
function mountFails(pod: MadeUpPod, volume: string, error: string): MadeUpPod {
  for (let i = 1; i <= 3; i++) {
    pod.kubeletLine(
      `nestedpendingoperations.go:348] Operation for "{volumeName:kubernetes.io/x/${pod.uid}-${volume} podName:${pod.uid} nodeName:}" failed. No retries permitted until 2026-03-05 12:00:01 +0000 UTC m=+0.1 (durationBeforeRetry 500ms). Error: MountVolume.SetUp failed for volume "${volume}" (UniqueName: "kubernetes.io/x/${pod.uid}-${volume}") pod "${pod.name}" (UID: "${pod.uid}") : ${error}`,
      'E'
    );
    pod.kubeletEvent(
      'Warning',
      'FailedMount',
      `MountVolume.SetUp failed for volume "${volume}" : ${error}`,
      undefined,
      i
    );
    pod.cluster.wait(30);
  }
  return pod.syncError(
    `unmounted volumes=[${volume}], unattached volumes=[], failed to process volumes=[]: context deadline exceeded`
  );
}

describe("a volume that can't be mounted", () => {
  it.each([
    [
      "a Secret that isn't there",
      'secret "harbour-tls" not found',
      /secret "harbour-tls" not found/,
    ],
    ["a ConfigMap that isn't there", 'configmap "tides" not found', /configmap "tides" not found/],
    [
      "a key that isn't there",
      'references non-existent config key: low.yaml',
      /non-existent config key/,
    ],
    [
      'a path of the wrong kind',
      'hostPath type check failed: /srv/x is not a socket file',
      /hostPath type check failed/,
    ],
    [
      "an NFS server that doesn't answer",
      'mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.9.9:/x /var/lib/x\nOutput: mount.nfs: Connection timed out',
      /mount failed|timed out/,
    ],
    [
      "a driver that isn't on the node",
      'kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name tide.csi.test not found in the list of registered CSI drivers',
      /not found in the list of registered CSI drivers/,
    ],
    [
      'a driver that fails',
      'rpc error: code = Internal desc = mkfs.ext4 /dev/vdb failed: device is busy',
      /mkfs.ext4|device is busy/,
    ],
  ])('%s', (_name, error, cause) => {
    const cluster = new MadeUpCluster();
    mountFails(new MadeUpPod(cluster, 'ferry').created().scheduled().admitted(), 'data', error);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'mounted', cause });
  });

  it('until the Secret is made', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').created().scheduled().admitted();
    mountFails(pod, 'tls', 'secret "harbour-tls" not found')
      .mounted()
      .sandbox()
      .pulled()
      .startedContainer()
      .running();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });
});

describe("a volume that can't be attached", () => {
  it('because it is in use on another node', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry', { spec: withClaim('ledger') })
      .created()
      .scheduled()
      .admitted();
    const message =
      'Multi-Attach error for volume "pv-7" Volume is already used by pod(s) ferry-old';
    cluster.line(
      'kube-controller-manager',
      `reconciler.go:404] "Multi-Attach error: volume is already used by pods" logger="persistentvolume-attach-detach-controller" pods=["crew/ferry-old"] attachedTo=["w-2"] volume={"AttachedNode":"w-1"}`,
      { severity: 'W' }
    );
    cluster.event({ kind: 'Pod', name: pod.name, uid: pod.uid }, 'FailedAttachVolume', message, {
      type: 'Warning',
      component: 'attachdetach-controller',
    });
    cluster.wait(122);
    pod.syncError(
      'unmounted volumes=[data], unattached volumes=[data], failed to process volumes=[]: context deadline exceeded'
    );
    pod.kubeletEvent(
      'Warning',
      'FailedMount',
      'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data], failed to process volumes=[]: context deadline exceeded'
    );
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'attached', cause: /Multi-Attach error/ });
  });

  it('because its driver refuses', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry', { spec: withClaim('ledger') })
      .created()
      .scheduled()
      .admitted();
    const message =
      'AttachVolume.Attach failed for volume "pv-7" : rpc error: code = NotFound desc = volume vol-77 does not exist';
    cluster.line(
      'kube-controller-manager',
      `nestedpendingoperations.go:348] Operation for "{volumeName:kubernetes.io/csi/tide.csi.test^vol-77 podName: nodeName:w-1}" failed. No retries permitted until x (durationBeforeRetry 500ms). Error: ${message}`,
      { severity: 'E' }
    );
    cluster.event({ kind: 'Pod', name: pod.name, uid: pod.uid }, 'FailedAttachVolume', message, {
      type: 'Warning',
      component: 'attachdetach-controller',
    });
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'attached',
      cause: /vol-77 does not exist/,
    });
  });
});

describe('a claim', () => {
  const pending = (reason: string, message: string, type = 'Normal'): MadeUpCluster => {
    const cluster = new MadeUpCluster();
    claim(cluster, 'ledger', 'tidal');
    cluster.line(
      'kube-controller-manager',
      `event.go:377] "Event occurred" object="crew/ledger" fieldPath="" kind="PersistentVolumeClaim" apiVersion="v1" type="${type}" reason="${reason}" message=${JSON.stringify(message)}`
    );
    cluster.event(
      { kind: 'PersistentVolumeClaim', name: 'ledger', uid: 'claim-ledger' },
      reason,
      message,
      { type, component: 'persistentvolume-controller' }
    );
    return cluster;
  };

  it("of a class that isn't there", () =>
    expectDiagnosis(
      pending('ProvisioningFailed', 'storageclass.storage.k8s.io "tidal" not found', 'Warning'),
      {
        outcome: 'stuck',
        stage: 'accepted|scheduled|attached',
        cause: /storageclass.*"tidal" not found/i,
      }
    ));
  it('for which there is no volume', () =>
    expectDiagnosis(
      pending(
        'FailedBinding',
        'no persistent volumes available for this claim and no storage class is set'
      ),
      {
        outcome: 'stuck',
        stage: 'accepted|scheduled|attached',
        cause: /no persistent volumes available/,
      }
    ));
  it('that waits for a Pod has got what it can', () =>
    expectDiagnosis(
      pending('WaitForFirstConsumer', 'waiting for first consumer to be created before binding'),
      { outcome: 'succeeded', stage: 'accepted' }
    ));

  it('made with its Pod, for which there is no volume', () => {
    const cluster = pending(
      'FailedBinding',
      'no persistent volumes available for this claim and no storage class is set'
    );
    new MadeUpPod(cluster, 'ferry', { spec: withClaim('ledger') })
      .created()
      .unschedulable(
        '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'
      );
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'scheduled',
      cause: /no persistent volumes available|unbound immediate/,
    });
  });

  it('that is bound later', () => {
    const cluster = pending(
      'FailedBinding',
      'no persistent volumes available for this claim and no storage class is set'
    );
    const body = {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'ledger', namespace: 'crew', uid: 'claim-ledger' },
      spec: { volumeName: 'pv-7' },
      status: { phase: 'Bound' },
    };
    cluster
      .wait(1)
      .line(
        'kube-controller-manager',
        'pv_controller.go:598] "Synchronizing PersistentVolume, volume is bound to claim" logger="persistentvolume-binder-controller" PVC="crew/ledger" volumeName="pv-7"'
      );
    cluster.audit({
      user: BINDER,
      verb: 'update',
      resource: 'persistentvolumeclaims',
      subresource: 'status',
      name: 'ledger',
      response: body,
    });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted' });
  });
});
