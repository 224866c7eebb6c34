import {
  allOf,
  anyOf,
  exists,
  anyPhrase,
  timeClauses,
  unlessAnnotated,
  type Query,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';
import type { FieldTypes } from '../../elasticsearch/field_types';
import { BODY_FIELDS, LEVEL_FIELDS, type SourceToSearch } from './source_list';

/** Records of a source are counted up to this many. */
export const MAX_COUNTED_RECORDS = 100_000;
/** Records of a source that are looked at closely, a shard. */
const SAMPLE_SIZE = 50_000;
const MAX_INDICES = 10;

export interface SourceScope {
  timeField: string;
  /** false where the time field is no date: then there is no range to keep to, and nothing to sort by */
  hasTime: boolean;
  window: TimeRange;
}

/** What is asked of a source's records. */
export interface SampledFields {
  /** fields that may be there, whatever they are for */
  fields: string[];
  /** fields that hold the ID that leads on from here */
  idFields: string[];
  messageFields: string[];
  /** what a reqID is called in a line */
  reqIdKeys: string[];
}

/** The newest record; not counted. */
export function createNewestSearch(timeField: string, range: TimeRange): SearchBody {
  return {
    ...createNewestBody(timeField),
    query: allOf(timeClauses(timeField, range)),
    track_total_hits: false,
  };
}

function createNewestBody(timeField: string): SearchBody {
  return {
    size: 1,
    _source: false,
    fields: [{ field: timeField, format: 'strict_date_optional_time' }],
    sort: [{ [timeField]: { order: 'desc', unmapped_type: 'date' } }],
  };
}

/** The names that stand in the component fields. */
export const createNamesSearch = (scope: SourceScope, aggs: SearchBody['aggs']): SearchBody => ({
  size: 0,
  track_total_hits: false,
  query: allOf(createScopeClauses(scope)),
  aggs,
});

const createScopeClauses = ({ hasTime, timeField, window }: SourceScope): Query[] =>
  hasTime ? timeClauses(timeField, window) : [];

/**
 * Two searches a source: how many there are and which is the newest, which Elasticsearch finds without visiting all; and what
 * a bounded number of them is like.
 */
export function createSourceSearches(
  { query, source }: SourceToSearch,
  scope: SourceScope,
  questions: SampledFields,
  types: FieldTypes
): [SearchBody, SearchBody] {
  const { timeField, hasTime } = scope;
  const within = allOf([query, ...createScopeClauses(scope)]);
  const levels = LEVEL_FIELDS.filter((field) => types.has(field));
  const bodies = [
    ...levels.map((field): Query => ({ terms: { [field]: ['Request', 'RequestResponse'] } })),
    ...BODY_FIELDS.filter((field) => types.has(field)).map(exists),
  ];
  return [
    {
      ...(hasTime ? createNewestBody(timeField) : { size: 0 }),
      query: within,
      track_total_hits: MAX_COUNTED_RECORDS,
    },
    {
      // not 0: Elasticsearch then visits all in spite of terminate_after (elastic/elasticsearch#126665)
      size: 1,
      _source: false,
      query: within,
      track_total_hits: false,
      terminate_after: SAMPLE_SIZE,
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
                filter: anyOf(
                  questions.idFields.map((field) => unlessAnnotated(field, exists(field)))
                ),
              },
            }
          : {}),
        ...(source === 'component' ? { withIdText: { filter: reqIdInTextQuery(questions) } } : {}),
        ...(source === 'audit' && bodies.length ? { bodies: { filter: anyOf(bodies) } } : {}),
        ...(hasTime ? { oldest: { min: { field: timeField } } } : {}),
      },
    },
  ];
}

/** A reqID stands in the message under one of its names; a phrase ignores case and punctuation. */
const reqIdInTextQuery = ({ messageFields, reqIdKeys }: SampledFields): Query =>
  anyPhrase(reqIdKeys, messageFields);

/** Of a search for the newest record: its time, ISO 8601. */
export function readNewestTime(
  hits: Array<{ fields?: Record<string, unknown> }>,
  timeField: string
): string | undefined {
  const [value] = (hits[0]?.fields?.[timeField] as unknown[] | undefined) ?? [];
  return typeof value === 'string' ? value : undefined;
}
