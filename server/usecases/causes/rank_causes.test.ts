import type { Hit } from '../../elasticsearch/searcher';
import { readHit } from '../../elasticsearch/readers/from_hit';
import { rankCauses, type Ranked } from './rank_causes';
import { traverseCauses, type Start } from './traverse_causes';
import { nameStems, World } from './world';
import { nearInTime } from './recent_mutations';
import { toMicros } from '../../../common/time/micros';

const CONTEXT = { timeField: '@timestamp', reqIdKeys: ['reqID'], idFields: [] };
const at = (second: number): string => `2026-03-01T10:${String(Math.floor(second / 60)).padStart(2, '0')}:${(second % 60).toFixed(6).padStart(9, '0')}Z`;

/** A small cluster's audit log and Events, by seconds. */
class Logs {
  readonly world = new World();
  private count = 0;

  private add(source: Record<string, unknown>): this {
    this.world.add(readHit({ _index: 'i', _id: String(this.count++), _source: source } as Hit, CONTEXT));
    return this;
  }

  write(second: number, user: string, verb: string, resource: string, name: string, more: { request?: Record<string, unknown>; code?: number; subresource?: string; body?: Record<string, unknown>; impersonated?: string } = {}): this {
    return this.add({
      '@timestamp': at(second),
      kubernetes: { audit: {
        auditID: `${user}-${verb}-${resource}-${name}-${second}`, verb, stage: 'ResponseComplete', user: { username: user }, requestReceivedTimestamp: at(second), sourceIPs: ['10.0.0.1'],
        userAgent: `client-of-${user}/${second}`, responseStatus: { code: more.code ?? 200 }, ...(more.impersonated ? { impersonatedUser: { username: more.impersonated } } : {}),
        objectRef: { resource, namespace: resource === 'nodes' ? undefined : 'ns', name, ...(more.subresource ? { subresource: more.subresource } : {}) },
        ...(more.request ? { requestObject: more.request } : {}),
        ...(more.body ? { responseObject: { metadata: { name, namespace: 'ns', ...(more.body['metadata'] as object | undefined) }, ...more.body } } : {}),
      } },
    });
  }

  /** A Pod as its controller makes it. */
  pod(second: number, name: string, owner: string, spec: Record<string, unknown> = {}): this {
    return this.write(second, 'system:serviceaccount:kube-system:replicaset-controller', 'create', 'pods', name, {
      code: 201, body: { kind: 'Pod', metadata: { name, namespace: 'ns', ownerReferences: [{ kind: 'ReplicaSet', name: owner, controller: true }] }, spec },
    });
  }

  replicaSet(second: number, name: string, owner: string): this {
    return this.write(second, 'system:serviceaccount:kube-system:deployment-controller', 'create', 'replicasets', name, {
      code: 201, body: { kind: 'ReplicaSet', metadata: { name, namespace: 'ns', ownerReferences: [{ kind: 'Deployment', name: owner, controller: true }] } },
    });
  }

  event(second: number, kind: string, name: string, reason: string, message: string, more: Record<string, unknown> = {}): this {
    return this.add({ '@timestamp': at(second), involvedObject: { kind, namespace: 'ns', name }, reason, message, type: 'Normal', firstTimestamp: at(second), lastTimestamp: at(second), ...more });
  }

  /** The audit IDs, the most likely first, of what a line says at that time of these objects. */
  rank(second: number, ...objects: Start['object'][]): Ranked[] {
    const time = toMicros(at(second))!;
    return rankCauses(this.world, traverseCauses(this.world, objects.map((object) => ({ object, weight: 1 })), time), { at: time, record: null });
  }

  first(second: number, ...objects: Start['object'][]): string | undefined {
    return this.rank(second, ...objects)[0]?.write.audit.auditID;
  }
}

const POD = { kind: 'Pod', namespace: 'ns', name: 'web-5d9c-abcde' };
const made = (): Logs => new Logs()
  .write(10, 'ann', 'create', 'deployments', 'web', { code: 201 }).replicaSet(10.1, 'web-5d9c', 'web').pod(10.2, POD.name, 'web-5d9c', { nodeName: 'n1' });

