import { z } from 'zod';
import { OUTCOMES, type Outcome } from '../model/diagnosis';
import type { TraceWarning } from '../model/trace';
import type { DefaultRange } from './settings';

/** IDs are UUIDs or the like; klog itself cuts an audit ID to 64 characters (apiserver httplog.go). */
const MAX_ID_LENGTH = 512;

/** A text that has to be there; says "is missing" rather than which type was expected. */
const text = () => z.string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be given once, as text') });

const isoTime = text().max(40).refine((text) => !Number.isNaN(Date.parse(text)) && /^\d{4}-/.test(text), {
  message: 'must be an ISO 8601 time such as 2026-01-31T12:00:00Z',
});

/** Comma-separated index names or patterns. Elasticsearch checks the names themselves; here only what could change the path. */
const indexPattern = text().min(1).max(2_000).refine((text) => !/[\s/?#"\\<>|]/.test(text), {
  message: 'must be index names or patterns, separated by commas',
});

/** A field's name; no wildcards. Elasticsearch's own limit for names is the index's business. */
const fieldName = text().trim().min(1, 'must not be empty').max(256).refine((name) => !/[*\s]/.test(name), { message: 'must be the name of one field' });

/** Characters of a scope's query in JSON, in a URL: with the rest it has to fit into a request's head (Node's limit is 16 KB). */
export const MAX_FILTER_LENGTH = 8_000;
/** The same in a body. A saved trace of 2,126 records comes to some 40,000; Elasticsearch bounds the number of clauses. */
export const MAX_BODY_FILTER_LENGTH = 200_000;

/** One Elasticsearch query as JSON: what a data view's query and filters come to. It runs as the reader, who may search so anyway. */
const filterJson = (maxLength: number) => text().max(maxLength, `must have at most ${maxLength} characters: remove some filters`).transform((json, context) => {
  try {
    const query: unknown = JSON.parse(json);
    if (typeof query === 'object' && query !== null && !Array.isArray(query)) return query as Record<string, unknown>;
  } catch {
    // said below
  }
  context.addIssue({ code: 'custom', message: 'must be an Elasticsearch query as a JSON object' });
  return z.NEVER;
});

/** `true` or `false`, as JSON or as a URL's text. */
const flag = () => z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

/** Where and when to look: what Discover calls data view, query and filters, and time range. */
export const scopeParameters = {
  from: isoTime.optional(),
  to: isoTime.optional(),
  index: indexPattern.optional(),
  timeField: fieldName.optional(),
  filter: filterJson(MAX_FILTER_LENGTH).optional(),
};

// strict: a misspelt parameter would otherwise be ignored silently
const traceParameters = <T extends z.ZodRawShape>(scope: T) => z.strictObject({
  id: text().trim().min(1, 'must not be empty').max(MAX_ID_LENGTH, `must have at most ${MAX_ID_LENGTH} characters`),
  ...scope,
  size: z.coerce.number().int().min(1).max(10_000).optional(),
  after: text().max(4_000).optional(),
  /** `false` leaves the diagnosis out: only the records are wanted */
  diagnose: flag().optional(),
});
const isInOrder = (query: { from?: string; to?: string }) => !query.from || !query.to || Date.parse(query.from) <= Date.parse(query.to);
const NOT_IN_ORDER = { message: 'must not be after `to`', path: ['from'] };

export const traceQuery = traceParameters(scopeParameters).refine(isInOrder, NOT_IN_ORDER);
/** The same parameters as a JSON body, for filters that no URL can hold. */
export const traceBody = traceParameters({ ...scopeParameters, filter: filterJson(MAX_BODY_FILTER_LENGTH).optional() }).refine(isInOrder, NOT_IN_ORDER);
export type TraceQuery = z.infer<typeof traceQuery>;

/** A filter of the requests list: exact, but for `*` as in Kibana's own search bar. */
const requestFilter = text().trim().min(1).max(253);

/** Rows of the requests list: a page, and the most that one may have. */
export const DEFAULT_REQUESTS = 25;
export const MAX_REQUESTS = 100;
/** Requests whose outcomes are asked for at once. */
export const MAX_OUTCOMES = 25;

