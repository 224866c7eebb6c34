/** What a cause is made of, before it is put into an answer. */
import type { MoveReason, MoveStep, PodMove } from '../../../common/model/moves';
import { actorName } from './actors';
import type { Fact } from './fact';
import { stepWords, type StepKind } from '../../messages/removals';

export interface Chain {
  reason: MoveReason;
  /** the request that began it, where one did */
  request?: Fact;
  /** from the removal back */
  steps: MoveStep[];
  /** 0..1 */
  confidence: number;
  /** the object that the sentence is about: the workload, the node, the Pod that preempted */
  about?: string;
  /** as a record says it: a taint, the kubelet's message */
  detail?: string;
}

export function stepOf(fact: Fact, kind: StepKind, values: Record<string, string | number | undefined> = {}): MoveStep {
  const { record, write, event } = fact;
  return {
    at: record.timestamp,
    actor: write ? actorName(write) : event?.component ?? record.component,
    what: stepWords(kind, { ...values, reason: values.reason ?? event?.reason, message: values.message ?? event?.message ?? record.message }),
    record: { index: record.index, id: record.id },
  };
}

/** The request as the answer names it: what to trace. */
export function requestOf({ write, record }: Fact): PodMove['request'] {
  const { auditID, user, impersonatedUser, verb, resource, subresource, namespace, name } = write!;
  return {
    id: auditID, user, ...(impersonatedUser ? { impersonatedUser } : {}), verb,
    resource: subresource ? `${resource}/${subresource}` : resource, namespace, name, time: record.timestamp,
  };
}
