/** The form of a rule: one known way in which a request fails. The rules themselves are data, a file for each stage. */
import type { StageName } from '../../../../common/model/diagnosis';
import type { ObjectReference } from '../../../../common/model/log_record';
import type { Evidence } from '../../evidence';
import type { FailureSignal, Topic } from '../failure_signals/failure_signal';

/**
 * How near to the cause a record that matches is. `cause`: it names what is wrong (a Secret that doesn't exist). `effect`: it
 * names what that leads to (a container that crashes, a mount that timed out). `noise`: any failure makes it (back-off, "context
 * deadline exceeded", "Error syncing pod, skipping").
 */
export type Depth = 'cause' | 'effect' | 'noise';

export interface Match {
  /** what went wrong as the record says it, without wrapping and retry noise; bounded */
  cause: string;
  /** whom it happened to, where the record says so better than `record.objects` */
  object?: ObjectReference;
  /** who brought it about */
  by?: string;
  /** 0..1; the rule's own where absent */
  confidence?: number;
}

export interface Rule {
  /** stable, machine-readable: `secret-not-found`; server/messages/rules has the texts for it */
  id: string;
  /** the stage at which a request stops that fails so */
  stage: StageName;
  depth: Depth;
  /** 0..1: how sure it is that a record that matches means this */
  confidence: number;
  /** the file of Kubernetes' source (repository path) or the documentation's page that this rests on */
  source: string;
  /** what a statement has to be about for this rule to be asked */
  topics: readonly Topic[];
  /** linear in the statement's length; no state */
  match: (said: FailureSignal) => Match | null;
}

/** A record that a rule recognised. */
export interface Problem extends Match {
  rule: Rule;
  evidence: Evidence;
  confidence: number;
  /** what of the record the rule recognised */
  signal: FailureSignal;
}
