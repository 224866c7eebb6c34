/** While an object is on its way: not yet what the request wants of it, and so still worked on because of the request. */
import { conditionOf, member as part, text } from '../timeline/object_body';
import type { TimelineObject } from '../timeline/object_index';
import { workloadStatus } from '../timeline/workload_status';
import { isWorking } from '../timeline/is_stable';
import type { TraceObject } from './trace_objects';

/** Microseconds, inclusive; Infinity: nothing shows that it ended. */
export interface Interval { from: number; to: number }

/**
 * In order: while it is made ready, and while it goes. None for what is never on its way (a ConfigMap).
 * @param lastAt the end of what is known
 */
export function convergenceOf({ state, link, since }: TraceObject, lastAt: number): Interval[] {
  if (link === 'referred' || link === 'counts') return [];
  const { deleting, removed } = state;
  const going = deleting ?? removed;
  const goes: Interval[] = going ? [{ from: going.at, to: removed?.at ?? Infinity }] : [];
  const arrived = arrival(state, since, going ? Math.min(lastAt, going.at) : lastAt);
  if (arrived === undefined || (going && going.at <= since)) return goes;
  return [{ from: since, to: going ? Math.min(arrived, going.at) : arrived }, ...goes];
}

/** When it had become what was wanted; undefined: it never is on its way. */
function arrival(state: TimelineObject, since: number, lastAt: number): number | undefined {
  if (state.pod) return podArrival(state, since, lastAt);
  switch (state.kind) {
    case 'PersistentVolumeClaim': return state.created && !state.bound && phaseOf(state) !== 'Bound' ? Infinity : undefined;
    case 'VolumeAttachment': return part(state.body, 'status').attached === true ? state.bodyBy!.at : Infinity;
    case 'Job': return state.ended?.evidence.at ?? (jobIsOver(state) ? state.bodyBy!.at : state.body ? Infinity : undefined);
    case 'ReplicaSet': case 'ReplicationController':
      return conditionOf(part(state.body, 'status'), 'ReplicaFailure')?.status === 'True' ? Infinity : undefined;
    default: return undefined;
  }
}

const phaseOf = (state: TimelineObject): string | undefined => text(part(state.body, 'status'), 'phase');

function jobIsOver(state: TimelineObject): boolean {
  const { complete, failed } = workloadStatus(state);
  return complete === true || failed === true;
}

/** A container that ran for so long is taken for working: kubelet's back-off begins anew (twice MaxContainerBackOff, pkg/kubelet/kubelet.go). */
const BACK_OFF_RESET_US = 600_000_000;

/** A Pod is on its way until it works or has completed. One that was there before the request is so only while it goes. */
function podArrival(state: TimelineObject, since: number, lastAt: number): number | undefined {
  const pod = state.pod!;
  const going = state.deleting?.at ?? Infinity;
  const completed = pod.proofs.get('completed');
  const ready = pod.proofs.get('ready');
  // a container that is told to end may end well: that is no completion
  if (completed && (completed.at < going || !ready)) return completed.at;
  if (ready && ready.at < since) return undefined;
  // it worked for long: what befell it then has other causes than what made it
  const lastTime = pod.ready && pod.readyChanged ? [{ from: pod.readyChanged.at, to: pod.proofs.get('terminating')?.at ?? lastAt }] : [];
  const lasted = [...pod.readyTimes, ...lastTime].find(({ from, to }) => to - from >= BACK_OFF_RESET_US);
  if (lasted) return lasted.from;
  if (isWorking(pod, lastAt) || (ready && state.deleting && !isRestarting(state))) {
    const worked = pod.readyChanged && pod.ready ? pod.readyChanged.at : ready?.at ?? since;
    // it was started again soon: what it was made with doesn't hold
    return pod.lastRestart !== undefined && pod.lastRestart - worked < BACK_OFF_RESET_US ? Math.max(worked, pod.lastRestart) : worked;
  }
  // nobody told of readiness at all: its containers' start is the last that is known to come
  if (pod.ready === undefined && pod.proofs.has('started')) return pod.proofs.get('started')!.at;
  return Infinity;
}

const isRestarting = (state: TimelineObject): boolean => (state.pod!.restarts ?? 0) > 1;
