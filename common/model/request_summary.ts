/** The requests list: `GET /api/request_trace/requests`. */
import type { Outcome } from './diagnosis';
import type { TraceWarning } from './trace';

/** Where a row comes from: an audit record, or the reqIDs that component lines carry. */
export type RequestBasis = 'audit' | 'reqID';

/** One request that changed something, or tried to. */
export interface RequestSummary {
  /** what to trace: the audit ID, or the reqID where there is no audit log */
  id: string;
  basis: RequestBasis;
  /** the reqID that its lines carry, where they do */
  reqID?: string;
  /** ISO 8601, microseconds: when the API server received it; of a reqID its first record */
  time: string;
  user?: string;
  /** on whose behalf */
  impersonatedUser?: string;
  userAgent?: string;
  sourceIP?: string;
  verb?: string;
  resource?: string;
  subresource?: string;
  apiGroup?: string;
  namespace?: string;
  name?: string;
  responseCode?: number;
  responseReason?: string;
  /** the API server's own words, where it refused */
  responseMessage?: string;
  /** only RequestReceived was recorded: it is still running, hangs, or the API server died */
  unanswered?: true;
  dryRun?: true;
  /** `unknown` and `outcomeBy: 'none'`: not looked into yet */
  outcome: Outcome;
  /** what the outcome rests on: the answer's code alone (refused; a write that causes nothing more), or the trace's diagnosis */
  outcomeBy: 'code' | 'diagnosis' | 'none';
  /** from the diagnosis: one line why, and at which stage */
  cause?: string;
  stage?: string;
  /** from its first to its last record, milliseconds; of a request without lines of its own, until it was answered */
  durationMs?: number;
  /** component → number of its records, of those that carry the request's ID */
  components: Record<string, number>;
  records: number;
  /** lines of severity error or fatal */
  errors: number;
}

/** Requests by their answer in one interval of time; `accepted` splits into outcomes only as far as they were looked into. */
export interface RequestBucket {
  /** ISO 8601, start of the interval */
  at: string;
  accepted: number;
  rejected: number;
}

/** The answer of `GET /api/request_trace/requests`. */
export interface RequestsResponse {
  /** in the order asked for, by default the newest first */
  requests: RequestSummary[];
  /** null: neither an audit log nor lines with request IDs are there in this time */
  basis: RequestBasis | null;
  /** pass back as `after`; absent on the last page */
  after?: string;
  /** how many requests match; `relation: 'gte'`: at least so many. Filters by outcome are not counted in. */
  total: { value: number; relation: 'eq' | 'gte' };
  /** milliseconds an interval, and its counts in the asked time range (bounded number); on the first page only */
  histogram?: { intervalMs: number; buckets: RequestBucket[] };
  /** sorting by duration or errors, and filters by outcome, look at this many of the newest requests only */
  examined?: number;
  window: { from: string; to: string };
  warnings: TraceWarning[];
  took: { total: number; roundTrips: number };
}

/** The answer of `GET /api/request_trace/requests/outcomes`: by ID, what the diagnosis of its trace says. */
export interface OutcomesResponse {
  outcomes: Record<string, Pick<RequestSummary, 'outcome' | 'outcomeBy' | 'cause' | 'stage'>>;
}
