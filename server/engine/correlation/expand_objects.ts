/** Follows what the request changed to what changed because of it: which control loops react, and what they wrote then. */
import { addToList } from '../../../common/add_to_list';
import { kindOfResource } from '../../../common/parse/builtin_kinds';
import { CHANGING_VERB_SET } from '../../../common/parse/audit';
import type { ObjectPart } from '../control_loops/control_loop';
import type { Effect } from '../control_loops/control_loops';
import { CAUSE_SLACK_US } from '../control_loops/walk_settings';
import type { Evidence } from '../evidence';
import type { Timeline } from '../timeline/build_timeline';
import type { SessionRequest } from '../timeline/client_session';
import { isInitiating } from '../timeline/initiators';
import type { Mutation } from '../timeline/mutations';
import type { TimelineObject } from '../timeline/object_index';
import { SECOND_US } from '../timeline/pod_state';
import { isDryRun } from '../timeline/read_audit';
import { RelatedObjects } from './related_objects';
import { firstAtOrAfter } from '../sorted_times';
import { latest, TraceObjects, type TraceObject } from './trace_objects';
import type { UnblockingChanges } from './unblocking_changes';

interface Expansion {
  objects: TraceObjects;
  timeline: Timeline;
  related: RelatedObjects;
  unblocking: UnblockingChanges;
  ownIds: ReadonlySet<string>;
  /** the audit log describes the session's own requests: then it describes what follows from them, too */
  isAudited: boolean;
}

/** @param own the requests of the client session, the requested one first */
export function expandObjects(
  own: SessionRequest[],
  timeline: Timeline,
  unblocking: UnblockingChanges
): TraceObjects {
  const objects = new TraceObjects();
  const expansion: Expansion = {
    objects,
    timeline,
    unblocking,
    related: new RelatedObjects(timeline),
    ownIds: new Set(own.map(({ request }) => request.auditID)),
    isAudited: own.some(({ request }) => request.audited),
  };
  const queue = requestedObjects(own, expansion);
  // an object may come back when it turns out to belong to the trace from an earlier time on
  for (let i = 0; i < queue.length; i++) {
    const object = queue[i]!;
    if (object.refused) continue;
    for (const effect of timeline.loops.effectsOf(object.state.kind, object.parts))
      queue.push(...follow(object, effect, expansion));
  }
  addCounting(expansion);
  return objects;
}

/** What the requests of the session wrote, or tried to. */
function requestedObjects(
  own: SessionRequest[],
  { objects, timeline, ownIds }: Expansion
): TraceObject[] {
  const roots: TraceObject[] = [];
  for (const { request } of own) {
    const { audit, at } = request;
    const { objectRef, object, verb } = audit;
    const kind =
      (objectRef?.resource && kindOfResource(objectRef.resource)) ??
      object?.kind ??
      objectRef?.resource;
    const name = objectRef?.name ?? object?.name;
    if (
      !CHANGING_VERB_SET.has(verb ?? '') ||
      !kind ||
      name === undefined ||
      objectRef?.resource?.endsWith('reviews')
    )
      continue;
    const namespace =
      objectRef?.resource === 'namespaces'
        ? undefined
        : (objectRef?.namespace ?? object?.namespace);
    const reference = { kind, namespace, name, uid: object?.uid ?? objectRef?.uid };
    const isCreation = verb === 'create' && objectRef?.subresource === undefined && request.changed;
    const state = isCreation
      ? timeline.objects.created(reference, at)
      : timeline.objects.resolve(reference, at);
    const root = state && objects.add(state, 'requested', at);
    if (!root) continue;
    if (request.named !== undefined) {
      root.confidence *= request.named;
      state.created ??= request.evidence[0];
    }
    if (!request.changed || isDryRun(audit)) root.refused = true;
    roots.push(root);
  }
  const changed = new Set(
    own.flatMap(({ request }) =>
      request.changed && !isDryRun(request.audit) ? (request.audit.objectRef?.name ?? []) : []
    )
  );
  for (const root of roots) {
    // another request of the same session may have done what one was refused
    if (root.refused && root.state.name !== undefined && changed.has(root.state.name))
      root.refused = false;
    root.parts = changedParts(
      timeline.mutations.of(root.state).filter(({ request }) => ownIds.has(request.auditID)),
      timeline
    );
  }
  return roots;
}

/** The parts that these mutations change together; undefined where no record shows it of one of them. */
function changedParts(
  mutations: Mutation[],
  timeline: Timeline
): ReadonlySet<ObjectPart> | undefined {
  const parts = new Set<ObjectPart>();
  for (const mutation of mutations) {
    const changed = timeline.mutations.partsOf(mutation);
    if (!changed) return undefined;
    for (const part of changed) parts.add(part);
  }
  return mutations.length ? parts : undefined;
}

