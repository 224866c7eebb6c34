import { i18n } from '@kbn/i18n';
import type { Candidate, CandidatesAnswer } from '../../../common/model/candidates';
import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import type { RequestOrigin } from '../../../common/model/trace';
import { toMicros } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import { findCauses, round, type Cause } from '../../engine/causes/find_causes';
import { traverseCauses, type ReachedObject, type Seed } from '../../engine/causes/traverse_causes';
import { originOf } from '../../engine/correlation/origin';
import { isPersonal, isSystemAgent, SYSTEM_AGENTS } from '../../engine/timeline/actors';
import type { ApiRequest } from '../../engine/timeline/api_requests';
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
import { SearchRounds, isoOf, recordContext } from './search_rounds';
import { NotFoundError } from './not_found';
import { verifyInTrace, type Tracing } from './verify_in_trace';
import { looksLike } from './causes_without_request';
import { anyAuditQuery, objectQueries, requestLineQuery, uidQueries } from './queries';
import { findSeeds } from './seed_objects';
import { causesWarnings, type WarningFacts } from './warnings';

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
const MIN_CONFIDENCE = 0.08;
/** No candidate is as sure as an ID. */
const MOST = 0.97;
/** Candidates of this confidence that are not listed are reported. */
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
  const read =
    options.record === undefined ? null : await readDocument(options.record, searcher, config);
  const record = read?.record ?? null;
  const object = options.object === undefined ? undefined : parseObject(options.object);
  const at =
    (record && toMicros(record.timestamp)) ??
    toMicros(options.to ?? '') ??
    (await lastRecordOf(object, options));
  const { range } = askedWindow(
    options.from ?? isoOf(at, -config.maxRange.asMilliseconds()),
    isoOf(at, LATER_MS),
    config.maxRange.asMilliseconds()
  );
  const rounds = new SearchRounds(searcher, config, { at, cluster: record?.cluster, range });
  const evidence = read ? rounds.add(read) : undefined;

  const own = read && (await ownRequest(read, rounds, options));
  if (own) return answer(options, { record, objects: record!.objects, candidates: [own] });

  const seeds = read
    ? await findSeeds(read, rounds, config)
    : await seedOf(object!, rounds, config);
  const isLimited = await rounds.follow(seeds);
  if (!rounds.audited)
    await askRequestLines(rounds, traverseCauses(rounds.timeline, seeds, at), config);
  const { causes, reached } = findCauses({ at, evidence, seeds }, rounds.timeline);
  const looks = read ? looksLike(read, causes[0] && at - causes[0].request.at) : { atMost: 1 };
  const likely = causes.filter(({ confidence }) => confidence >= MIN_CONFIDENCE);
  const first = likely.slice(0, MAX_CANDIDATES).map((cause) => candidateOf(cause, looks.atMost));
  const candidates = inOrder(record ? await verifyInTrace(first, record, options) : first);
  const objects = reached.flatMap(({ relation, object: { kind, namespace, name, uid } }) =>
    relation === 'self' ? { kind, namespace, name, uid } : []
  );
  return answer(options, {
    record,
    objects,
    candidates,
    ...(looks.kind ? { instead: uncausedText(looks.kind, read!.record.component) } : {}),
    facts: {
      left: likely.slice(MAX_CANDIDATES).filter(({ confidence }) => confidence >= REMARKABLE)
        .length,
      audited: rounds.audited,
      limited: isLimited,
      objects: reached.length,
      rangeFrom: range.from ?? '',
    },
  });
}

/** No candidate is surer than one before it: what the trace says counts for more than how sure it is. */
function inOrder(candidates: Candidate[]): Candidate[] {
  let most = 1;
  return candidates.map((candidate) => ({
    ...candidate,
    confidence: (most = Math.min(most, candidate.confidence)),
  }));
}

/** Without an audit log: kube-apiserver's lines about these objects' namespaces and nodes. */
async function askRequestLines(
  rounds: SearchRounds,
  reached: readonly ReachedObject[],
  config: RequestTraceConfig
): Promise<void> {
  const within = new Set<string>();
  for (const { object } of reached) {
    if (object.namespace) within.add(`namespaces/${object.namespace}`);
    else if (object.kind === 'Node' && object.name) within.add(`nodes/${object.name}`);
  }
  await rounds.ask([
    anyAuditQuery(),
    ...(within.size
      ? [requestLineQuery([...within].slice(0, 10), config.messageFields, SYSTEM_AGENTS)]
      : []),
  ]);
}

/** When the object was written or named last, microseconds: that is asked about where no time is given. */
async function lastRecordOf(
  object: ObjectReference | undefined,
  { searcher, config }: GetCandidatesOptions
): Promise<number> {
  const now = Date.now() * 1_000;
  if (!object) return now;
  const rounds = new SearchRounds(searcher, config, { at: now, range: {} });
  const reads = await rounds.ask(
    object.name ? objectQueries([object]) : uidQueries([object.uid!], config.messageFields)
  );
  const times = reads.flat().flatMap(({ record }) => toMicros(record.timestamp) ?? []);
  return times.length ? times.reduce((a, b) => Math.max(a, b)) : now;
}

