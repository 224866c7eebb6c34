import { addCounts } from '../../../common/add_counts';
import type { RequestTraceConfig } from '../../config';
import { readHit } from '../../elasticsearch/readers/read_hit';
import { createRecordContext } from '../../elasticsearch/readers/document';
import { listIdSpellings, type TimeRange } from '../../elasticsearch/queries';
import type { SearchResult } from '../../elasticsearch/searcher';
import { createActivitySearch, createAuditIdLinesSearch } from './activity_searches';
import type { RequestRow } from './request_row';
import type { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserCache, CacheKind } from '../../elasticsearch/user_cache';
import type { RequestFields } from './request_fields';

interface SearchContext {
  batch: SearchBatch;
  config: RequestTraceConfig;
  fields: RequestFields;
}

export interface ActivityOptions extends SearchContext {
  userCache: UserCache;
  /** where: the reqIDs that are known are known there */
  cacheScope: string;
}

/**
 * Which reqID an audit ID led to, and the fields that hold it: identifiers only, what the lines of these say is asked anew each
 * time. A list that is refreshed, or sorted otherwise, then takes a round trip less.
 */
const REQ_ID_CACHE: CacheKind<{ reqID: string; fields: string[] }> = {
  name: 'reqIDs',
  lifetimeMs: 5 * 60_000,
  maxEntries: 20_000,
};

/** Lines of a request come a little before it is recorded, and long after. */
const LOOKBACK_MS = 60_000;

/** What all lines of one reqID together say. */
export interface Activity {
  firstMs: number;
  lastMs: number;
  records: number;
  errors: number;
  components: Record<string, number>;
}

/**
 * Completes the rows of one page by what their requests' lines say: at most two round trips, for these IDs only. First the
 * lines that carry the audit IDs, which lead to the reqIDs; then one aggregation over the lines that carry these. For reqIDs
 * that are known already both are one round trip.
 */
export async function addActivity(rows: RequestRow[], options: ActivityOptions): Promise<void> {
  if (!rows.length) return;
  const { userCache, cacheScope, fields } = options;
  const range = getActivityRange(
    rows.map(({ place }) => place.ms),
    options.config.maxRange.asMilliseconds()
  );
  const reqIdFields = new Set<string>();
  for (const { summary } of rows) {
    const remembered =
      summary.reqID === undefined
        ? userCache.get(REQ_ID_CACHE, `${cacheScope}\n${summary.id}`)
        : undefined;
    if (!remembered) continue;
    summary.reqID = remembered.reqID;
    for (const field of remembered.fields) reqIdFields.add(field);
  }
  // carried by the audit records themselves: in one of the ID fields
  if (rows.some(({ carrying }) => carrying > 0))
    for (const field of fields.ids) reqIdFields.add(field);
  const rowsWithReqId = rows.filter(({ summary }) => summary.reqID !== undefined);
  const rowsWithoutReqId = rows.filter(({ summary }) => summary.reqID === undefined);
  await Promise.all([
    addActivityByReqId(rowsWithReqId, [...reqIdFields], range, options),
    addRequestLines(rowsWithoutReqId, range, options).then((found) =>
      addActivityByReqId(rowsWithoutReqId, found, range, options)
    ),
  ]);
}

async function addActivityByReqId(
  rows: RequestRow[],
  reqIdFields: string[],
  range: Required<TimeRange>,
  options: ActivityOptions
): Promise<void> {
  const reqIDs = [...new Set(rows.flatMap(({ summary }) => summary.reqID ?? []))];
  if (!reqIDs.length) return;
  const activities = await searchActivity(reqIDs, reqIdFields, range, options);
  for (const row of rows) {
    const activity =
      row.summary.reqID === undefined ? undefined : activities.get(row.summary.reqID);
    if (activity) applyActivity(row, activity);
  }
}

/** Adds what kube-apiserver's own lines about these requests say, with the reqIDs; returns the fields that hold these. */
async function addRequestLines(
  rows: RequestRow[],
  range: Required<TimeRange>,
  options: ActivityOptions
): Promise<string[]> {
  const lines = await findRequestLines(rows, range, options);
  const reqIdFields = new Set<string>();
  for (const { summary } of rows) {
    const own = getLines(lines, summary.id);
    summary.components = addCounts(
      summary.components,
      own.map(({ component }) => [component, 1] as const)
    );
    for (const line of own) {
      summary.records++;
      if (line.error) summary.errors++;
      if (line.reqID === undefined || summary.reqID !== undefined) continue;
      summary.reqID = line.reqID;
      options.userCache.set(REQ_ID_CACHE, `${options.cacheScope}\n${summary.id}`, {
        reqID: line.reqID,
        fields: line.fields,
      });
      for (const field of line.fields) reqIdFields.add(field);
    }
  }
  return [...reqIdFields];
}

function applyActivity(
  { summary, auditRecords, carrying }: RequestRow,
  { firstMs, lastMs, records, errors, components }: Activity
): void {
  const own = auditRecords - carrying;
  summary.components =
    own > 0 ? { ...components, audit: (components.audit ?? 0) + own } : components;
  summary.records = records + own;
  summary.errors = errors;
  // to the millisecond, as the index has it
  summary.durationMs = Math.max(
    lastMs - Math.min(firstMs, Date.parse(summary.time)),
    summary.durationMs ?? 0
  );
}

