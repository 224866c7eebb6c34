/** Which Pod took another's place: the one that the same owner made next. */
import type { MoveReason, PodMove } from '../../../common/model/moves';
import type { OwnerRef } from './fact';
import type { PodHistory } from './pod_history';
import type { Removal } from './removal';
import { SLACK, type World } from './world';

/** Nothing takes the place of a Pod that is not wanted any more. */
const NO_SUCCESSOR: ReadonlySet<MoveReason> = new Set(['scaled-down', 'owner-deleted', 'namespace-deleted', 'job-finished']);
/** What an owner makes later than this is for something else; microseconds. */
const LATEST = 3_600_000_000;

interface Removed { history: PodHistory; removal: Removal; move: PodMove }

/** Gives each move its successor; `removed` in order of time, so that each new Pod takes one place. */
export function giveSuccessors(removed: Removed[], histories: PodHistory[], world: World): void {
  const made = histories.map((history) => ({ history, made: madeAt(history, world) }))
    .filter((each): each is { history: PodHistory; made: { at: number; timestamp: string } } => each.made !== undefined)
    .sort((a, b) => a.made.at - b.made.at);
  const taken = new Set<PodHistory>();
  for (const { history, removal, move } of removed) {
    const { owner, pod } = history;
    // another version's Pods are made by another ReplicaSet
    if (!owner || NO_SUCCESSOR.has(move.reason) || (move.reason === 'rollout' && owner.kind === 'ReplicaSet')) continue;
    const next = made.find(({ history: other, made: { at } }) =>
      other !== history && !taken.has(other) && at >= removal.fact.at - SLACK && at < removal.fact.at + LATEST
      && other.pod.namespace === pod.namespace && isSame(owner, other.owner)
      // a DaemonSet's Pod is replaced on its own node, a StatefulSet's under its own name
      && (owner.kind !== 'DaemonSet' || !other.node || other.node === history.node) && (owner.kind !== 'StatefulSet' || other.pod.name === pod.name));
    if (!next) continue;
    taken.add(next.history);
    move.successor = { pod: next.history.pod, ...(next.history.node ? { node: next.history.node } : {}), at: next.made.timestamp };
  }
}

function madeAt(history: PodHistory, world: World): { at: number; timestamp: string } | undefined {
  // the scheduler's Event comes a little later than the owner's, but is exact to the microsecond
  const fact = history.created ?? history.facts.find(({ event }) => event?.reason === 'Scheduled') ?? world.ownerEvent(history, 'SuccessfulCreate');
  return fact && { at: fact.at, timestamp: fact.record.timestamp };
}

const isSame = (a: OwnerRef, b: OwnerRef | undefined): boolean =>
  b !== undefined && a.kind === b.kind && a.name === b.name && (!a.uid || !b.uid || a.uid === b.uid);
