/** What has to be looked for once it is known what was done to the Pods: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { systemActor } from './actors';
import { ownerOf } from './causes/owner_cause';
import { preemptorOf } from './causes/preemption_cause';
import { historiesOf } from './explain';
import type { Fact, OwnerRef } from './fact';
import { ownerNames, parentName } from './names';
import { madePod } from './pod_history';
import type { PodName, Wanted } from './queries';
import { removalOf } from './removal';
import { World } from './world';

/** Names that one search asks for. */
const MAX_NAMES = 400;

export interface WantedCauses extends Wanted {
  /** microseconds: the removals' times */
  first: number;
  last: number;
}

/** The owners, nodes, namespaces and preemptors of the Pods that are asked for. @returns null where none of them is known */
export function wantedCauses(facts: readonly Fact[], names: ReadonlySet<string>): WantedCauses | null {
  const world = new World(facts);
  const wanted: WantedCauses = { owners: new Map(), nodes: new Set(), namespaces: new Set(), preemptors: [], first: Infinity, last: -Infinity };
  let count = 0;
  for (const history of historiesOf(facts, world)) {
    const { namespace = '', name = '' } = history.pod;
    if (!names.has(`${namespace}/${name}`)) continue;
    const removal = removalOf(history, world);
    // a namespace's deletion names no Pods: it is looked for wherever a Pod's own records don't say who removed it
    const at = removal?.fact.at ?? history.facts[history.facts.length - 1]!.at;
    wanted.first = Math.min(wanted.first, at);
    wanted.last = Math.max(wanted.last, at);
    wanted.namespaces.add(namespace);
    if (history.node) wanted.nodes.add(history.node);
    for (const owner of history.owner ? namesAbove(history.owner) : [name, ...ownerNames(name)].flatMap((each) => [each, ...ownerNames(each)])) {
      if (count++ < MAX_NAMES) addName(wanted.owners, namespace, owner);
    }
    for (const fact of history.facts) {
      const preemptor = preemptorOf(fact);
      if (preemptor) wanted.preemptors.push(preemptor);
    }
  }
  return wanted.first === Infinity ? null : wanted;
}

/** An owner's name, and those of what it was most likely made from. */
function namesAbove(owner: OwnerRef): string[] {
  const parent = parentName(owner);
  return parent ? [owner.name, parent] : [owner.name];
}

function addName(owners: Map<string, Set<string>>, namespace: string, name: string): void {
  const names = owners.get(namespace);
  if (names) names.add(name);
  else owners.set(namespace, new Set([name]));
}

/** Pods whose creation is known, but not their node; those made last first. */
export function unboundPods(facts: readonly Fact[]): PodName[] {
  const histories = historiesOf(facts, new World(facts));
  const keyOf = ({ namespace, name }: ObjectReference): string => `${namespace ?? ''}/${name ?? ''}`;
  const known = new Set(histories.map(({ pod }) => keyOf(pod)));
  const found = new Map<string, { at: number; pod: ObjectReference }>();
  for (const { node, created, since, pod } of histories) if (!node && created) found.set(keyOf(pod), { at: since, pod });
  for (const fact of facts) {
    const made = madePod(fact);
    if (made && fact.event!.reason === 'SuccessfulCreate' && !known.has(keyOf(made))) found.set(keyOf(made), { at: fact.at, pod: made });
  }
  return [...found.values()].sort((a, b) => b.at - a.at).flatMap(({ pod: { namespace, name } }) => (namespace && name ? [{ namespace, name }] : []));
}

/** Who made what the preemptors belong to, and what stands above the owners: what the names alone did not tell. null: nothing is missing */
export function rootsOfPreemptors(facts: readonly Fact[], asked: Wanted): Wanted | null {
  const world = new World(facts);
  const owners = new Map<string, Set<string>>();
  const addUnknown = (namespace: string, name: string): void => {
    if (!asked.owners.get(namespace)?.has(name)) addName(owners, namespace, name);
  };
  for (const { write } of world.podCreations) {
    const isPreemptor = asked.preemptors.some(({ uid, namespace, name }) => (uid && write!.uid ? uid === write!.uid : namespace === write!.namespace && name === write!.name));
    if (isPreemptor && write!.owner && systemActor(write!)) for (const name of namesAbove(write!.owner)) addUnknown(write!.namespace ?? '', name);
  }
  for (const { write } of world.facts) {
    if (!write?.owner || write.resource === 'pods' || !write.namespace) continue;
    const above = ownerOf(write.owner, write.namespace, world);
    addUnknown(write.namespace, write.owner.name);
    if (above) addUnknown(write.namespace, above.name);
  }
  return owners.size ? { owners, nodes: new Set(), namespaces: new Set(), preemptors: [] } : null;
}
