/** While an object converges: it is not yet as the request wants it, and controllers work on it because of the request. */
import type { Convergence } from '../control_loops/control_loop';
import type { ControlLoops } from '../control_loops/control_loops';
import { BACK_OFF_RESET_US } from '../control_loops/walk_settings';
import { conditionOf, objectField, text } from '../timeline/object_body';
import type { TimelineObject } from '../timeline/object_index';
import { workloadStatus } from '../timeline/workload_status';
import { isWorking } from '../timeline/is_stable';
import type { TraceObject } from './trace_objects';

/** Microseconds, inclusive; Infinity: no record shows its end. */
export interface Interval {
  from: number;
  to: number;
}

/** Whether the object is only read or counted because of its parent: no loop works on it. */
export const isObserved = ({ relation }: TraceObject): boolean =>
  relation === 'referenced' || relation === 'counts';

/**
 * The times, in order, while an object is made ready, and while it is deleted. None for what is done at once (a ConfigMap).
 * @param lastAt microseconds: the last record
 */
export function convergenceOf(
  object: TraceObject,
  lastAt: number,
  loops: ControlLoops
): Interval[] {
  if (isObserved(object)) return [];
  const { state, since } = object;
  const { deleting, removed } = state;
  const deletion = deleting ?? removed;
  const deleted: Interval[] = deletion ? [{ from: deletion.at, to: removed?.at ?? Infinity }] : [];
  const converged = convergedAt(
    state,
    loops.convergenceOf(state.kind),
    since,
    deletion ? Math.min(lastAt, deletion.at) : lastAt
  );
  if (converged === undefined || (deletion && deletion.at <= since)) return deleted;
  return [{ from: since, to: deletion ? Math.min(converged, deletion.at) : converged }, ...deleted];
}

/** When it had become what was wanted, microseconds; undefined: it never converges. */
function convergedAt(
  state: TimelineObject,
  convergence: Convergence | undefined,
  since: number,
  lastAt: number
): number | undefined {
  if (typeof convergence === 'object') return conditionTrueAt(state, convergence.condition);
  switch (convergence) {
    case 'podReady':
      return state.pod && podConvergedAt(state, since, lastAt);
    case 'claimBound':
      return state.created &&
        !state.bound &&
        text(objectField(state.body, 'status'), 'phase') !== 'Bound'
        ? Infinity
        : undefined;
    case 'attached':
      return objectField(state.body, 'status').attached === true ? state.bodyBy!.at : Infinity;
    case 'jobEnded':
      return (
        state.ended?.evidence.at ??
        (hasEnded(state) ? state.bodyBy!.at : state.body ? Infinity : undefined)
      );
    case 'noReplicaFailure':
      return conditionOf(objectField(state.body, 'status'), 'ReplicaFailure')?.status === 'True'
        ? Infinity
        : undefined;
    // the Jobs decide (trace_end.ts)
    default:
      return undefined;
  }
}

function hasEnded(job: TimelineObject): boolean {
  const { complete, failed } = workloadStatus(job);
  return complete === true || failed === true;
}

/** Of an object without that condition no record shows whether it converges. */
function conditionTrueAt({ body, bodyBy }: TimelineObject, type: string): number | undefined {
  const condition = conditionOf(objectField(body, 'status'), type);
  if (!condition || !bodyBy) return undefined;
  return condition.status === 'True' ? bodyBy.at : Infinity;
}

/** A Pod converges until it works or has completed. One that was ready before the request does so only while it is deleted. */
function podConvergedAt(state: TimelineObject, since: number, lastAt: number): number | undefined {
  const pod = state.pod!;
  const deletedAt = state.deleting?.at ?? Infinity;
  const completed = pod.proofs.get('completed');
  const ready = pod.proofs.get('ready');
  // a container that is stopped may exit with 0: that is no completion
  if (completed && (completed.at < deletedAt || !ready)) return completed.at;
  if (ready && ready.at < since) return undefined;
  // it worked for long: what happens to it after that has other causes than the request
  const lastTime =
    pod.ready && pod.readyChanged
      ? [{ from: pod.readyChanged.at, to: pod.proofs.get('terminating')?.at ?? lastAt }]
      : [];
  const lasted = [...pod.readyTimes, ...lastTime].find(
    ({ from, to }) => to - from >= BACK_OFF_RESET_US
  );
  if (lasted) return lasted.from;
  if (isWorking(pod, lastAt) || (ready && state.deleting && !isRestarting(state))) {
    const worked = pod.readyChanged && pod.ready ? pod.readyChanged.at : (ready?.at ?? since);
    // it was restarted soon after: it did not work yet
    return pod.lastRestart !== undefined && pod.lastRestart - worked < BACK_OFF_RESET_US
      ? Math.max(worked, pod.lastRestart)
      : worked;
  }
  // no record shows readiness: the start of its containers is the last step that is known
  if (pod.ready === undefined && pod.proofs.has('started')) return pod.proofs.get('started')!.at;
  return Infinity;
}

const isRestarting = (state: TimelineObject): boolean => (state.pod!.restarts ?? 0) > 1;
