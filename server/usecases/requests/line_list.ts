import type { RequestsResponse } from '../../../common/model/request_summary';
import type { RequestTraceConfig } from '../../config';
import { createRecordContext } from '../../elasticsearch/readers/document';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { searchActivity, getActivityRange } from './activity';
import { createBadCursorError, type PageCursor } from './page_cursor';
import { isClosedRange } from './audit_searches';
import type { RequestFields } from './request_fields';
import type { RequestFilters } from './request_filters';
import { mergeHistograms, type HistogramBuckets } from './histogram';
import {
  toLineCandidate,
  hasRequestFilters,
  toRequestSummary,
  type LineCandidate,
} from './line_rows';
import {
  createLineHistogramSearch,
  listLineSources,
  createReqIdLinesSearch,
  createLinesSearch,
  type LineSearchOptions,
  type LinePosition,
  type LineSource,
} from './line_searches';
import type { CountMode, RequestRow, RowPage } from './request_row';
import type { SearchBatch } from '../../elasticsearch/search_batch';

export interface LineListOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  fields: RequestFields;
  filters: RequestFilters;
  range: TimeRange;
  order: 'asc' | 'desc';
  size: number;
  after?: PageCursor;
  count: CountMode;
}

/** Lines a step, and steps a page: a page ends early where few of the lines are of different requests; `after` goes on. */
const LINES_PER_STEP = 300;
const MAX_STEPS = 10;

/** One page of requests out of the lines that carry reqIDs; null where no line does. */
export async function getLinePage(options: LineListOptions): Promise<RowPage | null> {
  for (const [number, source] of listLineSources(options.fields).entries()) {
    if (options.after && (options.after.source ?? 0) !== number) continue;
    const page = await getPageOfSource(source, options);
    if (page)
      return {
        ...page,
        after: page.after && { ...page.after, source: number },
        rows: page.rows.map((row) => ({ ...row, place: { ...row.place, source: number } })),
      };
  }
  return null;
}

interface FoundRow {
  row: LineCandidate;
  place: LinePosition;
}

async function getPageOfSource(
  source: LineSource,
  options: LineListOptions
): Promise<RowPage | null> {
  const { searcher, config, fields, filters, range, order, size, after } = options;
  const context = createRecordContext(config);
  const lineOptions: LineSearchOptions = {
    source,
    fields,
    filters,
    reqIdKeys: config.reqIdKeys,
    timeField: config.timeField,
    range,
  };
  const read = (hits: Parameters<typeof toLineCandidate>[0][]): LineCandidate[] =>
    hits.flatMap((hit) => toLineCandidate(hit, source, filters, context) ?? []);
  const direction = order === 'asc' ? 1 : -1;
  const isAfter = (a: LinePosition, b: LinePosition): boolean =>
    (a.ms - b.ms) * direction > 0 ||
    (a.ms === b.ms && compareTieBreakers(a.tieBreaker, b.tieBreaker, source) > 0);

  if (after && !source.reqIdFields.length && !/^-?\d+$/.test(after.id))
    throw createBadCursorError();
  const start: LinePosition | undefined = after && { ms: after.ms, tieBreaker: after.id };
  const found = new Map<string, FoundRow>();
  const before = new Set<string>();
  const indices = new Set<string>();
  let place = start;
  let exhausted = false;
  for (let step = 0; step < MAX_STEPS && found.size <= size && !exhausted; step++) {
    searcher.nextRoundTrip();
    const [answer] = await searcher.msearch([
      createLinesSearch(lineOptions, {
        order,
        size: LINES_PER_STEP,
        after: place,
        except: [...found.keys(), ...before],
      }),
    ]);
    await searcher.throwIfAllFailed([answer!]);
    const { hits } = answer!;
    if (!hits.length && step === 0 && !after)
      return (await hasNoLines(options, source)) ? null : { rows: [], indices: [] };
    exhausted = hits.length < LINES_PER_STEP;
    for (const hit of hits) indices.add(hit._index);
    const last = hits[hits.length - 1];
    if (last) place = { ms: Number(last.sort?.[0] ?? 0), tieBreaker: String(last.sort?.[1] ?? '') };
    const candidates = read(hits).filter(({ reqID }) => !found.has(reqID) && !before.has(reqID));
    const fresh = new Map<string, FoundRow>();
    for (const row of candidates)
      if (!fresh.has(row.reqID)) fresh.set(row.reqID, { row, place: row.place });
    if (!fresh.size) continue;
    // a request stands in the list where the first of its lines does; its other lines come later, maybe on another page
    searcher.nextRoundTrip();
    const [own] = await searcher.msearch([
      createReqIdLinesSearch(lineOptions, [...fresh.keys()], order),
    ]);
    for (const line of read(own!.hits)) {
      const known = fresh.get(line.reqID);
      if (!known) continue;
      if (start && !isAfter(line.place, start)) before.add(line.reqID);
      // what began it says what was asked for
      if (line.time < known.row.time) known.row = line;
    }
    for (const [reqID, one] of fresh) if (!before.has(reqID)) found.set(reqID, one);
  }

  const all = [...found.values()].sort((a, b) => (isAfter(a.place, b.place) ? 1 : -1));
  const page = all.slice(0, size);
  const lastOfPage = page[page.length - 1]?.place;
  const next = all.length > page.length ? lastOfPage : exhausted ? undefined : place;
  return {
    rows: page.map(({ row, place: { ms, tieBreaker } }) => ({
      summary: toRequestSummary(row),
      place: { basis: 'reqID', ms, id: tieBreaker },
      auditRecords: 0,
      carrying: 0,
    })),
    indices: [...indices],
    // how many different IDs there are would cost a look at all of them
    total: { value: page.length, relation: next || after ? 'gte' : 'eq' },
    ...(options.count === 'histogram' && source.lines === 'requests'
      ? { histogram: await getLineHistogram(lineOptions, searcher) }
      : {}),
    ...(next ? { after: { basis: 'reqID', ms: next.ms, id: next.tieBreaker } } : {}),
  };
}

