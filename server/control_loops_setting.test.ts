/** The setting `requestTrace.controlLoops`, and that its example in docs/control_loops.md works. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { configSchema } from './config';
import {
  deployment,
  expectExact,
  MadeUpPod,
  MadeUpWorkload,
  StockCluster,
} from './engine/testing/object_cluster';
import type { Owner } from './engine/testing/pod';
import { CONTROL_LOOPS } from './engine/control_loops/catalogue';
import type { ControlLoops } from './engine/control_loops/control_loops';
import { withUserLoops } from './engine/control_loops/user_loops';

/** The same as in docs/control_loops.md. */
const ARGO_ROLLOUTS = {
  controller: 'rollouts-controller',
  reactsTo: { kind: 'Rollout', parts: ['spec', 'deletion'] },
  writes: [
    {
      kind: 'ReplicaSet',
      verbs: ['create', 'update', 'delete'],
      relation: 'owned',
      names: ['templateHash'],
    },
  ],
  readyCondition: 'Completed',
  source: 'https://github.com/argoproj/argo-rollouts/blob/master/rollout/controller.go',
};
const createLoops = (controlLoops: unknown[]): ControlLoops =>
  withUserLoops(configSchema.validate({ controlLoops }).controlLoops);
const ROLLOUTS = createLoops([ARGO_ROLLOUTS]);

it('the documentation shows this entry', () => {
  const docs = readFileSync(path.resolve(__dirname, '../docs/control_loops.md'), 'utf8');
  const yaml = docs.slice(docs.indexOf('```yaml'), docs.indexOf('```\n\n|'));
  const {
    controller,
    reactsTo,
    writes: [write],
    readyCondition,
    source,
  } = ARGO_ROLLOUTS;
  for (const line of [
    `- controller: ${controller}`,
    `reactsTo: { kind: ${reactsTo.kind}, parts: [${reactsTo.parts.join(', ')}] }`,
    `- { kind: ${write!.kind}, verbs: [${write!.verbs.join(', ')}], relation: ${write!.relation}, names: [${write!.names.join(', ')}] }`,
    `readyCondition: ${readyCondition}`,
    `source: ${source}`,
  ])
    expect(yaml).toContain(line);
});

describe('a Rollout of Argo Rollouts', () => {
  const ARGO = 'system:serviceaccount:argo-rollouts:argo-rollouts';
  const owner: Owner = { kind: 'Rollout', name: 'web', uid: 'r-1' };
  const body = (cluster: StockCluster, generation: number, completed: boolean) => ({
    kind: 'Rollout',
    apiVersion: 'argoproj.io/v1alpha1',
    metadata: { name: 'web', namespace: cluster.namespace, uid: owner.uid, generation },
    spec: { replicas: 1 },
    status: { conditions: [{ type: 'Completed', status: completed ? 'True' : 'False' }] },
  });
  const write = (
    cluster: StockCluster,
    verb: string,
    generation: number,
    {
      completed = false,
      request,
      user,
      subresource,
    }: { completed?: boolean; request?: unknown; user?: string; subresource?: string } = {}
  ): void => {
    const response = body(cluster, generation, completed);
    cluster.audit({
      user,
      verb,
      resource: 'rollouts',
      subresource,
      group: 'argoproj.io',
      name: 'web',
      request: request ?? response,
      response,
    });
  };
  const replicaSet = (cluster: StockCluster, hash: string): MadeUpWorkload =>
    new MadeUpWorkload(cluster, 'ReplicaSet', `web-${hash}`, { replicas: 1 }, owner).created(ARGO);

  it('is followed to its ReplicaSet and Pods', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      write(cluster, 'create', 1);
      replicaSet(cluster, '6f7d8').pod('bcdfg').ready();
      write(cluster, 'patch', 1, { user: ARGO, subresource: 'status', completed: true });
    });
    cluster.by('', () => new MadeUpPod(cluster, 'other').ready());
    const traced = cluster.trace('make', { loops: ROLLOUTS });
    expectExact(traced);
    expect(traced.links).toMatchObject({
      'Rollout crew/web': 'requested',
      'ReplicaSet crew/web-6f7d8': 'owned',
      'Pod crew/web-6f7d8-bcdfg': 'owned',
    });
  });

  it('does not share its rollout with a request that changes its labels', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => write(cluster, 'create', 1, { completed: true }));
    cluster.wait(60);
    cluster.by('rollout', () => {
      write(cluster, 'patch', 2, { request: { spec: { replicas: 1 } } });
      const pod = replicaSet(cluster, '7b9c4').pod('vwxzb').upToContainers();
      cluster.by(
        'label',
        () =>
          write(cluster, 'patch', 2, {
            user: 'nils',
            request: { metadata: { labels: { a: 'b' } } },
          }),
        { user: 'nils' }
      );
      pod.pulled().startedContainer().running();
      write(cluster, 'patch', 2, { user: ARGO, subresource: 'status', completed: true });
    });
    expectExact(cluster.trace('rollout', { loops: ROLLOUTS }));
    expectExact(cluster.trace('label', { loops: ROLLOUTS }));
    // without the entry the controller may react to labels, as those of other custom resources do
    expect(cluster.trace('rollout').rivals).toEqual(['nils patch rollouts crew/web → 200 OK']);
  });

  it('is worked on until its condition is True', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      write(cluster, 'create', 1);
      cluster.wait(60);
      // paused between two steps of a canary
      write(cluster, 'patch', 1, { user: ARGO, subresource: 'status' });
      cluster.wait(60);
      write(cluster, 'patch', 1, { user: ARGO, subresource: 'status', completed: true });
    });
    expectExact(cluster.trace('make', { loops: ROLLOUTS }));
    expect(cluster.trace('make').missing).not.toEqual([]);
  });

  it('its ReplicaSets are found by their names where no body tells the owner', () => {
    const cluster = new StockCluster({
      audit: 'metadata',
      events: false,
      without: ['kube-controller-manager'],
    });
    cluster.by('make', () => {
      write(cluster, 'create', 1);
      replicaSet(cluster, '6f7d8').pod('bcdfg').ready();
    });
    const traced = cluster.trace('make', { loops: ROLLOUTS });
    expect(traced.foreign).toEqual([]);
    // without a body the operator's creation of a ReplicaSet may as well be a pipeline's own request
    expect(traced.missing.filter((text) => !text.includes('replicasets'))).toEqual([]);
    expect(traced.links).toMatchObject({
      'rollouts crew/web': 'requested',
      'ReplicaSet crew/web-6f7d8': 'named',
      'Pod crew/web-6f7d8-bcdfg': 'named',
    });
    expect(Object.keys(cluster.trace('make').links)).not.toContain('ReplicaSet crew/web-6f7d8');
  });
});

