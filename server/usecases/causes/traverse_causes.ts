/** From the objects of a record to the objects whose change may have caused it: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { controllerOf, nodeOf } from '../../engine/timeline/actors';
import type { Write } from './write';
import { keyOf, type Edge, type Life, type World } from './world';

export interface Start {
  object: ObjectReference;
  /** how sure the record is about this object, 0..1 */
  weight: number;
}

export interface Reached {
  object: ObjectReference;
  /** how sure it is that a change of it changes what the record is about, 0..1 */
  weight: number;
  /** from this object to the record's */
  path: ObjectReference[];
  relation: Edge['relation'] | 'self';
  /** of the Pod (or else the first object of the path): only what came before it was made can have made it */
  life: Life;
  hops: number;
  /** only that it was removed matters */
  removalOnly?: true;
}

/** From the record's object to the one that a user changed: Pod → ReplicaSet → Deployment and one beside. */
export const MAX_HOPS = 4;
/** Objects that are looked into; a record that names hundreds says little of each. */
export const MAX_REACHED = 60;
/** A bare name may be anybody's. */
const MAX_BEARERS = 6;
/** A removed Pod's place is taken at once; an owner that backs off tries again within this time. Microseconds. */
const REPLACED_WITHIN = 30_000_000;

const WEIGHTS: Record<Edge['relation'], number> = {
  owner: 0.97, name: 0.85, volume: 0.8, ref: 0.75, target: 0.8, 'user-of-claim': 0.75, 'removed-pod': 0.85, preempted: 0.9, node: 0.6, namespace: 0.9,
};

/** The nearest first. `at`: the record's time, microseconds. */
export function traverseCauses(world: World, starts: readonly Start[], at: number): Reached[] {
  const reached = new Map<string, Reached>();
  const queue: Reached[] = [];
  const visit = (next: Reached): void => {
    const key = keyOf(next.object);
    const known = reached.get(key);
    if (known && known.weight >= next.weight) return;
    if (!known && reached.size >= MAX_REACHED) return;
    reached.set(key, next);
    queue.push(next);
  };
  const known = starts.map(({ object, weight }) => ({ object: world.resolve(object), weight }));
  const namespaces = new Set(known.flatMap(({ object: { namespace } }) => (namespace ? [namespace] : [])));
  for (const { object: named, weight } of known) {
    const resolved = world.bearersOf(named, namespaces).slice(0, MAX_BEARERS);
    for (const object of resolved) visit({ object, weight: weight * (resolved.length > 1 ? 0.95 : 1), path: [object], relation: 'self', life: world.lifeOf(object, at), hops: 0 });
  }
  for (let from = queue.shift(); from; from = queue.shift()) {
    if (from.hops >= MAX_HOPS || reached.get(keyOf(from.object)) !== from) continue;
    for (const edge of [...world.edgesOf(from.object), ...replacedBy(world, from, at)]) follow(world, from, edge, at, visit);
  }
  return [...reached.values()].sort((a, b) => b.weight - a.weight);
}

function follow(world: World, from: Reached, { to, relation }: Edge, at: number, visit: (next: Reached) => void): void {
  if (isPointless(from, relation)) return;
  // that a Pod was removed by a taint, or when its node failed, says that it is the node that matters
  const weight = from.weight * (from.relation === 'removed-pod' && relation === 'node' ? 0.9 : WEIGHTS[relation]);
  const life = from.life.born === undefined && from.relation === 'self' ? world.lifeOf(from.object, at) : from.life;
  visit({
    object: to, weight, path: [to, ...from.path], relation, hops: from.hops + 1,
    // an object that the record doesn't name lived its own life; what a Pod was made by has to be older than the Pod
    life: relation === 'target' || relation === 'user-of-claim' || relation === 'removed-pod' ? world.lifeOf(to, at) : life,
    ...(relation === 'removed-pod' || relation === 'namespace' ? { removalOnly: true } : {}),
  });
}

/** From a Node, a Namespace, a ConfigMap nothing leads further; where a Pod runs matters to that Pod and to what stands for it. */
function isPointless({ object, relation }: Reached, next: Edge['relation']): boolean {
  if (object.kind === 'Node' || object.kind === 'Namespace') return true;
  // of a Pod that made room: a taint of its node, or whom it had to make room for
  if (relation === 'removed-pod') return next !== 'node' && next !== 'preempted';
  if (next === 'namespace') return relation !== 'self' && relation !== 'owner';
  // a secret's writer, a claim's other users have nothing to do with who made the Pod
  if (relation === 'ref') return true;
  return relation === 'user-of-claim' && (next === 'ref' || next === 'node' || next === 'volume');
}

/** Pods whose removal made room for this one, or whose removal a workload's controller acts on. */
function replacedBy(world: World, { object, life, path }: Reached, at: number): Edge[] {
  if (!object.name || !object.namespace || !REPLACING.has(object.kind ?? '')) return [];
  const pod = path.find(({ kind }) => kind === 'Pod');
  const until = pod && life.born !== undefined ? life.born + 1_000_000 : at + 1_000_000;
  return world.removedPods(object, until - REPLACED_WITHIN - 1_000_000, until)
    .filter((write) => write.object.name !== pod?.name && (write.by !== 'system' || isForeign(write)))
    .map((write) => ({ relation: 'removed-pod' as const, to: write.object }));
}

/** Removed by the control plane, but not by the workload's own controllers: these act on the workload's own change. */
function isForeign({ audit: { user, userAgent } }: Write): boolean {
  const sender = { user: user?.username, userAgent };
  return nodeOf(sender) !== undefined || FOREIGN.includes(controllerOf(sender) ?? '');
}
const FOREIGN: readonly string[] = ['taint-eviction-controller', 'node-controller', 'pod-garbage-collector', 'kube-scheduler'];

const REPLACING: ReadonlySet<string> = new Set(['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController', 'Deployment']);
