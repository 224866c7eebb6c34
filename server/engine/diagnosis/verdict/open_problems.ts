import type { Stage } from '../../../../common/model/diagnosis';
import type { ObjectReference } from '../../../../common/model/log_record';
import type { Evidence } from '../../evidence';
import type { Problem } from '../rules/rule';
import { objectsOf } from './problems';
import { sameKey } from './similar_text';

export interface VerdictOptions {
  /** as `problemsOf` gives them: in time order */
  problems: Problem[];
  stages: Stage[];
  /** whether an object is one that the request is about (its own, what was made for it, what these use) */
  relevant: (object: ObjectReference) => boolean;
  /** whether what failed went well later: the stage was done for that object after all */
  overcome?: (problem: Problem) => boolean;
  /** microseconds since the epoch: the trace's last record */
  lastAt: number;
  /** for a request that did not reach its goal: where no rule matches, its first error is the verdict, without a rule */
  evidence?: Evidence[];
}

/** Those that are the request's, in its window, and that it did not get over. */
export function openProblems({
  problems,
  stages,
  relevant,
  overcome,
  lastAt,
}: VerdictOptions): Problem[] {
  const accepted = stages.find(({ name }) => name === 'accepted')?.status;
  const isRelevant = (problem: Problem): boolean => {
    const objects = objectsOf(problem);
    return objects.length === 0 || objects.some(relevant);
  };
  const isOver = (problem: Problem): boolean => overcome?.(problem) ?? false;
  const considered = problems.filter((problem) => {
    if (problem.evidence.at > lastAt) return false;
    // a request that was accepted isn't stopped by one that was refused beside it (a read that found nothing)
    if (
      problem.signal.topic === 'request' &&
      accepted === 'done' &&
      problem.rule.id !== 'eviction-blocked'
    )
      return false;
    return problem.signal.topic === 'request' || accepted !== 'failed';
  });
  // a container runtime's line names no Pod, one about a Secret only the Secret: what says the same of a Pod decides for it
  const ofPods = new Map<string, boolean>();
  for (const problem of considered) {
    if (podOf(problem) === undefined) continue;
    const key = sayingOf(problem);
    ofPods.set(key, ofPods.get(key) === true || (isRelevant(problem) && !isOver(problem)));
  }
  return considered.filter((problem) => {
    const pods =
      podOf(problem) === undefined && problem.signal.topic !== 'create'
        ? ofPods.get(sayingOf(problem))
        : undefined;
    return pods ?? (isRelevant(problem) && !isOver(problem));
  });
}

const sayings = new WeakMap<Problem, string>();

/** The same for problems that say the same. Kept: a verdict is chosen for the request and for each of its Pods. */
export function sayingOf(problem: Problem): string {
  let saying = sayings.get(problem);
  if (saying === undefined)
    sayings.set(problem, (saying = `${problem.rule.id}\n${sameKey(problem.cause)}`));
  return saying;
}

export const podOf = (problem: Problem): ObjectReference | undefined =>
  objectsOf(problem).find(({ kind }) => kind === 'Pod');
