/** Changes that let a waiting object go on: a missing Secret is created, a node gets room, a Pod lets go of its claim. */
import { addToList } from '../../../common/add_to_list';
import type { Effect } from '../control_loops/control_loops';
import type { Relation } from '../control_loops/control_loop';
import { BEFORE_CHANGE_US } from '../control_loops/walk_settings';
import type { TimelineObject } from '../timeline/object_index';
import type { Evidence } from '../evidence';
import { SCHEDULER } from '../timeline/actors';
import { latest, type TraceRelation } from './trace_objects';
import { referencedNames } from '../timeline/pod_references';
import type { Timeline } from '../timeline/build_timeline';
import type { Mutation } from '../timeline/mutations';

export interface Unblocked {
  state: TimelineObject;
  relation: TraceRelation;
}

/** Finds the objects that a relation's waiting objects are among, and checks them. */
type Finder = (mutation: Mutation, withinUs: number) => TimelineObject[];

const nameKey = (
  kind: string | undefined,
  namespace: string | undefined,
  name: string | undefined
): string => `${kind ?? ''}\u0000${namespace ?? ''}\u0000${name ?? ''}`;

/** Which objects a mutation lets go on, by what became of them. */
export class UnblockingChanges {
  /** Pods by what a line or an Event says that they lack */
  private readonly lacking = new Map<string, Set<TimelineObject>>();
  /** Pods that no node had room for at some time */
  private readonly unschedulable = new Set<TimelineObject>();
  private readonly podsByNode = new Map<string, TimelineObject[]>();
  /** Pods by what their specs refer to */
  private references: Map<string, TimelineObject[]> | undefined;
  private readonly found = new Map<Mutation, Unblocked[]>();

  private readonly finders: Partial<Record<Relation, Finder>> = {
    heldClaim: (mutation, within) => this.heldClaims(mutation, within),
    daemonPod: ({ state, at }, within) =>
      this.podsOn(state.name).filter((pod) => isDaemonPod(pod, at, within)),
    unschedulable: (mutation, within) => this.scheduled(mutation, within),
    waiting: (mutation, within) => this.started(mutation, within),
  };

  constructor(private readonly timeline: Timeline) {
    const { objects, evidence } = timeline;
    for (const pod of objects.all)
      if (pod.pod?.node !== undefined) addToList(this.podsByNode, pod.pod.node, pod);
    for (const one of evidence) {
      if (isUnschedulable(one))
        for (const pod of podsIn(one, timeline)) this.unschedulable.add(pod);
      this.learnLacking(one);
    }
  }

  /** `MountVolume.SetUp failed … secret "x" not found`: a line or an Event that names both the Pod and what it lacks. */
  private learnLacking(one: Evidence): void {
    const { record } = one;
    if (
      record.source === 'audit' ||
      (record.severity === 'info' && record.source === 'component') ||
      record.objects.length < 2
    )
      return;
    const lacks = record.objects.filter(
      ({ kind }) => kind === 'Secret' || kind === 'ConfigMap' || kind === 'PersistentVolumeClaim'
    );
    if (!lacks.length) return;
    for (const pod of podsIn(one, this.timeline)) {
      // a kubelet's line may have no namespace
      for (const { kind, namespace = pod.namespace, name } of lacks) {
        const key = nameKey(kind, namespace, name);
        this.lacking.set(key, (this.lacking.get(key) ?? new Set()).add(pod));
      }
    }
  }

  /** Pods of which a line or an Event says that they lack this object. */
  waiting({ kind, namespace, name }: TimelineObject): TimelineObject[] {
    return [...(this.lacking.get(nameKey(kind, namespace, name)) ?? [])];
  }

  /** Objects that waited, and went on because of this mutation. */
  of(mutation: Mutation): Unblocked[] {
    const known = this.found.get(mutation);
    if (known) return known;
    const { loops, mutations } = this.timeline;
    const unblocked: Unblocked[] = [];
    const seen = new Set<TimelineObject>([mutation.state]);
    for (const { relation, maxDelayMs } of mutation.isStatus
      ? []
      : loops.effectsOf(mutation.state.kind, mutations.partsOf(mutation))) {
      for (const state of this.finders[relation]?.(mutation, maxDelayMs * 1_000) ?? []) {
        if (seen.has(state)) continue;
        seen.add(state);
        unblocked.push({ state, relation: relation as TraceRelation });
      }
    }
    this.found.set(mutation, unblocked);
    return unblocked;
  }

  /** Whether the relation of this effect is one of waiting. */
  isUnblocking({ relation }: Effect): boolean {
    return this.finders[relation] !== undefined;
  }

  private podsOn(node: string | undefined): TimelineObject[] {
    return (node !== undefined && this.podsByNode.get(node)) || [];
  }

