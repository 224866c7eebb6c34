/** Other requests on the same objects: from when on an object is theirs, and which records may belong to either. */
import { addToList } from '../../../common/add_to_list';
import { COMPETING_BEFORE_US, IN_PROGRESS_US } from '../control_loops/walk_settings';
import type { ApiRequest } from '../timeline/api_requests';
import type { Timeline } from '../timeline/build_timeline';
import { isInitiating } from '../timeline/initiators';
import type { SessionRequest } from '../timeline/client_session';
import { isEviction, type Mutation } from '../timeline/mutations';
import type { TimelineObject } from '../timeline/object_index';
import { isEffect } from './expand_objects';
import { between } from '../sorted_times';
import type { TraceObject, TraceObjects } from './trace_objects';
import type { UnblockingChanges } from './unblocking_changes';

export interface CompetingRequest {
  request: ApiRequest;
  /** microseconds: from here on records of the object may be its effects */
  from: number;
}

export interface Competition {
  /** objects whose records may belong to either */
  shared: Map<TraceObject, CompetingRequest[]>;
}

/**
 * Ends objects where the next request took them over while nothing was in progress, and notes with whom the others are shared. A mutation
 * competes only for what a loop causes that reacts to the changed part: one that changes labels only does not compete for a rollout.
 *
 * @param quietFrom microseconds: from then on nothing was in progress any more
 * @param changes microseconds, in order: when anything of the trace changed
 */
export function resolveCompetition(
  own: SessionRequest[],
  objects: TraceObjects,
  timeline: Timeline,
  unblocking: UnblockingChanges,
  quietFrom: number,
  changes: number[]
): Competition {
  const ownIds = new Set(own.map(({ request }) => request.auditID));
  // what the command read before it changed anything does not count
  const start = Math.min(
    ...own.flatMap(({ request }) => (request.changed ? request.at : [])),
    own[0]!.request.at
  );
  const shared = new Map<TraceObject, CompetingRequest[]>();
  const affected = new AffectedObjects(objects, timeline, unblocking);
  const earlier = new EarlierWork(timeline, start);
  for (const mutation of between(
    timeline.mutations.all,
    start - COMPETING_BEFORE_US + 1,
    Infinity,
    ({ at }) => at
  )) {
    if (
      ownIds.has(mutation.request.auditID) ||
      !isInitiating(mutation) ||
      isEffect(mutation, objects)
    )
      continue;
    for (const object of affected.by(mutation)) compete(mutation, object);
  }
  // an object ends with the one that it was reached from
  for (const object of objects.all) {
    for (let parent = object.parent; parent; parent = parent.parent)
      object.until = Math.min(object.until, parent.until);
  }
  return { shared };

  function compete(mutation: Mutation, object: TraceObject): void {
    const { at, request } = mutation;
    if (at > Math.max(object.since, start)) {
      const isShared = at <= quietFrom && isInProgress(changes, at);
      if (isShared && isClimbed(object)) object.until = -Infinity;
      else if (isShared && !isInert(object, timeline)) note(shared, object, { request, from: at });
      else object.until = Math.min(object.until, at - 1);
    } else if (
      at <= start
        ? start - at < IN_PROGRESS_US || earlier.isGoingOn(mutation, object)
        : object.relation !== 'requested'
    ) {
      if (isClimbed(object) || isInert(object, timeline)) object.until = -Infinity;
      else note(shared, object, { request, from: object.since });
    }
  }
}

/** Whether the object was reached over the owner of another one. Where that owner works for another request as well, no record tells which of its writes belong to which. */
function isClimbed(object: TraceObject): boolean {
  for (let one: TraceObject | undefined = object; one; one = one.parent)
    if (one.relation === 'owner') return true;
  return false;
}

/** Whether no loop reacts to what the request changed of the object. */
const isInert = ({ state, parts }: TraceObject, { loops }: Timeline): boolean =>
  parts !== undefined && !loops.isReacting(state.kind, parts);

