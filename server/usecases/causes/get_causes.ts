import { i18n } from '@kbn/i18n';
import type { Candidate, CandidatesAnswer } from '../../../common/model/candidates';
import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import type { RequestOrigin } from '../../../common/model/trace';
import { toMicros } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import { originOf } from '../../engine/correlation/origin';
import { isSystemAgent, isSystemUser, SYSTEM_AGENTS } from '../../engine/timeline/actors';
import { path } from '../../elasticsearch/readers/fields';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';
import { readHit } from '../../elasticsearch/readers/from_hit';
import { IndicesRefusedError, isAllRefused } from '../../elasticsearch/privileges';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { idQuery } from '../../elasticsearch/queries';
import { searchWarnings } from '../../elasticsearch/warnings';
import { uncausedText } from '../../messages/causes';
import { wordWarnings } from '../../messages/warnings';
import { getTrace } from '../traces/get_trace';
import { askedWindow } from '../traces/window';
import { parseObject } from './object_argument';
import { SearchRounds, isoOf } from './search_rounds';
import { nearInTime } from './recent_mutations';
import { NotFoundError } from './not_found';
import { verifyInTrace, type Tracing } from './verify_in_trace';
import { looksLike } from './causes_without_request';
import { anyAuditQuery, objectQueries, requestLineQuery, uidQueries } from './queries';
import { rankCauses, round, type Ranked, type RankedRecord } from './rank_causes';
import { traverseCauses, type Reached, type Start } from './traverse_causes';
import { seedObjectsOf } from './seed_objects';
import { causesWarnings, type WarningFacts } from './warnings';
import { keyOf, World } from './world';
import { writeOfLine, type Write } from './write';

export interface GetCandidatesOptions extends Tracing {
  /** the document, as `<index>/<id>` */
  record?: string;
  /** `pods/shop/web-1`, a uid */
  object?: string;
  from?: string;
  to?: string;
}

/** Requests in an answer; less likely ones are not listed. */
const MAX_CANDIDATES = 6;
const MIN_SCORE = 0.08;
const GOOD = 0.7;
/** That others of this score were left out is worth a word. */
const REMARKABLE = 0.3;
/** Clocks differ, and Events are told to the second. */
const LATER_MS = 2_000;

/**
 * Which requests of users may have caused a record, or what became of an object: from the objects that the record names over
 * what made them, what they run on and what they need, to what users changed before.
 *
 * @throws NotFoundError where there is no such document; BadRequestError for what names no object
 */
export async function getCauses(options: GetCandidatesOptions): Promise<CandidatesAnswer> {
  const { searcher, config } = options;
  const read = options.record === undefined ? null : await readDocument(options.record, searcher, config);
  const record = read?.record ?? null;
  const object = options.object === undefined ? undefined : parseObject(options.object);
  const at = (record && toMicros(record.timestamp)) ?? toMicros(options.to ?? '') ?? await lastHeardOf(object, options);
  const world = new World();
  const { range } = askedWindow(options.from ?? isoOf(at, -config.maxRange.asMilliseconds()), isoOf(at, LATER_MS), config.maxRange.asMilliseconds());
  const gatherer = new SearchRounds(searcher, config, world, { at, cluster: record?.cluster, range });
  const about: RankedRecord = { at, record };
  if (read) world.add(read);

  const own = read && await ownRequest(read, gatherer, options);
  if (own) return answer(options, { record, objects: record!.objects, candidates: [own] });

  let starts: Start[];
  if (read) ({ starts } = await seedObjectsOf(read, gatherer, config));
  else starts = await named(object!, gatherer, config);
  const followed = await gatherer.follow(starts);
  if (!world.audited) await askRequestLines(gatherer, followed.reached, config);
  const reached = world.audited ? followed.reached : traverseCauses(world, starts, at);
  const ranked = rankCauses(world, reached, about);
  const known = new Set(ranked.flatMap(({ write, together }) => [write, ...together]).map(({ audit }) => audit.auditID));
  // what only came shortly before is worth a look where nothing better is there
  const near = read && (ranked[0]?.score ?? 0) < GOOD ? nearInTime(world, about, starts).filter(({ write }) => !known.has(write.audit.auditID)) : [];
  const all = [...ranked, ...near].sort((a, b) => b.score - a.score);
  const looks = read ? looksLike(read, all[0] && at - all[0].write.at) : { atMost: 1 };
  const likely = all.filter(({ score }) => score >= MIN_SCORE);
  const first = likely.slice(0, MAX_CANDIDATES).map((candidate) => candidateOf(candidate, looks.atMost));
  const candidates = record ? await verifyInTrace(first, record, options) : first;
  const objects = [...new Map(reached.filter(({ relation }) => relation === 'self').map(({ object }) => [keyOf(object), object])).values()];
  return answer(options, {
    record, objects, candidates, ...(looks.kind ? { instead: uncausedText(looks.kind, read!.record.component) } : {}),
    facts: { left: likely.slice(MAX_CANDIDATES).filter(({ score }) => score >= REMARKABLE).length, audited: world.audited, limited: followed.limited, objects: reached.length, rangeFrom: range.from ?? '' },
  });
}

/** Without an audit log: kube-apiserver's lines about these objects' namespaces and nodes. */
async function askRequestLines(gatherer: SearchRounds, reached: readonly Reached[], config: RequestTraceConfig): Promise<void> {
  const within = new Set<string>();
  for (const { object } of reached) {
    if (object.namespace) within.add(`namespaces/${object.namespace}`);
    else if (object.kind === 'Node' && object.name) within.add(`nodes/${object.name}`);
  }
  const { world } = gatherer;
  const [, lines = []] = await gatherer.ask([anyAuditQuery(), ...(within.size ? [requestLineQuery([...within].slice(0, 10), config.messageFields, SYSTEM_AGENTS)] : [])]);
  if (world.audited) return;
  for (const { record } of lines) {
    const write = writeOfLine(record);
    if (write) world.addRequestLine(write);
  }
}

