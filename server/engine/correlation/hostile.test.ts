/** What nobody vouches for: texts, owners in circles, very many objects. */
import { MAX_HOPS, MAX_OBJECTS } from './trace_objects';
import { expectExact, MadeUpPod, MadeUpWorkload, StockCluster } from '../testing/object_cluster';

const body = (
  kind: string,
  name: string,
  uid: string,
  owner?: { kind: string; name: string; uid: string },
  more = {}
) => ({
  kind,
  metadata: {
    name,
    namespace: 'crew',
    uid,
    ...(owner ? { ownerReferences: [{ ...owner, controller: true }] } : {}),
  },
  ...more,
});

describe('owners', () => {
  it('that own themselves, or each other', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      const self = body('ConfigMap', 'self', 'u-1', {
        kind: 'ConfigMap',
        name: 'self',
        uid: 'u-1',
      });
      cluster.audit({
        verb: 'create',
        resource: 'configmaps',
        name: 'self',
        request: self,
        response: self,
      });
      const [a, b] = [
        { kind: 'ReplicaSet', name: 'a', uid: 'u-a' },
        { kind: 'ReplicaSet', name: 'b', uid: 'u-b' },
      ];
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        const made = body(one.kind, one.name, one.uid, other);
        cluster.audit({
          verb: 'create',
          resource: 'replicasets',
          group: 'apps',
          name: one.name,
          request: made,
          response: made,
        });
      }
      cluster.audit({ verb: 'delete', resource: 'replicasets', group: 'apps', name: 'a' });
    });
    expectExact(cluster.trace('make'));
  });

  it('in a chain longer than is followed: what is left out is known', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      for (let i = 0; i < MAX_HOPS + 5; i++) {
        const made = body(
          'ReplicaSet',
          `c-${i}`,
          `u-${i}`,
          i ? { kind: 'ReplicaSet', name: `c-${i - 1}`, uid: `u-${i - 1}` } : undefined
        );
        cluster.audit({
          user: i ? 'system:serviceaccount:kube-system:x' : 'mira',
          verb: 'create',
          resource: 'replicasets',
          group: 'apps',
          name: `c-${i}`,
          request: made,
          response: made,
        });
      }
    });
    const { attribution } = cluster.trace('make');
    expect(attribution.objects.all).toHaveLength(MAX_HOPS);
    expect(attribution.objects.hopsLimited).toBe(true);
  });

  it('of more objects than are followed', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      const job = new MadeUpWorkload(cluster, 'Job', 'load', {}).created();
      for (let i = 0; i < MAX_OBJECTS + 50; i++) {
        const made = body('Pod', `load-${i}`, `u-${i}`, job);
        cluster.audit({
          user: 'system:serviceaccount:kube-system:job-controller',
          verb: 'create',
          resource: 'pods',
          name: `load-${i}`,
          request: made,
          response: made,
        });
      }
    });
    const { attribution } = cluster.trace('make');
    expect(attribution.objects.all).toHaveLength(MAX_OBJECTS);
    expect(attribution.objects.leftOut).toBeGreaterThan(0);
  });
});

describe('texts', () => {
  it.each([
    ['one word of 1 MB', 'a'.repeat(1_000_000)],
    ['dashes', '-'.repeat(1_000_000)],
    ['very many words', 'web-6f7d8-bcdfh '.repeat(60_000)],
    ['uids', 'a0001eef-4b1c-4d2e-8f3a-1000000199aa-'.repeat(27_000)],
    ['quotes and backslashes', '\\"'.repeat(500_000)],
    ['brackets', '[{"'.repeat(330_000)],
  ])('%s in a line', (_name, text) => {
    const cluster = new StockCluster();
    cluster.by('make', () => new MadeUpPod(cluster, 'tool').ready());
    cluster.by('', () => {
      for (let i = 0; i < 3; i++)
        cluster.line('kubelet', `x.go:1] "${text}" err="${text}"`, { node: 'w-1', severity: 'E' });
    });
    expectExact(cluster.trace('make'));
  });

  it('names that are properties of every object', () => {
    const cluster = new StockCluster();
    for (const name of ['constructor', 'valueof', 'tostring', 'hasownproperty']) {
      cluster.by(name, () => new MadeUpPod(cluster, name).ready());
      cluster.wait(1);
    }
    for (const name of ['constructor', 'valueof', 'tostring', 'hasownproperty'])
      expectExact(cluster.trace(name));
  });
});
