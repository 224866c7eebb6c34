/** The searches for one page of requests out of the audit log: pure. */
import {
  allOf,
  getAuditSourceFieldsAt,
  exists,
  timeClauses,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';
import type { PageCursor } from './page_cursor';
import type { AuditLayout } from './request_fields';
import { anyOfOrNothing, createAuditQuery, type RequestFilters } from './request_filters';
import { createHistogramAggregation } from './histogram';

/** Stages before the answer is complete (audit.k8s.io/v1); the same request has a record of a later stage, or none yet. */
const EARLY_STAGES = ['RequestReceived', 'ResponseStarted'];

/** So many matches are counted; beyond, the list says "at least". */
export const MAX_TOTAL = 10_000;

/** A constant: the text of a search is its key in Elasticsearch's cache, and counts of indices at rest come from there. */
const COUNT_TIMEOUT = '5s';

export interface PageOptions {
  filters: RequestFilters;
  range: TimeRange;
  order: 'asc' | 'desc';
  /** records */
  size: number;
  after?: Pick<PageCursor, 'ms' | 'id'>;
}

const createBoundedQuery = (
  layout: AuditLayout,
  { filters, range }: Pick<PageOptions, 'filters' | 'range'>
) => {
  const { filter, must_not } = createAuditQuery(layout, filters);
  return { filter: [...filter, ...timeClauses(layout.time, range)], must_not };
};

/**
 * The audit records of a page, all stages: sorted by when the request was received, then by its ID, so that the stages of one
 * request, which share that time, stand together. Not counted: Elasticsearch stops where the page is full.
 */
export function createPageSearch(layout: AuditLayout, options: PageOptions): SearchBody {
  const { order, size, after } = options;
  return {
    query: { bool: createBoundedQuery(layout, options) },
    sort: [
      { [layout.time]: { order, unmapped_type: 'date' } },
      { [layout.id]: { order: 'asc', unmapped_type: 'keyword' } },
    ],
    ...(after ? { search_after: [after.ms, after.id] } : {}),
    size,
    track_total_hits: false,
    // without the bodies: they are a hundred times what a row shows
    _source: getAuditSourceFieldsAt(layout.prefix, 'row'),
  };
}

/** How many requests have an answer, counted up to a bound: for further pages, and for a list that is not sorted by time. */
export function createTotalSearch(
  layout: AuditLayout,
  options: Pick<PageOptions, 'filters' | 'range'>
): SearchBody {
  const { filter, must_not } = createBoundedQuery(layout, options);
  return {
    query: { bool: { filter, must_not: [...must_not, ...isEarlyStage(layout)] } },
    size: 0,
    track_total_hits: MAX_TOTAL,
    timeout: COUNT_TIMEOUT,
  };
}

/**
 * How many requests match, and when: by their answers, and apart from these those that were received. Where the range has no
 * beginning, only first and last time: the intervals follow from these.
 */
export function createCountSearch(
  layout: AuditLayout,
  options: Pick<PageOptions, 'filters' | 'range'>
): SearchBody {
  const field = layout.time;
  const { range } = options;
  const rejected = anyOfOrNothing(
    layout
      .getExactFields('responseStatus.code')
      .map((code) => ({ range: { [code]: { gte: 400 } } }))
  );
  const times: SearchBody['aggs'] = isClosedRange(range)
    ? {
        times: {
          ...createHistogramAggregation(field, range),
          aggs: { rejected: { filter: rejected } },
        },
      }
    : { first: { min: { field } }, last: { max: { field } } };
  return {
    query: { bool: createBoundedQuery(layout, options) },
    size: 0,
    track_total_hits: false,
    timeout: COUNT_TIMEOUT,
    aggs: {
      answered: { filter: { bool: { must_not: isEarlyStage(layout) } }, aggs: times },
      received: {
        filter: anyOfOrNothing(
          layout.getExactFields('stage').map((stage) => ({ term: { [stage]: EARLY_STAGES[0]! } }))
        ),
      },
    },
  };
}

export const isClosedRange = (range: TimeRange): range is Required<TimeRange> =>
  range.from !== undefined && range.to !== undefined;

const isEarlyStage = (layout: AuditLayout) =>
  layout.getExactFields('stage').map((field) => ({ terms: { [field]: EARLY_STAGES } }));

/** Whether there is any audit record in this time at all. */
export function createAnyAuditSearch(layout: AuditLayout, range: TimeRange): SearchBody {
  const query = allOf([
    ...[layout.id, layout.getExactFields('verb')[0]!, layout.time].map(exists),
    ...timeClauses(layout.time, range),
  ]);
  return { query, size: 0, terminate_after: 1, track_total_hits: 1 };
}
