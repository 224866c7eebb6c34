import {
  audit,
  at,
  body,
  controller,
  diagnosed,
  event,
  line,
  NODE,
  podLife,
  podStatus,
  SCHEDULER,
  stagesOf,
} from '../testing/diagnosed_world';

const deployment = (status: object, spec: object = { replicas: 2 }, generation = 1): object =>
  body('Deployment', 'web', { metadata: { generation }, spec, status });
const create = audit(0, {
  verb: 'create',
  resource: 'deployments',
  name: 'web',
  code: 201,
  response: deployment({}),
});
const replicaSet = audit(0.05, {
  user: controller('deployment'),
  verb: 'create',
  resource: 'replicasets',
  name: 'web-1',
  code: 201,
  response: body('ReplicaSet', 'web-1', { owner: ['Deployment', 'web'], spec: { replicas: 2 } }),
});
const complete = (seconds: number): ReturnType<typeof audit> =>
  audit(seconds, {
    user: controller('deployment'),
    verb: 'update',
    resource: 'deployments',
    subresource: 'status',
    name: 'web',
    response: deployment({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    }),
  });
const RS: [string, string] = ['ReplicaSet', 'web-1'];

describe('a Deployment', () => {
  it('that is made and gets ready succeeds, with a proof and a time for each stage', () => {
    const answer = diagnosed(
      create,
      replicaSet,
      podLife(0.1, 'web-1-a', { owner: RS }),
      podLife(0.2, 'web-1-b', { owner: RS }),
      complete(2)
    );
    expect(answer.outcome).toBe('succeeded');
    expect(answer.verdict).toBeNull();
    expect(stagesOf(answer)).toBe(
      'accepted:done expanded:done scheduled:done attached:skipped mounted:done sandbox:done pulled:done started:done ready:done'
    );
    expect(answer.diagnosis).toMatchObject({
      goal: 'ready',
      podCounts: { reached: 2, of: 2, left: 0 },
    });
    const scheduled = answer.stages.find(({ name }) => name === 'scheduled')!;
    expect(scheduled).toMatchObject({
      done: 2,
      of: 2,
      at: at(0.3).replace('Z', '000Z'),
      tookMs: 100,
    });
    expect(
      answer.stages.every(({ record, status }) => status === 'skipped' || record !== undefined)
    ).toBe(true);
  });

  it('one of whose Pods never starts is stuck there, and says how many did', () => {
    const answer = diagnosed(
      create,
      replicaSet,
      podLife(0.1, 'web-1-a', { owner: RS }),
      podLife(0.2, 'web-1-b', { owner: RS }).slice(0, 3),
      event(3, {
        name: 'web-1-b',
        reason: 'Failed',
        type: 'Warning',
        message:
          'Failed to pull image "nowhere/x:1": rpc error: code = NotFound desc = failed to pull and unpack image "nowhere/x:1": nowhere/x:1: not found',
        fieldPath: 'spec.containers{main}',
      })
    );
    expect(answer.outcome).toBe('stuck');
    expect(answer.verdict).toMatchObject({ stage: 'pulled', object: { name: 'web-1-b' } });
    expect(answer.stages.find(({ name }) => name === 'pulled')).toMatchObject({
      status: 'failed',
      done: 1,
      of: 2,
    });
    expect(answer.diagnosis.pods.map(({ object, outcome }) => [object.name, outcome])).toEqual([
      ['web-1-b', 'stuck'],
      ['web-1-a', 'succeeded'],
    ]);
  });

  it('is still running while its Pods come up without an obstacle', () => {
    const answer = diagnosed(
      create,
      replicaSet,
      podLife(0.1, 'web-1-a', { owner: RS }),
      podLife(0.2, 'web-1-b', { owner: RS }).slice(0, 2)
    );
    expect(answer.outcome).toBe('running');
    expect(answer.verdict).toBeNull();
  });

  it("counts a rollout's new Pods, not the old ones that go", () => {
    const patch = audit(0, {
      verb: 'patch',
      resource: 'deployments',
      name: 'web',
      request: { spec: { template: { spec: { containers: [{ name: 'main', image: 'web:2' }] } } } },
      response: deployment({}, { replicas: 1 }, 2),
    });
    const fresh = audit(0.05, {
      user: controller('deployment'),
      verb: 'create',
      resource: 'replicasets',
      name: 'web-2',
      code: 201,
      response: body('ReplicaSet', 'web-2', {
        owner: ['Deployment', 'web'],
        spec: { replicas: 1 },
      }),
    });
    const old = audit(1.5, {
      user: controller('replicaset'),
      verb: 'delete',
      resource: 'pods',
      name: 'web-1-a',
      response: body('Pod', 'web-1-a', {
        owner: RS,
        metadata: { deletionTimestamp: at(30), deletionGracePeriodSeconds: 30 },
      }),
    });
    const answer = diagnosed(
      patch,
      fresh,
      podLife(0.1, 'web-2-a', { owner: ['ReplicaSet', 'web-2'] }),
      old
    );
    expect(answer.outcome).toBe('succeeded');
    expect(answer.diagnosis).toMatchObject({ goal: 'ready', podCounts: { reached: 1, of: 1 } });
    expect(answer.diagnosis.changes).toMatchObject([
      { path: 'spec.template.spec.containers[main].image', kind: 'changed', after: '"web:2"' },
    ]);
  });

  it('of which no Pod can be made has not got what it wants, though those that are there are ready', () => {
    const refused = audit(2, {
      user: controller('replicaset'),
      verb: 'create',
      resource: 'pods',
      code: 403,
      message:
        'pods "web-1-b" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1',
    });
    expect(
      diagnosed(create, replicaSet, podLife(0.1, 'web-1-a', { owner: RS }), refused)
    ).toMatchObject({ outcome: 'stuck', verdict: { stage: 'expanded' } });
  });

  it('that is scaled down has its Pods removed', () => {
    const scale = audit(0, {
      verb: 'patch',
      resource: 'deployments',
      subresource: 'scale',
      name: 'web',
      request: { spec: { replicas: 1 } },
    });
    const gone = audit(0.1, {
      user: controller('replicaset'),
      verb: 'delete',
      resource: 'pods',
      name: 'web-1-a',
      response: body('Pod', 'web-1-a', {
        owner: RS,
        metadata: { deletionTimestamp: at(2), deletionGracePeriodSeconds: 2 },
        spec: { nodeName: 'n1' },
      }),
    });
    const set = audit(0.05, {
      user: controller('deployment'),
      verb: 'update',
      resource: 'replicasets',
      name: 'web-1',
      response: body('ReplicaSet', 'web-1', {
        owner: ['Deployment', 'web'],
        spec: { replicas: 1 },
      }),
    });
    const last = audit(2, {
      user: NODE,
      verb: 'delete',
      resource: 'pods',
      name: 'web-1-a',
      response: body('Pod', 'web-1-a', {
        owner: RS,
        metadata: { deletionTimestamp: at(2), deletionGracePeriodSeconds: 0 },
      }),
    });
    expect(diagnosed(scale, set, gone)).toMatchObject({
      outcome: 'running',
      diagnosis: { goal: 'removed' },
    });
    const answer = diagnosed(scale, set, gone, last);
    expect(answer.outcome).toBe('succeeded');
    expect(stagesOf(answer)).toBe('accepted:done terminating:done unmounted:done removed:done');
  });
});

