import type { RequestsQuery } from '../../../common/api/schemas';
import { DEFAULT_REQUESTS } from '../../../common/api/schemas';
import type { RequestsAnswer, RequestSummary } from '../../../common/model/request_summary';
import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient } from '../../kibana_types';
import type { SearchBody } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserWork, WorkKind } from '../../elasticsearch/user_work';
import { askedWindow } from '../traces/window';
import { decodeAfter, encodeAfter, type After } from './after';
import { examine, type Examined } from './filter_by_outcome';
import { requestFieldsOf } from './fields';
import type { RequestFilters } from './filters';
import { listers } from './listers';
import { addOutcomes, type Diagnosing } from './outcomes';
import type { Lister, RowPage } from './row';
import { listWarnings } from './warnings';
import { wordWarnings } from '../../messages/warnings';

export interface GetRequestsOptions extends Omit<RequestsQuery, 'index' | 'timeField' | 'filter'> {
  searcher: ScopedSearcher;
  client: FieldCapsClient;
  config: RequestTraceConfig;
  work: UserWork;
}

/** What a page asked Elasticsearch for: searches, no answers. They are sent anew each time. */
const PAGE_SEARCHES: WorkKind<readonly SearchBody[]> = {
  name: 'pages of requests',
  lifetimeMs: 5 * 60_000,
  maxEntries: 100,
};

/** Of a list by duration or errors so many of the newest requests are looked at. */
const SORTED = 500;
/** For the outcomes of one page. */
const OUTCOMES_MS = 5_000;

/** One page of the requests that changed something: what it costs follows the page. */
export async function getRequests(options: GetRequestsOptions): Promise<RequestsAnswer> {
  const { searcher, client, config, work, sort = 'time', from, to, ...filters } = options;
  const { range, limited } = askedWindow(from, to, config.maxRange.asMilliseconds());
  const after = options.after === undefined ? undefined : decodeAfter(options.after);
  const fields = await requestFieldsOf(work, searcher, client, config);
  const byTime = sort === 'time';
  // the other sorts look at the newest requests; their further pages at the same ones as the first
  const bounded =
    !byTime && after && !(range.to && Date.parse(range.to) < after.ms)
      ? { ...range, to: new Date(after.ms).toISOString() }
      : range;
  const order = byTime ? (options.order ?? 'desc') : 'desc';
  // of any time, as the trace that a row leads to: what a request caused goes on after the time that is listed
  const diagnosing: Diagnosing = { work, searcher, config };

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
    filterKey(filters),
  ]);
  // a search by outcome asks for several pages: none of them is the first
  const isRemembered = filters.outcome === undefined;
  if (isRemembered) batch.expect(work.get(PAGE_SEARCHES, key) ?? []);

  let page: ShownPage = {
    requests: [],
    basis: null,
    total: { value: 0, relation: 'eq' },
    indices: [],
    notLookedInto: 0,
  };
  for (const lister of listers({
    searcher,
    config,
    fields,
    filters,
    range: bounded,
    order,
    work,
    batch,
  })) {
    if (after && after.basis !== lister.basis) continue;
    const shown = await pageOf(lister, { ...options, sort, after, diagnosing });
    if (!shown) continue;
    page = shown;
    break;
  }
  if (isRemembered) work.set(PAGE_SEARCHES, key, batch.asked);
  return {
    requests: page.requests,
    basis: page.basis,
    ...(page.after ? { after: encodeAfter(page.after) } : {}),
    total: page.total,
    ...(page.histogram ? { histogram: page.histogram } : {}),
    ...(page.examined === undefined ? {} : { examined: page.examined }),
    window: {
      from: range.from ?? new Date(0).toISOString(),
      to: range.to ?? new Date().toISOString(),
    },
    warnings: wordWarnings(
      await listWarnings({
        searcher,
        config,
        basis: page.basis,
        found: page.requests.length,
        indices: page.indices,
        limited,
        filters,
        notLookedInto: page.notLookedInto,
      })
    ),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

const filterKey = ({
  user,
  verb,
  resource,
  namespace,
  name,
  q,
  people,
}: RequestFilters): unknown[] => [user, verb, resource, namespace, name, q, people];

interface ShownPage extends Pick<
  RequestsAnswer,
  'requests' | 'basis' | 'total' | 'histogram' | 'examined'
> {
  after?: After;
  indices: string[];
  /** rows whose outcome there was no time for */
  notLookedInto: number;
}

interface PageOptions extends Omit<GetRequestsOptions, 'after'> {
  sort: NonNullable<RequestsQuery['sort']>;
  after?: After;
  diagnosing: Diagnosing;
}

/** null where this lister has nothing in this time. */
async function pageOf(lister: Lister, options: PageOptions): Promise<ShownPage | null> {
  const {
    sort,
    after,
    outcome,
    size = DEFAULT_REQUESTS,
    order = 'desc',
    diagnose,
    diagnosing,
  } = options;
  const byTime = sort === 'time';
  // the answer's code tells a refusal: that is a filter like the others
  const examined = outcome !== undefined && outcome !== 'rejected';
  const ask = {
    size: byTime ? size : SORTED,
    after: byTime ? after : undefined,
    count: after ? 'total' : 'histogram',
  } as const;
  const page: (RowPage & Partial<Examined>) | null = examined
    ? await examine(lister, outcome, ask, diagnosing)
    : await lister.page(ask);
  if (!page) return null;
  const [histogram] = await Promise.all([
    page.span ? lister.histogram(page.span) : page.histogram,
    lister.complete(page.rows),
  ]);
  let summaries = page.rows.map(({ summary }) => summary);
  let next = page.after;
  if (byTime) {
    summaries.sort((a, b) => compareTexts(a.time, b.time) * (order === 'asc' ? 1 : -1));
  } else {
    const offset = after?.offset ?? 0;
    const sorted = [...summaries].sort(
      (a, b) => (valueOf(a, sort) - valueOf(b, sort)) * (order === 'asc' ? 1 : -1)
    );
    summaries = sorted.slice(offset, offset + size);
    const newest = Math.max(...page.rows.map(({ place }) => place.ms));
    next =
      offset + size < sorted.length
        ? { basis: lister.basis, ms: newest, id: '', offset: offset + size }
        : undefined;
  }
  const notLookedInto =
    page.notLookedInto ??
    (diagnose === false ? 0 : await addOutcomes(summaries, diagnosing, OUTCOMES_MS));
  return {
    requests: summaries,
    basis: lister.basis,
    after: next,
    total: page.total ?? { value: summaries.length, relation: 'gte' },
    histogram,
    indices: page.indices,
    notLookedInto,
    ...(examined ? { examined: page.examined } : byTime ? {} : { examined: page.rows.length }),
  };
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const valueOf = (summary: RequestSummary, sort: 'duration' | 'errors' | 'time'): number =>
  sort === 'errors' ? summary.errors : (summary.durationMs ?? 0);
