/** Workloads of a made-up cluster: their bodies, and what their controllers write. */
import { CONTROLLER, type Json, type MadeUpCluster } from './cluster';
import { MadeUpPod, ownerReferences, type Owner, type PodOptions } from './pod';

const RESOURCES: Record<string, string> = {
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  Job: 'jobs',
  CronJob: 'cronjobs',
};
const CONTROLLERS: Record<string, string> = {
  Deployment: 'deployment-controller',
  ReplicaSet: 'replicaset-controller',
  StatefulSet: 'statefulset-controller',
  DaemonSet: 'daemon-set-controller',
  Job: 'job-controller',
  CronJob: 'cronjob-controller',
};

export class MadeUpWorkload implements Owner {
  readonly uid: string;
  generation = 1;
  status: Json = {};
  private marks: Json = {};

  constructor(
    readonly cluster: MadeUpCluster,
    readonly kind: string,
    readonly name: string,
    public spec: Json = {},
    readonly owner?: Owner
  ) {
    this.uid = cluster.id();
  }

  private get group(): string {
    return this.kind === 'Job' || this.kind === 'CronJob' ? 'batch' : 'apps';
  }
  private get resource(): string {
    return RESOURCES[this.kind]!;
  }
  get controller(): string {
    return CONTROLLER(CONTROLLERS[this.kind]!);
  }

  body(): Json {
    return {
      kind: this.kind,
      apiVersion: `${this.group}/v1`,
      metadata: {
        name: this.name,
        namespace: this.cluster.namespace,
        uid: this.uid,
        generation: this.generation,
        ...ownerReferences(this.owner),
        ...this.marks,
        managedFields: [],
      },
      spec: this.spec,
      status: this.status,
    };
  }

  created(user = this.owner ? CONTROLLER(CONTROLLERS[this.owner.kind]!) : this.cluster.user): this {
    this.cluster.audit({
      user,
      verb: 'create',
      resource: this.resource,
      name: this.name,
      group: this.group,
      request: this.body(),
      response: this.body(),
    });
    return this;
  }

  /** A patch of its spec by the user; a new generation, where it changes anything. */
  patched(
    spec: Json,
    {
      user = this.cluster.user,
      subresource,
      request = { spec },
    }: { user?: string; subresource?: string; request?: Json } = {}
  ): this {
    const before = JSON.stringify(this.spec);
    this.spec = { ...this.spec, ...spec };
    if (JSON.stringify(this.spec) !== before) this.generation++;
    this.cluster.audit({
      user,
      verb: 'patch',
      resource: this.resource,
      name: this.name,
      group: this.group,
      subresource,
      request,
      response:
        subresource === 'scale'
          ? {
              kind: 'Scale',
              apiVersion: 'autoscaling/v1',
              metadata: { name: this.name, namespace: this.cluster.namespace, uid: this.uid },
              spec,
              status: {},
            }
          : this.body(),
    });
    return this;
  }

  /** An update by its owner's controller (a ReplicaSet's replicas). */
  updated(spec: Json): this {
    this.spec = { ...this.spec, ...spec };
    this.generation++;
    this.cluster.audit({
      user: CONTROLLER(CONTROLLERS[this.owner?.kind ?? this.kind]!),
      verb: 'update',
      resource: this.resource,
      name: this.name,
      group: this.group,
      request: this.body(),
      response: this.body(),
    });
    return this;
  }

  /** Its controller stores what it sees. */
  observed(status: Json): this {
    this.status = { observedGeneration: this.generation, ...status };
    this.cluster.audit({
      user: this.controller,
      verb: 'update',
      resource: this.resource,
      subresource: 'status',
      name: this.name,
      group: this.group,
      request: this.body(),
      response: this.body(),
    });
    return this;
  }

  /** A Deployment's, ReplicaSet's or StatefulSet's Pods: how many there are, and how many are ready. */
  counts(existing: number, ready: number, extra: Json = {}): this {
    return this.observed({
      replicas: existing,
      updatedReplicas: existing,
      readyReplicas: ready,
      availableReplicas: ready,
      ...(ready < existing ? { unavailableReplicas: existing - ready } : {}),
      ...extra,
    });
  }

  event(reason: string, message: string, type = 'Normal'): this {
    const component = CONTROLLERS[this.kind]!;
    this.cluster.line(
      'kube-controller-manager',
      `event.go:377] "Event occurred" object="${this.cluster.namespace}/${this.name}" fieldPath="" kind="${this.kind}" apiVersion="${this.group}/v1" type="${type}" reason="${reason}" message=${JSON.stringify(message)}`
    );
    this.cluster.event({ kind: this.kind, name: this.name, uid: this.uid }, reason, message, {
      type,
      component,
    });
    return this;
  }

  /** Its controller may not create a Pod: the refused request, the controller's line, the Event, the condition. */
  podRefused(message: string, code = 403, reason = 'Forbidden'): this {
    const { cluster, name } = this;
    cluster.audit({
      user: this.controller,
      verb: 'create',
      resource: 'pods',
      code,
      reason,
      message,
      request: {
        kind: 'Pod',
        metadata: { generateName: `${name}-`, ...ownerReferences(this) },
        spec: {},
      },
    });
    this.event('FailedCreate', `Error creating: ${message}`, 'Warning');
    cluster.line(
      'kube-controller-manager',
      `replica_set.go:575] "Unhandled Error" err=${JSON.stringify(`sync "${cluster.namespace}/${name}" failed with ${message}`)} logger="UnhandledError"`,
      { severity: 'E' }
    );
    if (this.kind === 'ReplicaSet')
      this.observed({
        replicas: 0,
        conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }],
      });
    return this;
  }

  child(kind: string, name: string, spec: Json = {}): MadeUpWorkload {
    const child = new MadeUpWorkload(this.cluster, kind, name, spec, this);
    return child.created(this.controller);
  }

  pod(suffix: string, options: PodOptions = {}): MadeUpPod {
    return new MadeUpPod(this.cluster, `${this.name}-${suffix}`, { owner: this, ...options });
  }

  deleted(user = this.cluster.user, finalizers?: string[]): this {
    const held = finalizers !== undefined;
    if (held)
      this.marks = {
        deletionTimestamp: this.cluster.time(),
        deletionGracePeriodSeconds: 0,
        finalizers,
      };
    this.cluster.audit({
      user,
      verb: 'delete',
      resource: this.resource,
      name: this.name,
      group: this.group,
      request: { kind: 'DeleteOptions', propagationPolicy: 'Background' },
      response: held
        ? this.body()
        : {
            kind: 'Status',
            apiVersion: 'v1',
            metadata: {},
            status: 'Success',
            details: { name: this.name, group: this.group, kind: this.resource, uid: this.uid },
          },
    });
    return this;
  }
}

/** A Deployment that a user makes, with its ReplicaSet. */
export function deployment(
  cluster: MadeUpCluster,
  name: string,
  replicas = 1
): { deployment: MadeUpWorkload; replicaSet: MadeUpWorkload } {
  const made = new MadeUpWorkload(cluster, 'Deployment', name, { replicas }).created();
  const replicaSet = made.child('ReplicaSet', `${name}-6f7d8`, { replicas });
  return { deployment: made, replicaSet };
}
