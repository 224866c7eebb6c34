/** The diagnosis as the engine gives it: texts for the reader are ids, which server/messages words. */
import type {
  Diagnosis,
  Outcome,
  PodProgress,
  Stage,
  Verdict,
} from '../../../common/model/diagnosis';

/**
 * Which text describes a root cause: a rule's id, or one of the ids of `VERDICT_MESSAGES`. `own-words`: the cause itself is the
 * title.
 */
export type RootCauseMessage = string;

/** The first cause of a request's failure, not worded yet. */
export interface RootCause extends Omit<Verdict, 'title' | 'advice'> {
  message: RootCauseMessage;
}

export interface DiagnosedPod extends Omit<PodProgress, 'verdict'> {
  verdict: RootCause | null;
}

export interface Diagnosed {
  outcome: Outcome;
  verdict: RootCause | null;
  stages: Stage[];
  diagnosis: Omit<Diagnosis, 'pods'> & { pods: DiagnosedPod[] };
}
