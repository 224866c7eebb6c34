/** Where Pods went, and who sent them there: `GET /api/request_trace/moves`. */
import type { ObjectReference } from './log_record';
import type { RecordKey } from './diagnosis';
import type { TraceWarning } from './trace';

/** Why a Pod left: the ways in which Kubernetes removes or moves one. */
export type PodRemovalReason =
  | 'deleted'
  | 'evicted-api'
  | 'drained'
  | 'preempted'
  | 'tainted'
  | 'node-lost'
  | 'node-pressure'
  | 'scaled-down'
  | 'rollout'
  | 'owner-deleted'
  | 'namespace-deleted'
  | 'job-finished'
  | 'garbage-collected'
  | 'replaced'
  | 'unknown';

/** One step from the removal back to what began it. */
export interface PodRemovalStep {
  /** ISO 8601 */
  at: string;
  /** who: a user, a controller, a component */
  actor: string;
  /** what, in short words of the reader's language */
  what: string;
  record: RecordKey;
}

/** One Pod that went, or was moved. */
export interface PodRemoval {
  pod: ObjectReference;
  /** where it ran; absent: it was never scheduled, or nothing says where */
  fromNode?: string;
  /** ISO 8601: when its removal began, and when it was gone */
  at: string;
  goneAt?: string;
  reason: PodRemovalReason;
  /** one sentence, in the reader's language */
  title: string;
  /** 0..1 */
  confidence: number;
  /** from the removal back to what began it */
  steps: PodRemovalStep[];
  /** what to trace: the request that began it, where one did */
  request?: {
    id: string;
    user?: string;
    impersonatedUser?: string;
    verb?: string;
    resource?: string;
    namespace?: string;
    name?: string;
    time: string;
  };
  /** the Pod that took its place, where its owner made one */
  successor?: { pod: ObjectReference; node?: string; at: string };
}

export interface RemovalsResponse {
  /** what was asked for, as it was understood */
  object: ObjectReference;
  /** newest first, bounded */
  moves: PodRemoval[];
  /** Pods that were found and are where they were */
  stayed: number;
  truncated: boolean;
  window: { from: string; to: string };
  warnings: TraceWarning[];
  took: { total: number; roundTrips: number };
}
