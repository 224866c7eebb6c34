/** One Pod's stages, from what was proved of it. */
import {
  DELETION_STAGES,
  WORKLOAD_STAGES,
  type RequestGoal,
  type StageName,
  type StageStatus,
} from '../../../../common/model/diagnosis';
import type { Evidence } from '../../evidence';
import type { TimelineObject } from '../../timeline/object_index';
import type { PodState } from '../../timeline/pod_state';

export interface StageState {
  name: StageName;
  status: StageStatus;
  /** microseconds since the epoch */
  at?: number;
  evidence?: Evidence;
  records: number;
}

/** The stages on the way to a goal, in order. */
export function stageNames(goal: RequestGoal): readonly StageName[] {
  if (goal === 'accepted') return ['accepted'];
  if (goal === 'removed') return DELETION_STAGES;
  return goal === 'completed' ? WORKLOAD_STAGES : WORKLOAD_STAGES.slice(0, -1);
}

type Visible = (stage: StageName) => boolean;

/** Without `accepted`, which is the request's. What comes later proves what has to come before. */
export function podStages(
  object: TimelineObject,
  goal: RequestGoal,
  visible: Visible
): StageState[] {
  const pod = object.pod!;
  const names = stageNames(goal).slice(1);
  let last = -1;
  names.forEach((name, i) => {
    if (pod.proofs.has(name)) last = i;
  });
  return names.map((name, i) => {
    const records = pod.mentions.get(name) ?? 0;
    // made by the user himself: nothing was expanded
    if (name === 'expanded' && !object.owners.length) return { name, status: 'skipped', records };
    const proof = pod.proofs.get(name);
    if (proof) return { name, status: 'done', at: proof.at, evidence: proof.evidence, records };
    return { name, status: statusWithoutProof(name, pod, goal, i < last, visible), records };
  });
}

function statusWithoutProof(
  name: StageName,
  pod: PodState,
  goal: RequestGoal,
  isPassed: boolean,
  visible: Visible
): StageStatus {
  if (name === 'expanded') return 'done';
  if (
    name === 'attached' &&
    !pod.attaching &&
    (isPassed || pod.claims?.length === 0 || pod.mentions.has('mounted'))
  )
    return 'skipped';
  // a Pod of a Job need not be ready to complete
  if (name === 'ready' && goal === 'completed')
    return isPassed || pod.proofs.has('completed') ? 'skipped' : 'waiting';
  // never bound to a node: nothing was mounted
  if (
    name === 'unmounted' &&
    pod.node === undefined &&
    !pod.proofs.has('scheduled') &&
    pod.proofs.has('removed')
  )
    return 'skipped';
  if (isPassed) return 'done';
  return visible(name) ? 'waiting' : 'unknown';
}
