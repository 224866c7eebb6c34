/** Requests one after the other, and at the same time, on the same object. */
import { CONTROLLER, type Json } from '../testing/cluster';
import {
  deployment,
  expectExact,
  MadeUpPod,
  MadeUpWorkload,
  StockCluster,
} from '../testing/object_cluster';

const REPLICASET = CONTROLLER('replicaset-controller');

/** A Deployment with its Pods, made and ready. */
function made(cluster: StockCluster, cause: string, name = 'web', suffixes = ['bcdfg']) {
  return cluster.by(cause, () => {
    const { replicaSet, deployment: top } = deployment(cluster, name, suffixes.length);
    const pods = suffixes.map((suffix) => replicaSet.pod(suffix).ready());
    top.counts(suffixes.length, suffixes.length);
    return { replicaSet, top, pods };
  });
}

describe('a Deployment that is made', () => {
  it('with all that follows, and nothing of what was there', () => {
    const cluster = new StockCluster();
    cluster.by('', () => new MadeUpPod(cluster, 'other').ready());
    cluster.wait(30);
    made(cluster, 'make', 'web', ['bcdfg', 'hjklm']);
    cluster.wait(60);
    cluster.by('', () => new MadeUpPod(cluster, 'later').ready());
    expectExact(cluster.trace('make'));
  });
});

describe('two requests on one Deployment', () => {
  it('the second takes over when the first has settled', () => {
    const cluster = new StockCluster();
    const { top, replicaSet } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by(
      'scale',
      () => {
        top.patched({ replicas: 2 }, { subresource: 'scale' });
        replicaSet.updated({ replicas: 2 });
        replicaSet.pod('hjklm').ready();
        replicaSet.counts(2, 2);
        top.counts(2, 2);
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('scale'));
    expect(cluster.trace('scale').rivals).toEqual([]);
  });

  it('even while the first never settles', () => {
    const cluster = new StockCluster();
    const { top, replicaSet, pod } = cluster.by('make', () => {
      const { replicaSet: set, deployment: top1 } = deployment(cluster, 'web', 1);
      const pod = set.pod('bcdfg').upToContainers().pulled().startedContainer().exited(1);
      cluster.wait(10);
      pod.startedContainer().exited(1, { restarts: 1 }).backOff(1, 1);
      return { top: top1, replicaSet: set, pod };
    });
    cluster.wait(60);
    cluster.by(
      'scale',
      () => {
        top.patched({ replicas: 0 }, { subresource: 'scale' });
        replicaSet.updated({ replicas: 0 });
        pod.deletedBy(REPLICASET, 0).gone();
        top.counts(0, 0);
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('scale'));
    expect(cluster.trace('make').foreign).toEqual([]);
  });

  it('at the same time share what comes then, both ways', () => {
    const cluster = new StockCluster();
    const { top, replicaSet } = cluster.by('make', () => {
      const { replicaSet: set, deployment: top1 } = deployment(cluster, 'web', 1);
      set.pod('bcdfg').upToContainers();
      return { top: top1, replicaSet: set };
    });
    cluster.wait(0.5);
    cluster.by(
      'scale',
      () => {
        top.patched({ replicas: 2 }, { subresource: 'scale' });
        replicaSet.updated({ replicas: 2 });
        replicaSet.pod('hjklm').ready();
        top.counts(2, 2);
      },
      { user: 'nils' }
    );
    const first = cluster.trace('make');
    const second = cluster.trace('scale');
    expect(first.missing).toEqual([]);
    expect(second.missing).toEqual([]);
    expect(first.rivals).toEqual(['nils patch deployments/scale crew/web → 200 OK']);
    expect(second.rivals).toEqual(['mira create deployments crew/web → 201 Created']);
    // each one's own request is its own
    expect(first.foreign.some((text) => text.includes('by nils'))).toBe(false);
    expect(second.foreign.some((text) => text.includes('by mira'))).toBe(false);
  });

  it('a command of several requests is no rival of itself', () => {
    const cluster = new StockCluster();
    cluster.by('apply', () => {
      const { replicaSet, deployment: top } = deployment(cluster, 'web', 1);
      top.patched({ replicas: 2 });
      replicaSet.updated({ replicas: 2 });
      for (const suffix of ['bcdfg', 'hjklm']) replicaSet.pod(suffix).ready();
      top.counts(2, 2);
    });
    expectExact(cluster.trace('apply'));
    expect(cluster.trace('apply').rivals).toEqual([]);
  });
});

describe('a request that changes labels or annotations only', () => {
  const LABELS = { request: { metadata: { labels: { team: 'crew' } } } };

  function rolledOut(cluster: StockCluster, meanwhile: (top: MadeUpWorkload) => void): void {
    const { top } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by('rollout', () => {
      top.patched({ template: 'b' });
      const set = top.child('ReplicaSet', 'web-7b9c4', { replicas: 1 });
      const pod = set.pod('vwxzb').upToContainers();
      cluster.by('label', () => meanwhile(top), { user: 'nils' });
      pod.pulled().startedContainer().running();
      set.counts(1, 1);
      top.counts(1, 1);
    });
  }

  it("while another one's rollout goes on: only the one that changed the spec causes it", () => {
    const cluster = new StockCluster();
    rolledOut(cluster, (top) => top.patched({}, { user: 'nils', ...LABELS }));
    expectExact(cluster.trace('rollout'));
    expectExact(cluster.trace('label'));
    for (const cause of ['rollout', 'label']) expect(cluster.trace(cause).rivals).toEqual([]);
  });

  it('right before the rollout, or with an update whose generation stays', () => {
    const cluster = new StockCluster();
    const { top } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by(
      'label',
      () =>
        cluster.audit({
          user: 'nils',
          verb: 'update',
          resource: 'deployments',
          group: 'apps',
          name: 'web',
          response: top.body(),
        }),
      { user: 'nils' }
    );
    cluster.wait(0.5);
    cluster.by('rollout', () => {
      top.patched({ template: 'b' });
      top.child('ReplicaSet', 'web-7b9c4', { replicas: 1 }).pod('vwxzb').ready();
      top.counts(1, 1);
    });
    expectExact(cluster.trace('rollout'));
    expectExact(cluster.trace('label'));
  });

  it('a restart changes the template: it competes', () => {
    const cluster = new StockCluster();
    rolledOut(cluster, (top) =>
      top.patched(
        { template: 'c' },
        {
          user: 'nils',
          request: {
            spec: {
              template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'x' } } },
            },
          },
        }
      )
    );
    expect(cluster.trace('rollout').rivals).toEqual(['nils patch deployments crew/web → 200 OK']);
  });

  it('a label of a Pod does have effects: its ReplicaSet makes another one', () => {
    const cluster = new StockCluster();
    const { replicaSet, pods } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by(
      'label',
      () => {
        cluster.audit({
          user: 'nils',
          verb: 'patch',
          resource: 'pods',
          name: pods[0]!.name,
          request: { metadata: { labels: { app: null } } },
          response: pods[0]!.body(),
        });
        replicaSet.pod('hjklm').ready();
        replicaSet.counts(1, 1);
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('label'));
  });

  it('a finalizer that is taken away lets a deletion go on', () => {
    const cluster = new StockCluster();
    const { top, replicaSet } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by('delete', () => top.deleted('mira', ['crew.test/held']));
    cluster.wait(60);
    cluster.by(
      'free',
      () => {
        cluster.audit({
          user: 'nils',
          verb: 'patch',
          resource: 'deployments',
          group: 'apps',
          name: 'web',
          request: { metadata: { finalizers: null } },
          response: {
            ...top.body(),
            metadata: { ...(top.body().metadata as Json), finalizers: [] },
          },
        });
        replicaSet.deleted(CONTROLLER('generic-garbage-collector'));
      },
      { user: 'nils' }
    );
    expect(cluster.trace('free').missing).toEqual([]);
  });
});

