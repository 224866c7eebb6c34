/** What has to be looked for once it is known what was done to the Pods: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { ownerStem } from '../../../common/parse/names';
import { splitLast } from '../../../common/parse/names/generated_names';
import { creationOfPreemptor, preemptorOf } from '../../engine/removals/causes/preemption_cause';
import { ownersAbove } from '../../engine/removals/causes/owner_cause';
import { findStart } from '../../engine/removals/find_removal';
import { creationOf, podsOf } from '../../engine/removals/pod_history';
import { isKubernetesComponent, senderOf } from '../../engine/timeline/actors';
import type { Timeline } from '../../engine/timeline/build_timeline';
import type { TimelineObject } from '../../engine/timeline/object_index';
import { resourceOfWord } from '../../../common/parse/kinds';
import type { PodName, Wanted } from './queries';

/** Names that one search asks for. */
const MAX_NAMES = 400;

export interface WantedCauses extends Wanted {
  /** microseconds: the removals' times */
  first: number;
  last: number;
}

export const podKey = ({ namespace, name }: ObjectReference): string =>
  `${namespace ?? ''}/${name ?? ''}`;

/** The owners, nodes, namespaces and preemptors of these Pods. @returns null where none of them is known */
export function wantedCauses(
  timelines: Timeline[],
  names: ReadonlySet<string>
): WantedCauses | null {
  const wanted: WantedCauses = {
    owners: new Map(),
    nodes: new Set(),
    namespaces: new Set(),
    preemptors: [],
    first: Infinity,
    last: -Infinity,
  };
  let count = 0;
  for (const timeline of timelines) {
    for (const history of podsOf(timeline)) {
      const { pod, node, reports } = history;
      if (!names.has(podKey(pod))) continue;
      // a namespace's deletion names no Pods: it is looked for wherever a Pod's own records don't show who removed it
      const at = findStart(history, timeline)?.at ?? history.lastAt;
      wanted.first = Math.min(wanted.first, at);
      wanted.last = Math.max(wanted.last, at);
      wanted.namespaces.add(pod.namespace ?? '');
      if (node) wanted.nodes.add(node);
      for (const owner of ownerNames(pod, timeline))
        if (count++ < MAX_NAMES) addName(wanted.owners, pod.namespace ?? '', owner);
      wanted.preemptors.push(...reports.flatMap((report) => preemptorOf(report) ?? []));
    }
  }
  return wanted.first === Infinity ? null : wanted;
}

/** The names of the Pod's owners: those that are known, and those that its own name and theirs are made from. */
function ownerNames(pod: TimelineObject, timeline: Timeline): Set<string> {
  const above = ownersAbove(pod, timeline);
  if (!above.length)
    return new Set([pod.name!, ...cutLast(pod.name!), ...cutLast(pod.name!).flatMap(cutLast)]);
  return new Set(above.flatMap(namesAbove));
}

const cutLast = (name: string): string[] => {
  const { rest } = splitLast(name);
  return rest === undefined ? [] : [rest];
};

/** An owner's name, and the one that it is most likely made from. */
function namesAbove({ kind, name = '' }: TimelineObject): string[] {
  const stem = kind && ownerStem({ resource: resourceOfWord(kind), name });
  return stem ? [name, stem] : [name];
}

function addName(owners: Map<string, Set<string>>, namespace: string, name: string): void {
  const names = owners.get(namespace);
  if (names) names.add(name);
  else owners.set(namespace, new Set([name]));
}

/** Pods whose creation is known, but not their node; those created last first. */
export function unboundPods(timelines: Timeline[]): PodName[] {
  const found = new Map<string, { at: number; pod: TimelineObject }>();
  for (const timeline of timelines) {
    for (const history of podsOf(timeline)) {
      const created = history.node ? undefined : creationOf(history);
      if (created) found.set(podKey(history.pod), { at: created.at, pod: history.pod });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.at - a.at)
    .flatMap(({ pod: { namespace, name } }) => (namespace && name ? [{ namespace, name }] : []));
}

/** Who created what the preemptors belong to, and the owners of owners, where their names were not asked for yet. null: nothing is missing */
export function missingOwners(timelines: Timeline[], asked: Wanted): Wanted | null {
  const owners = new Map<string, Set<string>>();
  const addMissing = (namespace: string | undefined, object: TimelineObject): void => {
    for (const name of namesAbove(object))
      if (!asked.owners.get(namespace ?? '')?.has(name)) addName(owners, namespace ?? '', name);
  };
  for (const timeline of timelines) {
    for (const preemptor of asked.preemptors) {
      const creation = creationOfPreemptor(preemptor, timeline);
      if (!creation || !isKubernetesComponent(senderOf(creation.request.audit))) continue;
      for (const owner of ownersAbove(creation.state, timeline))
        addMissing(creation.state.namespace, owner);
    }
    for (const { state } of timeline.mutations.all) {
      if (state.kind === 'Pod' || !state.namespace) continue;
      for (const owner of ownersAbove(state, timeline)) addMissing(state.namespace, owner);
    }
  }
  return owners.size ? { owners, nodes: new Set(), namespaces: new Set(), preemptors: [] } : null;
}
