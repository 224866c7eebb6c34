/** The searches for one page of requests out of the audit log: pure. */
import type { estypes } from '@elastic/elasticsearch';
import { timeClauses, type TimeRange } from '../../elasticsearch/queries';
import type { After } from './after';
import type { AuditLayout } from './fields';
import { any, auditQuery, type RequestFilters } from './filters';
import { histogramOf } from './histogram';

type Search = estypes.MsearchMultisearchBody;

/** Stages before the answer is complete (audit.k8s.io/v1); the same request has a record of a later stage, or none yet. */
const EARLY_STAGES = ['RequestReceived', 'ResponseStarted'];

/** So many matches are counted; beyond, the list says "at least". */
export const MAX_TOTAL = 10_000;

/** A constant: the text of a search is its key in Elasticsearch's cache, and counts of indices at rest come from there. */
const COUNT_TIMEOUT = '5s';

const PARTS = [
  'auditID', 'stage', 'verb', 'level', 'requestURI', 'user.username', 'impersonatedUser.username', 'sourceIPs', 'userAgent', 'objectRef', 'responseStatus',
  'requestReceivedTimestamp', 'stageTimestamp',
  ...['requestObject', 'responseObject'].flatMap((body) => ['kind', 'metadata.name', 'metadata.namespace', 'metadata.generateName'].map((part) => `${body}.${part}`)),
];

/** Without the bodies: they are a hundred times what a row shows. */
const rowSource = ({ prefix }: AuditLayout): string[] => ['request.id', 'request.annotated_by', 'reqID', ...PARTS.map((part) => prefix + part)];

export interface PageOptions {
  filters: RequestFilters;
  range: TimeRange;
  order: 'asc' | 'desc';
  /** records */
  size: number;
  after?: Pick<After, 'ms' | 'id'>;
}

const boundedQuery = (layout: AuditLayout, { filters, range }: Pick<PageOptions, 'filters' | 'range'>) => {
  const { filter, must_not } = auditQuery(layout, filters);
  return { filter: [...filter, ...timeClauses(layout.time, range)], must_not };
};

/**
 * The audit records of a page, all stages: sorted by when the request was received, then by its ID, so that the stages of one
 * request, which share that time, stand together. Not counted: Elasticsearch stops where the page is full.
 */
export function pageSearch(layout: AuditLayout, options: PageOptions): Search {
  const { order, size, after } = options;
  return {
    query: { bool: boundedQuery(layout, options) },
    sort: [{ [layout.time]: { order, unmapped_type: 'date' } }, { [layout.id]: { order: 'asc', unmapped_type: 'keyword' } }],
    ...(after ? { search_after: [after.ms, after.id] } : {}),
    size,
    track_total_hits: false,
    _source: rowSource(layout),
  };
}

/** How many requests have an answer, counted up to a bound: for further pages, and for a list that is not sorted by time. */
export function totalSearch(layout: AuditLayout, options: Pick<PageOptions, 'filters' | 'range'>): Search {
  const { filter, must_not } = boundedQuery(layout, options);
  return { query: { bool: { filter, must_not: [...must_not, ...isEarly(layout)] } }, size: 0, track_total_hits: MAX_TOTAL, timeout: COUNT_TIMEOUT };
}

/**
 * How many requests match, and when: by their answers, and apart from these those that were received. Where the range has no
 * beginning, only first and last time: the intervals follow from these.
 */
export function countSearch(layout: AuditLayout, options: Pick<PageOptions, 'filters' | 'range'>): Search {
  const field = layout.time;
  const { range } = options;
  const rejected = any(layout.exact('responseStatus.code').map((code) => ({ range: { [code]: { gte: 400 } } })));
  const times: Search['aggs'] = isClosed(range)
    ? { times: { ...histogramOf(field, range), aggs: { rejected: { filter: rejected } } } }
    : { first: { min: { field } }, last: { max: { field } } };
  return {
    query: { bool: boundedQuery(layout, options) },
    size: 0,
    track_total_hits: false,
    timeout: COUNT_TIMEOUT,
    aggs: {
      answered: { filter: { bool: { must_not: isEarly(layout) } }, aggs: times },
      received: { filter: any(layout.exact('stage').map((stage) => ({ term: { [stage]: EARLY_STAGES[0]! } }))) },
    },
  };
}

export const isClosed = (range: TimeRange): range is Required<TimeRange> => range.from !== undefined && range.to !== undefined;

const isEarly = (layout: AuditLayout) => layout.exact('stage').map((field) => ({ terms: { [field]: EARLY_STAGES } }));

/** Whether there is any audit record in this time at all. */
export function anyAuditSearch(layout: AuditLayout, range: TimeRange): Search {
  return { query: { bool: { filter: [{ exists: { field: layout.id } }, { exists: { field: layout.exact('verb')[0]! } }, { exists: { field: layout.time } }, ...timeClauses(layout.time, range)] } }, size: 0, terminate_after: 1, track_total_hits: 1 };
}