describe('a Pod that somebody else deletes', () => {
  it('is replaced because of that, not because of the one who made the Deployment', () => {
    const cluster = new StockCluster();
    const { top, replicaSet, pods } = made(cluster, 'make', 'web', ['bcdfg', 'hjklm']);
    cluster.wait(120);
    cluster.by(
      'delete',
      () => {
        pods[0]!.deletedBy('nils', 2);
        replicaSet.pod('nprst').ready();
        cluster.wait(2);
        pods[0]!.gone();
        replicaSet.counts(2, 2);
        top.counts(2, 2);
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('delete'));
    expect(cluster.trace('delete').links).toMatchObject({
      'Pod crew/web-6f7d8-bcdfg': 'requested',
      'ReplicaSet crew/web-6f7d8': 'owner',
      'Pod crew/web-6f7d8-nprst': 'owned',
    });
  });

  it('of two Deployments only that one', () => {
    const cluster = new StockCluster();
    const one = made(cluster, 'make', 'web', ['bcdfg']);
    const two = made(cluster, 'other', 'shop', ['bcdfg']);
    cluster.wait(120);
    cluster.by(
      'delete',
      () => {
        one.pods[0]!.deletedBy('nils', 2);
        cluster.by('other scale', () => {
          two.top.patched({ replicas: 0 }, { subresource: 'scale' });
          two.replicaSet.updated({ replicas: 0 });
          two.pods[0]!.deletedBy(REPLICASET, 2).gone();
          two.top.counts(0, 0);
        });
        one.replicaSet.pod('nprst').ready();
        one.pods[0]!.gone();
        one.top.counts(1, 1);
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('delete'));
    expectExact(cluster.trace('other scale'));
  });
});

describe('a Deployment that is deleted', () => {
  it('takes its ReplicaSets and Pods along', () => {
    const cluster = new StockCluster();
    const { top, replicaSet, pods } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by(
      'delete',
      () => {
        top.deleted('nils');
        replicaSet.deleted(CONTROLLER('generic-garbage-collector'));
        pods[0]!.deletedBy(CONTROLLER('generic-garbage-collector'), 30);
        cluster.wait(30);
        pods[0]!.gone();
      },
      { user: 'nils' }
    );
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('delete'));
  });

  it('and made again at once with the same name: each has its own', () => {
    const cluster = new StockCluster();
    const { top, replicaSet, pods } = made(cluster, 'make');
    cluster.wait(60);
    cluster.by(
      'delete',
      () => {
        top.deleted('nils');
        replicaSet.deleted(CONTROLLER('generic-garbage-collector'));
        pods[0]!.deletedBy(CONTROLLER('generic-garbage-collector'), 2);
        cluster.wait(2);
        pods[0]!.gone();
      },
      { user: 'nils' }
    );
    cluster.wait(4);
    cluster.by('again', () => {
      const fresh = new MadeUpWorkload(cluster, 'Deployment', 'web', { replicas: 1 }).created();
      const set = fresh.child('ReplicaSet', 'web-6f7d8', { replicas: 1 });
      set.pod('zzzzz').ready();
      fresh.counts(1, 1);
    });
    for (const cause of ['make', 'delete', 'again']) expectExact(cluster.trace(cause));
  });
});
