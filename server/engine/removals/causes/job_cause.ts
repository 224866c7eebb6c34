/** Job controller's deletion: the Job has ended, or somebody suspended it. */
import { isKubernetesComponent, senderOf } from '../../timeline/actors';
import { SECOND_US } from '../../timeline/pod_state';
import {
  mutationsUntil,
  objectText,
  stepOf,
  stepOfRequest,
  verbOf,
  type Cause,
  type RemovalContext,
  type RemovalStep,
} from '../removal';

/** Reasons of the Events about Jobs after which their Pods are deleted (batch/v1 JobReason…, pkg/controller/job). */
const JOB_ENDS = [
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'Suspended',
  'PodFailurePolicy',
  'Completed',
  'FailedIndexes',
];

export function explainJob(
  first: RemovalStep[],
  { history: { owner }, start, timeline }: RemovalContext
): Cause {
  if (!owner) return { reason: 'job-finished', steps: first, confidence: 0.9 };
  const about = objectText(owner);
  const end = timeline.reports
    .of(owner)
    .filter(
      ({ at, event }) =>
        at <= start.at + SECOND_US && JOB_ENDS.some((begin) => event?.reason.startsWith(begin))
    )
    .at(-1);
  const steps = end ? [...first, stepOf(end.evidence, 'said')] : first;
  const suspension =
    end?.event?.reason === 'Suspended'
      ? mutationsUntil(timeline, owner, start.at).find(
          (mutation) =>
            verbOf(mutation) !== 'create' &&
            !isKubernetesComponent(senderOf(mutation.request.audit))
        )
      : undefined;
  if (!suspension) return { reason: 'job-finished', steps, about, confidence: 0.9 };
  return {
    reason: 'scaled-down',
    request: suspension.request,
    steps: [...steps, stepOfRequest(suspension, 'changed', { object: about })],
    about,
    confidence: 0.9,
  };
}
