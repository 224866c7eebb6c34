import type { RequestsResponse } from '../../../common/model/request_summary';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { Hit, SearchResult } from '../../elasticsearch/searcher';
import type { PageCursor } from './page_cursor';
import { toRows } from './audit_rows';
import {
  createCountSearch,
  isClosedRange,
  MAX_TOTAL,
  createPageSearch,
  createTotalSearch,
} from './audit_searches';
import type { AuditLayout } from './request_fields';
import type { RequestFilters } from './request_filters';
import { mergeHistograms, type HistogramBuckets } from './histogram';
import type { CountMode, RequestRow, RowPage } from './request_row';
import type { SearchBatch } from '../../elasticsearch/search_batch';

export interface AuditListOptions {
  searcher: ScopedSearcher;
  batch: SearchBatch;
  layouts: AuditLayout[];
  filters: RequestFilters;
  range: TimeRange;
  order: 'asc' | 'desc';
  /** rows */
  size: number;
  after?: PageCursor;
  count: CountMode;
}

type RowPosition = Pick<PageCursor, 'ms' | 'id'>;

/** One schema's records, as far as they were fetched. */
interface AuditStream {
  layout: AuditLayout;
  hits: Hit[];
  exhausted: boolean;
  last?: RowPosition;
}

/** Each adds a page of records: with a record a stage three are enough for a page of rows. */
const MAX_ROUNDS = 5;

const getPosition = (hit: Hit): RowPosition => ({
  ms: Number(hit.sort?.[0] ?? 0),
  id: String(hit.sort?.[1] ?? ''),
});

/**
 * One page of requests out of the audit log, in one round trip where each request has one record. Where it has one a stage,
 * more records are fetched until the page is full and its last request whole.
 */
export async function getAuditPage(options: AuditListOptions): Promise<RowPage> {
  const { searcher, batch, layouts, filters, range, order, size, after, count } = options;
  const direction = order === 'asc' ? 1 : -1;
  const compare = (a: RowPosition, b: RowPosition): number =>
    (a.ms - b.ms) * direction || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const streams: AuditStream[] = layouts.map((layout) => ({
    layout,
    hits: [],
    exhausted: false,
    last: after,
  }));
  let counts: SearchResult[] = [];

  for (let round = 0; ; round++) {
    // only what stands in the way of more whole rows is fetched
    const border = findCompleteUntil(streams, compare);
    const wanted = streams.filter(
      ({ exhausted, last }) =>
        !exhausted && (round === 0 || !border || !last || compare(last, border) <= 0)
    );
    const searches = wanted.map(({ layout, last }) =>
      createPageSearch(layout, { filters, range, order, size: size + 1, after: last })
    );
    const counting =
      round === 0 && count !== 'nothing'
        ? layouts.map((layout) =>
            (count === 'histogram' ? createCountSearch : createTotalSearch)(layout, {
              filters,
              range,
            })
          )
        : [];
    const answers = await batch.msearch([...searches, ...counting]);
    await searcher.throwIfAllFailed(answers.slice(0, searches.length));
    counts = counting.length ? answers.slice(searches.length) : counts;
    wanted.forEach((stream, i) => {
      const { hits } = answers[i]!;
      stream.exhausted = hits.length <= size;
      const kept = stream.exhausted ? hits : removeLastRequest(hits);
      stream.hits.push(...kept);
      if (kept.length) stream.last = getPosition(kept[kept.length - 1]!);
    });

    const merged =
      streams.length === 1
        ? streams[0]!.hits
        : streams
            .flatMap(({ hits }) => hits)
            .sort((a, b) => compare(getPosition(a), getPosition(b)));
    const rows = toRows(merged);
    const next = findCompleteUntil(streams, compare);
    const whole = next ? rows.filter((row) => compare(row.place, next) <= 0) : rows;
    if (whole.length >= size || !next || round + 1 >= MAX_ROUNDS) {
      const page = whole.slice(0, size);
      const last = page[page.length - 1]?.place;
      const more = next !== undefined || whole.length > page.length;
      return {
        rows: sortByTime(page, direction),
        indices: [...new Set(merged.map((hit) => hit._index))],
        ...(last && more ? { after: last } : {}),
        ...mergeCounts(counts, count, range),
      };
    }
  }
}

