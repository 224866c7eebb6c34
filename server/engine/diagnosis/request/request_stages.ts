/** The request's stages: its Pods' and objects' stages, summed. */
import type { StageName, StageStatus } from '../../../../common/model/diagnosis';
import { CHANGING_VERB_SET } from '../../../../common/parse/audit';
import { timestampToMicros } from '../../../../common/time/record_times';
import { stageNames, podStages, type StageState } from './pod_stages';
import type { Evidence } from '../../evidence';
import type { TimelineObject } from '../../timeline/object_index';
import type { DesiredState } from './desired_state';
import type { OwnRequest } from './own_requests';
import type { GoalState } from './goal_state';

/** A stage while it is put together; times in microseconds. */
export interface SummedStage extends StageState {
  done?: number;
  of?: number;
}

export function acceptedStage(requests: OwnRequest[], refused: OwnRequest[]): SummedStage {
  const answered = requests.filter(({ audit }) => audit.responseStatus?.code !== undefined);
  const done = requests.filter(
    (request) =>
      request.audit.responseStatus?.code !== undefined && request.audit.responseStatus.code < 400
  );
  const shown = refused[0] ?? done[done.length - 1] ?? answered[0];
  const status: StageStatus = refused.length
    ? 'failed'
    : done.length
      ? 'done'
      : requests.length
        ? 'waiting'
        : 'unknown';
  return {
    name: 'accepted',
    status,
    at: shown && answeredAt(shown),
    evidence: shown?.evidence,
    records: requests.length,
    ...(requests.length > 1 && CHANGING_VERB_SET.has(requests[0]!.audit.verb ?? '')
      ? { done: done.length, of: refused.length + done.length }
      : {}),
  };
}

/** When the answer was complete; of a request line its own time, which is that. */
const answeredAt = ({ audit, evidence }: OwnRequest): number => {
  const { stageTimestamp } = audit;
  return stageTimestamp ? Math.max(evidence.at, timestampToMicros(stageTimestamp)) : evidence.at;
};

export function laterStages(
  aim: DesiredState,
  reached: GoalState,
  visible: (stage: StageName) => boolean
): SummedStage[] {
  if (aim.goal === 'accepted') return [];
  return aim.goal === 'removed'
    ? removalStages(aim.leaving, visible)
    : runStages(aim, reached, visible);
}

function runStages(
  { goal, pods, workloads }: DesiredState,
  reached: GoalState,
  visible: (stage: StageName) => boolean
): SummedStage[] {
  const { missing } = reached;
  const each = pods.map((pod) => podStages(pod, goal, visible));
  const names = stageNames(goal).slice(1);
  const byStatus = workloads.find(({ object }) => object.bodyBy)?.object.bodyBy;
  return names.map((name, i) => {
    if (!pods.length) {
      // its Pods were there before: only the workload's own status tells
      const isLast = i === names.length - 1;
      if (reached.complete)
        return {
          name,
          status: isLast ? 'done' : 'skipped',
          records: isLast ? 1 : 0,
          ...(isLast ? { at: byStatus?.at, evidence: byStatus } : {}),
        };
      return {
        name,
        status: visible(name) ? 'waiting' : 'unknown',
        records: 0,
        ...(missing > 1 ? { done: 0, of: missing } : {}),
      };
    }
    const summed = sum(
      name,
      each.map((stages) => stages[i]!),
      missing
    );
    const isGoal = name === goal;
    // ready once is not ready: containers that are started again and again are in between
    if (isGoal && summed.status === 'done' && !reached.reached && goal === 'ready')
      return { ...summed, ...goalNotKept(summed, pods.length + missing, reached.pods.size) };
    if (isGoal && reached.reached && summed.status !== 'done')
      return {
        ...summed,
        status: 'done',
        ...(summed.of === undefined ? {} : { done: summed.of }),
        at: summed.at ?? byStatus?.at,
        evidence: summed.evidence ?? byStatus,
      };
    return summed;
  });
}

const goalNotKept = ({ of }: SummedStage, total: number, there: number): Partial<SummedStage> => ({
  status: 'waiting',
  at: undefined,
  evidence: undefined,
  ...(of === undefined ? {} : { done: there, of: total }),
});

/** @param missing objects that are not there yet, and so have done nothing */
function sum(name: StageName, states: StageState[], missing: number): SummedStage {
  const records = states.reduce((total, state) => total + state.records, 0);
  const over = states.filter(({ status }) => status === 'done' || status === 'skipped').length;
  const done = states.filter(({ status }) => status === 'done');
  let last: StageState | undefined;
  for (const state of done)
    if (state.at !== undefined && (!last || state.at > last.at!)) last = state;
  const of = states.length + missing;
  const status: StageStatus =
    states.length > 0 && states.every((state) => state.status === 'skipped')
      ? missing > 0 && name === 'expanded'
        ? 'waiting'
        : 'skipped'
      : over === of && of > 0
        ? 'done'
        : states.some((state) => state.status === 'waiting') ||
            !states.some((state) => state.status === 'unknown')
          ? 'waiting'
          : 'unknown';
  return {
    name,
    status,
    records,
    ...(status === 'done' && last ? { at: last.at, evidence: last.evidence } : {}),
    ...(of > 1 && status !== 'skipped' ? { done: over, of } : {}),
  };
}

function removalStages(
  leaving: TimelineObject[],
  visible: (stage: StageName) => boolean
): SummedStage[] {
  return (['terminating', 'unmounted', 'removed'] as const).map((name) =>
    sum(
      name,
      leaving.map((object) => removalStage(name, object, visible)),
      0
    )
  );
}

function removalStage(
  name: StageName,
  object: TimelineObject,
  visible: (stage: StageName) => boolean
): StageState {
  if (object.pod) {
    const found = podStages(object, 'removed', visible).find((stage) => stage.name === name)!;
    if (found.status === 'done' || found.status === 'skipped') return found;
  } else if (name === 'unmounted') return { name, status: 'skipped', records: 0 };
  const by: Evidence | undefined =
    name === 'removed' ? object.removed : name === 'terminating' ? object.deleting : undefined;
  if (by) return { name, status: 'done', at: by.at, evidence: by, records: 1 };
  if (object.removed)
    return { name, status: name === 'terminating' ? 'done' : 'skipped', records: 0 };
  return { name, status: visible(name) ? 'waiting' : 'unknown', records: 0 };
}
