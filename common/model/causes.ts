/** Which requests may have caused a record or an object: `GET /api/request_trace/candidates`. */
import type { LogRecord, ObjectReference, Reason } from './log_record';
import type { RequestOrigin, TraceWarning } from './trace';

/** One request that may have caused it. */
export interface CauseCandidate {
  /** what to trace: the audit ID, or the reqID where the record carries one */
  id: string;
  request: RequestOrigin;
  /** 0..1: of a record that is in the request's trace the confidence there */
  confidence: number;
  /** why, best first; `path` leads from the request's object to the one that the record names */
  because: Reason[];
  /** other requests of the same command (`kubectl apply` of several objects) that may have caused it as well */
  together?: RequestOrigin[];
  /** whether the record was found in the request's trace; undefined: not looked into */
  inTrace?: boolean;
}

export interface CausesResponse {
  /** the record that was asked about, as every part of Request Trace reads it; null where an object was asked about */
  record: LogRecord | null;
  /** the objects that were followed back */
  objects: ObjectReference[];
  /** the most likely first, a few */
  candidates: CauseCandidate[];
  /** where nobody's request explains it: what it looks like instead, in the reader's language (periodic work, a node's failure) */
  instead?: string;
  warnings: TraceWarning[];
  took: { total: number; roundTrips: number };
}
