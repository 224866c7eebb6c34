/** Whether the request has what it asked for. */
import type { TimelineObject } from '../../timeline/object_index';
import { workloadStatus } from '../../timeline/workload_status';
import { isWorking } from '../../timeline/is_stable';
import { isControlPlaneUser } from '../../timeline/actors';
import type { DesiredState } from './desired_state';

export interface GoalState {
  reached: boolean;
  /** it ended for good without its goal */
  failed: boolean;
  /** what says so */
  failedBy?: TimelineObject;
  /** Pods that reached it */
  pods: Set<TimelineObject>;
  /** Pods that should be there and are not made yet */
  missing: number;
  /** by their own status all workloads are as they should be */
  complete: boolean;
}

/**
 * @param lastAt microseconds: the end of what is known
 * @param isShort Pods could not be made: counts where no status tells how many there should be
 */
export function goalStateOf(
  { goal, pods, workloads, leaving }: DesiredState,
  lastAt: number,
  isShort: boolean
): GoalState {
  if (goal === 'accepted')
    return { reached: true, failed: false, pods: new Set(), missing: 0, complete: true };
  if (goal === 'removed') {
    const gone = new Set(leaving.filter(({ removed }) => removed));
    return {
      reached: gone.size === leaving.length,
      failed: false,
      pods: new Set([...gone].filter(({ pod }) => pod)),
      missing: 0,
      complete: false,
    };
  }
  const there = new Set(
    pods.filter(({ pod }) =>
      goal === 'completed' ? pod!.phase === 'Succeeded' : isWorking(pod!, lastAt)
    )
  );
  const states = workloads.map(({ object, generation, isNew }) => ({
    object,
    isNew,
    status: workloadStatus(object, generation),
  }));
  const failedJob = states.find(({ status }) => status.failed)?.object;
  const failedPod = pods.find((object) => !there.has(object) && isLost(object));
  const counted = states.reduce(
    (sum, { object, isNew, status }) => sum + missingOf(object, isNew, status, pods, states.length),
    0
  );
  const missing =
    counted === 0 && isShort && !states.some(({ status }) => status.complete !== undefined)
      ? 1
      : counted;
  const complete = states.length > 0 && states.every(({ status }) => status.complete === true);
  // a Pod that fell since the workload was last seen complete
  const fallen = states.some(({ object }) =>
    pods.some(
      (pod) => !there.has(pod) && (pod.pod!.readyChanged?.at ?? 0) > (object.bodyBy?.at ?? 0)
    )
  );
  const alone = pods.filter(({ owners }) => !owners.length);
  const byStatus =
    complete && (goal === 'completed' || !fallen) && alone.every((pod) => there.has(pod));
  const lasting = pods.filter((pod) => !isReplaced(pod));
  const byPods =
    lasting.length > 0 &&
    lasting.every((pod) => there.has(pod)) &&
    missing === 0 &&
    (goal === 'ready' ||
      !states.some(
        ({ status }) => status.complete === false && status.failed !== undefined && !pods.length
      ));
  return {
    reached: byStatus || (byPods && !failedJob),
    failed: failedJob !== undefined || failedPod !== undefined,
    failedBy: failedJob ?? failedPod,
    pods: there,
    missing,
    complete,
  };
}

/** A Pod that nobody makes anew has failed, or the control plane took it away (its node is gone, another preempted it). */
function isLost({ owners, deleting, pod }: TimelineObject): boolean {
  if (owners.length) return false;
  return deleting
    ? isControlPlaneUser(deleting.audit?.user?.username) ||
        (deleting.event !== undefined && pod!.phase === 'Failed')
    : pod!.phase === 'Failed';
}

/** A Pod that failed (evicted) and whose owner makes another in its place: that one counts. */
const isReplaced = ({ owners, pod }: TimelineObject): boolean =>
  pod!.phase === 'Failed' && owners.length > 0 && owners.every(({ kind }) => kind !== 'Job');

function missingOf(
  object: TimelineObject,
  isNew: boolean,
  status: ReturnType<typeof workloadStatus>,
  pods: TimelineObject[],
  workloads: number
): number {
  const { desired, existing, complete } = status;
  if (complete || desired === undefined || object.kind === 'Job') return 0;
  if (existing !== undefined) return Math.max(0, desired - existing);
  // its status was never seen: of a new workload the Pods that were made tell
  return isNew && workloads === 1 ? Math.max(0, desired - pods.length) : 0;
}
