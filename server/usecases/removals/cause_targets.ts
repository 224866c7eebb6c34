/** What has to be looked for once it is known what was done to the Pods: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { inferOwnerName } from '../../../common/parse/names';
import { splitAtLastDash } from '../../../common/parse/names/generated_names';
import { creationOfPreemptor, preemptorOf } from '../../engine/removals/causes/preemption_cause';
import { ownersAbove } from '../../engine/removals/causes/owner_cause';
import { findStart } from '../../engine/removals/find_removal';
import { creationOf, podsOf } from '../../engine/removals/pod_history';
import { isKubernetesComponent, senderOf } from '../../engine/timeline/actors';
import type { Timeline } from '../../engine/timeline/build_timeline';
import type { TimelineObject } from '../../engine/timeline/object_index';
import { findResource } from '../../../common/parse/builtin_kinds';
import type { PodName, CauseTargets } from './removal_queries';

/** Names that one search asks for. */
const MAX_SEARCHED_NAMES = 400;

export interface TimedCauseTargets extends CauseTargets {
  /** microseconds: the removals' times */
  firstRemovalAt: number;
  lastRemovalAt: number;
}

export const createPodKey = ({ namespace, name }: ObjectReference): string =>
  `${namespace ?? ''}/${name ?? ''}`;

/** The owners, nodes, namespaces and preemptors of these Pods. @returns null where none of them is known */
export function collectCauseTargets(
  timelines: Timeline[],
  names: ReadonlySet<string>
): TimedCauseTargets | null {
  const wanted: TimedCauseTargets = {
    owners: new Map(),
    nodes: new Set(),
    namespaces: new Set(),
    preemptors: [],
    firstRemovalAt: Infinity,
    lastRemovalAt: -Infinity,
  };
  let count = 0;
  for (const timeline of timelines) {
    for (const history of podsOf(timeline)) {
      const { pod, node, reports } = history;
      if (!names.has(createPodKey(pod))) continue;
      // a namespace's deletion names no Pods: it is looked for wherever a Pod's own records don't show who removed it
      const at = findStart(history, timeline)?.at ?? history.lastAt;
      wanted.firstRemovalAt = Math.min(wanted.firstRemovalAt, at);
      wanted.lastRemovalAt = Math.max(wanted.lastRemovalAt, at);
      wanted.namespaces.add(pod.namespace ?? '');
      if (node) wanted.nodes.add(node);
      for (const owner of listOwnerNames(pod, timeline))
        if (count++ < MAX_SEARCHED_NAMES) addName(wanted.owners, pod.namespace ?? '', owner);
      wanted.preemptors.push(...reports.flatMap((report) => preemptorOf(report) ?? []));
    }
  }
  return wanted.firstRemovalAt === Infinity ? null : wanted;
}

/** The names of the Pod's owners: those that are known, and those that its own name and theirs are made from. */
function listOwnerNames(pod: TimelineObject, timeline: Timeline): Set<string> {
  const above = ownersAbove(pod, timeline);
  if (!above.length)
    return new Set([
      pod.name!,
      ...removeLastSegment(pod.name!),
      ...removeLastSegment(pod.name!).flatMap(removeLastSegment),
    ]);
  return new Set(above.flatMap(listPossibleOwnerNames));
}

const removeLastSegment = (name: string): string[] => {
  const { rest } = splitAtLastDash(name);
  return rest === undefined ? [] : [rest];
};

/** An owner's name, and the one that it is most likely made from. */
function listPossibleOwnerNames({ kind, name = '' }: TimelineObject): string[] {
  const stem = kind && inferOwnerName({ resource: findResource(kind), name });
  return stem ? [name, stem] : [name];
}

function addName(owners: Map<string, Set<string>>, namespace: string, name: string): void {
  const names = owners.get(namespace);
  if (names) names.add(name);
  else owners.set(namespace, new Set([name]));
}

/** Pods whose creation is known, but not their node; those created last first. */
export function findPodsWithoutNode(timelines: Timeline[]): PodName[] {
  const found = new Map<string, { at: number; pod: TimelineObject }>();
  for (const timeline of timelines) {
    for (const history of podsOf(timeline)) {
      const created = history.node ? undefined : creationOf(history);
      if (created) found.set(createPodKey(history.pod), { at: created.at, pod: history.pod });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.at - a.at)
    .flatMap(({ pod: { namespace, name } }) => (namespace && name ? [{ namespace, name }] : []));
}

/** Who created what the preemptors belong to, and the owners of owners, where their names were not asked for yet. null: nothing is missing */
export function findMissingOwners(timelines: Timeline[], asked: CauseTargets): CauseTargets | null {
  const owners = new Map<string, Set<string>>();
  const addMissing = (namespace: string | undefined, object: TimelineObject): void => {
    for (const name of listPossibleOwnerNames(object))
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
