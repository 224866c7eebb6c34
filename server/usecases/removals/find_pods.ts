/** The timelines of the evidence so far, one for each cluster, and the Pods in them that the question is about. */
import { addToList } from '../../../common/add_to_list';
import type { ObjectReference } from '../../../common/model/log_record';
import type { ControlLoops } from '../../engine/control_loops/control_loops';
import type { Evidence } from '../../engine/evidence';
import { ownersAbove } from '../../engine/removals/causes/owner_cause';
import { podsOf, type PodHistory } from '../../engine/removals/pod_history';
import { buildTimeline, type Timeline } from '../../engine/timeline/build_timeline';

/**
 * Builds the timelines. Names mean something within one cluster only; records that don't name theirs belong to the only one there is.
 *
 * @param object what was asked for: its Pods' names lead to it even where no record names it
 */
export function buildTimelines(
  evidence: Evidence[],
  object: ObjectReference,
  loops?: ControlLoops
): Timeline[] {
  const groups = new Map<string, Evidence[]>();
  for (const one of evidence) addToList(groups, one.record.cluster ?? '', one);
  const lists = groups.has('') && groups.size === 2 ? [evidence] : [...groups.values()];
  return lists.map((list) => {
    const timeline = buildTimeline(list, loops);
    timeline.objects.resolve(object, list[0]!.at);
    return timeline;
  });
}

/** The Pods that the object is, had, or ran. */
export function findPods(
  timeline: Timeline,
  { kind, namespace, name, uid }: ObjectReference
): PodHistory[] {
  return podsOf(timeline).filter(({ pod, node }) => {
    if (kind === 'Node') return node === name;
    if (pod.namespace !== namespace) return false;
    if (kind === 'Pod') return pod.name === name && (!uid || !pod.uid || pod.uid === uid);
    return ownersAbove(pod, timeline).some((owner) => owner.kind === kind && owner.name === name);
  });
}
