/** Names that are used again, that begin others, that are in two namespaces, or are words that any line may hold. */
import { CONTROLLER, kubeletOf } from '../testing/cluster';
import {
  deployment,
  expectExact,
  MadeUpPod,
  MadeUpWorkload,
  StockCluster,
} from '../testing/object_cluster';

const COLLECTOR = CONTROLLER('generic-garbage-collector');

function webOf(cluster: StockCluster, name: string, suffix = 'bcdfg') {
  const { replicaSet, deployment: top } = deployment(cluster, name, 1);
  const pod = replicaSet.pod(suffix).ready();
  replicaSet.counts(1, 1);
  top.counts(1, 1);
  return { top, replicaSet, pod };
}

describe('names that are used again', () => {
  it("a StatefulSet's Pod, taken away by two users one after the other", () => {
    const cluster = new StockCluster();
    const set = new MadeUpWorkload(cluster, 'StatefulSet', 'db', { replicas: 1 });
    let pod = cluster.by('make', () => {
      set.created();
      return set.pod('0').ready();
    });
    for (const [cause, user] of [
      ['first', 'nils'],
      ['second', 'olga'],
    ] as const) {
      cluster.wait(90);
      const old = pod;
      pod = cluster.by(
        cause,
        () => {
          old.deletedBy(user, 2);
          cluster.wait(2);
          old.gone();
          const next = set.pod('0').ready();
          set.counts(1, 1);
          return next;
        },
        { user }
      );
    }
    for (const cause of ['make', 'first', 'second']) expectExact(cluster.trace(cause));
  });

  it('the same at level Metadata, by names alone', () => {
    const cluster = new StockCluster({ audit: 'metadata' });
    const set = new MadeUpWorkload(cluster, 'StatefulSet', 'db', { replicas: 1 });
    const pod = cluster.by('make', () => {
      set.created();
      return set.pod('0').ready();
    });
    cluster.wait(90);
    cluster.by(
      'delete',
      () => {
        pod.deletedBy('nils', 2);
        cluster.wait(2);
        pod.gone();
        set.pod('0').ready();
        set.counts(1, 1);
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('delete'));
  });

  it('a Job that is deleted and made again', () => {
    const cluster = new StockCluster();
    const run = (cause: string, suffix: string) =>
      cluster.by(cause, () => {
        const job = new MadeUpWorkload(cluster, 'Job', 'load', {}).created();
        const pod = job
          .pod(suffix, { spec: { restartPolicy: 'Never' } })
          .upToContainers()
          .pulled()
          .startedContainer();
        cluster.wait(2);
        pod.exited(0, { phase: 'Succeeded' });
        job
          .event('Completed', 'Job completed')
          .observed({ succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] });
        return { job, pod };
      });
    const { job, pod } = run('make', 'bcdfg');
    cluster.wait(60);
    cluster.by('delete', () => {
      job.deleted('mira');
      pod.deletedBy(COLLECTOR, 0).gone();
    });
    cluster.wait(30);
    run('again', 'hjklm');
    for (const cause of ['make', 'delete', 'again']) expectExact(cluster.trace(cause));
  });

  it('a Pod that is replaced by the same name at once (kubectl replace --force)', () => {
    const cluster = new StockCluster();
    const old = cluster.by('make', () => new MadeUpPod(cluster, 'tool').ready());
    cluster.wait(60);
    cluster.by('replace', () => {
      old.deletedBy('mira', 0).gone();
      new MadeUpPod(cluster, 'tool').ready();
    });
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('replace'));
    expect(cluster.trace('replace').attribution.own).toHaveLength(2);
  });
});

describe('the same names in two namespaces', () => {
  it('at the same time', () => {
    const cluster = new StockCluster();
    cluster.by('one', () => webOf(cluster, 'web'), { namespace: 'east' });
    cluster.wait(0.2);
    cluster.by('two', () => webOf(cluster, 'web'), { namespace: 'west', user: 'nils' });
    expectExact(cluster.trace('one'));
    expectExact(cluster.trace('two'));
  });

  it('a Pod and its Namespace and its Deployment are called the same', () => {
    const cluster = new StockCluster();
    cluster.by('namespace', () =>
      cluster.audit({
        verb: 'create',
        resource: 'namespaces',
        name: 'web',
        namespace: null,
        response: { kind: 'Namespace', metadata: { name: 'web', uid: 'n-1' } },
      })
    );
    cluster.wait(30);
    cluster.by('make', () => webOf(cluster, 'web'), { namespace: 'web' });
    cluster.wait(30);
    cluster.by('pod', () => new MadeUpPod(cluster, 'web').ready(), {
      namespace: 'web',
      user: 'nils',
    });
    for (const cause of ['namespace', 'make', 'pod']) expectExact(cluster.trace(cause));
  });
});

describe('names that begin others', () => {
  it.each([
    ['web', 'web-admin'],
    ['web-admin', 'web'],
    ['web', 'web-2'],
    ['web', 'web2'],
    ['web', 'my-web'],
    ['web', 'web-bcdfg'],
  ])('%s beside %s', (one, other) => {
    const cluster = new StockCluster();
    cluster.by('other', () => webOf(cluster, other));
    cluster.wait(0.5);
    cluster.by('one', () => webOf(cluster, one, 'hjklm'), { user: 'nils' });
    cluster.wait(0.5);
    cluster.by('third', () => new MadeUpPod(cluster, `${one}-0`).ready(), { user: 'olga' });
    for (const cause of ['one', 'other', 'third']) expectExact(cluster.trace(cause));
  });

  it('a StatefulSet web beside a StatefulSet web-0, at level Metadata', () => {
    const cluster = new StockCluster({ audit: 'metadata' });
    cluster.by('one', () =>
      new MadeUpWorkload(cluster, 'StatefulSet', 'web', {}).created().pod('0').ready()
    );
    cluster.by(
      'two',
      () => new MadeUpWorkload(cluster, 'StatefulSet', 'web-0', {}).created().pod('0').ready(),
      { user: 'nils' }
    );
    expectExact(cluster.trace('one'));
    expectExact(cluster.trace('two'));
  });
});

describe('a Pod named by a word that any line may hold', () => {
  it.each([
    'error',
    'pod',
    'node',
    'default',
    'kubelet',
    'container',
    'w-1',
    'started',
    'api',
    '0',
  ])('%s', (name) => {
    const cluster = new StockCluster();
    const pod = cluster.by('make', () => new MadeUpPod(cluster, name).ready());
    cluster.wait(1);
    cluster.by('', () => {
      cluster.line(
        'kubelet',
        `kubelet.go:1999] "Unhandled Error" err="${name}: something else in default ${name}"`,
        { node: pod.node, severity: 'E' }
      );
      cluster.line('kubelet', `manager.go:1] "Task" pod="away/${name}" container="${name}"`, {
        node: pod.node,
      });
      cluster.line(
        'kube-controller-manager',
        `node_lifecycle_controller.go:1] "Node is healthy" node="${name}"`
      );
      cluster.audit({
        user: kubeletOf('w-1'),
        verb: 'patch',
        resource: 'nodes',
        subresource: 'status',
        name,
        namespace: null,
      });
      cluster.event(
        { kind: 'Node', name, namespace: null },
        'NodeReady',
        `Node ${name} status is now: NodeReady`
      );
      cluster.audit({ user: 'olga', verb: 'patch', resource: 'configmaps', name });
    });
    expect(cluster.trace('make').foreign).toEqual([]);
    expect(cluster.trace('make').missing).toEqual([]);
  });
});
