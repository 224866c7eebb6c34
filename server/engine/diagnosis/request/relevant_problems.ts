/** Which of the problems that the rules recognise are this request's, and which it has got over. */
import { WORKLOAD_STAGES, type StageName } from '../../../../common/model/diagnosis';
import type { ObjectReference } from '../../../../common/model/log_record';
import { claimsOf, volumeOf } from '../../timeline/volumes';
import type { ObjectIndex, TimelineObject } from '../../timeline/object_index';
import type { Problem } from '../rules/rule';
import type { DesiredState } from './desired_state';
import type { OwnRequest } from './own_requests';
import type { GoalState } from './goal_state';

interface RelevantOptions {
  aim: DesiredState;
  requests: OwnRequest[];
  refused: OwnRequest[];
  graph: ObjectIndex;
}

/** Kinds of which an object that fails is this request's only where it hangs on what was asked for. */
const ACTING: ReadonlySet<string | undefined> = new Set([
  'Pod',
  'ReplicaSet',
  'ReplicationController',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'VolumeAttachment',
  'Namespace',
]);

/**
 * Objects that were asked for, Pods that count with their owners and volumes, what is to go. What isn't known (a Secret that is
 * missing, a name without a kind) may be: it is in the trace for a reason.
 */
export function isRelevant({
  aim,
  requests,
  refused,
  graph,
}: RelevantOptions): (object: ObjectReference) => boolean {
  const counting = new Set<TimelineObject>();
  for (const { target } of refused.length ? refused : requests) if (target) counting.add(target);
  for (const object of [
    ...aim.pods,
    ...aim.leaving,
    ...aim.workloads.map(({ object: workload }) => workload),
  ]) {
    for (const link of graph.ownerChain(object)) counting.add(link);
    for (const claim of claimsOf(object, graph)) {
      counting.add(claim);
      const volume = volumeOf(claim, graph);
      if (volume) counting.add(volume);
    }
  }
  // made by a request that does not name it (no body, no audit log)
  const unnamed = requests.filter(({ target, audit }) => !target && audit.verb === 'create');
  const names = new Set(
    [...counting].map(({ namespace, name }) => `${namespace ?? ''}/${name ?? ''}`)
  );
  return (reference) => {
    if (!ACTING.has(reference.kind))
      return (
        reference.kind !== undefined ||
        !reference.namespace ||
        names.has(`${reference.namespace}/${reference.name ?? ''}`) ||
        !graph.find({ ...reference, kind: 'Pod' })
      );
    const object = graph.find(reference);
    if (!object) return true;
    if (counting.has(object)) return true;
    if (
      object.kind === 'VolumeAttachment' ||
      unnamed.some(
        ({ kind, audit }) => kind === object.kind && audit.objectRef?.namespace === object.namespace
      )
    )
      return true;
    // a ReplicaSet of which no Pod could be made has none that counts
    return object.kind !== 'Pod' && graph.ownerChain(object).some((link) => counting.has(link));
  };
}

interface OvercomeOptions {
  graph: ObjectIndex;
  aim: DesiredState;
  reached: GoalState;
  /** microseconds */
  lastAt: number;
}

const RANK = new Map<StageName, number>(WORKLOAD_STAGES.map((stage, i) => [stage, i]));

/** A Pod got over a problem when it works in the end, or when it did what failed, or what comes after it, later for the first time. */
export function hasOvercome({
  graph,
  aim,
  reached,
}: OvercomeOptions): (problem: Problem) => boolean {
  return ({ rule, evidence, object }) => {
    const references = object ? [object] : evidence.record.objects;
    const pod = references
      .map((reference) => graph.find(reference, evidence.at))
      .find((state) => state?.pod);
    if (pod) {
      if (
        reached.pods.has(pod) ||
        (pod.removed && pod !== reached.failedBy && !aim.pods.includes(pod))
      )
        return true;
      if (aim.goal === 'removed') return false;
      const rank = RANK.get(rule.stage);
      if (rank === undefined) return false;
      for (const [stage, { at }] of pod.pod!.proofs) {
        const later = RANK.get(stage);
        if (later !== undefined && later >= rank && stage !== 'ready' && at > evidence.at)
          return true;
      }
      return false;
    }
    if (aim.goal === 'removed') {
      const named = references.map((reference) => graph.find(reference, evidence.at)).find(Boolean);
      return named?.removed !== undefined;
    }
    // a claim that has its volume now
    if (
      references.some(
        (reference) =>
          reference.kind === 'PersistentVolumeClaim' && graph.find(reference, evidence.at)?.bound
      )
    )
      return true;
    // Pods could not be made, and are there now
    return rule.stage === 'expanded' && reached.missing === 0 && aim.pods.length > 0;
  };
}