describe('the setting', () => {
  const errorOf = (entry: unknown, more: unknown[] = []): string => {
    try {
      configSchema.validate({ controlLoops: [...more, entry] });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('has defaults for all that most entries do not need', () => {
    const [loop] = configSchema.validate({
      controlLoops: [{ controller: 'c', reactsTo: { kind: 'Foo' }, writes: [{ kind: 'Bar' }] }],
    }).controlLoops;
    expect(loop).toMatchObject({
      reactsTo: { parts: ['spec', 'deletion'] },
      writes: [{ verbs: ['create', 'update', 'patch', 'delete'], relation: 'owned', names: [] }],
      usualDelayMs: 1_000,
      source: '',
    });
  });

  it('is the catalogue alone without entries, and keeps it with some', () => {
    expect(createLoops([]).all).toEqual(CONTROL_LOOPS);
    expect(ROLLOUTS.all.slice(1)).toEqual(CONTROL_LOOPS);
    const entries = configSchema.validate({ controlLoops: [ARGO_ROLLOUTS] }).controlLoops;
    expect(withUserLoops(entries)).toBe(withUserLoops(entries));
  });

  it("names the entry and the property that it can't read", () => {
    expect(errorOf({ ...ARGO_ROLLOUTS, reactsTo: { kind: 'Ro(l+)+out' } })).toBe(
      '[controlLoops.0.reactsTo.kind]: expected a kind such as Rollout: letters and digits'
    );
    expect(
      errorOf({ ...ARGO_ROLLOUTS, reactsTo: { kind: 'Rollout', parts: ['labels'] } }, [
        ARGO_ROLLOUTS,
      ])
    ).toBe('[controlLoops.1.reactsTo.parts.0]: expected one of spec, metadata, status, deletion');
    expect(
      errorOf({ ...ARGO_ROLLOUTS, writes: [{ kind: 'ReplicaSet', relation: 'child' }] })
    ).toContain('[controlLoops.0.writes.0.relation]: expected one of self, owned, owner');
    expect(errorOf({ ...ARGO_ROLLOUTS, writes: [] })).toContain('[controlLoops.0.writes]');
    expect(errorOf({ ...ARGO_ROLLOUTS, regexp: 'x' })).toContain('[controlLoops.0.regexp]');
    expect(errorOf({ ...ARGO_ROLLOUTS, usualDelayMs: -1 })).toContain(
      '[controlLoops.0.usualDelayMs]'
    );
  });

  it('has at most 100 entries', () => {
    expect(errorOf(ARGO_ROLLOUTS, Array(100).fill(ARGO_ROLLOUTS))).toContain(
      'cannot be greater than [100]'
    );
  });

  it('leaves traces of other workloads as they are', () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      const { replicaSet, deployment: top } = deployment(cluster, 'web', 1);
      replicaSet.pod('bcdfg').ready();
      top.counts(1, 1);
    });
    expectExact(cluster.trace('make', { loops: ROLLOUTS }));
  });
});
