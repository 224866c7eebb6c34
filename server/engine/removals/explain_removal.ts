/** Why did this Pod go: backwards over the timeline from its deletion to the request that began it. */
import { controllerOf, isKubernetesComponent, senderOf } from '../timeline/actors';
import type { ApiRequest } from '../timeline/api_requests';
import type { Timeline } from '../timeline/build_timeline';
import { changeOf } from '../timeline/mutations';
import type { TimelineObject } from '../timeline/object_index';
import { explainJob } from './causes/job_cause';
import {
  explainEviction,
  explainPodCollection,
  explainTaint,
  lostNodeReport,
  nodeText,
} from './causes/node_cause';
import { explainNamespaceDeletion, explainOwnerDeletion } from './causes/owner_cause';
import { explainPreemption } from './causes/preemption_cause';
import { explainWorkloadChange } from './causes/workload_cause';
import { findEnd, findStart } from './find_removal';
import { selectCause } from './forward_walk';
import { disruptionOf, historyOf, type PodHistory } from './pod_history';
import { explanationsOf, type Explanation } from './pod_deleters';
import { stepOf, type Cause, type Removal, type RemovalContext, type RemovalStep } from './removal';

type Causes = [Cause, ...Cause[]];
type Explain = (
  first: RemovalStep[],
  context: RemovalContext,
  isDeletedByController: boolean
) => Causes;

const EXPLANATIONS: Record<Explanation, Explain> = {
  workload: explainWorkloadChange,
  'owner-deletion': (first, context) => [explainOwnerDeletion(first, context)],
  'namespace-deletion': (first, context) => [explainNamespaceDeletion(first, context)],
  taint: explainTaint,
  preemption: (first, context) => [explainPreemption(first, context)],
  job: (first, context) => [explainJob(first, context)],
  'node-deletion': (first, context) => [explainPodCollection(first, context)],
};

/** @returns null where nothing shows that the Pod was removed */
export function explainRemoval(pod: TimelineObject, timeline: Timeline): Removal | null {
  const history = historyOf(pod, timeline);
  const start = findStart(history, timeline);
  if (!start) return null;
  const records = { began: start.evidence, gone: findEnd(history, start) };
  const cause = selectCause(findCauses({ timeline, history, start }), pod, records, timeline);
  return { ...cause, ...records, pod, node: history.node };
}

/** Possible causes, the most likely first. */
function findCauses(context: RemovalContext): Causes {
  const { start, history, timeline } = context;
  switch (start.basis) {
    case 'request':
      return causesOfRequest(start.request, context);
    case 'event':
      return causesOfReport(start.report.event!.reason, context);
    case 'status':
      return causesOfStatus(start.request, context);
    case 'trace': {
      const reported = stepOf(start.evidence, start.evidence.audit ? 'deleted-pod' : 'said');
      const lost = history.node ? lostNodeReport(history.node, start.at, timeline) : undefined;
      if (lost)
        return [
          {
            reason: 'node-lost',
            steps: [stepOf(start.evidence, 'said'), stepOf(lost.evidence, 'said')],
            about: nodeText(history.node!),
            confidence: 0.5,
          },
        ];
      if (start.evidence.line?.message === 'Deleting item')
        return [{ ...explainOwnerDeletion([reported], context), confidence: 0.6 }];
      return [{ reason: 'unknown', steps: [reported], confidence: 0.3 }];
    }
  }
}

function causesOfRequest(request: ApiRequest, context: RemovalContext): Causes {
  const { history, start } = context;
  const { audit } = request;
  if (audit.objectRef?.subresource === 'eviction') return [explainEviction(request, context)];
  const first = [
    stepOf(start.evidence, audit.verb === 'deletecollection' ? 'deleted-pods' : 'deleted-pod'),
  ];
  const sender = senderOf(audit);
  if (!isKubernetesComponent(sender))
    return [{ reason: 'deleted', request, steps: first, confidence: 1 }];
  const explanations = explanationsOf(controllerOf(sender), context.timeline.loops);
  // a DaemonSet's controller deletes for changes of the workload and for taints of the node: the Pod's own records tell which
  const explanation =
    explanations.includes('taint') && isMarkedByTaint(history) ? 'taint' : explanations[0];
  return explanation
    ? EXPLANATIONS[explanation](first, context, true)
    : [{ reason: 'unknown', steps: first, confidence: 0.5 }];
}

const isMarkedByTaint = (history: PodHistory): boolean =>
  disruptionOf(history, 'DeletionByTaintManager') !== undefined ||
  history.reports.some(
    ({ event }) => event?.reason === 'TaintManagerEviction' && event.message.startsWith('Marking')
  );

/** No audit record shows the deletion; an Event announces or reports it. */
function causesOfReport(reason: string, context: RemovalContext): Causes {
  const { evidence } = context.start;
  const reported = [stepOf(evidence, 'said')];
  switch (reason) {
    case 'TaintManagerEviction':
      return explainTaint([], context, false);
    case 'Preempted':
      return [explainPreemption([], context)];
    case 'Evicted':
      return [
        {
          reason: 'node-pressure',
          steps: reported,
          confidence: 0.9,
          detail: reported[0]!.values.message?.toString(),
        },
      ];
    case 'Preempting':
      return [{ reason: 'preempted', steps: reported, confidence: 0.8 }];
    default:
      return explainWorkloadChange(reported, context, false);
  }
}

/** Only the Pod's status shows why: the conditions that Kubernetes sets for disruptions (core/v1 PodReason…), or the kubelet's own words. */
function causesOfStatus(request: ApiRequest, context: RemovalContext): Causes {
  const { start, history } = context;
  const { disruption, statusReason, statusMessage } = changeOf({ request });
  const step = disruption
    ? stepOf(start.evidence, 'condition', {
        reason: disruption.reason,
        message: disruption.message ?? '',
      })
    : stepOf(start.evidence, 'said', { reason: statusReason, message: statusMessage ?? '' });
  if (statusReason === 'Evicted')
    return [{ reason: 'node-pressure', steps: [step], confidence: 1, detail: statusMessage }];
  if (statusReason === 'Preempting')
    return [{ reason: 'preempted', steps: [step], confidence: 0.9 }];
  switch (disruption?.reason) {
    case 'EvictionByEvictionAPI':
      return [{ reason: 'evicted-api', steps: [step], confidence: 0.8 }];
    case 'PreemptionByScheduler':
      return [explainPreemption([], context)];
    case 'DeletionByTaintManager':
      return explainTaint([], context, false);
    case 'DeletionByPodGC':
      return [
        { reason: 'garbage-collected', steps: [step], confidence: 0.8, detail: disruption.message },
      ];
    case 'TerminationByKubelet':
      return [
        { reason: 'node-pressure', steps: [step], confidence: 0.8, detail: disruption.message },
      ];
    default:
      return [
        history.node
          ? { reason: 'node-lost', steps: [step], about: nodeText(history.node), confidence: 0.7 }
          : { reason: 'unknown', steps: [step], confidence: 0.3 },
      ];
  }
}
