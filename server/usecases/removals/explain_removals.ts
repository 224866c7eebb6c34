import type { PodMove } from '../../../common/model/moves';
import { explainRemoval } from '../../engine/removals/explain_removal';
import type { PodHistory } from '../../engine/removals/pod_history';
import { findReplacements } from '../../engine/removals/replacement_pods';
import type { Timeline } from '../../engine/timeline/build_timeline';
import { toMove } from './to_move';

export interface ExplainedRemovals {
  /** newest first */
  moves: PodMove[];
  /** Pods that are where they were */
  stayed: number;
}

/** Explains what became of these Pods of one cluster. */
export function explainRemovals(timeline: Timeline, histories: PodHistory[]): ExplainedRemovals {
  const removals = histories
    .flatMap(({ pod }) => explainRemoval(pod, timeline) ?? [])
    .sort((a, b) => a.began.at - b.began.at);
  const replacements = findReplacements(removals, timeline);
  return {
    moves: removals.map((removal) => toMove(removal, replacements.get(removal))).reverse(),
    stayed: histories.length - removals.length,
  };
}
