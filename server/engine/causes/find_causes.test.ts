import type { ObjectReference } from '../../../common/model/log_record';
import { formatAuditSummary } from '../../../common/parse/audit';
import {
  CONTROLLER,
  MadeUpCluster,
  SCHEDULER,
  type AuditParts,
  type Json,
} from '../testing/cluster';
import { buildTimeline, type Timeline } from '../timeline/build_timeline';
import { findCauses, type Cause } from './find_causes';

const NOON_US = Date.UTC(2026, 2, 5, 12) * 1_000;
const atSecond = (second: number): number => NOON_US + second * 1_000_000;

/** A small cluster's audit log and Events, by seconds. */
class Logs {
  private readonly cluster: MadeUpCluster;
  private port = 40_000;

  constructor(options: ConstructorParameters<typeof MadeUpCluster>[2] = {}) {
    this.cluster = new MadeUpCluster('ns', 'ann', { ...options, stock: true });
  }

  /** A request over a connection of its own. */
  request(
    second: number,
    user: string,
    verb: string,
    resource: string,
    name: string,
    more: Partial<AuditParts> & {
      spec?: Json;
      owner?: [kind: string, name: string];
      kind?: string;
      uid?: string;
    } = {}
  ): this {
    const { spec, owner, kind, uid, ...parts } = more;
    const namespace = resource === 'nodes' || resource === 'namespaces' ? null : 'ns';
    const body = kind && {
      kind,
      metadata: {
        name,
        uid,
        ...(namespace ? { namespace } : {}),
        ...(owner
          ? { ownerReferences: [{ kind: owner[0], name: owner[1], controller: true }] }
          : {}),
      },
      spec,
    };
    this.cluster.now = second;
    this.cluster.audit({
      user,
      verb,
      resource,
      name,
      namespace,
      response: body,
      port: (this.port += 2),
      ...parts,
    });
    return this;
  }

  replicaSet(second: number, name: string, owner: string): this {
    return this.request(
      second,
      CONTROLLER('deployment-controller'),
      'create',
      'replicasets',
      name,
      { kind: 'ReplicaSet', owner: ['Deployment', owner] }
    );
  }

  pod(second: number, name: string, owner: string, spec: Json = {}): this {
    return this.request(second, CONTROLLER('replicaset-controller'), 'create', 'pods', name, {
      kind: 'Pod',
      owner: ['ReplicaSet', owner],
      spec,
    });
  }

  event(second: number, kind: string, name: string, reason: string, message: string): this {
    this.cluster.now = second;
    this.cluster.event({ kind, name }, reason, message);
    return this;
  }

  line(second: number, component: string, text: string, node?: string): this {
    this.cluster.now = second;
    this.cluster.line(component, text, { node });
    return this;
  }

  get timeline(): Timeline {
    return buildTimeline(this.cluster.evidence());
  }

  /** Who caused the last record, the likeliest first. The record is a line of a kubelet about these objects. */
  causesOfLine(second: number, ...objects: ObjectReference[]): Cause[] {
    this.line(
      second,
      'kubelet',
      `kubelet.go:2515] "SyncLoop UPDATE" source="api" pods=[${objects.map(({ namespace, name }) => `"${namespace}/${name}"`).join(' ')}]`,
      'n1'
    );
    const { timeline } = this;
    const evidence = timeline.evidence.findLast(({ record }) => record.component === 'kubelet')!;
    return findCauses(
      { at: evidence.at, evidence, seeds: objects.map((object) => ({ object, weight: 1 })) },
      timeline
    ).causes;
  }

  causesOfObject(second: number, object: ObjectReference): Cause[] {
    return findCauses({ at: atSecond(second), seeds: [{ object, weight: 1 }] }, this.timeline)
      .causes;
  }
}

const titles = (causes: readonly Cause[]): string[] =>
  causes.map(({ request: { audit } }) => formatAuditSummary(audit));
const outcomes = (causes: readonly Cause[]): Record<string, string> =>
  Object.fromEntries(
    causes.map(({ request: { audit }, outcome }) => [
      `${audit.user?.username} ${audit.verb}`,
      outcome,
    ])
  );
const firstOf = (causes: readonly Cause[]): string =>
  `${causes[0]?.request.audit.user?.username} ${causes[0]?.request.audit.verb} ${causes[0]?.request.audit.objectRef?.name}`;

