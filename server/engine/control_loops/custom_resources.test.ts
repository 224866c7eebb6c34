/** Controllers of custom resources that one entry of the catalogue each makes known. */
import { CONTROLLER, type Json } from '../testing/cluster';
import { deployment, expectExact, MadeUpPod, StockCluster } from '../testing/object_cluster';
import { CONTROL_LOOPS } from './catalogue';
import { ControlLoops } from './control_loops';

const without = (controller: string): ControlLoops =>
  new ControlLoops(CONTROL_LOOPS.filter((loop) => loop.controller !== controller));
const ready = (status: 'True' | 'False'): Json => ({ conditions: [{ type: 'Ready', status }] });

it("KEDA: a ScaledObject's autoscaler scales its Deployment", () => {
  const KEDA = 'system:serviceaccount:keda:keda-operator';
  const cluster = new StockCluster();
  const { replicaSet, top } = cluster.by('', () => {
    const { replicaSet: set, deployment: made } = deployment(cluster, 'web', 1);
    set.pod('bcdfg').ready();
    made.counts(1, 1);
    return { replicaSet: set, top: made };
  });
  cluster.wait(60);
  const target = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } };
  const scaled = (status: Json = {}): Json => ({
    kind: 'ScaledObject',
    apiVersion: 'keda.sh/v1alpha1',
    metadata: { name: 'queue', namespace: 'crew', uid: 's-1' },
    spec: target,
    status,
  });
  const autoscaler: Json = {
    kind: 'HorizontalPodAutoscaler',
    apiVersion: 'autoscaling/v2',
    spec: { ...target, minReplicas: 2 },
    metadata: {
      name: 'keda-hpa-queue',
      namespace: 'crew',
      uid: 'h-1',
      ownerReferences: [{ kind: 'ScaledObject', name: 'queue', uid: 's-1', controller: true }],
    },
  };
  cluster.by('scaled object', () => {
    cluster.audit({
      verb: 'create',
      resource: 'scaledobjects',
      group: 'keda.sh',
      name: 'queue',
      request: scaled(),
      response: scaled(),
    });
    cluster.audit({
      user: KEDA,
      verb: 'create',
      resource: 'horizontalpodautoscalers',
      group: 'autoscaling',
      name: 'keda-hpa-queue',
      request: autoscaler,
      response: autoscaler,
    });
    cluster.audit({
      user: KEDA,
      verb: 'patch',
      resource: 'scaledobjects',
      subresource: 'status',
      group: 'keda.sh',
      name: 'queue',
      request: { status: ready('False') },
      response: scaled(ready('False')),
    });
    // the metrics server has to answer first
    cluster.wait(12);
    top.patched(
      { replicas: 2 },
      { user: CONTROLLER('horizontal-pod-autoscaler'), subresource: 'scale' }
    );
    replicaSet.updated({ replicas: 2 });
    replicaSet.pod('hjklm').ready();
    replicaSet.counts(2, 2);
    top.counts(2, 2);
    cluster.audit({
      user: KEDA,
      verb: 'patch',
      resource: 'scaledobjects',
      subresource: 'status',
      group: 'keda.sh',
      name: 'queue',
      request: { status: ready('True') },
      response: scaled(ready('True')),
    });
  });
  expectExact(cluster.trace('scaled object'));
  expect(cluster.trace('scaled object').links).toMatchObject({
    'HorizontalPodAutoscaler crew/keda-hpa-queue': 'owned',
    'Deployment crew/web': 'fieldReference',
    'Pod crew/web-6f7d8-hjklm': 'owned',
  });
  // nothing says that the controller is still at work
  expect(cluster.trace('scaled object', { loops: without('keda-operator') }).missing).not.toEqual(
    []
  );
});

