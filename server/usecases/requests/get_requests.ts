import type { RequestsQuery } from '../../../common/api/schemas';
import { DEFAULT_REQUESTS_SIZE } from '../../../common/api/schemas';
import type { RequestsResponse, RequestSummary } from '../../../common/model/request_summary';
import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient } from '../../kibana_types';
import type { SearchBody } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserCache, CacheKind } from '../../elasticsearch/user_cache';
import { resolveTimeRange } from '../traces/time_window';
import { decodeCursor, encodeCursor, type PageCursor } from './page_cursor';
import { filterByOutcome, type OutcomeFilterCounts } from './filter_by_outcome';
import { fetchRequestFields } from './request_fields';
import type { RequestFilters } from './request_filters';
import { createListers } from './request_listers';
import { addOutcomes, type DiagnoseOptions } from './diagnose_outcomes';
import type { RequestLister, RowPage } from './request_row';
import { createListWarnings } from './warnings';
import { wordWarnings } from '../../messages/warnings';

export interface GetRequestsOptions extends Omit<RequestsQuery, 'index' | 'timeField' | 'filter'> {
  searcher: ScopedSearcher;
  client: FieldCapsClient;
  config: RequestTraceConfig;
  userCache: UserCache;
}

/** What a page asked Elasticsearch for: searches, no answers. They are sent anew each time. */
const PAGE_SEARCHES_CACHE: CacheKind<readonly SearchBody[]> = {
  name: 'pages of requests',
  lifetimeMs: 5 * 60_000,
  maxEntries: 100,
};

/** Of a list by duration or errors so many of the newest requests are looked at. */
const MAX_SORTED_REQUESTS = 500;
/** For the outcomes of one page. */
const OUTCOMES_TIME_LIMIT_MS = 5_000;

/** One page of the requests that changed something: what it costs follows the page. */
export async function getRequests(options: GetRequestsOptions): Promise<RequestsResponse> {
  const { searcher, client, config, userCache, sort = 'time', from, to, ...filters } = options;
  const { range, limited } = resolveTimeRange(from, to, config.maxRange.asMilliseconds());
  const after = options.after === undefined ? undefined : decodeCursor(options.after);
  const fields = await fetchRequestFields(userCache, searcher, client, config);
  const byTime = sort === 'time';
  // the other sorts look at the newest requests; their further pages at the same ones as the first
  const bounded =
    !byTime && after && !(range.to && Date.parse(range.to) < after.ms)
      ? { ...range, to: new Date(after.ms).toISOString() }
      : range;
  const order = byTime ? (options.order ?? 'desc') : 'desc';
  // of any time, as the trace that a row leads to: what a request caused goes on after the time that is listed
  const diagnosing: DiagnoseOptions = { userCache, searcher, config };

  const batch = new SearchBatch(searcher);
  const key = JSON.stringify([
    searcher.index,
    searcher.filter,
    config.timeField,
    from,
    to,
    sort,
    filters.order,
    filters.size,
    filters.after,
    createFilterKey(filters),
  ]);
  // a search by outcome asks for several pages: none of them is the first
  const isRemembered = filters.outcome === undefined;
  if (isRemembered) batch.prefetch(userCache.get(PAGE_SEARCHES_CACHE, key) ?? []);

  let page: ListedPage = {
    requests: [],
    basis: null,
    total: { value: 0, relation: 'eq' },
    indices: [],
    undiagnosed: 0,
  };
  for (const lister of createListers({
    searcher,
    config,
    fields,
    filters,
    range: bounded,
    order,
    userCache,
    batch,
  })) {
    if (after && after.basis !== lister.basis) continue;
    const shown = await listPage(lister, { ...options, sort, after, diagnosing });
    if (!shown) continue;
    page = shown;
    break;
  }
  if (isRemembered) userCache.set(PAGE_SEARCHES_CACHE, key, batch.sentBodies);
  return {
    requests: page.requests,
    basis: page.basis,
    ...(page.after ? { after: encodeCursor(page.after) } : {}),
    total: page.total,
    ...(page.histogram ? { histogram: page.histogram } : {}),
    ...(page.examined === undefined ? {} : { examined: page.examined }),
    window: {
      from: range.from ?? new Date(0).toISOString(),
      to: range.to ?? new Date().toISOString(),
    },
    warnings: wordWarnings(
      await createListWarnings({
        searcher,
        config,
        basis: page.basis,
        listedRows: page.requests.length,
        indices: page.indices,
        isRangeLimited: limited,
        filters,
        undiagnosed: page.undiagnosed,
      })
    ),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

const createFilterKey = ({
  user,
  verb,
  resource,
  namespace,
  name,
  q,
  people,
}: RequestFilters): unknown[] => [user, verb, resource, namespace, name, q, people];

interface ListedPage extends Pick<
  RequestsResponse,
  'requests' | 'basis' | 'total' | 'histogram' | 'examined'
> {
  after?: PageCursor;
  indices: string[];
  /** rows whose outcome there was no time for */
  undiagnosed: number;
}

interface PageOptions extends Omit<GetRequestsOptions, 'after'> {
  sort: NonNullable<RequestsQuery['sort']>;
  after?: PageCursor;
  diagnosing: DiagnoseOptions;
}

/** null where this lister has nothing in this time. */
async function listPage(lister: RequestLister, options: PageOptions): Promise<ListedPage | null> {
  const {
    sort,
    after,
    outcome,
    size = DEFAULT_REQUESTS_SIZE,
    order = 'desc',
    diagnose,
    diagnosing,
  } = options;
  const byTime = sort === 'time';
  // the answer's code tells a refusal: that is a filter like the others
  const examined = outcome !== undefined && outcome !== 'rejected';
  const ask = {
    size: byTime ? size : MAX_SORTED_REQUESTS,
    after: byTime ? after : undefined,
    count: after ? 'total' : 'histogram',
  } as const;
  const page: (RowPage & Partial<OutcomeFilterCounts>) | null = examined
    ? await filterByOutcome(lister, outcome, ask, diagnosing)
    : await lister.getPage(ask);
  if (!page) return null;
  const [histogram] = await Promise.all([
    page.span ? lister.getHistogram(page.span) : page.histogram,
    lister.addActivity(page.rows),
  ]);
  let summaries = page.rows.map(({ summary }) => summary);
  let next = page.after;
  if (byTime) {
    summaries.sort((a, b) => compareTexts(a.time, b.time) * (order === 'asc' ? 1 : -1));
  } else {
    const offset = after?.offset ?? 0;
    const sorted = [...summaries].sort(
      (a, b) => (getSortValue(a, sort) - getSortValue(b, sort)) * (order === 'asc' ? 1 : -1)
    );
    summaries = sorted.slice(offset, offset + size);
    const newest = Math.max(...page.rows.map(({ place }) => place.ms));
    next =
      offset + size < sorted.length
        ? { basis: lister.basis, ms: newest, id: '', offset: offset + size }
        : undefined;
  }
  const notLookedInto =
    page.undiagnosed ??
    (diagnose === false ? 0 : await addOutcomes(summaries, diagnosing, OUTCOMES_TIME_LIMIT_MS));
  return {
    requests: summaries,
    basis: lister.basis,
    after: next,
    total: page.total ?? { value: summaries.length, relation: 'gte' },
    histogram,
    indices: page.indices,
    undiagnosed: notLookedInto,
    ...(examined ? { examined: page.examined } : byTime ? {} : { examined: page.rows.length }),
  };
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const getSortValue = (summary: RequestSummary, sort: 'duration' | 'errors' | 'time'): number =>
  sort === 'errors' ? summary.errors : (summary.durationMs ?? 0);
