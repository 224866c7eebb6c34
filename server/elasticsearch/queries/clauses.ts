/** The parts that all queries are made of: pure. */
import type { estypes } from '@elastic/elasticsearch';

export type Query = estypes.QueryDslQueryContainer;
/** One search of an msearch. */
export type SearchBody = estypes.MsearchMultisearchBody;

/** Elasticsearch's default limit is 65,536 terms; a query of a trace stays far below. */
export const MAX_TERMS = 4_096;

/** One of these; of a single clause just that. */
export const anyOf = (should: Query[]): Query =>
  should.length === 1 ? should[0]! : { bool: { should, minimum_should_match: 1 } };
export const allOf = (filter: Query[], mustNot: Query[] = []): Query => ({
  bool: { filter, ...(mustNot.length ? { must_not: mustNot } : {}) },
});
export const not = (query: Query): Query => ({ bool: { must_not: [query] } });

export const exists = (field: string): Query => ({ exists: { field } });
/** One of these fields holds one of these values, whole. */
export const anyFieldIs = (fields: readonly string[], values: string[]): Query =>
  anyOf(fields.map((field) => ({ terms: { [field]: values } })));
export const anyFieldStartsWith = (fields: readonly string[], prefix: string): Query =>
  anyOf(fields.map((field) => ({ prefix: { [field]: { value: prefix } } })));
/** One of these texts stands as a phrase in one of these fields. A phrase ignores case and punctuation. */
export const phraseQueries = (texts: readonly string[], fields: readonly string[]): Query[] =>
  texts.flatMap((text) => fields.map((field): Query => ({ match_phrase: { [field]: text } })));
export const anyPhrase = (texts: readonly string[], fields: readonly string[]): Query =>
  anyOf(phraseQueries(texts, fields));

/** A time range, inclusive at both ends; ISO 8601. */
export interface TimeRange {
  from?: string;
  to?: string;
}

/** The clauses that bound a search in time: none, or one. */
export function timeClauses(timeField: string, range: TimeRange): Query[] {
  if (!range.from && !range.to) return [];
  return [
    {
      range: {
        [timeField]: { gte: range.from, lte: range.to, format: 'strict_date_optional_time_nanos' },
      },
    },
  ];
}

export interface SortedSearch {
  query: Query;
  timeField: string;
  order: 'asc' | 'desc';
  size: number;
  /** parts of `_source`; the whole of it without */
  source?: string[];
}

/** The same, with each document's version: whether it has changed since. */
export const withVersion = (body: SearchBody): SearchBody => ({
  ...body,
  seq_no_primary_term: true,
});

/** A search for documents in order of time. Indices that lack the time field don't fail it. */
export const sortedSearch = ({
  query,
  timeField,
  order,
  size,
  source,
}: SortedSearch): SearchBody => ({
  query,
  sort: [{ [timeField]: { order, unmapped_type: 'date' } }],
  size,
  track_total_hits: true,
  // whole: lines are small, and filtering them costs Elasticsearch more than sending them (measured: twice its time)
  _source: source ?? true,
});
