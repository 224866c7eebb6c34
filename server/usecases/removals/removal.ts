/** Whether a Pod was removed, by what, and what that rests on. */
import { systemActor } from './actors';
import type { Fact } from './fact';
import { COARSE, isEnd, type PodHistory } from './pod_history';
import type { World } from './world';

export type RemovalBasis =
  /** a request to the API server, audited */
  | 'request'
  /** the kubelet gave the Pod up by itself: its status says so */
  | 'status'
  /** an Event says who removes it */
  | 'event'
  /** it went; only its traces say so */
  | 'trace';

export interface Removal {
  fact: Fact;
  basis: RemovalBasis;
}

/** Reasons of Events that announce a Pod's removal, and where in the message that shows (the others are told of Pods that stay). */
const ANNOUNCING: Record<string, string> = { TaintManagerEviction: 'Marking', Preempted: '', Evicted: '', Preempting: '' };

/** How a Pod's removal began; null where it is where it was, as far as the records tell. */
export function removalOf(history: PodHistory, world: World): Removal | null {
  const { facts } = history;
  const given = facts.find(({ write, event }) => isGivenUp(write) || event?.reason === 'Evicted');
  const requests = [...facts.filter(isRequest), ...collectionOf(history, world)].sort((a, b) => a.at - b.at);
  if (given && (!requests[0] || given.at < requests[0].at - COARSE)) return { fact: given, basis: given.write ? 'status' : 'event' };
  if (requests[0]) return { fact: requests[0], basis: 'request' };
  const told = facts.find(({ event }) => event?.reason !== undefined && event.message?.startsWith(ANNOUNCING[event.reason] ?? '\n') === true)
    ?? world.ownerEvent(history, 'SuccessfulDelete');
  if (told) return { fact: told, basis: 'event' };
  const target = facts.find(({ write }) => write?.disruption);
  if (target) return { fact: target, basis: 'status' };
  const trace = facts.find((fact) => isEnd(fact) || fact.line?.message === 'SyncLoop DELETE' || fact.line?.message === 'Deleting item') ?? lastStop(facts);
  return trace ? { fact: trace, basis: 'trace' } : null;
}

/** When its object was gone; undefined where nothing says so. */
export function goneAt({ facts }: PodHistory, removal: Removal): Fact | undefined {
  const end = facts.find((fact) => fact.at >= removal.fact.at && isEnd(fact));
  if (end) return end;
  // finalizers held it: gone with the last of them
  const held = facts.find(({ at, write }) => at >= removal.fact.at && write?.verb === 'delete' && write.finalizers?.length);
  return held && facts.find(({ at, write }) =>
    at > held.at && write?.answered && (write.verb === 'patch' || write.verb === 'update') && !write.subresource && !write.finalizers?.length);
}

/** An eviction, or a delete that isn't the kubelet's last word. */
function isRequest({ write }: Fact): boolean {
  if (!write) return false;
  if (write.verb === 'create' && write.subresource === 'eviction') return true;
  return write.verb === 'delete' && !write.subresource && systemActor(write) !== 'kubelet';
}

/** The kubelet's own evictions leave the object there, failed (kubelet eviction manager; preemption for critical Pods). */
function isGivenUp(write: Fact['write']): boolean {
  return write?.phase === 'Failed' && ['Evicted', 'Preempting', 'NodeShutdown', 'Terminated', 'Shutdown'].includes(write.statusReason ?? '');
}

/** Requests that deleted all Pods of the namespace while this one was there. */
function collectionOf({ pod, since, facts }: PodHistory, world: World): Fact[] {
  const last = facts[facts.length - 1]!.at;
  return world.collectionsOf(pod.namespace).filter(({ at, write }) => {
    if (at < since) return false;
    if (write!.items) return write!.items.some(({ name, uid }) => (uid && pod.uid ? uid === pod.uid : name === pod.name));
    // without the answer only one that has no selector is sure to mean it
    return systemActor(write!) === 'namespace-controller' && last >= at - COARSE;
  });
}

/** The last `Killing` that no start follows: `Stopping container` is said of Pods that end, other words of restarts. */
function lastStop(facts: Fact[]): Fact | undefined {
  let stop: Fact | undefined;
  for (const fact of facts) {
    if (fact.event?.reason === 'Killing') stop = fact.event.message?.startsWith('Stopping container') ? stop ?? fact : undefined;
    else if (fact.event?.reason === 'Started' || fact.event?.reason === 'Created') stop = undefined;
  }
  return stop;
}