describe('a Pod', () => {
  const own = podLife(0, 'one', { by: 'alice' });

  it('that a user makes is not expanded by anybody', () => {
    expect(stagesOf(diagnosed(own))).toBe(
      'accepted:done expanded:skipped scheduled:done attached:skipped mounted:done sandbox:done pulled:done started:done ready:done'
    );
  });

  it('is unknown, not waiting, where nothing shows its stages', () => {
    const answer = diagnosed(
      audit(0, { verb: 'create', resource: 'pods', name: 'one', code: 201 }),
      line(
        0.1,
        'kube-scheduler',
        '"Successfully bound pod to node" pod="shop/one" node="n1" evaluatedNodes=2 feasibleNodes=2'
      )
    );
    expect(answer.outcome).toBe('unknown');
    expect(stagesOf(answer)).toBe(
      'accepted:done expanded:skipped scheduled:done attached:unknown mounted:unknown sandbox:unknown pulled:unknown started:unknown ready:unknown'
    );
  });

  it('is followed by lines alone, where no audit log is collected', () => {
    const http = line(
      0.01,
      'kube-apiserver',
      '"HTTP" verb="POST" URI="/api/v1/namespaces/shop/pods?fieldManager=kubectl-create" latency="5ms" userAgent="kubectl/v1.34.2" audit-ID="x" srcIP="10.0.0.1:1" resp=201'
    );
    const answer = diagnosed(
      http,
      line(0.1, 'kube-scheduler', '"Attempting to schedule pod" pod="shop/one"'),
      line(
        0.2,
        'kube-scheduler',
        '"Successfully bound pod to node" pod="shop/one" node="n1" evaluatedNodes=2 feasibleNodes=2'
      ),
      line(0.3, 'kubelet', '"Created PodSandbox for pod" podSandboxID="abc" pod="shop/one"', 'n1'),
      line(
        0.9,
        'kubelet',
        `"Status for pod updated successfully" pod="shop/one" statusVersion=2 status=${JSON.stringify(podStatus(true))}`,
        'n1'
      )
    );
    expect(answer.outcome).toBe('succeeded');
    expect(stagesOf(answer)).toBe(
      'accepted:done expanded:skipped scheduled:done attached:skipped mounted:done sandbox:done pulled:done started:done ready:done'
    );
    expect(answer.diagnosis.pods[0]).toMatchObject({ node: 'n1', outcome: 'succeeded' });
  });

  it('that is ready for moments only, between restarts, does not work', () => {
    const restarts = [1, 2, 3].map((count) =>
      audit(count * 10, {
        user: NODE,
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        name: 'one',
        response: body('Pod', 'one', {
          spec: { containers: [{ name: 'main' }] },
          status: podStatus(true, count),
        }),
      })
    );
    const backOff = event(31, {
      name: 'one',
      reason: 'BackOff',
      type: 'Warning',
      message: 'Back-off restarting failed container main in pod one_shop(uid)',
      fieldPath: 'spec.containers{main}',
    });
    const answer = diagnosed(own, restarts, backOff);
    expect(answer).toMatchObject({ outcome: 'stuck', diagnosis: { pods: [{ restarts: 3 }] } });
    expect(answer.stages.find(({ name }) => name === 'ready')?.status).not.toBe('done');
  });

  it('that got over an obstacle is not stuck', () => {
    const mount = line(
      0.2,
      'kubelet',
      '"Error syncing pod, skipping" err="MountVolume.SetUp failed for volume \\"v\\" : secret \\"key\\" not found" pod="shop/one" podUID="uid-of-one"',
      'n1'
    );
    expect(diagnosed(own, mount).outcome).toBe('succeeded');
  });
});