const requestsParameters = <T extends z.ZodRawShape>(scope: T) => z.strictObject({
  ...scope,
  user: requestFilter.optional(),
  verb: requestFilter.optional(),
  resource: requestFilter.optional(),
  namespace: requestFilter.optional(),
  name: requestFilter.optional(),
  outcome: z.enum(OUTCOMES as [Outcome, ...Outcome[]]).optional(),
  /** words anywhere in user, verb, resource, namespace, name, message */
  q: text().trim().min(1).max(512).optional(),
  /** `false`: also service accounts, nodes, components */
  people: flag().optional(),
  sort: z.enum(['time', 'duration', 'errors']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  size: z.coerce.number().int().min(1).max(MAX_REQUESTS).optional(),
  after: text().max(4_000).optional(),
  /** `false`: outcomes that only a diagnosis could tell stay `unknown` (a list that shows first, and asks for them then) */
  diagnose: flag().optional(),
});
export const requestsQuery = requestsParameters(scopeParameters).refine(isInOrder, NOT_IN_ORDER);
export const requestsBody = requestsParameters({ ...scopeParameters, filter: filterJson(MAX_BODY_FILTER_LENGTH).optional() }).refine(isInOrder, NOT_IN_ORDER);
export type RequestsQuery = z.infer<typeof requestsQuery>;

/** IDs of the list's rows, separated by commas. */
export const outcomesQuery = z.strictObject({
  ...scopeParameters,
  ids: text().min(1).max(MAX_OUTCOMES * 129).transform((ids) => ids.split(',').map((id) => id.trim()).filter(Boolean)).refine((ids) => ids.length <= MAX_OUTCOMES, { message: `must be at most ${MAX_OUTCOMES} IDs` }),
}).refine(isInOrder, NOT_IN_ORDER);
export type OutcomesQuery = z.infer<typeof outcomesQuery>;

const compareParameters = <T extends z.ZodRawShape>(scope: T) => z.strictObject({
  id: text().trim().min(1, 'must not be empty').max(MAX_ID_LENGTH, `must have at most ${MAX_ID_LENGTH} characters`),
  ...scope,
});
export const compareQuery = compareParameters(scopeParameters).refine(isInOrder, NOT_IN_ORDER);
export const compareBody = compareParameters({ ...scopeParameters, filter: filterJson(MAX_BODY_FILTER_LENGTH).optional() }).refine(isInOrder, NOT_IN_ORDER);
export type CompareQuery = z.infer<typeof compareQuery>;

export const movesQuery = z.strictObject({
  /** `pods/shop/web-1`, `deployments/shop/web`, `nodes/node-b`, or a uid */
  object: text().trim().min(1, 'must not be empty').max(MAX_ID_LENGTH, `must have at most ${MAX_ID_LENGTH} characters`),
  ...scopeParameters,
}).refine(isInOrder, NOT_IN_ORDER);
export type MovesQuery = z.infer<typeof movesQuery>;

export const documentQuery = z.strictObject({
  index: text().min(1).max(512).refine((text) => !/[\s/?#"\\<>|,*]/.test(text), { message: 'must be one index name' }),
  id: text().min(1).max(MAX_ID_LENGTH),
});
export type DocumentQuery = z.infer<typeof documentQuery>;

/** The answer of `GET /api/request_trace/document`: one document as it is indexed. */
export interface DocumentAnswer {
  index: string;
  id: string;
  source: Record<string, unknown>;
}

/** The answer of `GET /api/request_trace/config`: the server's configuration with this space's advanced settings applied. */
export interface ConfigAnswer {
  /** what a trace searches that names no index: the data view's pattern, or the server's `requestTrace.indices` */
  indices: string[];
  /** the data view of `requestTrace:dataView`; '' where there is none, or it is gone (then a warning says so) */
  dataViewId: string;
  /** null: all time */
  defaultRange: DefaultRange | null;
  /** settings that can't be used, and what was taken instead */
  warnings?: TraceWarning[];
  idFields: string[];
  messageFields: string[];
  reqIdKeys: string[];
  timeField: string;
  maxRecords: number;
  maxRangeMs: number;
  timeoutMs: number;
}
