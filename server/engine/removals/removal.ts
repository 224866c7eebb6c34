/** The explanation of one Pod's removal, as data: `server/messages/removals.ts` words it. */
import type { PodRemovalReason } from '../../../common/model/removals';
import type { Evidence } from '../evidence';
import { pathText } from '../format_object';
import { actorName, senderOf } from '../timeline/actors';
import { recordOfRequest, type ApiRequest } from '../timeline/api_requests';
import type { Timeline } from '../timeline/build_timeline';
import type { Mutation } from '../timeline/mutations';
import type { TimelineObject } from '../timeline/object_index';
import { eventOf, plainMessage } from '../timeline/read_event';
import type { PodHistory } from './pod_history';
import type { RemovalStart } from './find_removal';

/** The clocks of two API servers may differ by this much, so an effect may seem to come before its cause. Microseconds. */
export const SLACK_US = 100_000;

export type StepKind =
  | 'evicted'
  | 'deleted-pod'
  | 'deleted-pods'
  | 'cordoned'
  | 'scaled'
  | 'changed-template'
  | 'changed'
  | 'created'
  | 'deleted'
  | 'tainted'
  | 'condition'
  | 'said';

export type StepValues = Record<string, string | number | undefined>;

/** One step from the removal back to what began it. */
export interface RemovalStep {
  evidence: Evidence;
  /** who did it: a user, a controller, a component */
  actor: string;
  kind: StepKind;
  values: StepValues;
}

/** A possible cause of a removal. */
export interface Cause {
  reason: PodRemovalReason;
  /** the request that began it, where one did */
  request?: ApiRequest;
  /** from the removal back */
  steps: RemovalStep[];
  /** 0..1 */
  confidence: number;
  /** what the title is about: the workload, the node, the Pod that preempted */
  about?: string;
  /** as a record words it: a taint, the kubelet's message */
  detail?: string;
}

export interface Removal extends Cause {
  pod: TimelineObject;
  /** the node that it ran on */
  node?: string;
  /** the record by which the removal began */
  began: Evidence;
  /** the record by which the object was gone */
  gone?: Evidence;
}

/** What the explanation of one removal starts from. */
export interface RemovalContext {
  timeline: Timeline;
  history: PodHistory;
  start: RemovalStart;
}

/** The actor of a record: who sent the request, or which component reports it. */
export const actorOf = ({ audit, event, record }: Evidence): string =>
  audit ? actorName(senderOf(audit)) : (event?.component ?? record.component);

export function stepOf(evidence: Evidence, kind: StepKind, values: StepValues = {}): RemovalStep {
  const event = eventOf(evidence);
  return {
    evidence,
    actor: actorOf(evidence),
    kind,
    values: {
      ...values,
      reason: values.reason ?? event?.reason,
      message: values.message ?? (event ? plainMessage(event.message) : evidence.record.message),
    },
  };
}

export const stepOfRequest = (
  { request }: { request: ApiRequest },
  kind: StepKind,
  values?: StepValues
): RemovalStep => stepOf(recordOfRequest(request), kind, values);

/** Formats an object for titles and steps: `Deployment shop/web`. */
export const objectText = ({ kind, namespace, name }: TimelineObject): string =>
  pathText({ kind, namespace, name });

/** The mutations of an object up to a time, the latest first. */
export const mutationsUntil = (
  { mutations }: Timeline,
  object: TimelineObject,
  until: number
): Mutation[] =>
  mutations
    .of(object)
    .filter(({ at }) => at <= until + SLACK_US)
    .reverse();

export const verbOf = ({ request }: { request: ApiRequest }): string => request.audit.verb ?? '';
export const subresourceOf = ({ request }: { request: ApiRequest }): string | undefined =>
  request.audit.objectRef?.subresource;
