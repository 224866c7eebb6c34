/** Whether a Pod works, or only for moments: a container that is started again and again is ready in between. */
import type { PodState } from './pod_state';

/** One restart may happen to every Pod; more, and it has to run longer than it ever did before it counts as working. */
const RESTARTS_TO_EXPECT = 1;

/** @param lastAt microseconds: the end of what is known */
export function isWorking(pod: PodState, lastAt: number): boolean {
  if (pod.phase === 'Succeeded') return true;
  // evicted: it is not ready any more, whatever its last status said of that
  if (pod.phase === 'Failed') return false;
  if (pod.ready !== true) return false;
  if ((pod.restarts ?? 0) <= RESTARTS_TO_EXPECT) return true;
  const end = pod.proofs.get('terminating')?.at ?? lastAt;
  return end - (pod.lastRestart ?? 0) > pod.longestRunUs;
}
