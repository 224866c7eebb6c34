/**
 * How far a request got, why it stopped, and what it did to which object: what the diagnosis adds to a trace.
 * Stages and outcomes: the design's own; where a stage's name has a counterpart in Kubernetes, its rule names the source.
 */
import type { ObjectReference } from './log_record';

export type Outcome = 'succeeded' | 'failed' | 'stuck' | 'rejected' | 'running' | 'unknown';

export const OUTCOMES: readonly Outcome[] = [
  'succeeded',
  'failed',
  'stuck',
  'rejected',
  'running',
  'unknown',
];

/** Creating and updating, in order. */
export const WORKLOAD_STAGES = [
  'accepted',
  'expanded',
  'scheduled',
  'attached',
  'mounted',
  'sandbox',
  'pulled',
  'started',
  'ready',
  'completed',
] as const;
/** Deleting, evicting, scaling down, in order. */
export const DELETION_STAGES = ['accepted', 'terminating', 'unmounted', 'removed'] as const;

export type StageName = (typeof WORKLOAD_STAGES)[number] | (typeof DELETION_STAGES)[number];

/**
 * `failed`: the request stopped here; `waiting`: not reached yet, or not for all objects; `skipped`: the object has no need of
 * it; `unknown`: nothing could show it (its log was not collected).
 */
export type StageStatus = 'done' | 'failed' | 'waiting' | 'skipped' | 'unknown';

/** A record of the trace: its document. */
export interface RecordKey {
  index: string;
  id: string;
}

export interface Stage {
  name: StageName;
  status: StageStatus;
  /** ISO 8601: when it was done (for the last object that did), or when the first record said that it failed */
  at?: string;
  /** How many records of the trace speak of this stage. */
  records: number;
  /** the record that proves the status */
  record?: RecordKey;
  /**
   * milliseconds from the stage before it that was done to this one (with fractions, as finely as the logs write); of a stage
   * that is failed or waiting the time waited so far, to the last record of the trace
   */
  tookMs?: number;
  /** how many Pods (or other objects) have done it, of how many that should; absent where there is one or none */
  done?: number;
  of?: number;
}

/** The first cause, in words and with its proof. */
export interface Verdict {
  stage: StageName;
  /** what went wrong, as the record says it, without its noise (retries, wrapped contexts); a log's own words, not translated */
  cause: string;
  record?: RecordKey;
  /** the rule that recognised it; absent where none did, and `cause` is the first error */
  rule?: string;
  /** the rule's own words for this way to fail, in the reader's language: `A Secret that the Pod mounts doesn't exist` */
  title: string;
  /** what to look at next, in the reader's language */
  advice?: string;
  /** where the rule comes from: a file of Kubernetes' source, a page of its documentation */
  source?: string;
  /** 0..1 */
  confidence: number;
  /** the object that it happened to */
  object?: ObjectReference;
  /** who brought it about, where that is somebody else: the Pod that preempted, the user who drained */
  by?: string;
  /** how often it was said, at least 1 (an Event's count counts), and when first and last (ISO 8601) */
  count: number;
  first?: string;
  last?: string;
}

/** How far one Pod got. */
export interface PodProgress {
  object: ObjectReference;
  node?: string;
  outcome: Outcome;
  stages: Stage[];
  verdict: Verdict | null;
  /** how often its containers were restarted, where that is known */
  restarts?: number;
}

/** How an object hangs on another: `owner` by its ownerReferences, the others by its spec or by what the components say. */
export type ObjectRelation = 'owner' | 'volume' | 'claim' | 'attachment' | 'node' | 'reference';

/** An object that the request touched, for the object tree. */
export interface ObjectNode {
  /** unique in the diagnosis */
  key: string;
  object: ObjectReference;
  /** keys of the objects that it hangs on; the first is where the tree shows it. Empty: a root. */
  parents: Array<{ key: string; relation: ObjectRelation }>;
  outcome: Outcome;
  /** what was done to it in the trace */
  change?: 'created' | 'updated' | 'deleted' | 'used' | 'missing';
  /** one short text as a log or status says it (`ImagePullBackOff`, `Bound`, `2 of 3 ready`) */
  note?: string;
  /** the record that says so */
  record?: RecordKey;
  /** how many records of the trace name it */
  records: number;
}

/** One difference that a write made to its object. */
export interface ObjectChange {
  object: ObjectReference;
  /** as kubectl writes paths: `spec.template.spec.containers[web].image` */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  /** JSON text, bounded; absent on the side where it was not there */
  before?: string;
  /** nothing in the trace tells what stood there before: a patch names only what it sets */
  beforeUnknown?: true;
  after?: string;
  record: RecordKey;
}

/** The answer of `GET /api/request_trace/changes`; null: no audit record of an earlier write of the object has its body. */
export interface ChangesResponse {
  changes: ObjectChange[] | null;
}

/** Errors and warnings that say the same, counted. */
export interface RepeatedError {
  message: string;
  component: string;
  node?: string;
  count: number;
  /** ISO 8601 */
  first: string;
  last: string;
  record: RecordKey;
  /** the rule that recognised it */
  rule?: string;
  object?: ObjectReference;
}

/** Whether the request asked for objects to be there and work, or to go away, or just to be written. */
export type RequestGoal = 'ready' | 'completed' | 'removed' | 'accepted';

/** What the diagnosis says beyond stages, outcome and verdict; on the first page of a trace only. */
export interface Diagnosis {
  goal: RequestGoal;
  /** per Pod, those in trouble first; bounded */
  pods: PodProgress[];
  /** Pods that reached the goal, of those that should; `left` were left out of `pods` */
  podCounts: { reached: number; of: number; left: number };
  objects: ObjectNode[];
  /** of the request's own writes; null where no audit record has the bodies that would tell */
  changes: ObjectChange[] | null;
  /** most frequent first is not what helps: in the order of their first time */
  errors: RepeatedError[];
  /** errors beyond the bound */
  errorsLeft: number;
  /** milliseconds that diagnosing took */
  tookMs: number;
}