/** An object that is asked about by its uid alone needs its name first. */
async function seedOf(
  object: ObjectReference,
  rounds: SearchRounds,
  config: RequestTraceConfig
): Promise<Seed[]> {
  if (!object.name) await rounds.ask(uidQueries([object.uid!], config.messageFields));
  return [{ object, weight: 1 }];
}

async function readDocument(
  record: string,
  searcher: ScopedSearcher,
  config: RequestTraceConfig
): Promise<VerifiableRecord> {
  const slash = record.indexOf('/');
  const [index, id] = [record.slice(0, slash), record.slice(slash + 1)];
  searcher.nextRoundTrip();
  const {
    hits: [hit],
  } = await searcher.search({
    query: { bool: { filter: [{ ids: { values: [id] } }, { term: { _index: index } }] } },
    size: 1,
  });
  if (hit) return readHit(hit, recordContext(config));
  const refused = await searcher.refusedIndices();
  if (isAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  throw new NotFoundError(
    i18n.translate('requestTrace.candidates.noDocument', {
      defaultMessage:
        'There is no document {id} in {index}, or you may not read it, or it lies outside the scope.',
      values: { id, index },
    })
  );
}

/**
 * What needs no guess: the record of a user's own request, kube-apiserver's line about one, a record that carries a reqID, or
 * an audit ID that kube-apiserver's line ties to one.
 */
async function ownRequest(
  read: VerifiableRecord,
  rounds: SearchRounds,
  options: GetCandidatesOptions
): Promise<Candidate | null> {
  const { record, audit } = read;
  const { auditID, reqID } = record.ids;
  if (reqID) return await byReqId(reqID, record, options);
  if (!auditID) return null;
  const { idFields, messageFields } = options.config;
  const found = (
    await rounds.ask([{ query: idQuery([auditID], { idFields, messageFields }), size: 10 }])
  )
    .flat()
    .filter((other) => other.record.ids.auditID === auditID);
  const tied = found.find((other) => other.record.ids.reqID)?.record.ids.reqID;
  if (tied) return await byReqId(tied, record, options);
  const audits = audit
    ? [{ record, audit }]
    : found.flatMap((other) => (other.audit ? [{ record: other.record, audit: other.audit }] : []));
  const origin = originOf(audits, audits.length ? [] : [record], auditID);
  if (!origin || !isUsers(origin)) return null;
  return {
    id: auditID,
    request: origin,
    confidence: 1,
    because: [{ rule: audit ? 'id-field' : 'line-of-request', evidence: auditID, confidence: 1 }],
  };
}

async function byReqId(
  reqID: string,
  record: LogRecord,
  options: GetCandidatesOptions
): Promise<Candidate | null> {
  const trace = await getTrace({
    ...options,
    id: reqID,
    size: 1,
    from: undefined,
    to: undefined,
    diagnose: false,
  });
  const request = trace.origin ?? {
    time: record.timestamp,
    audited: false,
    record: { index: record.index, id: record.id },
  };
  return {
    id: reqID,
    request,
    confidence: 1,
    because: [{ rule: 'reqid-of-audit-id', evidence: reqID, confidence: 1 }],
    inTrace: true,
  };
}

/** Whether a user asked for it; without an audit record the client tells. */
function isUsers({ user, impersonatedUser, userAgent, audited }: RequestOrigin): boolean {
  return audited
    ? isPersonal({ user, userAgent }) ||
        (impersonatedUser !== undefined && isPersonal({ user: impersonatedUser }))
    : !isSystemAgent(userAgent);
}

function candidateOf(
  { request, object, confidence, reason, together }: Cause,
  atMost: number
): Candidate {
  const origin = originOfRequest(request);
  return {
    id: request.auditID,
    request: origin.name === undefined && object?.name ? { ...origin, name: object.name } : origin,
    confidence: round(Math.min(MOST, confidence * atMost)),
    because: [reason],
    ...(together.length
      ? { together: together.slice(0, MAX_CANDIDATES).map(originOfRequest) }
      : {}),
  };
}

function originOfRequest({ auditID, evidence }: ApiRequest): RequestOrigin {
  const audits = evidence.flatMap(({ record, audit }) => (audit ? [{ record, audit }] : []));
  return originOf(
    audits,
    evidence.map(({ record }) => record),
    auditID
  ) as RequestOrigin;
}

interface Found {
  record: CandidatesAnswer['record'];
  objects: ObjectReference[];
  candidates: Candidate[];
  instead?: string;
  /** absent: nothing had to be looked for */
  facts?: Omit<WarningFacts, 'found' | 'indices'>;
}

function answer(
  { searcher }: GetCandidatesOptions,
  { record, objects, candidates, instead, facts }: Found
): CandidatesAnswer {
  return {
    record,
    objects,
    candidates,
    ...(instead ? { instead } : {}),
    warnings: wordWarnings([
      ...(facts
        ? causesWarnings({ ...facts, found: candidates.length, indices: searcher.index })
        : []),
      ...searchWarnings(searcher.notes),
    ]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}