/**
 * From a little before the page's first request to the longest trace after its last: what a request caused goes on after the
 * time that is listed, and counts here as in its trace.
 */
export function getActivityRange(times: number[], maxRangeMs: number): Required<TimeRange> {
  return {
    from: new Date(Math.min(...times) - LOOKBACK_MS).toISOString(),
    to: new Date(Math.max(...times) + maxRangeMs).toISOString(),
  };
}

interface RequestLogLine {
  auditID: string;
  reqID?: string;
  fields: string[];
  component: string;
  error: boolean;
}

const getLines = (lines: Map<string, RequestLogLine[]>, auditID: string): RequestLogLine[] =>
  listIdSpellings(auditID).flatMap((id) => lines.get(id) ?? []);

async function findRequestLines(
  rows: RequestRow[],
  range: Required<TimeRange>,
  { batch, config, fields }: SearchContext
): Promise<Map<string, RequestLogLine[]>> {
  const asked = [...new Set(rows.map(({ summary }) => summary.id))];
  const found = new Map<string, RequestLogLine[]>();
  const context = createRecordContext(config, { withoutAnnotations: true });
  const sources = [...new Set(config.idFields.map((field) => field.replace(/\.keyword$/, '')))];
  const ask = async (ids: string[], by: 'field' | 'text'): Promise<void> => {
    const [answer] = await batch.msearch([
      createAuditIdLinesSearch(ids, fields, sources, config.timeField, range, by),
    ]);
    for (const hit of answer!.hits) {
      const { record, idValues } = readHit(hit, context);
      const { auditID, reqID } = record.ids;
      // the ID of an index' own field need not be in the text
      const id = auditID ?? idValues.find((value) => ids.includes(value));
      if (!id || record.source !== 'component') continue;
      const holding =
        reqID === undefined
          ? []
          : fields.ids.filter(
              (field) => idValues.includes(reqID) && hasFieldValue(hit._source, field, reqID)
            );
      const line: RequestLogLine = {
        auditID: id,
        reqID,
        fields: holding,
        component: record.component,
        error: record.severity === 'error' || record.severity === 'fatal',
      };
      found.set(id, [...(found.get(id) ?? []), line]);
    }
  };
  if (asked.length && fields.ids.length) await ask(asked, 'field');
  // no indexed field has them, in no index: then the text may
  const left = asked.filter((id) => !getLines(found, id).length);
  if (left.length && left.length === asked.length && fields.messages.length)
    await ask(left, 'text');
  return found;
}

function hasFieldValue(
  source: Record<string, unknown> | undefined,
  field: string,
  value: string
): boolean {
  let at: unknown = source;
  const name = field.replace(/\.keyword$/, '');
  for (const part of name.split('.'))
    at = at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[part] : undefined;
  return at === value || source?.[name] === value;
}

interface NameBuckets {
  names?: { buckets?: Array<{ key: string; doc_count: number }> };
}
type ActivityBucket = {
  key?: string;
  doc_count: number;
  first?: { value: number | null };
  last?: { value: number | null };
  errors?: { doc_count: number };
} & Record<string, unknown>;

/** One search: what the lines of these reqIDs say. */
export async function searchActivity(
  reqIDs: string[],
  reqIdFields: string[],
  range: Required<TimeRange>,
  { batch, config, fields }: SearchContext
): Promise<Map<string, Activity>> {
  const [answer] = await batch.msearch([
    createActivitySearch({ reqIDs, reqIdFields, fields, timeField: config.timeField, range }),
  ]);
  return parseActivities(answer!, fields.components.length);
}

export function parseActivities(
  { aggregations = {} }: Pick<SearchResult, 'aggregations'>,
  componentFields: number
): Map<string, Activity> {
  const activities = new Map<string, Activity>();
  for (const answer of Object.values(aggregations) as Array<{
    buckets?: ActivityBucket[] | Record<string, ActivityBucket>;
  }>) {
    const buckets = Array.isArray(answer.buckets)
      ? answer.buckets.map((bucket) => [bucket.key!, bucket] as const)
      : Object.entries(answer.buckets ?? {});
    for (const [reqID, bucket] of buckets) {
      // several fields may hold the same ID: the one with more lines has all
      if (!bucket.doc_count || (activities.get(reqID)?.records ?? 0) >= bucket.doc_count) continue;
      activities.set(reqID, parseActivity(bucket, componentFields));
    }
  }
  return activities;
}

function parseActivity(bucket: ActivityBucket, componentFields: number): Activity {
  const named: Array<readonly [string, number]> = [];
  const audits = (bucket.audit as { doc_count: number } | undefined)?.doc_count ?? 0;
  if (audits) named.push(['audit', audits]);
  for (let i = 0; i < componentFields; i++) {
    for (const { key, doc_count: count } of (bucket[`c${i}`] as NameBuckets | undefined)?.names
      ?.buckets ?? [])
      named.push([key, count]);
  }
  const unnamed = named.reduce((left, [, count]) => left - count, bucket.doc_count);
  const components = addCounts({}, unnamed > 0 ? [...named, ['unknown', unnamed]] : named);
  return {
    firstMs: bucket.first?.value ?? 0,
    lastMs: bucket.last?.value ?? 0,
    records: bucket.doc_count,
    errors: bucket.errors?.doc_count ?? 0,
    components,
  };
}
