/** Requests that let a waiting object go on: a missing Secret is made, a node gets room, a Pod lets go of its claim. */
import type { TimelineObject } from '../timeline/object_index';
import type { Evidence } from '../evidence';
import { SCHEDULER } from '../timeline/actors';
import { latest } from './trace_objects';
import { referencesOf } from '../timeline/pod_references';
import type { Timeline } from '../timeline/build_timeline';
import type { Mutation } from '../timeline/mutations';

/** kube-scheduler tries a Pod again when a node or Pod changes, after a back-off of at most 10 s (scheduling_queue.go). Microseconds. */
const SCHEDULED_US = 12_000_000;
/** A kubelet tries a mount again after at most 2 min 2 s (exponentialbackoff), a missing key's container with each sync of 60 to 90 s. */
const MOUNTED_US = 130_000_000;
/** A volume and its protection follow the last Pod that uses a claim within the kubelet's clean-up. */
const RELEASED_US = 60_000_000;

/** Whom a write lets go on, by the world as it became. */
export class UnblockingChanges {
  private readonly waitingFor = new Map<TimelineObject, Set<TimelineObject>>();
  /** Pods that no node would take for a while */
  private readonly unschedulable = new Set<TimelineObject>();

  constructor(private readonly world: Timeline) {
    const { objects: graph, evidence } = world;
    // `MountVolume.SetUp failed … secret "x" not found`: a line or an Event that names both the Pod and what it lacks
    for (const one of evidence) {
      const { record, at } = one;
      if (isUnschedulable(one)) {
        for (const reference of record.objects) {
          const pod = reference.kind === 'Pod' ? graph.find(reference, at) : undefined;
          if (pod) this.unschedulable.add(pod);
        }
      }
      if (record.source === 'audit' || record.severity === 'info' && record.source === 'component' || record.objects.length < 2) continue;
      const pods = record.objects.filter(({ kind }) => kind === 'Pod');
      const lacks = record.objects.filter(({ kind }) => kind === 'Secret' || kind === 'ConfigMap' || kind === 'PersistentVolumeClaim');
      if (!pods.length || !lacks.length) continue;
      for (const lack of lacks) {
        // a kubelet's line may name neither's namespace
        const namespace = lack.namespace ?? pods[0]!.namespace;
        const state = graph.all.find((other) => other.kind === lack.kind && other.name === lack.name && (namespace === undefined || other.namespace === namespace));
        if (!state) continue;
        for (const pod of pods) {
          const waiting = graph.find(pod, at);
          if (waiting) this.waitingFor.set(state, (this.waitingFor.get(state) ?? new Set()).add(waiting));
        }
      }
    }
  }

  /** Pods of which a line or an Event says that they lack this. */
  waiting(state: TimelineObject): TimelineObject[] {
    return [...(this.waitingFor.get(state) ?? [])];
  }

  /** Objects that waited, and went on because of this write. */
  *of(write: Mutation): Generator<TimelineObject> {
    for (const state of this.world.objects.all) if (this.isReleased(write, state)) yield state;
  }

  isReleased(write: Mutation, state: TimelineObject): boolean {
    const { objects: graph } = this.world;
    const by = write.state;
    if (by === state || write.isStatus) return false;
    if (state.kind === 'PersistentVolumeClaim') {
      return by.kind === 'Pod' && write.request.audit.verb === 'delete' && by.namespace === state.namespace && state.deleting !== undefined && state.deleting.at < write.at
        && isWithin(state.removed?.at, write.at, RELEASED_US) && (by.pod?.claims?.includes(state.name ?? '') ?? false);
    }
    if (by.kind === 'Node' && isDaemonOf(state, by.name, write.at)) return true;
    if (!state.pod || !waitedAt(state, write.at)) return false;
    switch (by.kind) {
      case 'Node': return this.unschedulable.has(state) && boundTo(state, by.name, write.at);
      case 'Pod': return isRemoval(write) && this.unschedulable.has(state) && boundTo(state, by.pod?.node, write.at);
      case 'Deployment': case 'ReplicaSet': case 'StatefulSet': case 'DaemonSet': case 'Job': return false;
      case 'Secret': case 'ConfigMap': case 'PersistentVolumeClaim': {
        if (by.namespace !== state.namespace || !isProgress(state, write.at)) return false;
        return this.waitingFor.get(by)?.has(state) === true || (state.created !== undefined && referencesOf(state, graph, write.at).includes(by)) || (state.pod.claims?.includes(by.name ?? '') ?? false);
      }
      default: return false;
    }
  }
}

const isWithin = (at: number | undefined, from: number, within: number): boolean => at !== undefined && at >= from && at <= from + within;

/** It was there already, and did not work yet. */
function waitedAt(state: TimelineObject, at: number): boolean {
  // nothing tells of its creation: it was there before what was collected
  if (state.created && latest(state.created) >= at - 500_000) return false;
  const { proofs } = state.pod!;
  const started = proofs.get('started') ?? proofs.get('ready') ?? proofs.get('completed');
  return started === undefined || started.at > at;
}

function boundTo(state: TimelineObject, node: string | undefined, at: number): boolean {
  const scheduled = state.pod!.proofs.get('scheduled');
  return node !== undefined && state.pod!.node === node && scheduled !== undefined && isWithin(latest(scheduled.evidence), at, SCHEDULED_US);
}

/** Its containers could be made at last. */
function isProgress(state: TimelineObject, at: number): boolean {
  const { proofs } = state.pod!;
  return [proofs.get('mounted'), proofs.get('sandbox'), proofs.get('started'), proofs.get('ready')].some((proof) => proof && isWithin(latest(proof.evidence), at, MOUNTED_US));
}

/** A DaemonSet's controller answers a node's labels and taints (pkg/controller/daemon): it makes the node's Pod, or takes it away. */
function isDaemonOf({ pod, owners, created, deleting }: TimelineObject, node: string | undefined, at: number): boolean {
  if (!pod || node === undefined || pod.node !== node || !owners.some(({ kind }) => kind === 'DaemonSet')) return false;
  return [created, deleting].some((one) => one && isWithin(latest(one), at, SCHEDULED_US));
}

const isRemoval = ({ request: { audit } }: Mutation): boolean => audit.verb === 'delete' || audit.objectRef?.subresource === 'eviction';

/** What kube-scheduler says of a Pod that it puts aside, or takes out again because something changed (pkg/scheduler). */
const WAITING_LINES = ['Unable to schedule pod', 'Pod moved to an internal scheduling queue', 'Status after running PostFilter plugins for pod'];

function isUnschedulable({ line, event, audit }: Evidence): boolean {
  if (event) return event.reason === 'FailedScheduling';
  if (line) return WAITING_LINES.some((begin) => line.message.startsWith(begin)) || (line.message === 'Event occurred' && line.pairs.some(([key, value]) => key === 'reason' && value === 'FailedScheduling'));
  return audit?.user?.username === SCHEDULER && audit.objectRef?.subresource === 'status';
}
