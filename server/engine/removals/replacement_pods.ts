/** Which Pod took a removed one's place: the one that the same owner created next. */
import type { PodRemovalReason } from '../../../common/model/removals';
import type { Evidence } from '../evidence';
import type { Timeline } from '../timeline/build_timeline';
import type { TimelineObject } from '../timeline/object_index';
import { creationOf, historyOf, type PodHistory } from './pod_history';
import { SLACK_US, type Removal } from './removal';

/** Nothing takes the place of a Pod that is no longer wanted. */
const NOT_REPLACED: ReadonlySet<PodRemovalReason> = new Set([
  'scaled-down',
  'owner-deleted',
  'namespace-deleted',
  'job-finished',
]);
/** What an owner creates later than this is for something else. Microseconds. */
const LATEST_US = 3_600_000_000;

export interface Replacement {
  history: PodHistory;
  created: Evidence;
}

/**
 * Finds the replacement of each removed Pod; each new Pod takes one place.
 *
 * @param removals in order of time
 */
export function findReplacements(
  removals: Removal[],
  timeline: Timeline
): Map<Removal, Replacement> {
  const replacements = new Map<Removal, Replacement>();
  const created = new Map<TimelineObject, Replacement[]>();
  const taken = new Set<PodHistory>();
  for (const removal of removals) {
    const { pod, began, reason, node } = removal;
    const owner = timeline.owners.ownerOf(pod)?.state;
    // Pods of another version belong to another ReplicaSet
    if (!owner || NOT_REPLACED.has(reason) || (reason === 'rollout' && owner.kind === 'ReplicaSet'))
      continue;
    if (!created.has(owner)) created.set(owner, podsCreatedBy(owner, timeline));
    const next = created.get(owner)!.find(
      ({ history, created: { at } }) =>
        history.pod !== pod &&
        !taken.has(history) &&
        at >= began.at - SLACK_US &&
        at < began.at + LATEST_US &&
        // a DaemonSet's Pod is replaced on its own node, a StatefulSet's under its own name
        (owner.kind !== 'DaemonSet' || !history.node || history.node === node) &&
        (owner.kind !== 'StatefulSet' || history.pod.name === pod.name)
    );
    if (!next) continue;
    taken.add(next.history);
    replacements.set(removal, next);
  }
  return replacements;
}

/** In order of time. */
function podsCreatedBy(owner: TimelineObject, timeline: Timeline): Replacement[] {
  return timeline.owners
    .childrenOf(owner)
    .filter(({ state }) => state.kind === 'Pod')
    .flatMap(({ state }) => {
      const history = historyOf(state, timeline);
      const created = creationOf(history);
      return created ? [{ history, created }] : [];
    })
    .sort((a, b) => a.created.at - b.created.at);
}