function compareTieBreakers(a: string, b: string, { reqIdFields }: LineSource): number {
  if (!reqIdFields.length) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Nothing matches: because of the filters, or because no such line is there at all? Without filters that is known already. */
async function hasNoLines(
  { searcher, config, fields, filters, range, order }: LineListOptions,
  source: LineSource
): Promise<boolean> {
  if (!hasRequestFilters(filters) && !filters.q) return true;
  const search = createLinesSearch(
    {
      source,
      fields,
      filters: { people: filters.people },
      reqIdKeys: config.reqIdKeys,
      timeField: config.timeField,
      range,
    },
    { order, size: 1, except: [] }
  );
  const [answer] = await searcher.msearch([search]);
  return !answer!.hits.length;
}

/** Adds what all lines of these requests say: one search. */
export async function addLineActivity(
  rows: RequestRow[],
  options: Pick<LineListOptions, 'config' | 'fields'> & { batch: SearchBatch }
): Promise<void> {
  if (!rows.length) return;
  const { batch, config, fields } = options;
  const range = getActivityRange(
    rows.map(({ place }) => place.ms),
    config.maxRange.asMilliseconds()
  );
  // of lines the last may be all that is known yet: its request began before
  const wide = {
    from: new Date(Date.parse(range.from) - config.maxRange.asMilliseconds()).toISOString(),
    to: range.to,
  };
  const source = listLineSources(fields)[rows[0]!.place.source ?? 0];
  const activities = await searchActivity(
    rows.map(({ summary }) => summary.id),
    source?.reqIdFields ?? [],
    wide,
    { batch, config, fields }
  );
  for (const { summary } of rows) {
    const activity = activities.get(summary.id);
    if (!activity) continue;
    const { firstMs, lastMs, records, errors, components } = activity;
    Object.assign(summary, {
      records,
      errors,
      components,
      durationMs: Math.max(lastMs - firstMs, summary.durationMs ?? 0),
    });
    // of lines that tell nothing of the request the first one is when it began
    if (summary.verb === undefined && firstMs > 0) summary.time = new Date(firstMs).toISOString();
  }
}

async function getLineHistogram(
  lineOptions: LineSearchOptions,
  searcher: ScopedSearcher
): Promise<RequestsResponse['histogram']> {
  let { range } = lineOptions;
  if (!isClosedRange(range)) {
    const ends = await searcher.msearch(
      (['asc', 'desc'] as const).map((order) =>
        createLinesSearch(lineOptions, { order, size: 1, except: [] })
      )
    );
    const [first, last] = ends.map(({ hits }): unknown => hits[0]?.sort?.[0]);
    if (first === undefined || last === undefined) return undefined;
    range = {
      from: range.from ?? new Date(Number(first)).toISOString(),
      to: range.to ?? new Date(Number(last)).toISOString(),
    };
  }
  if (!isClosedRange(range)) return undefined;
  const [answer] = await searcher.msearch([createLineHistogramSearch({ ...lineOptions, range })]);
  return mergeHistograms([(answer!.aggregations?.times ?? {}) as HistogramBuckets], range);
}