const POD = { kind: 'Pod', namespace: 'ns', name: 'web-5d9c7b6f4-4kbcd' };
const URGENT = 'a0001eef-4b1c-4d2e-8f3a-100000019919';
const REPLICA_SET = 'web-5d9c7b6f4';
const made = (options?: ConstructorParameters<typeof Logs>[0]): Logs =>
  new Logs(options)
    .request(10, 'ann', 'create', 'deployments', 'web', { kind: 'Deployment' })
    .replicaSet(10.1, REPLICA_SET, 'web')
    .pod(10.2, POD.name, REPLICA_SET, { nodeName: 'n1' });

describe('of several requests', () => {
  it('the last before a Pod was made is the one that made it', () => {
    expect(
      firstOf(
        made()
          .request(5, 'bob', 'patch', 'deployments', 'web', { request: { spec: { paused: true } } })
          .causesOfLine(12, POD)
      )
    ).toBe('ann create web');
  });

  it('one that came after a Pod was made did not make it', () => {
    const causes = made()
      .request(40, 'bob', 'patch', 'deployments', 'web', { request: { spec: { replicas: 1 } } })
      .causesOfLine(12, POD);
    expect(titles(causes)).toHaveLength(1);
    expect(firstOf(causes)).toBe('ann create web');
  });

  it('one after which the Pod was removed removed it', () => {
    const logs = made()
      .request(40, 'bob', 'patch', 'deployments', 'web', { request: { spec: { replicas: 0 } } })
      .request(42, CONTROLLER('replicaset-controller'), 'delete', 'pods', POD.name);
    expect(firstOf(logs.causesOfLine(43, POD))).toBe('bob patch web');
  });

  it('a change of labels alone caused nothing of a Pod', () => {
    const causes = (labels: Json): Cause[] =>
      made()
        .request(40, 'bob', 'patch', 'deployments', 'web', { request: labels })
        .causesOfLine(60, POD);
    expect(titles(causes({ spec: { replicas: 1 } }))).toHaveLength(2);
    expect(titles(causes({ metadata: { labels: { team: 'a' } } }))).toHaveLength(1);
  });

  it('a delete of the Pod beats what made it, and makes the next one', () => {
    const next = { ...POD, name: `${REPLICA_SET}-9zxwv` };
    const logs = (): Logs =>
      made().request(50, 'bob', 'delete', 'pods', POD.name).pod(50.1, next.name, REPLICA_SET);
    expect(firstOf(logs().causesOfLine(51, POD))).toBe(`bob delete ${POD.name}`);
    expect(firstOf(logs().causesOfLine(51, next))).toBe(`bob delete ${POD.name}`);
  });

  it('the one whose Pod had to be given room took the other Pod away', () => {
    const logs = made()
      .request(60, 'bob', 'create', 'pods', 'urgent', { kind: 'Pod', uid: URGENT, spec: {} })
      .request(60.1, SCHEDULER, 'delete', 'pods', POD.name)
      .event(60, 'Pod', POD.name, 'Preempted', `Preempted by pod ${URGENT} on node n1`);
    expect(firstOf(logs.causesOfLine(61, POD))).toBe('bob create urgent');
  });

  it('a refused one caused nothing but its own lines', () => {
    expect(
      titles(
        made()
          .request(11, 'dave', 'delete', 'deployments', 'web', { code: 403, reason: 'Forbidden' })
          .causesOfLine(12, POD)
      )
    ).toHaveLength(1);
  });

  it('a dry run, the components and nodes caused nothing', () => {
    const logs = made()
      .request(20, 'eve', 'patch', 'deployments', 'web', {
        query: 'dryRun=All',
        request: { spec: { replicas: 3 } },
      })
      .request(21, 'system:kube-controller-manager', 'patch', 'deployments', 'web', {
        request: { spec: { replicas: 3 } },
      });
    expect(titles(logs.causesOfLine(22, POD))).toHaveLength(1);
  });
});

