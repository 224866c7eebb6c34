/** Preemption: kube-scheduler removes a Pod so that one with a higher priority fits (pkg/scheduler/framework/preemption). */
import { isKubernetesComponent, senderOf } from '../../timeline/actors';
import type { Timeline } from '../../timeline/build_timeline';
import type { Mutation } from '../../timeline/mutations';
import type { TimelineObject } from '../../timeline/object_index';
import type { Report } from '../../timeline/reports';
import { disruptionOf, reportOf } from '../pod_history';
import {
  mutationsUntil,
  objectText,
  stepOf,
  stepOfRequest,
  subresourceOf,
  verbOf,
  type Cause,
  type RemovalContext,
  type RemovalStep,
} from '../removal';
import { conditionStep } from './node_cause';
import { ownersAbove } from './owner_cause';

export interface Preemptor {
  namespace?: string;
  name?: string;
  uid?: string;
}

/** Length of a uid. */
const UID_LENGTH = 36;

/** `Preempted by pod <uid> on node n`, before 1.26 `Preempted by <ns>/<name> on node n`; newer Events name it as `related`. */
export function preemptorOf({ event, evidence }: Report): Preemptor | undefined {
  if (event?.reason !== 'Preempted') return undefined;
  const related = evidence.event?.related;
  if (related?.kind === 'Pod' && (related.name || related.uid)) return related;
  const words = event.message.split(' ', 6);
  const by = words[2] === 'pod' || words[2] === 'a' ? words[3] : words[2];
  if (words[0] !== 'Preempted' || words[1] !== 'by' || !by) return undefined;
  const slash = by.indexOf('/');
  if (slash > 0) return { namespace: by.slice(0, slash), name: by.slice(slash + 1) };
  return by.length === UID_LENGTH ? { uid: by } : undefined;
}

/** The preemptor's own creation. */
export function creationOfPreemptor(
  { namespace, name, uid }: Preemptor,
  timeline: Timeline
): Mutation | undefined {
  const pod =
    (uid ? timeline.objects.find({ uid }) : undefined) ??
    timeline.objects.find({ kind: 'Pod', namespace, name });
  return (
    pod &&
    timeline.mutations
      .of(pod)
      .find((mutation) => verbOf(mutation) === 'create' && subresourceOf(mutation) === undefined)
  );
}

export function explainPreemption(
  first: RemovalStep[],
  { history, timeline }: RemovalContext
): Cause {
  const steps = [...first];
  const condition = disruptionOf(history, 'PreemptionByScheduler');
  if (condition) steps.push(conditionStep(condition));
  const report = reportOf(history, 'Preempted');
  if (report) steps.push(stepOf(report.evidence, 'said'));
  const preemptor = report && preemptorOf(report);
  if (!preemptor)
    return { reason: 'preempted', steps, confidence: condition || first.length ? 0.9 : 0.6 };
  const creation = creationOfPreemptor(preemptor, timeline);
  const { namespace, name } = creation?.state ?? preemptor;
  const about = name ? `Pod ${namespace}/${name}` : `Pod ${preemptor.uid}`;
  if (!creation) return { reason: 'preempted', steps, about, confidence: 0.9 };
  steps.push(stepOfRequest(creation, 'created', { object: about }));
  if (!isKubernetesComponent(senderOf(creation.request.audit)))
    return { reason: 'preempted', request: creation.request, steps, about, confidence: 1 };
  const initial = initialMutation(creation.state, creation.at, timeline);
  if (!initial) return { reason: 'preempted', steps, about, confidence: 0.9 };
  steps.push(
    stepOfRequest(initial, verbOf(initial) === 'create' ? 'created' : 'changed', {
      object: objectText(initial.state),
    })
  );
  return { reason: 'preempted', request: initial.request, steps, about, confidence: 0.9 };
}

/** Somebody's latest mutation of the topmost owner that a Pod was created for. */
function initialMutation(
  pod: TimelineObject,
  until: number,
  timeline: Timeline
): Mutation | undefined {
  return ownersAbove(pod, timeline)
    .flatMap(
      (owner) =>
        mutationsUntil(timeline, owner, until).find(
          ({ request, isStatus }) => !isStatus && !isKubernetesComponent(senderOf(request.audit))
        ) ?? []
    )
    .at(-1);
}