/** Adds the objects that loops wrote in this relation because of the object. */
function follow(object: TraceObject, effect: Effect, expansion: Expansion): TraceObject[] {
  const {
    objects,
    timeline: { owners },
    related,
    unblocking,
  } = expansion;
  const { state, since } = object;
  const added: Array<TraceObject | undefined> = [];
  if (effect.relation === 'owned') {
    for (const child of owners.childrenOf(state)) {
      if (effect.kinds && !effect.kinds.has(child.state.kind ?? '')) continue;
      added.push(
        addWritten(child.state, effect, object, expansion, child.told ? undefined : 'generatedName')
      );
    }
  } else if (effect.relation === 'owner') {
    const owner = isChangedByOthers(object) ? owners.ownerOf(state) : undefined;
    if (owner) added.push(objects.add(owner.state, 'owner', since, object));
  } else if (effect.relation === 'referenced') {
    for (const other of related.of(object, effect))
      added.push(objects.add(other, 'referenced', since, object));
  } else if (unblocking.isUnblocking(effect)) {
    for (const mutation of unblockingMutations(object, expansion)) {
      for (const { state: other, relation } of unblocking.of(mutation)) {
        if (relation === effect.relation)
          added.push(
            objects.add(other, relation, Math.max(mutation.at, other.created?.at ?? 0), object)
          );
      }
    }
  } else {
    for (const other of related.of(object, effect))
      added.push(addWritten(other, effect, object, expansion));
  }
  return added.filter((one) => one !== undefined);
}

/** The session's own changes of the object; of a Pod also its deletion because of the request, which makes room as well. */
const unblockingMutations = (
  { state, since }: TraceObject,
  { ownIds, timeline: { mutations } }: Expansion
): Mutation[] =>
  mutations
    .of(state)
    .filter(
      ({ request, at }) =>
        ownIds.has(request.auditID) ||
        (state.kind === 'Pod' && request.audit.verb === 'delete' && at >= since)
    );

/**
 * Whether a mutation is how its object joined the trace: a controller wrote what a field of its custom resource names. Without owner
 * references such a write looks like a pipeline's own request.
 */
export function isEffect({ state, at, request }: Mutation, objects: TraceObjects): boolean {
  const object = objects.of(state);
  return object?.relation === 'fieldReference' && object.since === at && !request.byUser;
}

/** Relations in which an object's owner did not write it itself: then the owner's controller reacts. */
const CHANGED_BY_OTHERS: ReadonlySet<TraceObject['relation']> = new Set([
  'owner',
  'requested',
  'heldClaim',
  'daemonPod',
  'unschedulable',
  'waiting',
]);
const REMOVED_BY_OTHERS: ReadonlySet<TraceObject['relation']> = new Set(['preempted', 'evicted']);

const isChangedByOthers = ({ state, relation }: TraceObject): boolean =>
  CHANGED_BY_OTHERS.has(relation) ||
  (REMOVED_BY_OTHERS.has(relation) && state.deleting !== undefined);

/** Adds an object that was created, changed or removed after its cause changed; one that only exists is no effect. */
function addWritten(
  state: TimelineObject,
  effect: Effect,
  parent: TraceObject,
  { objects, timeline, isAudited }: Expansion,
  proof?: 'generatedName'
): TraceObject | undefined {
  const relation = effect.relation as TraceObject['relation'];
  const from = parent.since - CAUSE_SLACK_US;
  const to = Math.min(parent.until, parent.since + effect.maxDelayMs * 1_000);
  const isIn = (at: number): boolean => at >= from && at <= to;
  if (effect.subresource !== undefined) {
    const at = timeline.mutations
      .of(state)
      .find(
        ({ request, ...mutation }) =>
          isIn(mutation.at) &&
          request.audit.objectRef?.subresource === effect.subresource &&
          !isInitiating({ request, ...mutation })
      )?.at;
    return at === undefined ? undefined : objects.add(state, relation, at, parent);
  }
  const times: number[] = [];
  const take = (evidence: Evidence | undefined): void => {
    // an Event has second precision: it was not before what caused it
    if (evidence && isIn(latest(evidence))) times.push(Math.max(evidence.at, from));
  };
  if (writesOtherThan(effect, 'delete')) {
    take(state.created);
    if (times.length) times.push(Math.max(from, Math.min(times[0]!, state.since)));
    const scheduled = state.pod?.proofs.get('scheduled');
    // a status that is written later shows the binding as well, but not when it was
    const isWhen =
      scheduled &&
      (!scheduled.evidence.audit || scheduled.evidence.audit.objectRef?.subresource === 'binding');
    if (!state.created && isWhen) take(scheduled.evidence);
    const write = timeline.mutations.firstOf(state, from, { status: state.kind !== 'Pod' });
    if (write && isIn(write.at)) times.push(write.at);
  }
  take(state.deleting);
  take(state.removed);
  // a name that its owner's controller made, and no record had before: the object was created then, though no body says so
  const isCreationKnown = state.created !== undefined || isAudited;
  if (
    (!times.length || !isCreationKnown) &&
    relation === 'owned' &&
    state.kind !== 'Pod' &&
    timeline.loops.hasNewNames(state.kind)
  ) {
    const first = firstSeen(state, timeline);
    // where only an Event shows it, it may have been at any time of that second, whose end stands for it
    if (isIn(first))
      times.push(Math.max(from, (first + 1) % SECOND_US === 0 ? first + 1 - SECOND_US : first));
  }
  if (times.length) return objects.add(state, relation, Math.min(...times), parent, proof);
  // no record shows what was written: logs name a controller's own objects only where it works on them
  if (state.kind !== 'Pod' && !isAudited)
    return objects.add(state, relation, parent.since, parent, proof);
  return undefined;
}