/** Without the last request, of which there may be more records than were fetched; what goes on begins with it. */
function removeLastRequest(hits: Hit[]): Hit[] {
  const { ms, id } = getPosition(hits[hits.length - 1]!);
  const whole = hits.filter((hit) => getPosition(hit).ms !== ms || getPosition(hit).id !== id);
  // nothing but records of one request, more than it has stages: copies
  return whole.length ? whole : hits;
}

/** The place up to which all records are known; undefined where that is all of them. */
function findCompleteUntil(
  streams: AuditStream[],
  compare: (a: RowPosition, b: RowPosition) => number
): RowPosition | undefined {
  let border: RowPosition | undefined;
  for (const { exhausted, last } of streams) {
    if (!exhausted && last && (!border || compare(last, border) < 0)) border = last;
  }
  return border;
}

/** Elasticsearch sorts by milliseconds: within one the microseconds decide. */
function sortByTime(rows: RequestRow[], direction: number): RequestRow[] {
  return [...rows].sort(
    (a, b) =>
      (a.place.ms - b.place.ms ||
        (a.summary.time < b.summary.time ? -1 : a.summary.time > b.summary.time ? 1 : 0)) *
      direction
  );
}

interface CountAggregations {
  answered?: {
    doc_count: number;
    times?: HistogramBuckets;
    first?: { value: number | null };
    last?: { value: number | null };
  };
  received?: { doc_count: number };
}

function mergeCounts(
  counts: SearchResult[],
  count: AuditListOptions['count'],
  range: TimeRange
): Pick<RowPage, 'total' | 'histogram' | 'span'> {
  if (count === 'nothing') return {};
  if (count === 'total') {
    const value = counts.reduce((sum, { total }) => sum + total, 0);
    return {
      total: { value, relation: counts.some(({ total }) => total >= MAX_TOTAL) ? 'gte' : 'eq' },
    };
  }
  const answers = counts.map(
    ({ aggregations }) => (aggregations ?? {}) as unknown as CountAggregations
  );
  const answered = answers.reduce((sum, one) => sum + (one.answered?.doc_count ?? 0), 0);
  const received = answers.reduce((sum, one) => sum + (one.received?.doc_count ?? 0), 0);
  // received without an answer: they are requests as well, as far as being received is recorded of all
  const total: RowPage['total'] = {
    value: Math.max(answered, received),
    relation: received > 0 && received < answered ? 'gte' : 'eq',
  };
  if (isClosedRange(range))
    return {
      total,
      histogram: mergeHistograms(
        answers.map((one) => one.answered?.times ?? {}),
        range
      ),
    };
  const ends = answers
    .flatMap(({ answered: one }) => [one?.first?.value, one?.last?.value])
    .filter((ms): ms is number => typeof ms === 'number');
  if (!ends.length) return { total, histogram: { intervalMs: 1_000, buckets: [] } };
  return {
    total,
    span: {
      from: range.from ?? new Date(Math.min(...ends)).toISOString(),
      to: range.to ?? new Date(Math.max(...ends)).toISOString(),
    },
  };
}

/** The histogram of a range that was open until its ends were known; beside other searches, so no round trip of its own. */
export async function getAuditHistogram(
  { batch, layouts, filters }: Pick<AuditListOptions, 'batch' | 'layouts' | 'filters'>,
  span: Required<TimeRange>
): Promise<RequestsResponse['histogram']> {
  const answers = await batch.msearch(
    layouts.map((layout) => createCountSearch(layout, { filters, range: span }))
  );
  return mergeHistograms(
    answers.map(
      ({ aggregations }) =>
        ((aggregations ?? {}) as unknown as CountAggregations).answered?.times ?? {}
    ),
    span
  );
}
