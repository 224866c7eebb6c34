/** What is left where a part is lacking: the audit log or its bodies, Events, a component's lines. */
import type { ClusterOptions } from '../testing/cluster';
import { deployment, StockCluster, type Traced } from '../testing/object_cluster';

const PARTS: Array<[string, ClusterOptions]> = [
  ['everything', {}],
  ['no bodies', { audit: 'metadata' }],
  ['no Events', { events: false }],
  ['no kubelet', { without: ['kubelet'] }],
  ['no controller manager', { without: ['kube-controller-manager'] }],
  [
    'no lines at all',
    { without: ['kubelet', 'kube-controller-manager', 'kube-scheduler', 'kube-apiserver'] },
  ],
  ['no audit log', { audit: 'none' }],
  ['no audit log, no Events', { audit: 'none', events: false }],
  ['no bodies, no Events, no kubelet', { audit: 'metadata', events: false, without: ['kubelet'] }],
  ['no audit log, no controller manager', { audit: 'none', without: ['kube-controller-manager'] }],
];

/** Two Deployments of the same shape, one after the other, by two users. */
function twoOf(options: ClusterOptions): { one: Traced; two: Traced } {
  const cluster = new StockCluster(options);
  for (const [cause, name, user] of [
    ['one', 'web', 'mira'],
    ['two', 'shop', 'nils'],
  ] as const) {
    cluster.by(
      cause,
      () => {
        // as kubectl apply does: it asks first
        cluster.audit({ verb: 'get', resource: 'deployments', group: 'apps', name, code: 404 });
        const { replicaSet, deployment: top } = deployment(cluster, name, 2);
        top.event('ScalingReplicaSet', `Scaled up replica set ${name}-6f7d8 from 0 to 2`);
        for (const suffix of ['bcdfg', 'hjklm']) replicaSet.pod(suffix).ready();
        replicaSet.counts(2, 2);
        top.counts(2, 2);
      },
      { user }
    );
    cluster.wait(45);
  }
  return { one: cluster.trace('one', { nth: 1 }), two: cluster.trace('two', { nth: 1 }) };
}

/** The mean of the confidences of what is about a Pod. */
function confidence({ attribution }: Traced): number {
  const about = attribution.records.filter(({ reasons: because }) =>
    because[0]?.path?.at(-1)?.startsWith('Pod ')
  );
  return about.reduce((sum, one) => sum + one.confidence, 0) / about.length;
}

describe.each(PARTS)('%s', (_name, options) => {
  it("still gives the tree, and nothing of another's", () => {
    const { one, two } = twoOf(options);
    for (const traced of [one, two]) {
      expect(traced.foreign).toEqual([]);
      // which object a POST made kube-apiserver's line doesn't tell
      expect(traced.missing.filter((text) => !text.includes('verb="POST"'))).toEqual([]);
      if (options.audit !== 'none') expect(traced.missing).toEqual([]);
      expect(traced.rivals).toEqual([]);
    }
    expect(Object.keys(one.links).filter((title) => title.startsWith('Pod '))).toEqual([
      'Pod crew/web-6f7d8-bcdfg',
      'Pod crew/web-6f7d8-hjklm',
    ]);
    expect(Object.keys(two.links).filter((title) => title.startsWith('Pod '))).toEqual([
      'Pod crew/shop-6f7d8-bcdfg',
      'Pod crew/shop-6f7d8-hjklm',
    ]);
  });
});

it('what only names tell is less sure', () => {
  const sure = confidence(twoOf({}).one);
  const byName = confidence(
    twoOf({ audit: 'metadata', events: false, without: ['kube-controller-manager'] }).one
  );
  expect(byName).toBeLessThan(sure);
  expect(byName).toBeGreaterThan(0.5);
});