describe('requests', () => {
  it('that the API refuses are rejected, in its own words', () => {
    const message =
      'deployments.apps "web" is forbidden: User "dave" cannot delete resource "deployments" in API group "apps" in the namespace "shop"';
    const answer = diagnosed(
      audit(0, {
        user: 'dave',
        verb: 'delete',
        resource: 'deployments',
        name: 'web',
        code: 403,
        message,
      })
    );
    expect(answer).toMatchObject({ outcome: 'rejected', verdict: { stage: 'accepted' } });
    expect(answer.verdict!.cause).toContain('cannot delete');
    expect(stagesOf(answer)).toBe('accepted:failed');
  });

  it('are not rejected by a read that was refused beside them, or by a conflict that was got over', () => {
    const read = audit(0, { verb: 'get', resource: 'configmaps', name: 'c', code: 404 });
    const conflict = audit(1, { verb: 'update', resource: 'configmaps', name: 'c', code: 409 });
    const again = audit(2, { verb: 'update', resource: 'configmaps', name: 'c' });
    expect(diagnosed(read, conflict, again)).toMatchObject({ outcome: 'succeeded', verdict: null });
    expect(diagnosed(read, conflict)).toMatchObject({ outcome: 'rejected' });
  });

  it('for several objects: all count', () => {
    const config = audit(0, { verb: 'create', resource: 'configmaps', name: 'c', code: 201 });
    const pod = audit(0.1, {
      verb: 'create',
      resource: 'pods',
      name: 'q',
      code: 403,
      message: 'pods "q" is forbidden: exceeded quota: compute',
    });
    expect(diagnosed(config, pod)).toMatchObject({
      outcome: 'rejected',
      stages: [{ name: 'accepted', status: 'failed', done: 1, of: 2 }],
    });
  });

  it('for an eviction that a budget refuses: rejected when asked for once, stuck when tried again and again', () => {
    const evict = (seconds: number, code: number): ReturnType<typeof audit> =>
      audit(seconds, {
        verb: 'create',
        resource: 'pods',
        subresource: 'eviction',
        name: 'one',
        code,
        message: "Cannot evict pod as it would violate the pod's disruption budget.",
      });
    const cordon = audit(0, {
      verb: 'patch',
      resource: 'nodes',
      name: 'n1',
      request: { spec: { unschedulable: true } },
    });
    expect(diagnosed(evict(1, 429))).toMatchObject({ outcome: 'rejected' });
    expect(diagnosed(cordon, evict(1, 429), evict(6, 429))).toMatchObject({
      outcome: 'stuck',
      verdict: { stage: 'accepted' },
    });
  });

  it("of a pipeline's service account are its own, all of them", () => {
    const user = 'system:serviceaccount:ci:deployer';
    const refused = audit(1, {
      user,
      verb: 'create',
      resource: 'configmaps',
      name: 'b',
      code: 403,
      message: 'configmaps "b" is forbidden',
    });
    expect(
      diagnosed(
        audit(0, { user, verb: 'create', resource: 'configmaps', name: 'a', code: 201 }),
        refused
      )
    ).toMatchObject({ outcome: 'rejected' });
  });

  it('of a dry run change nothing', () => {
    const dry = audit(0, {
      verb: 'delete',
      resource: 'pods',
      name: 'one',
      request: { kind: 'DeleteOptions', dryRun: ['All'] },
    });
    expect(diagnosed(dry)).toMatchObject({ outcome: 'succeeded', diagnosis: { goal: 'accepted' } });
  });
});