/** When an object was written or told of last: without a time that is what is asked about. Microseconds. */
async function lastHeardOf(object: ObjectReference | undefined, { searcher, config }: GetCandidatesOptions): Promise<number> {
  const now = Date.now() * 1_000;
  if (!object) return now;
  const world = new World();
  const gatherer = new SearchRounds(searcher, config, world, { at: now, range: {} });
  const reads = await gatherer.ask(object.name ? objectQueries([object]) : uidQueries([object.uid!], config.messageFields));
  const times = reads.flat().flatMap(({ record }) => toMicros(record.timestamp) ?? []);
  return times.length ? times.reduce((a, b) => Math.max(a, b)) : now;
}

/** An object that was asked for by its uid alone needs its name first. */
async function named(object: ObjectReference, gatherer: SearchRounds, config: RequestTraceConfig): Promise<Start[]> {
  if (!object.name) await gatherer.ask(uidQueries([object.uid!], config.messageFields));
  return [{ object: gatherer.world.resolve(object), weight: 1 }];
}

async function readDocument(record: string, searcher: ScopedSearcher, config: RequestTraceConfig): Promise<VerifiableRecord> {
  const slash = record.indexOf('/');
  const [index, id] = [record.slice(0, slash), record.slice(slash + 1)];
  searcher.nextRoundTrip();
  const { hits: [hit] } = await searcher.search({ query: { bool: { filter: [{ ids: { values: [id] } }, { term: { _index: index } }] } }, size: 1 });
  if (hit) return readHit(hit, { timeField: config.timeField, reqIdKeys: config.reqIdKeys, idFields: config.idFields.map(path) });
  const refused = await searcher.refusedIndices();
  if (isAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  throw new NotFoundError(i18n.translate('requestTrace.candidates.noDocument', {
    defaultMessage: 'There is no document {id} in {index}, or you may not read it, or it lies outside the scope.', values: { id, index },
  }));
}

/**
 * What needs no guess: the record of a user's own request, kube-apiserver's line about one, a record that carries a reqID, or
 * an audit ID that kube-apiserver's line ties to one.
 */
async function ownRequest(read: VerifiableRecord, gatherer: SearchRounds, options: GetCandidatesOptions): Promise<Candidate | null> {
  const { record, audit } = read;
  const { auditID, reqID } = record.ids;
  if (reqID) return await byReqId(reqID, record, options);
  if (!auditID) return null;
  const { idFields, messageFields } = options.config;
  const found = (await gatherer.ask([{ query: idQuery([auditID], { idFields, messageFields }), size: 10 }])).flat().filter((other) => other.record.ids.auditID === auditID);
  const tied = found.find((other) => other.record.ids.reqID)?.record.ids.reqID;
  if (tied) return await byReqId(tied, record, options);
  const audits = audit ? [{ record, audit }] : found.flatMap((other) => (other.audit ? [{ record: other.record, audit: other.audit }] : []));
  const origin = originOf(audits, audits.length ? [] : [record], auditID);
  if (!origin || !isUsers(origin)) return null;
  return {
    id: auditID, request: origin, confidence: 1,
    because: [{ rule: audit ? 'id-field' : 'line-of-request', evidence: auditID, confidence: 1 }],
  };
}

async function byReqId(reqID: string, record: LogRecord, options: GetCandidatesOptions): Promise<Candidate | null> {
  const trace = await getTrace({ ...options, id: reqID, size: 1, from: undefined, to: undefined, diagnose: false });
  const request = trace.origin ?? { time: record.timestamp, audited: false, record: { index: record.index, id: record.id } };
  return { id: reqID, request, confidence: 1, because: [{ rule: 'reqid-of-audit-id', evidence: reqID, confidence: 1 }], inTrace: true };
}

/** By its user; where no audit log names one by the client. */
function isUsers({ user, impersonatedUser, userAgent, audited }: RequestOrigin): boolean {
  if (audited) return !isSystemUser(user) || (impersonatedUser !== undefined && !isSystemUser(impersonatedUser));
  return !isSystemAgent(userAgent);
}

function candidateOf({ write, object, score, because, together }: Ranked, atMost: number): Candidate {
  const request = originOfWrite(write);
  return {
    id: write.audit.auditID, request: request.name === undefined && object.name ? { ...request, name: object.name } : request, confidence: round(Math.min(0.97, score * atMost)), because,
    ...(together.length ? { together: together.slice(0, MAX_CANDIDATES).map(originOfWrite) } : {}),
  };
}

function originOfWrite({ record, audit }: Write): RequestOrigin {
  const isAudit = record.source === 'audit';
  return originOf(isAudit ? [{ record, audit }] : [], isAudit ? [] : [record], audit.auditID) as RequestOrigin;
}

interface Found {
  record: CandidatesAnswer['record'];
  objects: ObjectReference[];
  candidates: Candidate[];
  instead?: string;
  /** absent: nothing had to be looked for */
  facts?: Omit<WarningFacts, 'found' | 'indices'>;
}

function answer({ searcher }: GetCandidatesOptions, { record, objects, candidates, instead, facts }: Found): CandidatesAnswer {
  return {
    record, objects, candidates, ...(instead ? { instead } : {}),
    warnings: wordWarnings([...(facts ? causesWarnings({ ...facts, found: candidates.length, indices: searcher.index }) : []), ...searchWarnings(searcher.notes)]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}
