import type { estypes } from '@elastic/elasticsearch';
import type { LogRecord, ObjectReference } from '../../common/model/log_record';
import type { RequestTraceConfig } from '../config';
import type { NamedObjects } from '../correlation/named_objects';
import { AUDIT_SOURCE, MAX_TERMS, RECORD_SOURCE, auditIdQuery, auditIdTextQuery, eventsQuery, podLogsQuery, timeClauses } from '../search/queries';
import type { SearchResult, Searcher } from '../search/searcher';
import { coverageChecks } from './coverage';
import type { TraceRecords } from './trace_records';

interface FindRelatedOptions {
  searcher: Searcher;
  config: RequestTraceConfig;
  records: TraceRecords;
  /** the records that hold the ID */
  lines: LogRecord[];
  /** filled with the objects that the trace names */
  objects: NamedObjects;
  window: { from: string; to: string };
}

export interface Related {
  /** by component: whether the window holds anything of it; only of those that were asked for */
  inWindow: Map<string, boolean>;
  beyondLimit: number;
}

/** Where no audit record has its ID in a field, this many IDs are looked for in the text. */
const MAX_TEXT_IDS = 128;

/**
 * The audit records of the audit IDs that the lines carry, and the events and container logs of the objects that lines and
 * audit records name. One round trip; a second one only for what the audit records add.
 */
export async function findRelated(options: FindRelatedOptions): Promise<Related> {
  const { searcher, config, records, lines, objects, window } = options;
  const related: Related = { inWindow: new Map(), beyondLimit: 0 };
  if (!lines.length) return related;

  const auditIDs = [...new Set(lines.flatMap(({ ids }) => (ids.auditID ? [ids.auditID] : [])))].slice(0, MAX_TERMS);
  const reqIDs = new Set(lines.flatMap(({ ids }) => (ids.reqID ? [ids.reqID] : [])));
  const named = objects.add(lines);
  const checks = coverageChecks(lines, config.timeField, window);

  searcher.nextRoundTrip();
  const audits = auditIDs.length ? [auditSearch(config, auditIdQuery(auditIDs))] : [];
  const abouts = aboutSearch(config, named, objects, window);
  const answers = await searcher.msearch([...audits, ...abouts, ...checks.map(({ body }) => body)]);
  const auditAnswer = audits.length ? answers.shift()! : undefined;
  const before = records.audits.length;
  if (auditAnswer) takeAudits(auditAnswer, reqIDs, records, related);
  for (const answer of answers.splice(0, abouts.length)) takeAbouts(answer, records, objects, related);
  checks.forEach(({ component }, i) => related.inWindow.set(component, (answers[i]?.total ?? 0) > 0));

  const next: estypes.MsearchMultisearchBody[] = [];
  if (auditIDs.length && records.audits.length === before && !records.audits.length) {
    next.push(auditSearch(config, auditIdTextQuery(auditIDs.slice(0, MAX_TEXT_IDS), config.messageFields), true));
  }
  const fresh = objects.add(records.audits.map(({ record }) => record));
  const more = aboutSearch(config, fresh, objects, window);
  if (!next.length && !more.length) return related;
  searcher.nextRoundTrip();
  const second = await searcher.msearch([...next, ...more]);
  if (next.length) takeAudits(second.shift()!, reqIDs, records, related);
  for (const answer of second) takeAbouts(answer, records, objects, related);
  return related;
}

function auditSearch(config: RequestTraceConfig, query: estypes.QueryDslQueryContainer, withText = false): estypes.MsearchMultisearchBody {
  return {
    query: { bool: { filter: [query] } },
    sort: [{ [config.timeField]: { order: 'asc', unmapped_type: 'date' } }],
    size: config.maxRecords,
    track_total_hits: true,
    _source: withText ? [...AUDIT_SOURCE, 'message'] : AUDIT_SOURCE,
  };
}

function aboutSearch(config: RequestTraceConfig, fresh: ObjectReference[], objects: NamedObjects, window: { from: string; to: string }): estypes.MsearchMultisearchBody[] {
  const telling = fresh.filter((object) => objects.isTelling(object));
  if (!telling.length) return [];
  const pods = telling.filter(({ kind }) => kind === 'Pod' || kind === undefined);
  const should = [eventsQuery(telling), ...(pods.length ? [podLogsQuery(pods)] : [])];
  return [{
    query: { bool: { filter: [{ bool: { should, minimum_should_match: 1 } }, ...timeClauses(config.timeField, window)] } },
    sort: [{ [config.timeField]: { order: 'asc', unmapped_type: 'date' } }],
    size: config.maxRecords,
    track_total_hits: true,
    _source: RECORD_SOURCE,
  }];
}

function takeAudits({ hits, total }: SearchResult, reqIDs: Set<string>, records: TraceRecords, related: Related): void {
  related.beyondLimit += total - hits.length;
  for (const hit of hits) {
    const record = records.read(hit);
    // another request's line may name this audit ID too: its own reqID says whose it is
    if (record.ids.reqID && !reqIDs.has(record.ids.reqID)) continue;
    if (!record.ids.auditID) continue;
    records.add(hit, record, { rule: 'audit-id-of-line', evidence: record.ids.auditID, confidence: 1 });
  }
}

function takeAbouts({ hits, total }: SearchResult, records: TraceRecords, objects: NamedObjects, related: Related): void {
  related.beyondLimit += total - hits.length;
  for (const hit of hits) {
    const record = records.read(hit);
    const about = record.objects[0];
    const match = about ? objects.has(about) : null;
    if (!match || (record.source !== 'event' && record.source !== 'pod')) continue;
    const evidence = match.byUid ? match.object.uid! : [match.object.namespace, match.object.name].filter(Boolean).join('/');
    records.add(hit, record, { rule: record.source === 'event' ? 'event-of-object' : 'log-of-pod', evidence, confidence: match.byUid ? 0.9 : 0.8 });
  }
}
