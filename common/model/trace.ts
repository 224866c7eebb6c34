import type { Diagnosis, Outcome, Stage, Verdict } from './diagnosis';
import type { LogRecord, RecordSource } from './log_record';

export type { Outcome, Stage, StageName, StageStatus, Verdict } from './diagnosis';

/** What kind of ID was asked for, as found in the logs (or, where nothing was found, by its form). */
export type IdKind = 'reqID' | 'auditID' | 'traceID' | 'uid' | 'object' | 'unknown';

/** Who asked for what. From the audit record; without one from kube-apiserver's request line (then some parts are missing). */
export interface RequestOrigin {
  user?: string;
  /** the user on whose behalf, where the request was impersonated */
  impersonatedUser?: string;
  verb?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  auditID?: string;
  userAgent?: string;
  sourceIP?: string;
  /** ISO 8601; when the API server received it */
  time: string;
  /** ISO 8601; when the answer was complete */
  completedTime?: string;
  responseCode?: number;
  responseReason?: string;
  responseMessage?: string;
  /** false where only kube-apiserver's own log speaks of the request */
  audited: boolean;
  record: { index: string; id: string };
}

/** How one source of logs fared in this trace. */
export interface Coverage {
  source: RecordSource;
  /** A component's name; for audit, event and pod logs the source's own name. */
  component: string;
  /** Whether it was asked for at all. */
  searched: boolean;
  /** Whether the indices have any document of it in the trace's window; null where that is not known. */
  inWindow: boolean | null;
  /** Number of records in the trace. */
  inTrace: number;
}

/** Machine-readable; the browser words them. `message` is English and complete, for tools. */
export type WarningCode =
  | 'truncated'
  | 'timed_out'
  | 'shards_failed'
  | 'range_limited'
  | 'id_in_text_only'
  | 'not_found'
  | 'no_audit_record'
  | 'id_is_ambiguous'
  | 'objects_limited'
  | 'impossible_order'
  | 'clusters_skipped'
  | 'indices_refused'
  | 'no_reqid'
  | 'copies'
  | 'indices_missing'
  /** the scope's query and filters kept records out: all of them, or some */
  | 'filtered_out'
  | 'filtered'
  /** an advanced setting can't be used: the server's configuration counts instead */
  | 'setting_invalid'
  | 'data_view_missing'
  /** of a comparison: none to compare with, one only, or of another object or spec */
  | 'no_good_request'
  | 'one_good_request'
  | 'different_spec'
  /** of the requests list: not all outcomes were looked into */
  | 'outcomes_limited'
  /** of the requests list and of moves: no audit log is there, which would say who */
  | 'no_audit_log'
  /** of a trace over objects: a limit on hops, searches, or time kept it from being followed further */
  | 'hops_limited'
  | 'searches_limited'
  | 'window_limited'
  /** of a trace over objects, what it lacked: audit bodies (policy level Metadata), uids, a component's log; clocks that differ */
  | 'no_bodies'
  | 'no_uids'
  | 'log_missing'
  | 'clocks_differ'
  /** of candidates: none was found, or more than are listed */
  | 'no_candidate'
  | 'candidates_limited'
  /** of annotating: documents were refused */
  | 'annotation_failed';

export interface TraceWarning {
  code: WarningCode;
  message: string;
}

/** How the ID was found: in an indexed field, or in the text of the messages (slower, verified on the text). */
export type FoundBy = 'field' | 'text' | 'none';

/** What holds a trace together: IDs on the lines themselves (reqID, an annotation), or the objects that they name. */
export type CorrelationMethod = 'ids' | 'objects';

/** The answer of `GET /api/request_trace/trace`. */
export interface Trace {
  id: string;
  idKind: IdKind;
  correlation: CorrelationMethod;
  foundBy: FoundBy;
  /** The reqIDs whose lines make up the trace: the one asked for, or those that an audit ID led to. */
  reqIDs: string[];
  window: { from: string; to: string };
  total: number;
  /** true where limits kept records out of the trace: `total` counts what was found, a warning says which limit */
  truncated: boolean;
  /** Pass back as `after` to get the next page; absent on the last page. */
  after?: string;
  origin: RequestOrigin | null;
  outcome: Outcome;
  verdict: Verdict | null;
  stages: Stage[];
  /** null where it was not asked for (`diagnose=false`), or on a further page */
  diagnosis: Diagnosis | null;
  records: LogRecord[];
  coverage: Coverage[];
  /**
   * Of the indices and patterns that were searched those that the reader's roles don't, or don't wholly, cover; absent: none.
   * The warning `indices_refused` comes only where that matters.
   */
  refusedIndices?: string[];
  warnings: TraceWarning[];
  /** milliseconds spent in all searches, and how many were sent one after the other */
  took: { total: number; roundTrips: number };
}