describe('the forward walk', () => {
  it('confirms the request whose trace has the record, and refutes the one whose trace has ended', () => {
    const logs = made()
      .event(11, 'Pod', POD.name, 'Started', 'Started container web')
      .request(90, 'bob', 'patch', 'deployments', 'web', { request: { spec: { replicas: 2 } } })
      .request(90.1, CONTROLLER('deployment-controller'), 'update', 'replicasets', REPLICA_SET, {
        kind: 'ReplicaSet',
        owner: ['Deployment', 'web'],
      })
      .pod(90.2, `${REPLICA_SET}-9zxwv`, REPLICA_SET);
    expect(outcomes(logs.causesOfLine(91, { ...POD, name: `${REPLICA_SET}-9zxwv` }))).toMatchObject(
      { 'bob patch': 'confirmed', 'ann create': 'refuted' }
    );
  });

  it('leaves a request below the confirmed ones where nothing tells what became of it', () => {
    const causes = made()
      .request(11, 'bob', 'create', 'configmaps', 'other', { kind: 'ConfigMap' })
      .causesOfLine(11.5, { kind: 'Pod', namespace: 'ns', name: 'unknown' });
    expect(causes.map(({ outcome }) => outcome)).toEqual(['open', 'open']);
    expect(causes.map(({ reason }) => reason.rule)).toEqual(['near-in-time', 'near-in-time']);
    expect(causes[0]!.confidence).toBeLessThan(0.5);
  });

  it('takes the requests of one client session together', () => {
    const logs = new Logs();
    logs.request(10, 'ann', 'create', 'configmaps', 'settings', { kind: 'ConfigMap', port: 7 });
    logs.request(10.1, 'ann', 'create', 'pods', 'job', {
      kind: 'Pod',
      port: 7,
      spec: { volumes: [{ name: 'c', configMap: { name: 'settings' } }] },
    });
    const [cause, ...others] = logs.causesOfLine(11, { kind: 'Pod', namespace: 'ns', name: 'job' });
    expect(cause).toMatchObject({
      outcome: 'confirmed',
      request: { audit: { objectRef: { name: 'job' } } },
    });
    expect(cause!.together.map(({ audit }) => audit.objectRef?.name)).toEqual(['settings']);
    expect(others).toEqual([]);
  });
});

describe('an object', () => {
  it('has the requests that changed it or made it, the last first', () => {
    const logs = made().request(300, 'bob', 'patch', 'deployments', 'web', {
      request: { spec: { replicas: 2 } },
    });
    expect(
      titles(logs.causesOfObject(400, { kind: 'Deployment', namespace: 'ns', name: 'web' })).map(
        (title) => title.split(' ', 2).join(' ')
      )
    ).toEqual(['bob patch', 'ann create']);
  });

  it('that no record names has no cause', () => {
    expect(made().causesOfObject(400, { kind: 'Pod', namespace: 'ns', name: 'nothing' })).toEqual(
      []
    );
  });
});

describe('the path', () => {
  it('leads from the request’s object to the record’s', () => {
    expect(made().causesOfLine(12, POD)[0]!.reason).toMatchObject({
      rule: 'request-on-object',
      path: ['Deployment ns/web', `ReplicaSet ns/${REPLICA_SET}`, `Pod ns/${POD.name}`],
    });
  });

  it('goes by Events, or by how controllers make names, where no body tells the owner', () => {
    const byEvents = new Logs({ audit: 'metadata' })
      .request(10, 'ann', 'create', 'deployments', 'web')
      .event(
        10,
        'Deployment',
        'web',
        'ScalingReplicaSet',
        `Scaled up replica set ${REPLICA_SET} from 0 to 1`
      )
      .event(10, 'ReplicaSet', REPLICA_SET, 'SuccessfulCreate', `Created pod: ${POD.name}`);
    expect(firstOf(byEvents.causesOfLine(12, POD))).toBe('ann create web');
    expect(firstOf(made({ audit: 'metadata' }).causesOfLine(12, POD))).toBe('ann create web');
  });

  it('ends where owners go round in circles', () => {
    const logs = new Logs().replicaSet(1, 'a', 'b').request(2, 'xi', 'create', 'deployments', 'b', {
      kind: 'Deployment',
      owner: ['ReplicaSet', 'a'],
    });
    expect(
      titles(logs.causesOfObject(3, { kind: 'ReplicaSet', namespace: 'ns', name: 'a' }))
    ).toHaveLength(1);
  });
});