describe('of several requests', () => {
  it('the last before a Pod was made is the one that made it', () => {
    expect(made().write(5, 'bob', 'patch', 'deployments', 'web').first(12, POD)).toBe('ann-create-deployments-web-10');
  });

  it('one that came after a Pod was made did not make it', () => {
    expect(made().write(40, 'bob', 'patch', 'deployments', 'web').first(45, POD)).toBe('ann-create-deployments-web-10');
  });

  it('one that came after it, and after which it was removed, removed it', () => {
    const logs = made().write(40, 'bob', 'patch', 'deployments', 'web').write(42, 'system:serviceaccount:kube-system:replicaset-controller', 'delete', 'pods', POD.name);
    expect(logs.first(43, POD)).toBe('bob-patch-deployments-web-40');
    expect(logs.first(12, POD)).toBe('ann-create-deployments-web-10');
  });

  it('a delete of the Pod beats what made it, and makes the next one', () => {
    const logs = made().write(50, 'bob', 'delete', 'pods', POD.name).pod(50.1, 'web-5d9c-fghij', 'web-5d9c');
    expect(logs.first(51, POD)).toBe('bob-delete-pods-web-5d9c-abcde-50');
    expect(logs.first(51, { ...POD, name: 'web-5d9c-fghij' })).toBe('bob-delete-pods-web-5d9c-abcde-50');
  });

  it('the Secret that a Pod waited for let it go on; not once it had started', () => {
    const waiting = (): Logs => new Logs().write(10, 'ann', 'create', 'pods', 'job', { code: 201, body: { kind: 'Pod', spec: { volumes: [{ secret: { secretName: 'key' } }] } } });
    const pod = { kind: 'Pod', namespace: 'ns', name: 'job' };
    expect(waiting().write(30, 'bob', 'create', 'secrets', 'key', { code: 201 }).first(32, pod)).toBe('bob-create-secrets-key-30');
    expect(waiting().event(12, 'Pod', 'job', 'Started', 'Started container').write(30, 'bob', 'create', 'secrets', 'key', { code: 201 }).first(32, pod)).toBe('ann-create-pods-job-10');
  });

  it('a change of the node counts where it let a waiting Pod in', () => {
    const logs = new Logs().write(10, 'ann', 'create', 'pods', 'gpu', { code: 201, body: { kind: 'Pod', spec: { nodeName: 'n1' } } }).write(30, 'carol', 'patch', 'nodes', 'n1');
    expect(logs.first(32, { kind: 'Pod', namespace: 'ns', name: 'gpu' })).toBe('ann-create-pods-gpu-10');
    expect(logs.event(31, 'Pod', 'gpu', 'Scheduled', 'Successfully assigned').first(32, { kind: 'Pod', namespace: 'ns', name: 'gpu' })).toBe('carol-patch-nodes-n1-30');
  });

  it('a Pod that had to make room went because of the one that came', () => {
    const logs = made().write(60, 'bob', 'create', 'pods', 'urgent', { code: 201 }).write(60.1, 'system:kube-scheduler', 'delete', 'pods', POD.name)
      .event(60, 'Pod', POD.name, 'Preempted', 'Preempted by pod', { related: { kind: 'Pod', namespace: 'ns', name: 'urgent' } });
    expect(logs.first(61, POD)).toBe('bob-create-pods-urgent-60');
  });

  it('a refused one caused nothing but its own lines', () => {
    expect(made().write(11, 'dave', 'delete', 'deployments', 'web', { code: 403 }).first(12, POD)).toBe('ann-create-deployments-web-10');
  });

  it('whoever impersonates counts, a dry run and controllers don’t', () => {
    const logs = made().write(20, 'carol', 'patch', 'deployments', 'web', { impersonated: 'system:serviceaccount:ns:x' }).write(21, 'eve', 'patch', 'deployments', 'web', { request: { dryRun: ['All'] } });
    expect(logs.rank(25, { kind: 'Deployment', namespace: 'ns', name: 'web' }).map(({ write }) => write.audit.user?.username)).toEqual(['carol', 'ann']);
    expect(made().write(20, 'system:kube-controller-manager', 'patch', 'deployments', 'web').rank(25, POD)).toHaveLength(1);
  });

  it('none that came later than the record', () => {
    expect(made().write(30, 'bob', 'delete', 'deployments', 'web').first(12, POD)).toBe('ann-create-deployments-web-10');
  });
});

describe('the path', () => {
  it('leads from the request’s object to the record’s', () => {
    expect(made().rank(12, POD)[0]!.because[0]).toMatchObject({ rule: 'request-on-object', path: ['Deployment ns/web', 'ReplicaSet ns/web-5d9c', 'Pod ns/web-5d9c-abcde'] });
  });

  it('goes by Events, or by the beginnings of names, where no body tells the owner', () => {
    const byEvent = new Logs().write(10, 'ann', 'create', 'deployments', 'web', { code: 201 })
      .event(10, 'Deployment', 'web', 'ScalingReplicaSet', 'Scaled up replica set web-5d9c from 0 to 1').event(10, 'ReplicaSet', 'web-5d9c', 'SuccessfulCreate', `Created pod: ${POD.name}`);
    expect(byEvent.first(12, POD)).toBe('ann-create-deployments-web-10');
    expect(new Logs().write(10, 'ann', 'create', 'deployments', 'web', { code: 201 }).first(12, POD)).toBe('ann-create-deployments-web-10');
  });

  it('ends where owners go round in circles', () => {
    const logs = new Logs().replicaSet(1, 'a', 'b').write(2, 'x', 'create', 'deployments', 'b', { code: 201, body: { kind: 'Deployment', metadata: { name: 'b', namespace: 'ns', ownerReferences: [{ kind: 'ReplicaSet', name: 'a' }] } } });
    expect(logs.first(3, { kind: 'ReplicaSet', namespace: 'ns', name: 'a' })).toBe('x-create-deployments-b-2');
  });
});

it('knows the beginnings of names', () => {
  expect(nameStems('web-5d9c-abcde')).toEqual(['web-5d9c', 'web']);
  expect(nameStems('db-0')).toEqual(['db']);
  expect(nameStems('x'.repeat(100_000))).toEqual([]);
});

it('lists what came shortly before where nothing else is known, as less likely', () => {
  const { world } = made();
  const near = nearInTime(world, { at: toMicros(at(12))!, record: null }, []);
  expect(near.map(({ write }) => write.audit.auditID)).toEqual(['ann-create-deployments-web-10']);
  expect(near[0]!.score).toBeLessThan(0.5);
  expect(nearInTime(world, { at: toMicros(at(200))!, record: null }, [])).toEqual([]);
});
