/** How far each Pod got, those in trouble first. */
import type { Outcome, StageName } from '../../../../common/model/diagnosis';
import type { Diagnosed, DiagnosedPod, RootCause } from '../model';
import type { ObjectIndex, TimelineObject } from '../../timeline/object_index';
import { podStages, type StageState } from '../request/pod_stages';
import type { DesiredState } from '../request/desired_state';
import type { GoalState } from '../request/goal_state';
import { answerStages } from './stages';
import { referenceOf } from '../references';

/** Pods that an answer names; more are counted. */
const MAX_PODS = 200;
/** Pods of which a cause of their own is looked for: each look goes over all problems. */
const MAX_VERDICTS = 20;

interface PodsOptions {
  aim: DesiredState;
  reached: GoalState;
  visible: (stage: StageName) => boolean;
  from: number | undefined;
  lastAt: number;
  /** the request's */
  verdict: RootCause | null;
  graph: ObjectIndex;
  choose: (pod: TimelineObject) => RootCause | null;
}

const ORDER: Record<Outcome, number> = {
  failed: 0,
  stuck: 1,
  rejected: 1,
  running: 2,
  unknown: 3,
  succeeded: 4,
};

export function answerPods({
  aim,
  reached,
  visible,
  from,
  lastAt,
  verdict,
  graph,
  choose,
}: PodsOptions): Pick<Diagnosed['diagnosis'], 'pods' | 'podCounts'> {
  const pods = aim.goal === 'removed' ? aim.leaving.filter(({ pod }) => pod) : aim.pods;
  let looked = 0;
  const isOfRequest = (pod: TimelineObject): boolean =>
    verdict?.object !== undefined && graph.find(verdict.object) === pod;
  const found = pods.map((object): DiagnosedPod => {
    const there = reached.pods.has(object);
    const states: StageState[] = podStages(object, aim.goal, visible);
    if (aim.goal === 'ready' && !there) unready(states);
    const own = there
      ? null
      : isOfRequest(object)
        ? verdict
        : looked++ < MAX_VERDICTS
          ? choose(object)
          : null;
    const stages = answerStages({
      stages: states,
      from,
      lastAt,
      ...(own ? { failedAt: { stage: own.stage } } : {}),
    });
    const { restarts, node } = object.pod!;
    return {
      object: referenceOf(object),
      ...(node ? { node } : {}),
      outcome: outcomeOf(object, there, own, states),
      stages,
      verdict: own,
      ...(restarts !== undefined ? { restarts } : {}),
    };
  });
  found.sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome]);
  return {
    pods: found.slice(0, MAX_PODS),
    podCounts: {
      reached: pods.filter((pod) => reached.pods.has(pod)).length,
      of: pods.length + reached.missing,
      left: Math.max(0, found.length - MAX_PODS),
    },
  };
}

/** It was ready once, and is not any more. */
function unready(states: StageState[]): void {
  const ready = states.find(({ name }) => name === 'ready');
  if (ready?.status === 'done')
    Object.assign(ready, { status: 'waiting', at: undefined, evidence: undefined });
}

function outcomeOf(
  { pod }: TimelineObject,
  there: boolean,
  verdict: RootCause | null,
  stages: StageState[]
): Outcome {
  if (there) return 'succeeded';
  if (pod!.phase === 'Failed') return 'failed';
  if (verdict) return 'stuck';
  return stages.some(({ status }) => status === 'waiting') ? 'running' : 'unknown';
}
