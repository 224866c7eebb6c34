/** Which Pods and other objects decide whether the request reached its goal. */
import type { ObjectIndex, TimelineObject } from '../../timeline/object_index';
import type { OwnRequest } from './own_requests';

/** Whether an object is one of these, or hangs on one by its owners. */
const belongsTo = (
  object: TimelineObject,
  roots: Set<TimelineObject>,
  graph: ObjectIndex
): boolean => graph.ownerChain(object).some((link) => roots.has(link));

/** Kinds that are always made by something else's controller, or by hand: with such a top the owner is known to the end. */
const isTop = ({ kind }: TimelineObject): boolean =>
  kind !== 'ReplicaSet' && kind !== 'Job' && kind !== 'Pod';

/**
 * Pods that should be there: those asked for by name, and those that were made for a workload of the request. Those that its
 * controllers took away again (a rollout's old ones, a scale-down's) are not among them; nor are Pods whose owner is known to
 * be none of the request's (the replacement of a preempted one).
 */
export function podsToRun(writes: OwnRequest[], graph: ObjectIndex): TimelineObject[] {
  const running = writes.filter(({ goal }) => goal === 'ready' || goal === 'completed');
  const roots = new Set(running.flatMap(({ target }) => target ?? []));
  // of a request without its object (no body, no audit log) all that was made is its own
  const takesAll = running.some(({ kind }) => kind !== 'Pod');
  const takesAlone = running.some(({ target, kind }) => !target && kind === 'Pod');
  return graph.all.filter((object) => {
    if (!object.pod) return false;
    if (takesAlone && !object.owners.length && object.pod.mentions.has('scheduled')) return true;
    if (!object.created) return false;
    if (roots.has(object)) return true;
    // a Job takes the Pods that are left away when it fails: they count all the same
    if ((object.deleting && !object.owners.some(({ kind }) => kind === 'Job')) || !running.length)
      return false;
    if (belongsTo(object, roots, graph)) return true;
    return takesAll && !(roots.size && knowsTop(object, graph));
  });
}

/** What should go: the objects asked for by name, what hangs on them, and Pods that the request's workloads or taints gave up. */
export function objectsToRemove(writes: OwnRequest[], graph: ObjectIndex): TimelineObject[] {
  const removals = writes.filter(({ goal }) => goal === 'removed');
  const roots = new Set(removals.flatMap(({ target }) => target ?? []));
  const named = new Set(writes.flatMap(({ target }) => target ?? []));
  const namespaces = new Set(
    [...roots].filter(({ kind }) => kind === 'Namespace').map(({ name }) => name)
  );
  // of a request that names no object (a collection, a taint, no body) all that is going is meant
  const takesAll = removals.some(({ target }) => !target) || !removals.length;
  const ofWorkload = removals.some(({ kind }) => kind !== 'Pod');
  return graph.all.filter((object) => {
    if (roots.has(object)) return true;
    if (!object.deleting) return false;
    if (object.pod && takesAll) return true;
    // what the garbage collector takes away hung on what was deleted; of a ReplicaSet no body may say on what
    if (
      removals.length &&
      (isCollected(object) || (object.pod && ofWorkload && !knowsTop(object, graph)))
    )
      return true;
    return (
      belongsTo(object, named, graph) ||
      (object.namespace !== undefined && namespaces.has(object.namespace))
    );
  });
}

/** pkg/controller/garbagecollector, pkg/controller/namespace */
const isCollected = ({ deleting }: TimelineObject): boolean => {
  const user = deleting?.audit?.user?.username;
  return (
    user !== undefined &&
    (user.endsWith(':generic-garbage-collector') || user.endsWith(':namespace-controller'))
  );
};

/** Whether it is known who owns it in the end. */
function knowsTop(object: TimelineObject, graph: ObjectIndex): boolean {
  const chain = graph.ownerChain(object);
  const top = chain[chain.length - 1]!;
  return chain.length > 1 && (isTop(top) || top.body !== undefined);
}
