/** The searches for requests where there is no audit log: the lines that carry a reqID. Pure. */
import { pathsOf } from '../../elasticsearch/field_catalogue';
import { resourceOfWord } from '../../../common/parse/kinds';
import {
  exists,
  phrases,
  timeClauses,
  unlessAnnotated,
  type Query,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';
import { SYSTEM_AGENTS } from '../../engine/timeline/actors';
import type { RequestFields } from './fields';
import { any, wordsOf, type RequestFilters } from './filters';
import { histogramOf } from './histogram';

/** What kube-apiserver's request line calls a write (k8s.io/apiserver httplog.go: the HTTP verb, for server-side apply APPLY). */
const WRITES = ['POST', 'PUT', 'PATCH', 'APPLY', 'DELETE'];

/** Answers that refuse; a line's text has no number that could be compared. */
const REFUSALS = [
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
export function lineSources(fields: RequestFields): LineSource[] {
  const reqIdFields = fields.ids.filter((field) => !/audit|trace/i.test(field));
  const kinds: LineSource['lines'][] = ['requests', 'any'];
  return [
    ...(reqIdFields.length ? kinds.map((lines) => ({ lines, reqIdFields })) : []),
    ...(fields.messages.length ? kinds.map((lines) => ({ lines, reqIdFields: [] })) : []),
  ];
}

export interface LineOptions {
  source: LineSource;
  fields: RequestFields;
  filters: RequestFilters;
  reqIdKeys: readonly string[];
  timeField: string;
  range: TimeRange;
}

/** Lines that a row may come from; reading them decides, because a phrase ignores case and punctuation. */
function lineQuery({ source, fields, filters, reqIdKeys, timeField, range }: LineOptions): {
  filter: Query[];
  must_not: Query[];
} {
  const { messages } = fields;
  const carried = source.reqIdFields.length
    ? any(source.reqIdFields.map((field) => unlessAnnotated(field, exists(field))))
    : any(phrases(reqIdKeys, messages));
  const filter = [carried, ...timeClauses(timeField, range)];
  const must_not: Query[] = [];
  if (source.lines === 'requests') {
    filter.push(
      any(
        phrases(
          WRITES.map((verb) => `"HTTP" verb="${verb}"`),
          messages
        )
      )
    );
    if (filters.people !== false)
      must_not.push(
        ...phrases(
          SYSTEM_AGENTS.map((agent) => `userAgent="${agent.slice(0, -1)}"`),
          messages
        )
      );
  }
  const [resource] = filters.resource?.split(/[./]/) ?? [];
  for (const text of [
    resource && (resourceOfWord(resource) ?? resource),
    filters.namespace,
    filters.name,
  ]) {
    if (text && !text.includes('*')) filter.push(any(phrases([text], messages)));
  }
  for (const word of filters.q ? wordsOf(filters.q) : [])
    filter.push(any(messages.map((field): Query => ({ match_phrase_prefix: { [field]: word } }))));
  return { filter, must_not };
}

export interface LinePlace {
  ms: number;
  tie: string;
}

/** What decides among lines of the same millisecond: the reqID; where no field has it, the line's place in its file. */
const tieOf = ({ reqIdFields }: LineSource): string => reqIdFields[0] ?? pathsOf('offset')[0]!;

/** Lines in order from a place on, but for those of these reqIDs. */
export function linesSearch(
  options: LineOptions,
  page: { order: 'asc' | 'desc'; size: number; after?: LinePlace; except: string[] }
): SearchBody {
  const { source, timeField } = options;
  const { filter, must_not } = lineQuery(options);
  const byField = source.reqIdFields.length > 0;
  const { order, size, after, except } = page;
  const excluded = except.length
    ? source.reqIdFields.map((field): Query => ({ terms: { [field]: except } }))
    : [];
  return {
    query: { bool: { filter, must_not: [...must_not, ...excluded] } },
    sort: [
      { [timeField]: { order, unmapped_type: 'date' } },
      { [tieOf(source)]: { order: 'asc', unmapped_type: byField ? 'keyword' : 'long' } },
    ],
    ...(after ? { search_after: [after.ms, byField ? after.tie : Number(after.tie)] } : {}),
    size,
    track_total_hits: false,
  };
}

/** Enough for what users wrote in one page's requests; of other lines the newest (or oldest) decide. */
const MOST_LINES = 1_000;

/** All such lines of these reqIDs. */
export function linesOfReqIds(
  options: LineOptions,
  reqIDs: string[],
  order: 'asc' | 'desc'
): SearchBody {
  const { source, fields, timeField } = options;
  const { filter, must_not } = lineQuery(options);
  const carried = source.reqIdFields.length
    ? source.reqIdFields.map((field): Query => ({ terms: { [field]: reqIDs } }))
    : phrases(reqIDs, fields.messages);
  return {
    query: { bool: { filter: [any(carried), ...filter], must_not } },
    sort: [
      { [timeField]: { order, unmapped_type: 'date' } },
      {
        [tieOf(source)]: {
          order: 'asc',
          unmapped_type: source.reqIdFields.length ? 'keyword' : 'long',
        },
      },
    ],
    size: MOST_LINES,
    track_total_hits: false,
  };
}

/** Request lines over time, by their answers. */
export function lineHistogram(options: LineOptions & { range: Required<TimeRange> }): SearchBody {
  return {
    query: { bool: lineQuery(options) },
    size: 0,
    track_total_hits: false,
    timeout: '5s',
    aggs: {
      times: {
        ...histogramOf(options.timeField, options.range),
        aggs: {
          rejected: {
            filter: any(
              phrases(
                REFUSALS.map((code) => `resp ${code}`),
                options.fields.messages
              )
            ),
          },
        },
      },
    },
  };
}
