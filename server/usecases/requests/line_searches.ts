/** The searches for requests where there is no audit log: the lines that carry a reqID. Pure. */
import { getFieldPaths } from '../../elasticsearch/field_catalogue';
import { findResource } from '../../../common/parse/builtin_kinds';
import {
  exists,
  phraseQueries,
  timeClauses,
  unlessAnnotated,
  type Query,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';
import { SYSTEM_AGENTS } from '../../engine/timeline/actors';
import type { RequestFields } from './request_fields';
import { anyOfOrNothing, splitWords, type RequestFilters } from './request_filters';
import { createHistogramAggregation } from './histogram';

/** What kube-apiserver's request line calls a write (k8s.io/apiserver httplog.go: the HTTP verb, for server-side apply APPLY). */
const WRITE_METHODS = ['POST', 'PUT', 'PATCH', 'APPLY', 'DELETE'];

/** Answers that refuse; a line's text has no number that could be compared. */
const REFUSAL_CODES = [
  400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 422, 429, 500, 501, 502, 503, 504, 507,
];

/** Which lines make rows. */
export interface LineSource {
  /** kube-apiserver's request lines tell who wrote what; any line at least that there was a request */
  lines: 'requests' | 'any';
  /** fields that hold reqIDs; none: they stand in the text only */
  reqIdFields: string[];
}

/** Where to look, the most telling first. */
export function listLineSources(fields: RequestFields): LineSource[] {
  const reqIdFields = fields.ids.filter((field) => !/audit|trace/i.test(field));
  const kinds: LineSource['lines'][] = ['requests', 'any'];
  return [
    ...(reqIdFields.length ? kinds.map((lines) => ({ lines, reqIdFields })) : []),
    ...(fields.messages.length ? kinds.map((lines) => ({ lines, reqIdFields: [] })) : []),
  ];
}

export interface LineSearchOptions {
  source: LineSource;
  fields: RequestFields;
  filters: RequestFilters;
  reqIdKeys: readonly string[];
  timeField: string;
  range: TimeRange;
}

/** Lines that a row may come from; reading them decides, because a phrase ignores case and punctuation. */
function createLineQuery({
  source,
  fields,
  filters,
  reqIdKeys,
  timeField,
  range,
}: LineSearchOptions): {
  filter: Query[];
  must_not: Query[];
} {
  const { messages } = fields;
  const carried = source.reqIdFields.length
    ? anyOfOrNothing(source.reqIdFields.map((field) => unlessAnnotated(field, exists(field))))
    : anyOfOrNothing(phraseQueries(reqIdKeys, messages));
  const filter = [carried, ...timeClauses(timeField, range)];
  const must_not: Query[] = [];
  if (source.lines === 'requests') {
    filter.push(
      anyOfOrNothing(
        phraseQueries(
          WRITE_METHODS.map((verb) => `"HTTP" verb="${verb}"`),
          messages
        )
      )
    );
    if (filters.people !== false)
      must_not.push(
        ...phraseQueries(
          SYSTEM_AGENTS.map((agent) => `userAgent="${agent.slice(0, -1)}"`),
          messages
        )
      );
  }
  const [resource] = filters.resource?.split(/[./]/) ?? [];
  for (const text of [
    resource && (findResource(resource) ?? resource),
    filters.namespace,
    filters.name,
  ]) {
    if (text && !text.includes('*')) filter.push(anyOfOrNothing(phraseQueries([text], messages)));
  }
  for (const word of filters.q ? splitWords(filters.q) : [])
    filter.push(
      anyOfOrNothing(messages.map((field): Query => ({ match_phrase_prefix: { [field]: word } })))
    );
  return { filter, must_not };
}

export interface LinePosition {
  ms: number;
  tieBreaker: string;
}

/** What decides among lines of the same millisecond: the reqID; where no field has it, the line's place in its file. */
const getTieBreakerField = ({ reqIdFields }: LineSource): string =>
  reqIdFields[0] ?? getFieldPaths('offset')[0]!;

/** Lines in order from a place on, but for those of these reqIDs. */
export function createLinesSearch(
  options: LineSearchOptions,
  page: { order: 'asc' | 'desc'; size: number; after?: LinePosition; except: string[] }
): SearchBody {
  const { source, timeField } = options;
  const { filter, must_not } = createLineQuery(options);
  const byField = source.reqIdFields.length > 0;
  const { order, size, after, except } = page;
  const excluded = except.length
    ? source.reqIdFields.map((field): Query => ({ terms: { [field]: except } }))
    : [];
  return {
    query: { bool: { filter, must_not: [...must_not, ...excluded] } },
    sort: [
      { [timeField]: { order, unmapped_type: 'date' } },
      {
        [getTieBreakerField(source)]: { order: 'asc', unmapped_type: byField ? 'keyword' : 'long' },
      },
    ],
    ...(after
      ? { search_after: [after.ms, byField ? after.tieBreaker : Number(after.tieBreaker)] }
      : {}),
    size,
    track_total_hits: false,
  };
}

/** Enough for what users wrote in one page's requests; of other lines the newest (or oldest) decide. */
const MAX_LINES = 1_000;

/** All such lines of these reqIDs. */
export function createReqIdLinesSearch(
  options: LineSearchOptions,
  reqIDs: string[],
  order: 'asc' | 'desc'
): SearchBody {
  const { source, fields, timeField } = options;
  const { filter, must_not } = createLineQuery(options);
  const carried = source.reqIdFields.length
    ? source.reqIdFields.map((field): Query => ({ terms: { [field]: reqIDs } }))
    : phraseQueries(reqIDs, fields.messages);
  return {
    query: { bool: { filter: [anyOfOrNothing(carried), ...filter], must_not } },
    sort: [
      { [timeField]: { order, unmapped_type: 'date' } },
      {
        [getTieBreakerField(source)]: {
          order: 'asc',
          unmapped_type: source.reqIdFields.length ? 'keyword' : 'long',
        },
      },
    ],
    size: MAX_LINES,
    track_total_hits: false,
  };
}

/** Request lines over time, by their answers. */
export function createLineHistogramSearch(
  options: LineSearchOptions & { range: Required<TimeRange> }
): SearchBody {
  return {
    query: { bool: createLineQuery(options) },
    size: 0,
    track_total_hits: false,
    timeout: '5s',
    aggs: {
      times: {
        ...createHistogramAggregation(options.timeField, options.range),
        aggs: {
          rejected: {
            filter: anyOfOrNothing(
              phraseQueries(
                REFUSAL_CODES.map((code) => `resp ${code}`),
                options.fields.messages
              )
            ),
          },
        },
      },
    },
  };
}