describe('a deletion', () => {
  const marked = (grace: number, finalizers?: string[]): object =>
    body('Pod', 'one', {
      metadata: {
        deletionTimestamp: at(2),
        deletionGracePeriodSeconds: grace,
        ...(finalizers ? { finalizers } : {}),
      },
      spec: { nodeName: 'n1' },
    });
  const remove = audit(0, { verb: 'delete', resource: 'pods', name: 'one', response: marked(2) });
  const unmounted = line(1, 'kubelet', '"All volumes are unmounted for pod" pod="shop/one"', 'n1');

  it('is done when the kubelet has deleted the Pod for good', () => {
    const answer = diagnosed(
      remove,
      unmounted,
      audit(2, { user: NODE, verb: 'delete', resource: 'pods', name: 'one', response: marked(0) })
    );
    expect(answer.outcome).toBe('succeeded');
    expect(stagesOf(answer)).toBe('accepted:done terminating:done unmounted:done removed:done');
  });

  it('that a finalizer holds is stuck, whatever else is done', () => {
    const answer = diagnosed(
      remove,
      unmounted,
      audit(2, {
        user: NODE,
        verb: 'delete',
        resource: 'pods',
        name: 'one',
        response: marked(0, ['example.org/hold']),
      })
    );
    expect(answer).toMatchObject({ outcome: 'stuck', verdict: { stage: 'removed' } });
    expect(answer.verdict!.cause).toContain('example.org/hold');
    expect(answer.diagnosis.objects.find(({ object }) => object.name === 'one')).toMatchObject({
      change: 'deleted',
      note: 'example.org/hold',
    });
  });

  it("of a Pod that failed succeeds: what it failed of is not this request's", () => {
    const failing = line(
      0.5,
      'kubelet',
      '"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"main\\" with CrashLoopBackOff: \\"back-off 40s restarting failed container\\"" pod="shop/one"',
      'n1'
    );
    expect(
      diagnosed(
        remove,
        failing,
        unmounted,
        audit(2, { user: NODE, verb: 'delete', resource: 'pods', name: 'one', response: marked(0) })
      )
    ).toMatchObject({ outcome: 'succeeded', verdict: null });
  });

  it('by eviction is one as well, and the Pod that replaces the evicted one is not waited for', () => {
    const evict = audit(0, {
      verb: 'create',
      resource: 'pods',
      subresource: 'eviction',
      name: 'one',
      code: 201,
      request: { kind: 'Eviction' },
    });
    const next = podLife(0.5, 'two', { owner: RS }).slice(0, 1);
    const waiting = audit(0.6, {
      user: SCHEDULER,
      verb: 'patch',
      resource: 'pods',
      subresource: 'status',
      name: 'two',
      response: body('Pod', 'two', {
        owner: RS,
        status: {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/1 nodes are available: 1 Insufficient cpu.',
            },
          ],
        },
      }),
    });
    expect(
      diagnosed(
        evict,
        next,
        waiting,
        audit(2, { user: NODE, verb: 'delete', resource: 'pods', name: 'one', response: marked(0) })
      )
    ).toMatchObject({ outcome: 'succeeded', diagnosis: { goal: 'removed' } });
  });
});

it('says nothing of what has no request', () => {
  expect(diagnosed(line(0, 'kubelet', '"SyncLoop (housekeeping)"', 'n1'))).toMatchObject({
    outcome: 'unknown',
    verdict: null,
    diagnosis: { pods: [], objects: [], changes: null },
  });
});
