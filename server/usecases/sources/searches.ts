import {
  all,
  any,
  exists,
  phrasesQuery,
  timeClauses,
  unlessAnnotated,
  type Query,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';
import type { FieldTypes } from '../../elasticsearch/field_types';
import { BODY_FIELDS, LEVEL_FIELDS, type SourceToAsk } from './source_list';

/** Records of a source are counted up to this many. */
export const COUNTED = 100_000;
/** Records of a source that are looked at closely, a shard. */
const SAMPLE = 50_000;
const MAX_INDICES = 10;

export interface Scope {
  timeField: string;
  /** false where the time field is no date: then there is no range to keep to, and nothing to sort by */
  hasTime: boolean;
  window: TimeRange;
}

/** What is asked of a source's records. */
export interface Questions {
  /** fields that may be there, whatever they are for */
  fields: string[];
  /** fields that hold the ID that leads on from here */
  idFields: string[];
  messageFields: string[];
  /** what a reqID is called in a line */
  reqIdKeys: string[];
}

/** The newest record; not counted. */
export function newestSearch(timeField: string, range: TimeRange): SearchBody {
  return {
    ...newestOf(timeField),
    query: all(timeClauses(timeField, range)),
    track_total_hits: false,
  };
}

function newestOf(timeField: string): SearchBody {
  return {
    size: 1,
    _source: false,
    fields: [{ field: timeField, format: 'strict_date_optional_time' }],
    sort: [{ [timeField]: { order: 'desc', unmapped_type: 'date' } }],
  };
}

/** The names that stand in the component fields. */
export const namesSearch = (scope: Scope, aggs: SearchBody['aggs']): SearchBody => ({
  size: 0,
  track_total_hits: false,
  query: all(clauses(scope)),
  aggs,
});

const clauses = ({ hasTime, timeField, window }: Scope): Query[] =>
  hasTime ? timeClauses(timeField, window) : [];

/**
 * Two searches a source: how many there are and which is the newest, which Elasticsearch finds without visiting all; and what
 * a bounded number of them is like.
 */
export function sourceSearches(
  { query, source }: SourceToAsk,
  scope: Scope,
  questions: Questions,
  types: FieldTypes
): [SearchBody, SearchBody] {
  const { timeField, hasTime } = scope;
  const within = all([query, ...clauses(scope)]);
  const levels = LEVEL_FIELDS.filter((field) => types.has(field));
  const bodies = [
    ...levels.map((field): Query => ({ terms: { [field]: ['Request', 'RequestResponse'] } })),
    ...BODY_FIELDS.filter((field) => types.has(field)).map(exists),
  ];
  return [
    { ...(hasTime ? newestOf(timeField) : { size: 0 }), query: within, track_total_hits: COUNTED },
    {
      // not 0: Elasticsearch then visits all in spite of terminate_after (elastic/elasticsearch#126665)
      size: 1,
      _source: false,
      query: within,
      track_total_hits: false,
      terminate_after: SAMPLE,
      aggs: {
        all: { filter: { match_all: {} } },
        indices: { terms: { field: '_index', size: MAX_INDICES } },
        ...(questions.fields.length
          ? {
              fields: {
                filters: {
                  filters: Object.fromEntries(
                    questions.fields.map((field) => [field, exists(field)])
                  ),
                },
              },
            }
          : {}),
        ...(questions.idFields.length
          ? {
              withId: {
                filter: any(
                  questions.idFields.map((field) => unlessAnnotated(field, exists(field)))
                ),
              },
            }
          : {}),
        ...(source === 'component' ? { withIdText: { filter: withIdText(questions) } } : {}),
        ...(source === 'audit' && bodies.length ? { bodies: { filter: any(bodies) } } : {}),
        ...(hasTime ? { oldest: { min: { field: timeField } } } : {}),
      },
    },
  ];
}

/** A reqID stands in the message under one of its names; a phrase ignores case and punctuation. */
const withIdText = ({ messageFields, reqIdKeys }: Questions): Query =>
  phrasesQuery(reqIdKeys, messageFields);

/** Of a search for the newest record: its time, ISO 8601. */
export function newestTime(
  hits: Array<{ fields?: Record<string, unknown> }>,
  timeField: string
): string | undefined {
  const [value] = (hits[0]?.fields?.[timeField] as unknown[] | undefined) ?? [];
  return typeof value === 'string' ? value : undefined;
}
