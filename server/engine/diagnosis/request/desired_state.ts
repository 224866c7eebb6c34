/** What the whole of a request's writes was for. */
import type { RequestGoal } from '../../../../common/model/diagnosis';
import type { ObjectIndex, TimelineObject } from '../../timeline/object_index';
import { objectField } from '../../timeline/object_body';
import { workloadStatus } from '../../timeline/workload_status';
import { wasAccepted } from '../../timeline/read_audit';
import { objectsToRemove, podsToRun } from './counted_objects';
import type { OwnRequest } from './own_requests';

export interface DesiredState {
  goal: RequestGoal;
  /** Pods that should run, or complete */
  pods: TimelineObject[];
  /** workloads that should be complete: those asked for, and a CronJob's Jobs */
  workloads: Array<{ object: TimelineObject; generation?: number; isNew: boolean }>;
  /** objects that should go */
  leaving: TimelineObject[];
}

/**
 * By verb and resource of the requests, and by what followed: a write to a workload that changes no Pod is only accepted.
 *
 * @param isFollowed false: what followed is not in the trace, so its absence means nothing
 */
export function desiredStateOf(
  requests: OwnRequest[],
  graph: ObjectIndex,
  isFollowed: boolean
): DesiredState {
  const writes = requests.filter(({ audit }) => wasAccepted(audit));
  const pods = podsToRun(writes, graph);
  const workloads = workloadsOf(writes, graph);
  const leaving = objectsToRemove(writes, graph);
  const aim = (goal: RequestGoal): DesiredState => ({
    goal,
    pods: goal === 'ready' || goal === 'completed' ? pods : [],
    workloads,
    leaving: goal === 'removed' ? leaving : [],
  });
  const toRun = writes.filter(({ goal }) => goal === 'ready' || goal === 'completed');
  if (toRun.length) {
    const isNew = toRun.some(({ audit }) => audit.verb === 'create');
    const jobs = workloads.some(
      ({ object }) => object.kind === 'Job' && !workloadStatus(object).suspended
    );
    const onlyIdle =
      !pods.length && workloads.length > 0 && workloads.every(({ object }) => isIdle(object));
    const onlyCron = toRun.every(({ kind }) => kind === 'CronJob');
    if (pods.length || (isNew && !onlyCron && !onlyIdle) || jobs || !isFollowed)
      return aim(isToComplete(toRun, pods) ? 'completed' : 'ready');
    // fewer replicas: Pods go, none comes
    if (leaving.length) return aim('removed');
    if (
      !onlyCron &&
      !onlyIdle &&
      workloads.some(
        ({ object, generation }) => workloadStatus(object, generation).complete !== undefined
      )
    )
      return aim('ready');
  }
  if (writes.some(({ goal }) => goal === 'removed')) return aim('removed');
  // a taint that evicts
  return leaving.some(({ pod }) => pod) ? aim('removed') : aim('accepted');
}

/** Nothing is to be made for it: suspended, paused, or a DaemonSet whose selector fits no node. */
function isIdle(object: TimelineObject): boolean {
  if (object.kind === 'Job') return workloadStatus(object).suspended === true;
  if (object.kind === 'Deployment') return objectField(object.body, 'spec').paused === true;
  return object.kind === 'DaemonSet' && workloadStatus(object).desired === 0;
}

/** Jobs, and Pods that ended well and are not to be started again. */
function isToComplete(writes: OwnRequest[], pods: TimelineObject[]): boolean {
  if (writes.every(({ goal }) => goal === 'completed')) return true;
  return (
    pods.length > 0 &&
    pods.every(({ pod }) => pod!.phase === 'Succeeded' && pod!.restartPolicy !== 'Always')
  );
}

function workloadsOf(writes: OwnRequest[], graph: ObjectIndex): DesiredState['workloads'] {
  const found = new Map<TimelineObject, DesiredState['workloads'][number]>();
  for (const { target, goal, kind, generation, audit } of writes) {
    if (kind === 'Pod' || (goal !== 'ready' && goal !== 'completed')) continue;
    if (!target) {
      // the request does not name what it created: all of that kind which nothing else owns
      for (const object of graph.all) {
        if (
          object.kind === kind &&
          object.namespace === audit.objectRef?.namespace &&
          !object.owners.length
        )
          found.set(object, { object, isNew: true });
      }
      continue;
    }
    if (kind !== 'CronJob') {
      found.set(target, {
        object: target,
        generation: Math.max(generation ?? 0, found.get(target)?.generation ?? 0),
        isNew: audit.verb === 'create' || found.get(target)?.isNew === true,
      });
      continue;
    }
    for (const object of graph.all) {
      if (object.kind === 'Job' && object.created && graph.ownerChain(object).includes(target))
        found.set(object, { object, isNew: true });
    }
  }
  return [...found.values()];
}
