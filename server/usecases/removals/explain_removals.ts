import type { PodRemoval } from '../../../common/model/removals';
import { explainRemoval } from '../../engine/removals/explain_removal';
import type { PodHistory } from '../../engine/removals/pod_history';
import { findReplacements } from '../../engine/removals/replacement_pods';
import type { Timeline } from '../../engine/timeline/build_timeline';
import { toPodRemoval } from './to_pod_removal';

export interface ExplainedRemovals {
  /** newest first */
  removals: PodRemoval[];
  /** Pods that are where they were */
  remainingPods: number;
}

/** Explains what became of these Pods of one cluster. */
export function explainRemovals(timeline: Timeline, histories: PodHistory[]): ExplainedRemovals {
  const removals = histories
    .flatMap(({ pod }) => explainRemoval(pod, timeline) ?? [])
    .sort((a, b) => a.began.at - b.began.at);
  const replacements = findReplacements(removals, timeline);
  return {
    removals: removals.map((removal) => toPodRemoval(removal, replacements.get(removal))).reverse(),
    remainingPods: histories.length - removals.length,
  };
}
