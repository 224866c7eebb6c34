/** One Pod of a made-up cluster: each method writes what the components write at that step (sequences of a real 1.34 cluster). */
import { CONTROLLER, kubeletOf, SCHEDULER, type Json, type MadeUpCluster } from './cluster';

export interface Owner {
  kind: string;
  name: string;
  uid: string;
}

export interface PodOptions {
  owner?: Owner;
  node?: string;
  spec?: Json;
  /** who creates it; default: the owner's controller, without owner the user */
  by?: string;
}

export const ownerReferences = (owner: Owner | undefined): Json =>
  owner
    ? {
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: owner.kind,
            name: owner.name,
            uid: owner.uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }
    : {};

const CONTROLLERS: Record<string, string> = {
  ReplicaSet: 'replicaset-controller',
  Job: 'job-controller',
  StatefulSet: 'statefulset-controller',
  DaemonSet: 'daemon-set-controller',
};

export class MadeUpPod {
  readonly uid: string;
  readonly node: string;
  readonly spec: Json;
  status: Json = { phase: 'Pending' };
  private marks: Json = {};
  private containers: Record<string, Json> = {};
  private version = 0;

  constructor(
    readonly cluster: MadeUpCluster,
    readonly name: string,
    readonly options: PodOptions = {}
  ) {
    this.uid = cluster.id();
    this.node = options.node ?? 'w-1';
    this.spec = {
      restartPolicy: 'Always',
      containers: [{ name: 'app', image: 'hub.test/crew/app:3' }],
      volumes: [{ name: 'kube-api-access-x2x2x', projected: {} }],
      ...options.spec,
    };
  }

  /** 64 hexadecimal digits, as containerd makes them: each Pod its own */
  get sandboxId(): string {
    return this.uid.replaceAll('-', '').repeat(2);
  }
  get containerId(): string {
    return [...this.sandboxId].reverse().join('');
  }
  get key(): string {
    return `${this.cluster.namespace}/${this.name}`;
  }
  private get text(): string {
    return `pod="${this.key}" podUID="${this.uid}"`;
  }

