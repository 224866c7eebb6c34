import type { estypes } from '@elastic/elasticsearch';
import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import { lookUpKey, mayBePod, type NamedObjects } from '../../engine/correlation/named_objects';
import { AUDIT_SOURCE, AUDIT_SOURCE_WITH_BODIES, auditIdQuery, auditIdTextQuery, eventsQuery, podLogsQuery, timeClauses } from '../../elasticsearch/queries';
import type { SearchResult, Searcher } from '../../elasticsearch/searcher';
import { unseenComponents } from '../../engine/coverage';
import { coverageChecks } from './coverage_checks';
import { auditIDsOf, covers, type SearchPlan } from './search_plan';
import type { TraceRecords } from './trace_records';

type Body = estypes.MsearchMultisearchBody;

/** The answers to a plan. */
export interface RelatedAnswers {
  plan: SearchPlan;
  audits: SearchResult;
  abouts: SearchResult;
  /** by component: whether the window holds anything of it */
  inWindow: Map<string, boolean>;
}

interface FindRelatedOptions {
  searcher: Searcher;
  config: RequestTraceConfig;
  records: TraceRecords;
  /** the records that hold the ID */
  lines: LogRecord[];
  /** filled with the objects that the trace names */
  objects: NamedObjects;
  window: { from: string; to: string };
  /** the reqIDs that the records with the ID carry; the ID itself where it is one */
  reqIDs: string[];
  /** what a remembered plan brought already */
  early?: RelatedAnswers;
  /** whether audit records are wanted with their bodies, for the diagnosis */
  withBodies: boolean;
}

export interface Related {
  /** by component: whether the window holds anything of it; only of those that were asked for */
  inWindow: Map<string, boolean>;
  beyondLimit: number;
  /** what it took, to ask for it all at once next time */
  plan: SearchPlan;
}

/** Where no audit record has its ID in a field, this many IDs are looked for in the text. */
const MAX_TEXT_IDS = 128;

/**
 * The audit records of the audit IDs that the lines carry, and the events and container logs of the objects that lines and
 * audit records name. One round trip (none where an earlier plan brings it), a second one only for what the audit records
 * add.
 */
export async function findRelated(options: FindRelatedOptions): Promise<Related> {
  const { searcher, config, records, lines, objects, window, reqIDs, early, withBodies } = options;
  const plan: SearchPlan = { reqIDs, auditIDs: auditIDsOf(lines), objects: objects.add(lines), window, unseen: unseenComponents(lines) };
  let answers: RelatedAnswers;
  if (early && covers(early.plan, plan)) answers = early;
  else {
    searcher.nextRoundTrip();
    answers = await askFor(plan, searcher, config, withBodies);
  }
  const taker = new ResultCollector(records, objects, lines, plan.auditIDs);
  taker.takeAudits(answers.audits);
  // before the events are looked at: audit records name more objects
  const fresh = objects.add(records.audits.map(({ record }) => record));
  taker.takeAbouts(answers.abouts);

  const asked = new Set(answers.plan.objects.map(lookUpKey));
  const missing = fresh.filter((object) => !asked.has(lookUpKey(object)));
  const inText = plan.auditIDs.length > 0 && records.audits.length === 0;
  const bodies: Body[] = [
    ...(inText ? [auditSearch(config, auditIdTextQuery(plan.auditIDs.slice(0, MAX_TEXT_IDS), config.messageFields), withBodies, true)] : []),
    ...aboutSearch(config, missing, window),
  ];
  if (bodies.length) {
    searcher.nextRoundTrip();
    const more = await searcher.msearch(bodies);
    if (inText) taker.takeAudits(more.shift()!);
    for (const answer of more) taker.takeAbouts(answer);
  }
  return { inWindow: answers.inWindow, beyondLimit: taker.beyondLimit, plan: { ...plan, objects: objects.telling, unseen: unseenComponents(records.all) } };
}

const NOTHING: SearchResult = { hits: [], total: 0 };

/** Asks for all of a plan in one round trip. */
async function askFor(plan: SearchPlan, searcher: Searcher, config: RequestTraceConfig, withBodies: boolean): Promise<RelatedAnswers> {
  return answersTo(plan, await searcher.msearch(relatedSearches(plan, config, withBodies)));
}

