/** The backward step from `deleted by controller X`: what the catalogue of control loops says that this controller deletes Pods for. */
import { ANY_KIND, type ControlLoop, type Relation } from '../control_loops/control_loop';
import type { ControlLoops } from '../control_loops/control_loops';

/** Which kind of change to look for. */
export type Explanation =
  | 'workload'
  | 'job'
  | 'owner-deletion'
  | 'namespace-deletion'
  | 'taint'
  | 'node-deletion'
  | 'preemption';

/** The explanations of the deletions that a controller makes, in the order of the catalogue; none where the catalogue does not know them. */
export function explanationsOf(controller: string | undefined, loops: ControlLoops): Explanation[] {
  return loops
    .writing('Pod')
    .filter((loop) => loop.controller === controller)
    .flatMap((loop) =>
      loop.writes
        .filter(
          ({ kind, verbs }) => (kind === 'Pod' || kind === ANY_KIND) && verbs.includes('delete')
        )
        .flatMap(({ relation }) => explanationOf(loop, relation) ?? [])
    );
}

function explanationOf(
  { reactsTo: { kind, parts } }: ControlLoop,
  relation: Relation
): Explanation | undefined {
  const isDeletionOnly = parts.every((part) => part === 'deletion');
  switch (relation) {
    case 'owned':
      return isDeletionOnly ? 'owner-deletion' : kind === 'Job' ? 'job' : 'workload';
    case 'inside':
      return 'namespace-deletion';
    case 'evicted':
      return isDeletionOnly ? 'node-deletion' : 'taint';
    case 'daemonPod':
      return 'taint';
    case 'preempted':
      return 'preemption';
    default:
      return undefined;
  }
}
