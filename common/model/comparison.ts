/** A request beside the last ones of its kind that succeeded: `GET /api/request_trace/compare`. */
import type { RecordKey, StageName, StageStatus } from './diagnosis';
import type { RequestSummary } from './request_summary';
import type { TraceWarning } from './trace';

/** What the good ones were chosen by: the same object, the same owner or name's stem, or else only the kind in the namespace. */
export type SimilarityRule = 'same-object' | 'same-owner' | 'same-kind-in-namespace' | 'same-kind';

export interface ComparedStage {
  name: StageName;
  status: StageStatus;
  tookMs?: number;
  /** of a stage that some of its Pods have done, and others not: how many of how many */
  reached?: { done: number; of: number };
  good: {
    /** how many of the good ones have done it */
    done: number;
    /** median and greatest time that they took, milliseconds */
    medianMs?: number;
    maxMs?: number;
  };
  /** longer than the slowest of the good ones (by 100 ms at least) and than twice their median, or not done where all of them have it done (by some Pods counts where another stage failed: it stopped there) */
  remarkable: boolean;
}

/** A kind of record (a component's message with what varies taken out). */
export interface ComparedMessage {
  component: string;
  /** klog's file.go:line, where it has one */
  caller?: string;
  /** one of them, as it stands */
  example: string;
  record: RecordKey;
  /** whose record that is, where it is a good request's: its ID */
  of?: string;
  /** in how many of the good requests */
  inGood: number;
  /** how often here, and on average in those good ones that have it */
  here: number;
  there: number;
}

export interface Comparison {
  id: string;
  /** null: none found; `warnings` say where was looked */
  likeness: SimilarityRule | null;
  /** the newest first; at most a handful */
  good: RequestSummary[];
  stages: ComparedStage[];
  /** that most good requests have and this one lacks, in the order in which they come in the good ones */
  lacking: ComparedMessage[];
  /** errors and warnings that this one has and no good one */
  additional: ComparedMessage[];
  warnings: TraceWarning[];
  took: { total: number; roundTrips: number };
}