/** The searches that a plan takes. */
export function relatedSearches(plan: SearchPlan, config: RequestTraceConfig, withBodies: boolean): Body[] {
  return [
    ...(plan.auditIDs.length ? [auditSearch(config, auditIdQuery(plan.auditIDs, plan.reqIDs, config.idFields), withBodies)] : []),
    ...aboutSearch(config, plan.objects, plan.window),
    ...coverageChecks(plan.unseen, config.timeField, plan.window),
  ];
}

/** Their answers, in the same order, by what they are about. */
export function answersTo(plan: SearchPlan, answers: SearchResult[]): RelatedAnswers {
  const rest = [...answers];
  return {
    plan,
    audits: plan.auditIDs.length ? rest.shift()! : NOTHING,
    abouts: plan.objects.length ? rest.shift()! : NOTHING,
    inWindow: new Map(plan.unseen.map((component, i) => [component, (rest[i]?.total ?? 0) > 0])),
  };
}

function auditSearch(config: RequestTraceConfig, query: estypes.QueryDslQueryContainer, withBodies: boolean, withText = false): Body {
  return {
    query: { bool: { filter: [query] } },
    sort: [{ [config.timeField]: { order: 'asc', unmapped_type: 'date' } }],
    size: config.maxRecords,
    track_total_hits: true,
    _source: [...(withBodies ? AUDIT_SOURCE_WITH_BODIES : AUDIT_SOURCE), ...(config.timeField === '@timestamp' ? [] : [config.timeField]), ...(withText ? ['message'] : [])],
    seq_no_primary_term: true,
  };
}

function aboutSearch(config: RequestTraceConfig, objects: ObjectReference[], window: { from: string; to: string }): Body[] {
  if (!objects.length) return [];
  const pods = objects.filter(mayBePod);
  const should = [eventsQuery(objects), ...(pods.length ? [podLogsQuery(pods)] : [])];
  return [{
    query: { bool: { filter: [{ bool: { should, minimum_should_match: 1 } }, ...timeClauses(config.timeField, window)] } },
    sort: [{ [config.timeField]: { order: 'asc', unmapped_type: 'date' } }],
    size: config.maxRecords,
    track_total_hits: true,
    _source: true,
    seq_no_primary_term: true,
  }];
}

/** Takes from answers what this trace's own records lead to, and nothing else: a plan may have been another reader's. */
class ResultCollector {
  beyondLimit = 0;
  private readonly auditIDs: Set<string>;
  private readonly reqIDs: Set<string>;

  constructor(private readonly records: TraceRecords, private readonly objects: NamedObjects, lines: LogRecord[], auditIDs: string[]) {
    this.auditIDs = new Set(auditIDs);
    this.reqIDs = new Set(lines.flatMap(({ ids }) => (ids.reqID ? [ids.reqID] : [])));
  }

  takeAudits({ hits, total }: SearchResult): void {
    this.beyondLimit += total - hits.length;
    for (const hit of hits) {
      const read = this.records.read(hit);
      const { reqID, auditID } = read.record.ids;
      if (!auditID || !this.auditIDs.has(auditID)) continue;
      // another request's line may name this audit ID too: its own reqID says whose it is
      if (reqID && !this.reqIDs.has(reqID)) continue;
      this.records.add(read, { rule: 'audit-id-of-line', evidence: auditID, confidence: 1 });
    }
  }

  takeAbouts({ hits, total }: SearchResult): void {
    this.beyondLimit += total - hits.length;
    for (const hit of hits) {
      const read = this.records.read(hit);
      const { source, objects: [about] } = read.record;
      const match = about && (source === 'event' || source === 'pod') ? this.objects.has(about) : null;
      if (!match) continue;
      const evidence = match.byUid ? match.object.uid! : [match.object.namespace, match.object.name].filter(Boolean).join('/');
      this.records.add(read, { rule: source === 'event' ? 'event-of-object' : 'log-of-pod', evidence, confidence: match.byUid ? 0.9 : 0.8 });
    }
  }
}
