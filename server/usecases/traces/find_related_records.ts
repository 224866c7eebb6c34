import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import { lookUpKey, mayBePod, type NamedObjects } from '../../engine/correlation/named_objects';
import {
  allOf,
  anyOf,
  auditIdQuery,
  getAuditSourceFields,
  eventsOfObjects,
  MAX_TERMS,
  anyPhrase,
  podLogsQuery,
  sortedSearch,
  timeClauses,
  withVersion,
  type Query,
  type SearchBody,
} from '../../elasticsearch/queries';
import type { SearchBatch } from '../../elasticsearch/search_batch';
import type { SearchResult } from '../../elasticsearch/searcher';
import { unseenComponents } from '../../engine/coverage';
import { createCoverageSearches } from './coverage_searches';
import type { TraceRecords } from './trace_records';

interface FindRelatedRecordsOptions {
  batch: SearchBatch;
  config: RequestTraceConfig;
  records: TraceRecords;
  /** the records that hold the ID */
  lines: LogRecord[];
  /** filled with the objects that the trace names */
  objects: NamedObjects;
  window: { from: string; to: string };
  /** the reqIDs that the records with the ID carry; the ID itself where it is one */
  reqIDs: string[];
  /** whether audit records are wanted with their bodies, for the diagnosis */
  withBodies: boolean;
}

export interface RelatedRecords {
  /** by component: whether the window holds anything of it; only of those that were asked for */
  isInWindowByComponent: Map<string, boolean>;
  recordsBeyondLimit: number;
}

/** Where no audit record has its ID in a field, this many IDs are looked for in the text. */
const MAX_TEXT_IDS = 128;

/** The audit IDs that these records carry, each once, bounded. */
export function listAuditIDs(lines: LogRecord[]): string[] {
  const ids = new Set<string>();
  for (const {
    ids: { auditID },
  } of lines)
    if (auditID && ids.size < MAX_TERMS) ids.add(auditID);
  return [...ids];
}

/**
 * The audit records of the audit IDs that the lines carry, and the events and container logs of the objects that lines and
 * audit records name. One round trip, a second one only for what the audit records add.
 */
export async function findRelatedRecords({
  batch,
  config,
  records,
  lines,
  objects,
  window,
  reqIDs,
  withBodies,
}: FindRelatedRecordsOptions): Promise<RelatedRecords> {
  const auditIDs = listAuditIDs(lines);
  const named = objects.add(lines);
  const unseen = unseenComponents(lines);
  const audits = auditIDs.length
    ? [createAuditSearch(config, auditIdQuery(auditIDs, reqIDs, config.idFields), withBodies)]
    : [];
  const abouts = createObjectRecordSearches(config, named, window);
  const answers = await batch.msearch([
    ...audits,
    ...abouts,
    ...createCoverageSearches(unseen, config.timeField, window),
  ]);
  const collector = new ResultCollector(records, objects, lines, auditIDs);
  for (const answer of answers.splice(0, audits.length)) collector.addAuditRecords(answer);
  // before the events are looked at: audit records name more objects
  const fresh = objects.add(records.audits.map(({ record }) => record));
  for (const answer of answers.splice(0, abouts.length)) collector.addObjectRecords(answer);
  const inWindow = new Map(unseen.map((component, i) => [component, answers[i]!.total > 0]));

  const asked = new Set(named.map(lookUpKey));
  const missing = fresh.filter((object) => !asked.has(lookUpKey(object)));
  const inText =
    auditIDs.length > 0 && records.audits.length === 0
      ? [
          createAuditSearch(
            config,
            anyPhrase(auditIDs.slice(0, MAX_TEXT_IDS).sort(), config.messageFields),
            withBodies,
            true
          ),
        ]
      : [];
  const more = await batch.msearch([
    ...inText,
    ...createObjectRecordSearches(config, missing, window),
  ]);
  for (const answer of more.splice(0, inText.length)) collector.addAuditRecords(answer);
  for (const answer of more) collector.addObjectRecords(answer);
  return { isInWindowByComponent: inWindow, recordsBeyondLimit: collector.recordsBeyondLimit };
}

function createAuditSearch(
  config: RequestTraceConfig,
  query: Query,
  withBodies: boolean,
  withText = false
): SearchBody {
  const source = [
    ...getAuditSourceFields(withBodies ? 'diagnosis' : 'links', config.timeField),
    ...(withText ? config.messageFields : []),
  ];
  return withVersion(
    sortedSearch({
      query,
      timeField: config.timeField,
      order: 'asc',
      size: config.maxRecords,
      source,
    })
  );
}

function createObjectRecordSearches(
  config: RequestTraceConfig,
  objects: ObjectReference[],
  window: { from: string; to: string }
): SearchBody[] {
  if (!objects.length) return [];
  const pods = objects.filter(mayBePod);
  const about = anyOf([eventsOfObjects(objects), ...(pods.length ? [podLogsQuery(pods)] : [])]);
  return [
    withVersion(
      sortedSearch({
        query: allOf([about, ...timeClauses(config.timeField, window)]),
        timeField: config.timeField,
        order: 'asc',
        size: config.maxRecords,
      })
    ),
  ];
}

/** Takes from answers what this trace's own records lead to, and nothing else. */
class ResultCollector {
  recordsBeyondLimit = 0;
  private readonly auditIDs: Set<string>;
  private readonly reqIDs: Set<string>;

  constructor(
    private readonly records: TraceRecords,
    private readonly objects: NamedObjects,
    lines: LogRecord[],
    auditIDs: string[]
  ) {
    this.auditIDs = new Set(auditIDs);
    this.reqIDs = new Set(lines.flatMap(({ ids }) => (ids.reqID ? [ids.reqID] : [])));
  }

  addAuditRecords({ hits, total }: SearchResult): void {
    this.recordsBeyondLimit += total - hits.length;
    for (const hit of hits) {
      const read = this.records.read(hit);
      const { reqID, auditID } = read.record.ids;
      if (!auditID || !this.auditIDs.has(auditID)) continue;
      // another request's line may name this audit ID too: its own reqID says whose it is
      if (reqID && !this.reqIDs.has(reqID)) continue;
      this.records.add(read, { rule: 'audit-id-of-line', evidence: auditID, confidence: 1 });
    }
  }

  addObjectRecords({ hits, total }: SearchResult): void {
    this.recordsBeyondLimit += total - hits.length;
    for (const hit of hits) {
      const read = this.records.read(hit);
      const {
        source,
        objects: [about],
      } = read.record;
      const match =
        about && (source === 'event' || source === 'pod') ? this.objects.has(about) : null;
      if (!match) continue;
      const evidence = match.byUid
        ? match.object.uid!
        : [match.object.namespace, match.object.name].filter(Boolean).join('/');
      this.records.add(read, {
        rule: source === 'event' ? 'event-of-object' : 'log-of-pod',
        evidence,
        confidence: match.byUid ? 0.9 : 0.8,
      });
    }
  }
}