it("cert-manager: a Certificate's requests, order and Secret", () => {
  const CERT_MANAGER = 'system:serviceaccount:cert-manager:cert-manager';
  const cluster = new StockCluster();
  const owned = (kind: string, name: string, uid: string, owner: Json): Json => ({
    kind,
    metadata: { name, namespace: 'crew', uid, ownerReferences: [{ ...owner, controller: true }] },
    spec: {},
  });
  const certificate = (status: Json = {}): Json => ({
    kind: 'Certificate',
    apiVersion: 'cert-manager.io/v1',
    metadata: { name: 'shop', namespace: 'crew', uid: 'c-1' },
    spec: { secretName: 'shop-tls' },
    status,
  });
  const write = (verb: string, resource: string, body: Json, subresource?: string): unknown =>
    cluster.audit({
      user: CERT_MANAGER,
      verb,
      resource,
      subresource,
      group: resource === 'secrets' ? undefined : 'cert-manager.io',
      name: (body.metadata as Json).name as string,
      request: body,
      response: body,
    });
  cluster.by('certificate', () => {
    cluster.audit({
      verb: 'create',
      resource: 'certificates',
      group: 'cert-manager.io',
      name: 'shop',
      request: certificate(),
      response: certificate(),
    });
    write(
      'create',
      'certificaterequests',
      owned('CertificateRequest', 'shop-1', 'r-1', {
        kind: 'Certificate',
        name: 'shop',
        uid: 'c-1',
      })
    );
    write(
      'create',
      'orders',
      owned('Order', 'shop-1-777', 'o-1', {
        kind: 'CertificateRequest',
        name: 'shop-1',
        uid: 'r-1',
      })
    );
    write('update', 'certificates', certificate(ready('False')), 'status');
    // the authority checks the challenge
    cluster.wait(45);
    write('create', 'secrets', {
      kind: 'Secret',
      metadata: {
        name: 'shop-tls',
        namespace: 'crew',
        uid: 'k-1',
        annotations: { 'cert-manager.io/certificate-name': 'shop' },
        ownerReferences: [],
      },
    });
    write('update', 'certificates', certificate(ready('True')), 'status');
  });
  const traced = cluster.trace('certificate');
  expectExact(traced);
  expect(traced.links).toMatchObject({
    'CertificateRequest crew/shop-1': 'owned',
    'Order crew/shop-1-777': 'owned',
    'Secret crew/shop-tls': 'fieldReference',
  });
  expect(
    Object.keys(cluster.trace('certificate', { loops: without('cert-manager') }).links)
  ).not.toContain('Secret crew/shop-tls');
});

it("external-snapshotter: a VolumeSnapshot's content", () => {
  const SNAPSHOTTER = CONTROLLER('snapshot-controller');
  const cluster = new StockCluster();
  const snapshot = (status: Json = {}): Json => ({
    kind: 'VolumeSnapshot',
    apiVersion: 'snapshot.storage.k8s.io/v1',
    metadata: { name: 'daily', namespace: 'crew', uid: 's-1' },
    spec: { source: { persistentVolumeClaimName: 'logs' } },
    status,
  });
  const content = (status: Json = {}): Json => ({
    kind: 'VolumeSnapshotContent',
    metadata: { name: 'snapcontent-s-1', uid: 'v-1' },
    spec: { volumeSnapshotRef: { name: 'daily', namespace: 'crew' } },
    status,
  });
  const write = (verb: string, body: Json, subresource?: string, user = SNAPSHOTTER): unknown =>
    cluster.audit({
      user,
      verb,
      subresource,
      group: 'snapshot.storage.k8s.io',
      request: body,
      response: body,
      name: (body.metadata as Json).name as string,
      ...(body.kind === 'VolumeSnapshot'
        ? { resource: 'volumesnapshots' }
        : { resource: 'volumesnapshotcontents', namespace: null }),
    });
  cluster.by('', () => new MadeUpPod(cluster, 'writer').ready());
  cluster.by('snapshot', () => {
    write('create', snapshot(), undefined, cluster.user);
    write('create', content());
    write(
      'update',
      snapshot({ boundVolumeSnapshotContentName: 'snapcontent-s-1', readyToUse: false }),
      'status'
    );
    write('update', content({ readyToUse: true }), 'status');
    write(
      'update',
      snapshot({ boundVolumeSnapshotContentName: 'snapcontent-s-1', readyToUse: true }),
      'status'
    );
  });
  expectExact(cluster.trace('snapshot'));
  expect(cluster.trace('snapshot').links).toMatchObject({
    'VolumeSnapshot crew/daily': 'requested',
    'VolumeSnapshotContent snapcontent-s-1': 'fieldReference',
  });
  expect(cluster.trace('snapshot', { loops: without('snapshot-controller') }).missing).not.toEqual(
    []
  );
});
