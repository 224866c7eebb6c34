/** Service accounts: pipelines that ask for things as people do, operators that answer what people ask for. */
import { CONTROLLER } from '../testing/cluster';
import {
  deployment,
  expectExact,
  MadeUpPod,
  MadeUpWorkload,
  StockCluster,
} from '../testing/object_cluster';

const PIPELINE = 'system:serviceaccount:ci:deployer';
const OPERATOR = 'system:serviceaccount:crew-operator:controller';

function rollOut(top: MadeUpWorkload, hash: string, user: string) {
  top.patched({ template: hash }, { user });
  const set = top.child('ReplicaSet', `web-${hash}`, { replicas: 1 });
  set.pod('vwxzb').ready();
  top.counts(1, 1);
  return set;
}

describe("a pipeline's service account", () => {
  it.each([
    'kubectl/v1.34.2 (linux/amd64) kubernetes/$Format',
    'deployer/v1.0 (linux/amd64) kubernetes/$Format',
  ])('is traced when it is asked for (%s)', (userAgent) => {
    const cluster = new StockCluster();
    cluster.by(
      'make',
      () => {
        const { replicaSet, deployment: top } = deployment(cluster, 'web', 1);
        replicaSet.pod('bcdfg').ready();
        top.counts(1, 1);
      },
      { user: PIPELINE, userAgent }
    );
    expectExact(cluster.trace('make'));
  });

  it('takes over what a person made before', () => {
    const cluster = new StockCluster();
    const { top } = cluster.by('make', () => {
      const { replicaSet, deployment: made } = deployment(cluster, 'web', 1);
      // it never gets ready
      replicaSet.pod('bcdfg').upToContainers().pulled();
      return { top: made };
    });
    cluster.wait(60);
    cluster.by('release', () => rollOut(top, '7b9c4', PIPELINE), {
      user: PIPELINE,
      userAgent: 'deployer/v1.0',
    });
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('release'));
  });

  it('shares what it and a person change at the same time', () => {
    const cluster = new StockCluster();
    const top = cluster.by('make', () => {
      const { replicaSet, deployment: made } = deployment(cluster, 'web', 1);
      replicaSet.pod('bcdfg').upToContainers();
      return made;
    });
    cluster.by('release', () => rollOut(top, '7b9c4', PIPELINE), {
      user: PIPELINE,
      userAgent: 'deployer/v1.0',
    });
    expect(cluster.trace('make').rivals).toEqual([
      `${PIPELINE} patch deployments crew/web → 200 OK`,
    ]);
    expect(cluster.trace('release').rivals).toEqual([
      'mira create deployments crew/web → 201 Created',
    ]);
  });
});

describe('an operator', () => {
  const foo = (cluster: StockCluster, name = 'store') => ({
    kind: 'Foo',
    apiVersion: 'crew.test/v1',
    metadata: { name, namespace: cluster.namespace, uid: `foo-${name}` },
    spec: {},
  });

  function made(cluster: StockCluster, cause: string, name = 'store') {
    return cluster.by(cause, () => {
      const body = foo(cluster, name);
      cluster.audit({
        verb: 'create',
        resource: 'foos',
        group: 'crew.test',
        name,
        request: body,
        response: body,
      });
      cluster.audit({
        user: OPERATOR,
        verb: 'update',
        resource: 'foos',
        group: 'crew.test',
        name,
        request: body,
        response: body,
      });
      const set = new MadeUpWorkload(
        cluster,
        'StatefulSet',
        `${name}-db`,
        { replicas: 1 },
        { kind: 'Foo', name, uid: `foo-${name}` }
      ).created(OPERATOR);
      const pod = set.pod('0').ready();
      set.counts(1, 1);
      cluster.audit({
        user: OPERATOR,
        verb: 'update',
        resource: 'foos',
        subresource: 'status',
        group: 'crew.test',
        name,
        request: body,
        response: body,
      });
      return { set, pod };
    });
  }

  it('makes what a custom resource owns: owner references lead on', () => {
    const cluster = new StockCluster();
    made(cluster, 'make');
    cluster.wait(3);
    made(cluster, 'other', 'stash');
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('other'));
    expect(cluster.trace('make').links).toMatchObject({
      'Foo crew/store': 'requested',
      'StatefulSet crew/store-db': 'owned',
      'Pod crew/store-db-0': 'owned',
    });
  });

  it('answers a change of the custom resource, and what a person does to its Pods', () => {
    const cluster = new StockCluster();
    const { set, pod } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by(
      'change',
      () => {
        cluster.audit({
          verb: 'patch',
          resource: 'foos',
          group: 'crew.test',
          name: 'store',
          request: {},
          response: foo(cluster),
        });
        set.patched({ replicas: 2 }, { user: OPERATOR });
        set.pod('1').ready();
        set.counts(2, 2);
      },
      { user: 'nils' }
    );
    cluster.wait(60);
    cluster.by(
      'delete',
      () => {
        pod.deletedBy('olga', 2).gone();
        set.pod('0').ready();
        set.counts(2, 2);
      },
      { user: 'olga' }
    );
    for (const cause of ['make', 'change', 'delete']) expectExact(cluster.trace(cause));
    for (const cause of ['make', 'change', 'delete'])
      expect(cluster.trace(cause).rivals).toEqual([]);
  });

  it('is traced itself when its request is asked for', () => {
    const cluster = new StockCluster();
    const { set } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by('by itself', () => {
      set.patched({ replicas: 2 }, { user: OPERATOR });
      set.pod('1').ready();
      set.counts(2, 2);
    });
    expectExact(cluster.trace('by itself'));
    expect(cluster.trace('make').foreign).toEqual([]);
  });

  it('that provisions volumes is no rival of the claim', () => {
    const cluster = new StockCluster();
    const provisioner = 'system:serviceaccount:storage:provisioner';
    const claim = {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'logs', namespace: 'crew', uid: 'c-1' },
      spec: {},
    };
    cluster.by('make', () => {
      cluster.audit({
        verb: 'create',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        request: claim,
        response: claim,
      });
      new MadeUpPod(cluster, 'writer', {
        spec: { volumes: [{ name: 'l', persistentVolumeClaim: { claimName: 'logs' } }] },
      }).created();
      const volume = {
        kind: 'PersistentVolume',
        metadata: { name: 'pvc-c-1', uid: 'v-1' },
        spec: { claimRef: { name: 'logs', namespace: 'crew', uid: 'c-1' } },
      };
      cluster.audit({
        user: provisioner,
        userAgent: 'provisioner/v5',
        verb: 'update',
        resource: 'persistentvolumeclaims',
        name: 'logs',
        request: claim,
        response: claim,
      });
      cluster.audit({
        user: provisioner,
        userAgent: 'provisioner/v5',
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
        response: { ...claim, spec: { volumeName: 'pvc-c-1' }, status: { phase: 'Bound' } },
      });
    });
    expectExact(cluster.trace('make'));
    expect(cluster.trace('make').rivals).toEqual([]);
  });
});

it('a custom resource at level Metadata: its own records at least', () => {
  const cluster = new StockCluster({ audit: 'metadata' });
  cluster.by('make', () => {
    cluster.audit({ verb: 'create', resource: 'foos', group: 'crew.test', name: 'store' });
    cluster.audit({
      user: OPERATOR,
      verb: 'update',
      resource: 'foos',
      subresource: 'status',
      group: 'crew.test',
      name: 'store',
    });
  });
  cluster.by(
    'other',
    () => cluster.audit({ verb: 'create', resource: 'foos', group: 'crew.test', name: 'stash' }),
    { user: 'nils' }
  );
  expectExact(cluster.trace('make'));
});
