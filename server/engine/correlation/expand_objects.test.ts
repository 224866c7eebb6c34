/** Each relation by which an object comes into a trace, on clusters with bodies; and what is left of it without. */
import {
  CONTROLLER,
  kubeletOf,
  SCHEDULER,
  type ClusterOptions,
  type Json,
} from '../testing/cluster';
import { RELATIONS } from '../control_loops/control_loop';
import {
  deployment,
  expectExact,
  MadeUpPod,
  MadeUpWorkload,
  StockCluster,
} from '../testing/object_cluster';

const seen = new Set<string>();
const linksOf = (cluster: StockCluster, cause: string): Record<string, string> => {
  const { links } = cluster.trace(cause);
  for (const link of Object.values(links)) seen.add(link);
  return links;
};
const MOUNTS = { volumes: [{ name: 'l', persistentVolumeClaim: { claimName: 'logs' } }] };

afterAll(() =>
  expect([...seen].sort()).toEqual(
    [...RELATIONS.filter((relation) => relation !== 'self'), 'named', 'requested'].sort()
  )
);

describe('links', () => {
  it('requested, owned; named where no body tells', () => {
    const web = (options: ClusterOptions) => {
      const cluster = new StockCluster(options);
      cluster.by('make', () => {
        const { replicaSet, deployment: top } = deployment(cluster, 'web', 1);
        replicaSet.pod('bcdfg').ready();
        top.counts(1, 1);
      });
      expectExact(cluster.trace('make'));
      return cluster;
    };
    expect(linksOf(web({}), 'make')).toMatchObject({
      'Deployment crew/web': 'requested',
      'ReplicaSet crew/web-6f7d8': 'owned',
      'Pod crew/web-6f7d8-bcdfg': 'owned',
    });
    expect(
      linksOf(
        web({ audit: 'metadata', events: false, without: ['kube-controller-manager'] }),
        'make'
      )
    ).toMatchObject({ 'ReplicaSet crew/web-6f7d8': 'named', 'Pod crew/web-6f7d8-bcdfg': 'named' });
  });

  it('owner: of a Pod that is taken away', () => {
    const cluster = new StockCluster();
    const { replicaSet, pod } = cluster.by('', () => {
      const { replicaSet: set } = deployment(cluster, 'web', 1);
      return { replicaSet: set, pod: set.pod('bcdfg').ready() };
    });
    cluster.wait(30);
    cluster.by('delete', () => {
      pod.deletedBy('mira', 1).gone();
      replicaSet.pod('hjklm').ready();
      replicaSet.counts(1, 1);
    });
    expectExact(cluster.trace('delete'));
    expect(linksOf(cluster, 'delete')).toMatchObject({ 'ReplicaSet crew/web-6f7d8': 'owner' });
  });

  it('attachment, referenced', () => {
    const cluster = new StockCluster();
    const claim = {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'logs', namespace: 'crew', uid: 'c-1' },
      spec: { volumeName: 'pvc-c-1' },
    };
    const attachment = (attached: boolean): Json => ({
      kind: 'VolumeAttachment',
      metadata: { name: 'csi-1', uid: 'va-1' },
      spec: { attacher: 'disk.test', nodeName: 'w-1', source: { persistentVolumeName: 'pvc-c-1' } },
      status: { attached },
    });
    cluster.by('', () =>
      cluster.audit({
        verb: 'update',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        response: { ...claim, status: { phase: 'Bound' } },
      })
    );
    cluster.wait(30);
    cluster.by('make', () => {
      const pod = new MadeUpPod(cluster, 'writer', {
        spec: {
          ...MOUNTS,
          containers: [{ name: 'app', envFrom: [{ secretRef: { name: 'keys' } }] }],
        },
      })
        .created()
        .scheduled();
      cluster.audit({
        user: CONTROLLER('attachdetach-controller'),
        verb: 'create',
        resource: 'volumeattachments',
        group: 'storage.k8s.io',
        name: 'csi-1',
        namespace: null,
        response: attachment(false),
      });
      pod.admitted();
      cluster.audit({ user: kubeletOf('w-1'), verb: 'get', resource: 'secrets', name: 'keys' });
      cluster.audit({
        user: 'system:serviceaccount:disk:attacher',
        verb: 'patch',
        resource: 'volumeattachments',
        subresource: 'status',
        group: 'storage.k8s.io',
        name: 'csi-1',
        namespace: null,
        response: attachment(true),
      });
      pod.mounted().sandbox().pulled().startedContainer().running();
    });
    expectExact(cluster.trace('make'));
    expect(linksOf(cluster, 'make')).toMatchObject({
      'Secret crew/keys': 'referenced',
      'VolumeAttachment csi-1': 'attachment',
    });
  });

  it('counts: quotas and budgets right after a Pod', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      const pod = new MadeUpPod(cluster, 'one').created().scheduled();
      const quota = {
        kind: 'ResourceQuota',
        metadata: { name: 'few', namespace: 'crew', uid: 'q-1' },
      };
      cluster.audit({
        user: CONTROLLER('resourcequota-controller'),
        verb: 'update',
        resource: 'resourcequotas',
        subresource: 'status',
        name: 'few',
        request: quota,
        response: quota,
      });
      pod.admitted().mounted().sandbox().pulled().startedContainer().running();
    });
    expectExact(cluster.trace('make'));
    expect(linksOf(cluster, 'make')).toMatchObject({ 'ResourceQuota crew/few': 'counts' });
  });

  it('preempted: for a Pod of higher priority, and no other', () => {
    const cluster = new StockCluster();
    const low = cluster.by('', () => new MadeUpPod(cluster, 'low').ready());
    const spared = cluster.by('', () => new MadeUpPod(cluster, 'spared').ready());
    cluster.wait(60);
    cluster.by('make', () => {
      const high = new MadeUpPod(cluster, 'high')
        .created()
        .unschedulable('0/1 nodes are available: 1 Insufficient cpu.');
      cluster.event(
        { kind: 'Pod', name: 'low', uid: low.uid },
        'Preempted',
        `Preempted by pod ${high.uid} on node w-1`,
        { component: 'default-scheduler' }
      );
      low.deletedBy(SCHEDULER, 1).gone();
      high.scheduled().admitted().mounted().sandbox().pulled().startedContainer().running();
    });
    cluster.by('other', () => spared.deletedBy('nils', 1).gone(), { user: 'nils' });
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('other'));
    expect(linksOf(cluster, 'make')).toMatchObject({ 'Pod crew/low': 'preempted' });
  });

  it('evicted: by a taint', () => {
    const cluster = new StockCluster();
    const { pod, away } = cluster.by('', () => ({
      pod: new MadeUpPod(cluster, 'one').ready(),
      away: new MadeUpPod(cluster, 'away', { node: 'w-2' }).ready(),
    }));
    cluster.wait(60);
    cluster.by('taint', () => {
      cluster.audit({
        verb: 'patch',
        resource: 'nodes',
        name: 'w-1',
        namespace: null,
        response: {
          kind: 'Node',
          metadata: { name: 'w-1', uid: 'n-1' },
          spec: { taints: [{ key: 'x', effect: 'NoExecute' }] },
        },
      });
      pod.deletedBy(CONTROLLER('taint-eviction-controller'), 1).gone();
    });
    cluster.by('other', () => away.deletedBy('nils', 1).gone(), { user: 'nils' });
    expectExact(cluster.trace('taint'));
    expect(linksOf(cluster, 'taint')).toMatchObject({ 'Pod crew/one': 'evicted' });
  });

  it('waiting: what waited for a Secret goes on', () => {
    const cluster = new StockCluster();
    const pod = cluster.by('make', () => {
      const one = new MadeUpPod(cluster, 'one', {
        spec: { volumes: [{ name: 'k', secret: { secretName: 'keys' } }] },
      })
        .created()
        .scheduled()
        .admitted();
      one.kubeletEvent(
        'Warning',
        'FailedMount',
        'MountVolume.SetUp failed for volume "k" : secret "keys" not found'
      );
      return one;
    });
    cluster.wait(40);
    cluster.by(
      'secret',
      () => {
        cluster.audit({ verb: 'create', resource: 'secrets', name: 'keys' });
        cluster.wait(20);
        pod.mounted().sandbox().pulled().startedContainer().running();
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('secret'));
    expect(linksOf(cluster, 'secret')).toMatchObject({ 'Pod crew/one': 'waiting' });
  });

  it('inside: what goes with its Namespace', () => {
    const cluster = new StockCluster();
    const { pod, web } = cluster.by('', () => ({
      pod: new MadeUpPod(cluster, 'one').ready(),
      web: new MadeUpWorkload(cluster, 'Deployment', 'web'),
    }));
    cluster.wait(60);
    cluster.by('delete', () => {
      const body = {
        kind: 'Namespace',
        metadata: { name: 'crew', uid: 'n-1', deletionTimestamp: 'x' },
        spec: { finalizers: ['kubernetes'] },
      };
      cluster.audit({ verb: 'delete', resource: 'namespaces', name: 'crew', response: body });
      web.deleted(CONTROLLER('namespace-controller'));
      pod.deletedBy(CONTROLLER('namespace-controller'), 1).gone();
      cluster.audit({
        user: CONTROLLER('namespace-controller'),
        verb: 'update',
        resource: 'namespaces',
        subresource: 'finalize',
        name: 'crew',
        response: { ...body, spec: {} },
      });
    });
    expectExact(cluster.trace('delete'));
    expect(linksOf(cluster, 'delete')).toMatchObject({
      'Namespace crew': 'requested',
      'Pod crew/one': 'inside',
    });
  });

  it('claim, volume: a claim that is bound for the Pod that mounts it', () => {
    const cluster = new StockCluster();
    const claim = (volumeName?: string): Json => ({
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'logs', namespace: 'crew', uid: 'c-1' },
      spec: { volumeName },
      status: { phase: volumeName ? 'Bound' : 'Pending' },
    });
    cluster.by('', () =>
      cluster.audit({
        verb: 'create',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        request: claim(),
        response: claim(),
      })
    );
    cluster.wait(60);
    cluster.by('make', () => {
      const pod = new MadeUpPod(cluster, 'writer', { spec: MOUNTS }).created();
      cluster.audit({
        user: SCHEDULER,
        verb: 'update',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        request: claim(),
        response: claim(),
      });
      const volume = {
        kind: 'PersistentVolume',
        metadata: { name: 'pvc-c-1', uid: 'v-1' },
        spec: { claimRef: { name: 'logs', namespace: 'crew', uid: 'c-1' } },
      };
      cluster.audit({
        user: 'system:serviceaccount:disk:provisioner',
        verb: 'create',
        resource: 'persistentvolumes',
        name: 'pvc-c-1',
        namespace: null,
        request: volume,
        response: volume,
      });
      cluster.audit({
        user: CONTROLLER('persistent-volume-binder'),
        verb: 'update',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        request: claim('pvc-c-1'),
        response: claim('pvc-c-1'),
      });
      pod.scheduled().admitted().mounted().sandbox().pulled().startedContainer().running();
    });
    expectExact(cluster.trace('make'));
    expect(linksOf(cluster, 'make')).toMatchObject({
      'PersistentVolumeClaim crew/logs': 'claim',
      'PersistentVolume pvc-c-1': 'volume',
    });
  });

  it('heldClaim: a claim whose deletion waits for its Pod', () => {
    const cluster = new StockCluster();
    const claim = (marks: Json = {}): Json => ({
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'logs', namespace: 'crew', uid: 'c-1', ...marks },
      spec: {},
      status: { phase: 'Bound' },
    });
    const pod = cluster.by('', () => {
      cluster.audit({
        verb: 'create',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        request: claim(),
        response: claim(),
      });
      return new MadeUpPod(cluster, 'writer', { spec: MOUNTS }).ready();
    });
    const marked = { deletionTimestamp: 'x', deletionGracePeriodSeconds: 0 };
    cluster.wait(60);
    cluster.by('claim', () =>
      cluster.audit({
        verb: 'delete',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        response: claim({ ...marked, finalizers: ['kubernetes.io/pvc-protection'] }),
      })
    );
    cluster.wait(60);
    cluster.by(
      'pod',
      () => {
        pod.deletedBy('nils', 1).gone();
        cluster.audit({
          user: CONTROLLER('pvc-protection-controller'),
          verb: 'update',
          resource: 'persistentvolumeclaims',
          name: 'logs',
          response: claim(marked),
        });
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('pod'));
    expect(linksOf(cluster, 'pod')).toMatchObject({
      'PersistentVolumeClaim crew/logs': 'heldClaim',
    });
  });

  it("unschedulable, daemonPod: what a node's change makes room for", () => {
    const cluster = new StockCluster();
    const node = (spec: Json = {}): Json => ({
      kind: 'Node',
      metadata: { name: 'w-1', uid: 'n-1' },
      spec,
    });
    const { pod, daemons } = cluster.by('', () => ({
      pod: new MadeUpPod(cluster, 'one')
        .created()
        .unschedulable('0/1 nodes are available: 1 node(s) were unschedulable.'),
      daemons: new MadeUpWorkload(cluster, 'DaemonSet', 'agent').created(),
    }));
    cluster.wait(60);
    cluster.by('uncordon', () => {
      cluster.audit({
        verb: 'patch',
        resource: 'nodes',
        name: 'w-1',
        namespace: null,
        request: { spec: { unschedulable: null } },
        response: node(),
      });
      daemons.pod('bcdfg').ready();
      pod.scheduled().admitted().mounted().sandbox().pulled().startedContainer().running();
    });
    expectExact(cluster.trace('uncordon'));
    expect(linksOf(cluster, 'uncordon')).toMatchObject({
      'Pod crew/one': 'unschedulable',
      'Pod crew/agent-bcdfg': 'daemonPod',
    });
  });

  it('fieldReference: what an autoscaler scales as soon as it is there', () => {
    const cluster = new StockCluster();
    const { replicaSet, top } = cluster.by('', () => {
      const { replicaSet: set, deployment: made } = deployment(cluster, 'web', 1);
      set.pod('bcdfg').ready();
      made.counts(1, 1);
      return { replicaSet: set, top: made };
    });
    cluster.wait(60);
    cluster.by('autoscale', () => {
      const autoscaler = {
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'web', namespace: 'crew', uid: 'h-1' },
        spec: { minReplicas: 2, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
      };
      cluster.audit({
        verb: 'create',
        resource: 'horizontalpodautoscalers',
        group: 'autoscaling',
        name: 'web',
        request: autoscaler,
        response: autoscaler,
      });
      cluster.wait(3);
      top.patched(
        { replicas: 2 },
        { user: CONTROLLER('horizontal-pod-autoscaler'), subresource: 'scale' }
      );
      replicaSet.updated({ replicas: 2 });
      replicaSet.pod('hjklm').ready();
      replicaSet.counts(2, 2);
      top.counts(2, 2);
    });
    expectExact(cluster.trace('autoscale'));
    expect(linksOf(cluster, 'autoscale')).toMatchObject({
      'Deployment crew/web': 'fieldReference',
      'Pod crew/web-6f7d8-hjklm': 'owned',
    });
  });
});