const isInProgress = (changes: number[], at: number): boolean =>
  between(changes, at - IN_PROGRESS_US + 1, at - 1, (change) => change).length > 0;

/** Which objects of the trace a mutation affects. */
class AffectedObjects {
  /** objects of the trace by themselves and their owners */
  private readonly byOwner = new Map<TimelineObject, TraceObject[]>();
  private readonly byNamespace = new Map<string, TraceObject[]>();
  private readonly evictedByNode = new Map<string, TraceObject[]>();

  constructor(
    private readonly objects: TraceObjects,
    private readonly timeline: Timeline,
    private readonly unblocking: UnblockingChanges
  ) {
    for (const object of objects.all) {
      if (object.refused) continue;
      const { namespace, pod, deleting } = object.state;
      for (const owner of timeline.owners.lineOf(object.state))
        addToList(this.byOwner, owner, object);
      if (namespace !== undefined) addToList(this.byNamespace, namespace, object);
      if (pod?.node !== undefined && deleting && isEviction(deleting))
        addToList(this.evictedByNode, pod.node, object);
    }
  }

  by(mutation: Mutation): Set<TraceObject> {
    const { state, at, request, isStatus } = mutation;
    const { loops, mutations } = this.timeline;
    const parts = mutations.partsOf(mutation);
    const affected = new Set<TraceObject>();
    if (parts && !loops.isReacting(state.kind, parts)) return affected;
    for (const object of this.byOwner.get(state) ?? []) affected.add(object);
    for (const { relation, maxDelayMs } of loops.effectsOf(state.kind, parts)) {
      if (relation === 'inside' && request.audit.verb === 'delete') {
        for (const object of this.byNamespace.get(state.name ?? '') ?? []) affected.add(object);
      } else if (relation === 'evicted' && !isStatus) {
        for (const object of this.evictedByNode.get(state.name ?? '') ?? []) {
          const deletedAt = object.state.deleting!.at;
          if (deletedAt >= at && deletedAt <= at + maxDelayMs * 1_000) affected.add(object);
        }
      }
    }
    for (const { state: unblocked } of this.unblocking.of(mutation)) {
      const object = this.objects.of(unblocked);
      if (object && !object.refused) affected.add(object);
    }
    return affected;
  }
}

/** Whether what an earlier request began was still in progress when this one came. */
class EarlierWork {
  /** mutations right before the request */
  private readonly before: Mutation[];
  private readonly aboveAt = new Map<TraceObject, number>();
  private readonly belowAt = new Map<TimelineObject, number>();

  constructor(
    private readonly timeline: Timeline,
    start: number
  ) {
    this.before = between(
      timeline.mutations.all,
      start - IN_PROGRESS_US + 1,
      start - 1,
      ({ at }) => at
    );
    // in order of time: the last one stays
    for (const { state, at } of this.before)
      for (const owner of timeline.owners.lineOf(state)) this.belowAt.set(owner, at);
  }

  isGoingOn({ state, at }: Mutation, object: TraceObject): boolean {
    return Math.max(this.belowAt.get(state) ?? -Infinity, this.lastAbove(object)) > at;
  }

  /** When the object or one of its owners was last changed. */
  private lastAbove(object: TraceObject): number {
    const known = this.aboveAt.get(object);
    if (known !== undefined) return known;
    const line = new Set(this.timeline.owners.lineOf(object.state));
    const last = this.before.findLast(({ state }) => line.has(state))?.at ?? -Infinity;
    this.aboveAt.set(object, last);
    return last;
  }
}

function note(
  shared: Map<TraceObject, CompetingRequest[]>,
  object: TraceObject,
  competing: CompetingRequest
): void {
  const known = shared.get(object) ?? [];
  if (!known.some(({ request }) => request.auditID === competing.request.auditID))
    shared.set(object, [...known, competing]);
}
