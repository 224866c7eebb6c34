import { addCounts } from '../../../common/counts';
import type { RequestTraceConfig } from '../../config';
import { readHit } from '../../elasticsearch/readers/from_hit';
import { recordContext } from '../../elasticsearch/readers/document';
import { spellings, type TimeRange } from '../../elasticsearch/queries';
import type { SearchResult } from '../../elasticsearch/searcher';
import { activitySearch, linesOfAuditIds } from './activity_searches';
import type { Row } from './row';
import type { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserWork, WorkKind } from '../../elasticsearch/user_work';
import type { RequestFields } from './fields';

interface Options {
  batch: SearchBatch;
  config: RequestTraceConfig;
  fields: RequestFields;
}

export interface ActivityOptions extends Options {
  work: UserWork;
  /** where: the reqIDs that are known are known there */
  scope: string;
}

/**
 * Which reqID an audit ID led to, and the fields that hold it: identifiers only, what the lines of these say is asked anew each
 * time. A list that is refreshed, or sorted otherwise, then takes a round trip less.
 */
const KNOWN_REQ_IDS: WorkKind<{ reqID: string; fields: string[] }> = {
  name: 'reqIDs',
  lifetimeMs: 5 * 60_000,
  maxEntries: 20_000,
};

/** Lines of a request come a little before it is recorded, and long after. */
const BEFORE_MS = 60_000;

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
export async function addActivity(rows: Row[], options: ActivityOptions): Promise<void> {
  if (!rows.length) return;
  const { work, scope, fields } = options;
  const range = activityRange(
    rows.map(({ place }) => place.ms),
    options.config.maxRange.asMilliseconds()
  );
  const reqIdFields = new Set<string>();
  for (const { summary } of rows) {
    const remembered =
      summary.reqID === undefined ? work.get(KNOWN_REQ_IDS, `${scope}\n${summary.id}`) : undefined;
    if (!remembered) continue;
    summary.reqID = remembered.reqID;
    for (const field of remembered.fields) reqIdFields.add(field);
  }
  // carried by the audit records themselves: in one of the ID fields
  if (rows.some(({ carrying }) => carrying > 0))
    for (const field of fields.ids) reqIdFields.add(field);
  const led = rows.filter(({ summary }) => summary.reqID !== undefined);
  const open = rows.filter(({ summary }) => summary.reqID === undefined);
  await Promise.all([
    addActivityOf(led, [...reqIdFields], range, options),
    addOwnLines(open, range, options).then((found) => addActivityOf(open, found, range, options)),
  ]);
}

async function addActivityOf(
  rows: Row[],
  reqIdFields: string[],
  range: Required<TimeRange>,
  options: ActivityOptions
): Promise<void> {
  const reqIDs = [...new Set(rows.flatMap(({ summary }) => summary.reqID ?? []))];
  if (!reqIDs.length) return;
  const activities = await activityOf(reqIDs, reqIdFields, range, options);
  for (const row of rows) {
    const activity =
      row.summary.reqID === undefined ? undefined : activities.get(row.summary.reqID);
    if (activity) apply(row, activity);
  }
}

/** Adds what kube-apiserver's own lines about these requests say, with the reqIDs; returns the fields that hold these. */
async function addOwnLines(
  rows: Row[],
  range: Required<TimeRange>,
  options: ActivityOptions
): Promise<string[]> {
  const lines = await ownLines(rows, range, options);
  const reqIdFields = new Set<string>();
  for (const { summary } of rows) {
    const own = linesOf(lines, summary.id);
    summary.components = addCounts(
      summary.components,
      own.map(({ component }) => [component, 1] as const)
    );
    for (const line of own) {
      summary.records++;
      if (line.error) summary.errors++;
      if (line.reqID === undefined || summary.reqID !== undefined) continue;
      summary.reqID = line.reqID;
      options.work.set(KNOWN_REQ_IDS, `${options.scope}\n${summary.id}`, {
        reqID: line.reqID,
        fields: line.fields,
      });
      for (const field of line.fields) reqIdFields.add(field);
    }
  }
  return [...reqIdFields];
}

function apply(
  { summary, auditRecords, carrying }: Row,
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
export function activityRange(times: number[], maxRangeMs: number): Required<TimeRange> {
  return {
    from: new Date(Math.min(...times) - BEFORE_MS).toISOString(),
    to: new Date(Math.max(...times) + maxRangeMs).toISOString(),
  };
}

interface OwnLine {
  auditID: string;
  reqID?: string;
  fields: string[];
  component: string;
  error: boolean;
}

const linesOf = (lines: Map<string, OwnLine[]>, auditID: string): OwnLine[] =>
  spellings(auditID).flatMap((id) => lines.get(id) ?? []);

async function ownLines(
  rows: Row[],
  range: Required<TimeRange>,
  { batch, config, fields }: Options
): Promise<Map<string, OwnLine[]>> {
  const asked = [...new Set(rows.map(({ summary }) => summary.id))];
  const found = new Map<string, OwnLine[]>();
  const context = recordContext(config, { withoutAnnotations: true });
  const sources = [...new Set(config.idFields.map((field) => field.replace(/\.keyword$/, '')))];
  const ask = async (ids: string[], by: 'field' | 'text'): Promise<void> => {
    const [answer] = await batch.msearch([
      linesOfAuditIds(ids, fields, sources, config.timeField, range, by),
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
              (field) => idValues.includes(reqID) && fieldHolds(hit._source, field, reqID)
            );
      const line: OwnLine = {
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
  const left = asked.filter((id) => !linesOf(found, id).length);
  if (left.length && left.length === asked.length && fields.messages.length)
    await ask(left, 'text');
  return found;
}

function fieldHolds(
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

interface Names {
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
export async function activityOf(
  reqIDs: string[],
  reqIdFields: string[],
  range: Required<TimeRange>,
  { batch, config, fields }: Options
): Promise<Map<string, Activity>> {
  const [answer] = await batch.msearch([
    activitySearch({ reqIDs, reqIdFields, fields, timeField: config.timeField, range }),
  ]);
  return activitiesFrom(answer!, fields.components.length);
}

export function activitiesFrom(
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
      activities.set(reqID, activityFrom(bucket, componentFields));
    }
  }
  return activities;
}

function activityFrom(bucket: ActivityBucket, componentFields: number): Activity {
  const named: Array<readonly [string, number]> = [];
  const audits = (bucket.audit as { doc_count: number } | undefined)?.doc_count ?? 0;
  if (audits) named.push(['audit', audits]);
  for (let i = 0; i < componentFields; i++) {
    for (const { key, doc_count: count } of (bucket[`c${i}`] as Names | undefined)?.names
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
