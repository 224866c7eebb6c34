import { z } from 'zod';
import { OUTCOMES, type Outcome } from '../model/diagnosis';
import type { TraceWarning } from '../model/trace';
import type { DefaultRange } from './settings';

/** IDs are UUIDs or the like; klog itself cuts an audit ID to 64 characters (apiserver httplog.go). */
const MAX_ID_LENGTH = 512;

/** A text that has to be there; says what is wrong with it in words that fit behind the parameter's name. */
const boundedText = (max: number, tooLong = `must have at most ${max} characters`) =>
  z
    .string({
      error: ({ input }) => (input === undefined ? 'is missing' : 'must be given once, as text'),
    })
    .max(max, tooLong);

/** The same, with more than spaces in it. */
const nonEmptyText = (max: number) => boundedText(max).trim().min(1, 'must not be empty');

function positiveInteger(max: number) {
  const error = `must be a whole number from 1 to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(1, { error }).max(max, { error });
}

const oneOfValues = <T extends string>(values: readonly [T, ...T[]]) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

/** A date, with or without a time of day: what Elasticsearch's strict_date_optional_time reads. JavaScript's dates take much more. */
const ISO_TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

function isIsoTime(text: string): boolean {
  const [, year, month, day] = ISO_TIME.exec(text) ?? [];
  if (!year) return false;
  const date = new Date(`${year}-${month}-01T00:00:00Z`);
  date.setUTCDate(Number(day));
  return day !== '00' && date.getUTCMonth() + 1 === Number(month);
}

const isoTime = boundedText(40).refine(isIsoTime, {
  message: 'must be an ISO 8601 time such as 2026-01-31T12:00:00Z',
});

/**
 * Comma-separated index names or patterns; `-name` leaves one out. Elasticsearch checks the names themselves; here only what
 * could change the path, and what would search nothing, or all that there is.
 */
const indexPattern = boundedText(2_000).refine(
  (pattern) => {
    const names = pattern.split(',');
    return (
      !/[\s/?#"\\<>|\u0000-\u001f\u007f]/.test(pattern) &&
      names.every((name) => name !== '' && name !== '-') &&
      names.some((name) => !name.startsWith('-'))
    );
  },
  { message: 'must be index names or patterns, separated by commas' }
);

/** A field's name; no wildcards. Elasticsearch's own limit for names is the index's business. */
const fieldName = nonEmptyText(256).refine((name) => !/[*\s]/.test(name), {
  message: 'must be the name of one field',
});

/** Characters of a scope's query in JSON, in a URL: with the rest it has to fit into a request's head (Node's limit is 16 KB). */
export const MAX_URL_FILTER_LENGTH = 8_000;
/** The same in a body. A saved trace of 2,126 records comes to some 40,000; Elasticsearch bounds the number of clauses. */
export const MAX_BODY_FILTER_LENGTH = 200_000;

/** One Elasticsearch query as JSON: what a data view's query and filters come to. It runs as the reader, who may search so anyway. */
const filterJson = (maxLength: number) =>
  boundedText(
    maxLength,
    `must have at most ${maxLength} characters: remove some filters`
  ).transform((json, context) => {
    try {
      const query: unknown = JSON.parse(json);
      if (typeof query === 'object' && query !== null && !Array.isArray(query))
        return query as Record<string, unknown>;
    } catch {
      // said below
    }
    context.addIssue({
      code: 'custom',
      message: 'must be an Elasticsearch query as a JSON object',
    });
    return z.NEVER;
  });

/** `true` or `false`, as JSON or as a URL's text. */
const booleanFlag = () =>
  z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')], {
    error: 'must be true or false',
  });

/** Where and when to look: what Discover calls data view, query and filters, and time range. */
export const scopeParameters = {
  from: isoTime.optional(),
  to: isoTime.optional(),
  index: indexPattern.optional(),
  timeField: fieldName.optional(),
  filter: filterJson(MAX_URL_FILTER_LENGTH).optional(),
};

function isFromBeforeTo(query: unknown): boolean {
  const { from, to } = query as { from?: string; to?: string };
  return !from || !to || Date.parse(from) <= Date.parse(to);
}
const FROM_AFTER_TO_ERROR = { message: 'must not be after `to`', path: ['from'] };

/**
 * A route's parameters with those of the scope: of a URL, and of a JSON body, for filters that no URL can hold. Strict: a
 * misspelt parameter would otherwise be ignored silently.
 */
const withScopeParameters = <T extends z.ZodRawShape>(shape: T) => ({
  query: z
    .strictObject({ ...shape, ...scopeParameters })
    .refine(isFromBeforeTo, FROM_AFTER_TO_ERROR),
  body: z
    .strictObject({
      ...shape,
      ...scopeParameters,
      filter: filterJson(MAX_BODY_FILTER_LENGTH).optional(),
    })
    .refine(isFromBeforeTo, FROM_AFTER_TO_ERROR),
});

export const traceParameters = withScopeParameters({
  id: nonEmptyText(MAX_ID_LENGTH),
  size: positiveInteger(10_000).optional(),
  after: boundedText(4_000).optional(),
  /** `false` leaves the diagnosis out: only the records are wanted */
  diagnose: booleanFlag().optional(),
});
export type TraceQuery = z.infer<typeof traceParameters.query>;

/** A filter of the requests list: exact, but for `*` as in Kibana's own search bar. */
const requestFilterText = nonEmptyText(253);

/** Rows of the requests list: a page, and the most that one may have. */
export const DEFAULT_REQUESTS_SIZE = 25;
const MAX_REQUESTS_SIZE = 100;
/** Requests whose outcomes are asked for at once. */
const MAX_OUTCOME_IDS = 25;

export const requestsParameters = withScopeParameters({
  user: requestFilterText.optional(),
  verb: requestFilterText.optional(),
  resource: requestFilterText.optional(),
  namespace: requestFilterText.optional(),
  name: requestFilterText.optional(),
  outcome: oneOfValues(OUTCOMES as [Outcome, ...Outcome[]]).optional(),
  /** words anywhere in user, verb, resource, namespace, name, message */
  q: nonEmptyText(512).optional(),
  /** `false`: also service accounts, nodes, components */
  people: booleanFlag().optional(),
  sort: oneOfValues(['time', 'duration', 'errors']).optional(),
  order: oneOfValues(['asc', 'desc']).optional(),
  size: positiveInteger(MAX_REQUESTS_SIZE).optional(),
  after: boundedText(4_000).optional(),
  /** `false`: outcomes that only a diagnosis could tell stay `unknown` (a list that shows first, and asks for them then) */
  diagnose: booleanFlag().optional(),
});
export type RequestsQuery = z.infer<typeof requestsParameters.query>;

export const outcomesParameters = withScopeParameters({
  /** of the list's rows, separated by commas */
  ids: boundedText(MAX_OUTCOME_IDS * 129)
    .transform((ids) =>
      ids
        .split(',')
        .map((id) => id.trim())
        .filter(Boolean)
    )
    .refine((ids) => ids.length >= 1 && ids.length <= MAX_OUTCOME_IDS, {
      message: `must be 1 to ${MAX_OUTCOME_IDS} IDs, separated by commas`,
    }),
});

export const comparisonParameters = withScopeParameters({ id: nonEmptyText(MAX_ID_LENGTH) });

/** One document, as `<index>/<id>`. */
const documentKey = () =>
  nonEmptyText(1_024).refine((record) => /^[^/\s*?"<>|,#]+\/./.test(record), {
    message: 'must be one document, as index/id',
  });

/** `record`: the audit record of a write. */
export const changesParameters = withScopeParameters({ record: documentKey() });

/** Either a document or an object (`pods/shop/web-1`, a uid). */
const RECORD_OR_OBJECT_ERROR = {
  message: 'or `object` must be given, and only one of them',
  path: ['record'],
};
const hasEitherRecordOrObject = ({
  record,
  object,
}: {
  record?: string;
  object?: string;
}): boolean => (record === undefined) !== (object === undefined);
const scopedCausesParameters = withScopeParameters({
  record: documentKey().optional(),
  object: nonEmptyText(MAX_ID_LENGTH).optional(),
});
export const causesParameters = {
  query: scopedCausesParameters.query.refine(hasEitherRecordOrObject, RECORD_OR_OBJECT_ERROR),
  body: scopedCausesParameters.body.refine(hasEitherRecordOrObject, RECORD_OR_OBJECT_ERROR),
};

export const removalsParameters = withScopeParameters({
  /** `pods/shop/web-1`, `deployments/shop/web`, `nodes/node-b`, or a uid */
  object: nonEmptyText(MAX_ID_LENGTH),
});

/** The least confidence of a reason that is written, where nobody says otherwise. */
export const DEFAULT_MIN_CONFIDENCE = 0.5;
export const DEFAULT_ANNOTATION_FIELD = 'request.id';

const confidenceValue = () => {
  const error = 'must be a number from 0 to 1';
  return z.coerce.number({ error }).min(0, { error }).max(1, { error });
};

/** All of a body: which indices and which time is for nobody else to choose than for whoever has them written to. */
export const annotateBody = z
  .strictObject({
    index: indexPattern,
    from: isoTime,
    to: isoTime,
    timeField: fieldName.optional(),
    field: fieldName.optional(),
    minConfidence: confidenceValue().optional(),
    dryRun: booleanFlag().optional(),
    after: boundedText(4_000).optional(),
  })
  .refine(isFromBeforeTo, FROM_AFTER_TO_ERROR);
export type AnnotateBody = z.infer<typeof annotateBody>;

export const documentQuery = z.strictObject({
  index: nonEmptyText(512).refine((name) => !/[\s/?#"\\<>|,*]/.test(name), {
    message: 'must be one index name',
  }),
  id: boundedText(MAX_ID_LENGTH).min(1, 'must not be empty'),
});
export type DocumentQuery = z.infer<typeof documentQuery>;

/** The answer of `GET /api/request_trace/document`: one document as it is indexed. */
export interface DocumentResponse {
  index: string;
  id: string;
  source: Record<string, unknown>;
}

/** The answer of `GET /api/request_trace/config`: the server's configuration with this space's advanced settings applied. */
export interface ConfigResponse {
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
