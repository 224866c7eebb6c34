/** What the explanation of moves reads: one record each, whatever kind of log it comes from. */
import type { LogRecord } from '../../../common/model/log_record';
import type { AuditRecord } from '../../../common/parse/audit';
import type { ComponentLine } from '../../../common/parse/component_line';
import type { EventRecord } from '../../../common/parse/event';

export interface OwnerRef { kind: string; name: string; uid?: string }

export interface Taint { key: string; value?: string; effect?: string }

/** A request that was accepted and changed something, with what its bodies say (where the audit policy kept them). */
export interface WriteFact {
  auditID: string;
  verb: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  user?: string;
  impersonatedUser?: string;
  userAgent?: string;
  /** of the object as it was answered */
  owner?: OwnerRef;
  node?: string;
  /** `DisruptionTarget`'s reason and message (core/v1 PodConditionType) */
  disruption?: { reason?: string; message?: string };
  phase?: string;
  statusReason?: string;
  statusMessage?: string;
  finalizers?: string[];
  /** the request's body is there */
  asked?: true;
  /** what was asked for */
  graceSeconds?: number;
  replicas?: number;
  touchesTemplate?: boolean;
  unschedulable?: boolean;
  /** `null`: all are taken away; absent: nothing is said of taints */
  taints?: Taint[] | null;
  /** the object as it was answered is there */
  answered?: true;
  /** of a deletecollection: what it deleted; absent where the answer was not kept */
  items?: Array<{ namespace?: string; name?: string; uid?: string }>;
}

export interface Fact {
  record: LogRecord;
  /** microseconds since the epoch */
  at: number;
  write?: WriteFact;
  /** an Event; or a component's line that repeats one (`Event occurred`, client-go tools/events) */
  event?: EventRecord;
  line?: ComponentLine;
}

/** What reading a document brings. */
export interface ReadFact {
  record: LogRecord;
  audit?: AuditRecord;
  event?: EventRecord;
  line?: ComponentLine;
}