  body(spec: Json = {}): Json {
    return {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        name: this.name,
        namespace: this.cluster.namespace,
        uid: this.uid,
        ...ownerReferences(this.options.owner),
        ...this.marks,
        managedFields: [],
      },
      spec: { ...this.spec, ...spec },
      status: this.status,
    };
  }

  created(): this {
    const {
      cluster,
      name,
      options: { owner, by },
    } = this;
    const user = by ?? (owner ? CONTROLLER(CONTROLLERS[owner.kind] ?? 'x') : cluster.user);
    const request = {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: owner
        ? { generateName: `${owner.name}-`, ...ownerReferences(owner) }
        : { name, namespace: cluster.namespace },
      spec: this.spec,
    };
    cluster.audit({
      user,
      verb: 'create',
      resource: 'pods',
      ...(owner && owner.kind !== 'StatefulSet' ? {} : { name }),
      request,
      response: this.body(),
    });
    if (owner) {
      cluster.line(
        'kube-controller-manager',
        `controller_utils.go:613] "Controller created pod" logger="${owner.kind.toLowerCase()}-controller" controller="${owner.name}" pod="${this.key}"`
      );
      cluster.event(
        { kind: owner.kind, name: owner.name, uid: owner.uid },
        'SuccessfulCreate',
        owner.kind === 'StatefulSet'
          ? `create Pod ${name} in StatefulSet ${owner.name} successful`
          : `Created pod: ${name}`,
        { component: `${owner.kind.toLowerCase()}-controller` }
      );
    }
    cluster.line(
      'kube-controller-manager',
      `taint_eviction.go:515] "Noticed pod update" logger="taint-eviction-controller" pod="${this.key}"`
    );
    cluster.line(
      'kube-scheduler',
      `eventhandlers.go:135] "Add event for unscheduled pod" pod="${this.key}"`
    );
    cluster.line(
      'kube-scheduler',
      `schedule_one.go:100] "Attempting to schedule pod" pod="${this.key}"`
    );
    return this;
  }

  private conditions(change: Json): Json[] {
    const known = (this.status.conditions as Json[] | undefined) ?? [];
    const others = known.filter(({ type }) => type !== change.type);
    return [...others, change];
  }

  /** No node fits: the scheduler's line, its patch of the status, its Event. */
  unschedulable(message: string): this {
    const { cluster, name } = this;
    cluster.line(
      'kube-scheduler',
      `schedule_one.go:1077] "Unable to schedule pod; no fit; waiting" pod="${this.key}" err=${JSON.stringify(message)}`
    );
    this.status = {
      ...this.status,
      conditions: this.conditions({
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message,
      }),
    };
    cluster.audit({
      user: SCHEDULER,
      verb: 'patch',
      resource: 'pods',
      subresource: 'status',
      name,
      response: this.body(),
    });
    cluster.event({ kind: 'Pod', name, uid: this.uid }, 'FailedScheduling', message, {
      type: 'Warning',
      component: 'default-scheduler',
    });
    return this;
  }

  scheduled(): this {
    const { cluster, name, node } = this;
    cluster.audit({
      user: SCHEDULER,
      verb: 'create',
      resource: 'pods',
      subresource: 'binding',
      name,
      request: {
        kind: 'Binding',
        metadata: { name, namespace: cluster.namespace, uid: this.uid },
        target: { kind: 'Node', name: node },
      },
      response: { kind: 'Status', metadata: {}, status: 'Success', code: 201 },
    });
    cluster.line(
      'kube-scheduler',
      `schedule_one.go:346] "Successfully bound pod to node" pod="${this.key}" node="${node}" evaluatedNodes=2 feasibleNodes=1`
    );
    cluster.event(
      { kind: 'Pod', name, uid: this.uid },
      'Scheduled',
      `Successfully assigned ${this.key} to ${node}`,
      { component: 'default-scheduler' }
    );
    this.status = {
      ...this.status,
      conditions: this.conditions({ type: 'PodScheduled', status: 'True' }),
    };
    return this;
  }

  /** The kubelet takes it on: first sync, first status. */
  admitted(): this {
    const { cluster, node } = this;
    cluster.line('kubelet', `kubelet.go:2515] "SyncLoop ADD" source="api" pods=["${this.key}"]`, {
      node,
    });
    cluster.line(
      'kubelet',
      `pod_workers.go:788] "Pod is being synced for the first time" ${this.text} updateType="create"`,
      { node }
    );
    const names = (this.spec.containers as Json[]).map((container) => container.name as string);
    for (const name of names)
      this.containers[name] = {
        name,
        state: { waiting: { reason: 'ContainerCreating' } },
        lastState: {},
        ready: false,
        restartCount: 0,
        imageID: '',
        started: false,
      };
    return this.patch('Pending', [
      { type: 'PodReadyToStartContainers', status: 'False' },
      { type: 'Initialized', status: 'True' },
      { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
    ]);
  }

  /** A status patch of the kubelet, as audit record and as lines. */
  patch(phase: string, conditions: Json[] = [], extra: Json = {}): this {
    const { cluster, name, node } = this;
    for (const condition of conditions)
      this.status = { ...this.status, conditions: this.conditions(condition) };
    const statuses = Object.values(this.containers);
    this.status = {
      ...this.status,
      phase,
      ...(statuses.length ? { containerStatuses: statuses } : {}),
      ...extra,
    };
    cluster.audit({
      user: kubeletOf(node),
      verb: 'patch',
      resource: 'pods',
      subresource: 'status',
      name,
      request: { metadata: { uid: this.uid }, status: this.status },
      response: this.body({ nodeName: node }),
    });
    this.version++;
    cluster.line(
      'kubelet',
      `status_manager.go:1038] "Patch status for pod" ${this.text} patch=${JSON.stringify(JSON.stringify({ metadata: { uid: this.uid }, status: this.status }))}`,
      { node }
    );
    cluster.line(
      'kubelet',
      `status_manager.go:1047] "Status for pod updated successfully" pod="${this.key}" statusVersion=${this.version} status=${JSON.stringify(this.status)}`,
      { node }
    );
    return this;
  }

  /** The Event, and the line by which the kubelet says that it sends it. */
  kubeletEvent(type: string, reason: string, message: string, container?: string, count = 1): this {
    const fieldPath = container === undefined ? undefined : `spec.containers{${container}}`;
    this.cluster.line(
      'kubelet',
      `event.go:389] "Event occurred" object="${this.key}" fieldPath=${JSON.stringify(fieldPath ?? '')} kind="Pod" apiVersion="v1" type="${type}" reason="${reason}" message=${JSON.stringify(message)}`,
      { node: this.node }
    );
    this.cluster.event(
      { kind: 'Pod', name: this.name, uid: this.uid, fieldPath },
      reason,
      message,
      { type, count }
    );
    return this;
  }

  kubeletLine(text: string, severity: 'I' | 'W' | 'E' = 'I'): this {
    this.cluster.line('kubelet', text, { node: this.node, severity });
    return this;
  }

  syncError(err: string): this {
    return this.kubeletLine(
      `pod_workers.go:1324] "Error syncing pod, skipping" err=${JSON.stringify(err)} ${this.text}`,
      'E'
    );
  }

  mounted(): this {
    this.kubeletLine(
      `volume_manager.go:421] "Waiting for volumes to attach and mount for pod" pod="${this.key}"`
    );
    this.cluster.wait(0.3);
    return this.kubeletLine(
      `volume_manager.go:482] "All volumes are attached and mounted for pod" pod="${this.key}"`
    );
  }

  sandbox(): this {
    this.kubeletLine(
      `kuberuntime_manager.go:1259] "Creating PodSandbox for pod" pod="${this.key}"`
    );
    this.cluster.wait(0.1);
    this.kubeletLine(
      `kuberuntime_manager.go:1317] "Created PodSandbox for pod" podSandboxID="${this.sandboxId}" pod="${this.key}"`
    );
    this.kubeletLine(
      `kubelet.go:2546] "SyncLoop (PLEG): event for pod" pod="${this.key}" event={"ID":"${this.uid}","Type":"ContainerStarted","Data":"${this.sandboxId}"}`
    );
    return this;
  }

  pulled(container = 'app'): this {
    return this.kubeletEvent(
      'Normal',
      'Pulled',
      'Container image "hub.test/crew/app:3" already present on machine',
      container
    );
  }

  /** Up to the point where its containers are to be made. */
  upToContainers(): this {
    return this.created().scheduled().admitted().mounted().sandbox();
  }

  startedContainer(container = 'app'): this {
    this.kubeletEvent('Normal', 'Created', `Created container: ${container}`, container);
    return this.kubeletEvent('Normal', 'Started', `Started container ${container}`, container);
  }

  container(name: string, status: Json): this {
    this.containers[name] = {
      ...(this.containers[name] ?? { name, restartCount: 0, lastState: {}, imageID: '' }),
      ...status,
    };
    return this;
  }

  /** All its containers run. */
  running(ready = true, restartCount = 0): this {
    for (const name of Object.keys(this.containers)) {
      this.container(name, {
        state: { running: { startedAt: this.cluster.time() } },
        ready,
        restartCount,
        started: true,
        imageID: 'hub.test/crew/app@sha256:1',
        containerID: `containerd://${this.containerId}`,
      });
    }
    return this.patch('Running', [
      { type: 'PodReadyToStartContainers', status: 'True' },
      { type: 'Ready', status: ready ? 'True' : 'False' },
    ]);
  }

  /** A container can't be made or started: what the kubelet says in its lines, Events and status. `error`: without the reason. */
  containerError(reason: string, error: string, container = 'app'): this {
    this.kubeletLine(
      `kuberuntime_manager.go:1449] "Unhandled Error" err=${JSON.stringify(`container ${container} start failed in pod ${this.name}_${this.cluster.namespace}(${this.uid}): ${reason}: ${error}`)} logger="UnhandledError"`,
      'E'
    );
    this.syncError(
      `failed to "StartContainer" for "${container}" with ${reason}: ${JSON.stringify(error)}`
    );
    this.kubeletEvent('Warning', 'Failed', `Error: ${error}`, container);
    return this;
  }

  waiting(reason: string, message: string, container = 'app'): this {
    return this.container(container, {
      state: { waiting: { reason, message } },
      ready: false,
    }).patch('Pending', [{ type: 'PodReadyToStartContainers', status: 'True' }]);
  }

  /** A container ends by itself. */
  exited(
    exitCode: number,
    {
      container = 'app',
      reason = exitCode === 0 ? 'Completed' : 'Error',
      restarts = 0,
      phase = 'Running',
      message,
    }: {
      container?: string;
      reason?: string;
      restarts?: number;
      phase?: string;
      message?: string;
    } = {}
  ): this {
    const terminated = {
      exitCode,
      reason,
      startedAt: this.cluster.time(),
      finishedAt: this.cluster.time(),
      containerID: `containerd://${this.containerId}`,
      ...(message ? { message } : {}),
    };
    this.kubeletLine(
      `kubelet.go:2546] "SyncLoop (PLEG): event for pod" pod="${this.key}" event={"ID":"${this.uid}","Type":"ContainerDied","Data":"${this.containerId}"}`
    );
    return this.container(container, {
      state: { terminated },
      ready: false,
      restartCount: restarts,
      imageID: 'sha256:1',
    }).patch(phase, [
      { type: 'PodReadyToStartContainers', status: 'True' },
      { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
    ]);
  }

  backOff(exitCode: number, restarts: number, container = 'app', phase = 'Running'): this {
    const seconds = Math.min(10 * 2 ** (restarts - 1), 300);
    const message = `back-off ${seconds}s restarting failed container=${container} pod=${this.name}_${this.cluster.namespace}(${this.uid})`;
    this.kubeletLine(
      `kuberuntime_manager.go:1052] "Back-off restarting failed container" pod="${this.key}" containerName="${container}"`
    );
    this.syncError(
      `failed to "StartContainer" for "${container}" with CrashLoopBackOff: ${JSON.stringify(message)}`
    );
    this.kubeletEvent(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${container} in pod ${this.name}_${this.cluster.namespace}(${this.uid})`,
      container,
      restarts
    );
    const terminated = {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: this.cluster.time(),
      finishedAt: this.cluster.time(),
      containerID: `containerd://${this.containerId}`,
    };
    return this.container(container, {
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: { terminated },
      ready: false,
      restartCount: restarts,
    }).patch(phase, [{ type: 'Ready', status: 'False' }]);
  }

  /** From nothing to ready. */
  ready(): this {
    this.upToContainers().pulled().startedContainer();
    this.cluster.wait(1);
    return this.running();
  }

  /** The delete request: marks it. */
  deletedBy(user: string, grace = 30): this {
    this.marks = {
      ...this.marks,
      deletionTimestamp: this.cluster.time(),
      deletionGracePeriodSeconds: grace,
    };
    this.cluster.audit({
      user,
      verb: 'delete',
      resource: 'pods',
      name: this.name,
      request: { kind: 'DeleteOptions', apiVersion: 'v1' },
      response: this.body({ nodeName: this.node }),
    });
    this.kubeletLine(`kubelet.go:2531] "SyncLoop DELETE" source="api" pods=["${this.key}"]`);
    this.kubeletEvent('Normal', 'Killing', 'Stopping container app', 'app');
    return this;
  }

  /** The kubelet has ended it, and deletes it for good; a finalizer may still hold it. */
  gone(finalizers?: string[]): this {
    this.marks = {
      ...this.marks,
      deletionGracePeriodSeconds: 0,
      ...(finalizers ? { finalizers } : {}),
    };
    this.kubeletLine(
      `volume_manager.go:501] "All volumes are unmounted for pod" pod="${this.key}"`
    );
    this.kubeletLine(`kubelet.go:2140] "Pod termination unmounted volumes" ${this.text}`);
    this.cluster.audit({
      user: kubeletOf(this.node),
      verb: 'delete',
      resource: 'pods',
      name: this.name,
      request: { kind: 'DeleteOptions' },
      response: this.body({ nodeName: this.node }),
    });
    this.kubeletLine(
      `status_manager.go:1062] "Pod fully terminated and removed from etcd" pod="${this.key}"`
    );
    if (!finalizers)
      this.kubeletLine(`kubelet.go:2525] "SyncLoop REMOVE" source="api" pods=["${this.key}"]`);
    return this;
  }

  marked(change: Json): this {
    this.marks = { ...this.marks, ...change };
    return this;
  }
}
