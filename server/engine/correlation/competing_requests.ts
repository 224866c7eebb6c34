/** Other users' requests on the same objects: from when on an object is theirs, and which records may be either's. */
import type { ApiRequest } from '../timeline/api_requests';
import { isInitiating } from '../timeline/initiators';
import type { SessionRequest } from '../timeline/client_session';
import { isEviction } from '../timeline/mutations';
import type { TraceObject, TraceObjects } from './trace_objects';
import type { OwnerIndex } from '../timeline/owners';
import type { UnblockingChanges } from './unblocking_changes';
import type { Mutation, MutationIndex } from '../timeline/mutations';

export interface CompetingRequest {
  request: ApiRequest;
  /** microseconds: from here on what is said of the object may be its doing */
  from: number;
}

export interface Competition {
  /** objects that may be either's */
  shared: Map<TraceObject, CompetingRequest[]>;
}

/** An object that changed so shortly before another request is still worked on for the first. Microseconds. */
const IN_PROGRESS_US = 3_000_000;
/** So long before the request another one's work may be under way. */
const BEFORE_US = 60_000_000;

/**
 * Ends members where the next request took them over while nothing was going on, and notes with whom the others are shared.
 *
 * @param quietFrom microseconds: from then on nothing was in progress any more
 * @param changes microseconds, in order: when anything of the trace changed
 */
export function resolveCompetition(own: SessionRequest[], members: TraceObjects, owners: OwnerIndex, writes: MutationIndex, releases: UnblockingChanges, quietFrom: number, changes: number[]): Competition {
  const ownIds = new Set(own.map(({ request }) => request.auditID));
  // what the command read before it changed anything counts for nothing
  const start = Math.min(...own.flatMap(({ request }) => (request.changed ? request.at : [])), own[0]!.request.at);
  const shared = new Map<TraceObject, CompetingRequest[]>();
  const others = writes.all.filter((write) => isInitiating(write) && !ownIds.has(write.request.auditID) && write.at > start - BEFORE_US);
  for (const write of others) {
    for (const member of members.all) {
      if (member.refused || !(concerns(write, member, owners) || releases.isReleased(write, member.state))) continue;
      if (write.at > Math.max(member.since, start)) {
        if (write.at <= quietFrom && isInProgress(changes, write.at)) {
          if (isClimbed(member)) member.until = -Infinity;
          else note(shared, member, { request: write.request, from: write.at });
        }
        else member.until = Math.min(member.until, write.at - 1);
      } else if (write.at <= start ? start - write.at < IN_PROGRESS_US || isBusyBefore(write, member, owners, writes, start) : member.link !== 'requested') {
        if (isClimbed(member)) member.until = -Infinity;
        else note(shared, member, { request: write.request, from: member.since });
      }
    }
  }
  // what a member only refers to or counts goes with it
  for (const member of members.all) {
    for (let parent = member.parent; parent; parent = parent.parent) member.until = Math.min(member.until, parent.until);
  }
  return { shared };
}

/** Reached over the owner of another object. Where that owner is at work for somebody else as well, which of its doings answer what isn't told. */
function isClimbed(member: TraceObject): boolean {
  for (let one: TraceObject | undefined = member; one; one = one.parent) if (one.link === 'owner') return true;
  return false;
}

/** Pods leave a node that somebody tainted within their tolerationSeconds; 5 min by default (DefaultTolerationSeconds). Microseconds. */
const TOLERATION_US = 310_000_000;

function concerns({ state, request, at, isStatus }: Mutation, member: TraceObject, owners: OwnerIndex): boolean {
  const { pod, deleting } = member.state;
  if (state.kind === 'Node' && !isStatus && pod && deleting && pod.node === state.name && isEviction(deleting)) return deleting.at >= at && deleting.at <= at + TOLERATION_US;
  if (state.kind === 'Namespace' && request.audit.verb === 'delete') return member.state.namespace === state.name;
  return owners.isAncestor(state, member.state);
}

const isInProgress = (changes: number[], at: number): boolean => changes.some((change) => change < at && change > at - IN_PROGRESS_US);

/** Whether what the earlier request began was still going on when this one came. */
function isBusyBefore(write: Mutation, member: TraceObject, owners: OwnerIndex, writes: MutationIndex, start: number): boolean {
  return writes.all.some(({ state, at }) => at > Math.max(write.at, start - IN_PROGRESS_US) && at < start && (owners.isAncestor(state, member.state) || owners.isAncestor(write.state, state)));
}

function note(shared: Map<TraceObject, CompetingRequest[]>, member: TraceObject, rival: CompetingRequest): void {
  const known = shared.get(member) ?? [];
  if (!known.some(({ request }) => request.auditID === rival.request.auditID)) shared.set(member, [...known, rival]);
}