  private heldClaims({ state: by, at, request }: Mutation, within: number): TimelineObject[] {
    if (request.audit.verb !== 'delete') return [];
    return (by.pod?.claims ?? []).flatMap((name) => {
      const claim = this.timeline.objects.find(
        { kind: 'PersistentVolumeClaim', namespace: by.namespace, name },
        at
      );
      return claim?.deleting && claim.deleting.at < at && isWithin(claim.removed?.at, at, within)
        ? [claim]
        : [];
    });
  }

  /** Pods that were bound to the node, or to the removed Pod's node, at last. */
  private scheduled(mutation: Mutation, within: number): TimelineObject[] {
    const { state: by, at } = mutation;
    if (by.kind === 'Pod' && !isRemoval(mutation)) return [];
    return this.podsOn(by.kind === 'Pod' ? by.pod?.node : by.name).filter((pod) => {
      const scheduled = pod.pod!.proofs.get('scheduled');
      return (
        this.unschedulable.has(pod) &&
        isWaiting(pod, at) &&
        scheduled !== undefined &&
        isWithin(latest(scheduled.evidence), at, within)
      );
    });
  }

  /** Pods whose containers could be made at last. */
  private started({ state: by, at }: Mutation, within: number): TimelineObject[] {
    const pods = new Set([
      ...this.waiting(by),
      ...(this.referencing().get(nameKey(by.kind, by.namespace, by.name)) ?? []),
    ]);
    return [...pods].filter(
      (pod) => pod.namespace === by.namespace && isWaiting(pod, at) && isProgress(pod, at, within)
    );
  }

  /** A Pod whose creation no record shows may have started long ago: then only its claims count, which hold it for sure. */
  private referencing(): Map<string, TimelineObject[]> {
    if (this.references) return this.references;
    this.references = new Map();
    for (const pod of this.timeline.objects.all) {
      if (!pod.pod) continue;
      const names = new Set(
        (pod.pod.claims ?? []).map((name) => nameKey('PersistentVolumeClaim', pod.namespace, name))
      );
      if (pod.created)
        for (const { kind, name } of referencedNames(pod))
          names.add(nameKey(kind, pod.namespace, name));
      for (const name of names) addToList(this.references, name, pod);
    }
    return this.references;
  }
}

function podsIn({ record, at }: Evidence, { objects }: Timeline): TimelineObject[] {
  return record.objects.flatMap((reference) => {
    const found = reference.kind === 'Pod' ? objects.find(reference, at) : undefined;
    return found?.pod ? [found] : [];
  });
}

const isWithin = (at: number | undefined, from: number, within: number): boolean =>
  at !== undefined && at >= from && at <= from + within;

/** It was there already, and did not work yet. */
function isWaiting({ pod, created }: TimelineObject, at: number): boolean {
  // without a record of its creation it was there before what was collected
  if (created && latest(created) >= at - BEFORE_CHANGE_US) return false;
  const { proofs } = pod!;
  const started = proofs.get('started') ?? proofs.get('ready') ?? proofs.get('completed');
  return started === undefined || started.at > at;
}

function isProgress({ pod }: TimelineObject, at: number, within: number): boolean {
  const { proofs } = pod!;
  return [
    proofs.get('mounted'),
    proofs.get('sandbox'),
    proofs.get('started'),
    proofs.get('ready'),
  ].some((proof) => proof && isWithin(latest(proof.evidence), at, within));
}

/** The DaemonSet's controller created the node's Pod then, or deleted it. */
const isDaemonPod = (
  { owners, created, deleting }: TimelineObject,
  at: number,
  within: number
): boolean =>
  owners.some(({ kind }) => kind === 'DaemonSet') &&
  [created, deleting].some((one) => one && isWithin(latest(one), at, within));

const isRemoval = ({ request: { audit } }: Mutation): boolean =>
  audit.verb === 'delete' || audit.objectRef?.subresource === 'eviction';

/** Lines of kube-scheduler about a Pod that it puts aside, or tries again because something changed (pkg/scheduler). */
const WAITING_LINES = [
  'Unable to schedule pod',
  'Pod moved to an internal scheduling queue',
  'Status after running PostFilter plugins for pod',
];

function isUnschedulable({ line, event, audit }: Evidence): boolean {
  if (event) return event.reason === 'FailedScheduling';
  if (line)
    return (
      WAITING_LINES.some((begin) => line.message.startsWith(begin)) ||
      (line.message === 'Event occurred' &&
        line.pairs.some(([key, value]) => key === 'reason' && value === 'FailedScheduling'))
    );
  return audit?.user?.username === SCHEDULER && audit.objectRef?.subresource === 'status';
}