function writesOtherThan({ verbs }: Effect, verb: 'delete'): boolean {
  for (const one of verbs) if (one !== verb) return true;
  return false;
}

/** When the object, or one that it owns, was first seen, microseconds: what its controller created came later. */
function firstSeen(state: TimelineObject, { owners }: Timeline): number {
  let first = state.since;
  for (const { state: child } of owners.childrenOf(state))
    first = Math.min(first, child.created ? latest(child.created) : child.since);
  return first;
}

interface PodChange {
  at: number;
  pod: TraceObject;
  order: number;
}

/** Adds Endpoints, budgets, quotas and what else counts Pods: written right after a Pod of the trace was created, got ready or was removed. */
function addCounting({ objects, timeline }: Expansion): void {
  const {
    loops: { countingKinds },
    owners,
    mutations,
  } = timeline;
  const changes = podChangesByNamespace(objects);
  for (const state of timeline.objects.all) {
    const maxDelayMs = state.kind === undefined ? undefined : countingKinds.get(state.kind);
    if (maxDelayMs === undefined || objects.of(state)) continue;
    const inNamespace = changes.get(state.namespace ?? '') ?? [];
    for (const mutation of mutations.of(state)) {
      if (isInitiating(mutation)) continue;
      const pod = firstCounted(
        inNamespace,
        mutation.at - maxDelayMs * 1_000,
        mutation.at + CAUSE_SLACK_US
      );
      if (!pod) continue;
      const since = Math.min(...changesOf(pod), mutation.at);
      objects.add(state, 'counts', since, pod);
      // what its controllers log they log of the Service
      const service = owners.ownerOf(state);
      if (service?.state.kind === 'Service') objects.add(service.state, 'counts', since, pod);
      break;
    }
  }
}

function podChangesByNamespace(objects: TraceObjects): Map<string, PodChange[]> {
  const changes = new Map<string, PodChange[]>();
  objects.all.forEach((pod, order) => {
    if (pod.state.kind !== 'Pod' || pod.refused) return;
    for (const at of changesOf(pod))
      addToList(changes, pod.state.namespace ?? '', { at, pod, order });
  });
  for (const list of changes.values()) list.sort((a, b) => a.at - b.at);
  return changes;
}

/** Of the Pods that changed then the one that joined the trace first. */
function firstCounted(changes: PodChange[], from: number, to: number): TraceObject | undefined {
  let first: PodChange | undefined;
  for (
    let i = firstAtOrAfter(changes, from, ({ at }) => at);
    i < changes.length && changes[i]!.at <= to;
    i++
  ) {
    if (!first || changes[i]!.order < first.order) first = changes[i];
  }
  return first?.pod;
}

/** When a Pod was scheduled, got ready, completed, began to terminate and was removed, microseconds. */
function changesOf({ state, since }: TraceObject): number[] {
  const { pod, deleting, removed } = state;
  return [
    pod?.proofs.get('scheduled')?.at,
    pod?.proofs.get('ready')?.at,
    pod?.readyChanged?.at,
    pod?.proofs.get('completed')?.at,
    deleting?.at,
    removed?.at,
  ].filter((at): at is number => at !== undefined && at >= since - CAUSE_SLACK_US);
}
