import { i18n } from '@kbn/i18n';
import type { CauseCandidate, CausesResponse } from '../../../common/model/causes';
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
import { readHit } from '../../elasticsearch/readers/read_hit';
import { IndicesRefusedError, areAllRefused } from '../../elasticsearch/refused_indices';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { idQuery } from '../../elasticsearch/queries';
import { createSearchWarnings } from '../../elasticsearch/search_warnings';
import { uncausedText } from '../../messages/causes';
import { wordWarnings } from '../../messages/warnings';
import { getTrace } from '../traces/get_trace';
import { resolveTimeRange } from '../traces/time_window';
import { parseObjectArgument } from './object_argument';
import { SearchRounds, toIsoTime, createReaderContext } from './search_rounds';
import { NotFoundError } from './not_found_error';
import { verifyInTrace, type TraceDependencies } from './verify_in_trace';
import { findCauseWithoutRequest } from './causes_without_request';
import { anyAuditQuery, objectQueries, requestLineQuery, uidQueries } from './cause_queries';
import { findSeeds } from './seed_objects';
import { createCausesWarnings, type WarningFacts } from './warnings';

export interface GetCausesOptions extends TraceDependencies {
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
const MAX_CONFIDENCE = 0.97;
/** Candidates of this confidence that are not listed are reported. */
const REPORTED_CONFIDENCE = 0.3;
/** Clocks differ, and Events are told to the second. */
const CLOCK_TOLERANCE_MS = 2_000;

/**
 * Which requests of users may have caused a record, or what became of an object: from the objects that the record names over
 * what made them, what they run on and what they need, to what users changed before.
 *
 * @throws NotFoundError where there is no such document; BadRequestError for what names no object
 */
export async function getCauses(options: GetCausesOptions): Promise<CausesResponse> {
  const { searcher, config } = options;
  const read =
    options.record === undefined ? null : await readDocument(options.record, searcher, config);
  const record = read?.record ?? null;
  const object = options.object === undefined ? undefined : parseObjectArgument(options.object);
  const at =
    (record && toMicros(record.timestamp)) ??
    toMicros(options.to ?? '') ??
    (await findLastRecordTime(object, options));
  const { range } = resolveTimeRange(
    options.from ?? toIsoTime(at, -config.maxRange.asMilliseconds()),
    toIsoTime(at, CLOCK_TOLERANCE_MS),
    config.maxRange.asMilliseconds()
  );
  const rounds = new SearchRounds(searcher, config, { at, cluster: record?.cluster, range });
  const evidence = read ? rounds.addRecord(read) : undefined;

  const own = read && (await findOwnRequest(read, rounds, options));
  if (own) return createResponse(options, { record, objects: record!.objects, candidates: [own] });

  const seeds = read
    ? await findSeeds(read, rounds, config)
    : await resolveSeeds(object!, rounds, config);
  const isLimited = await rounds.followSeeds(seeds);
  if (!rounds.hasAuditRecords)
    await searchRequestLines(rounds, traverseCauses(rounds.timeline, seeds, at), config);
  const { causes, reached } = findCauses({ at, evidence, seeds }, rounds.timeline);
  const causeWithoutRequest = read
    ? findCauseWithoutRequest(read, causes[0] && at - causes[0].request.at)
    : { atMost: 1 };
  const likelyCauses = causes.filter(({ confidence }) => confidence >= MIN_CONFIDENCE);
  const first = likelyCauses
    .slice(0, MAX_CANDIDATES)
    .map((cause) => toCandidate(cause, causeWithoutRequest.atMost));
  const candidates = capConfidences(record ? await verifyInTrace(first, record, options) : first);
  const objects = reached.flatMap(({ relation, object: { kind, namespace, name, uid } }) =>
    relation === 'self' ? { kind, namespace, name, uid } : []
  );
  return createResponse(options, {
    record,
    objects,
    candidates,
    ...(causeWithoutRequest.kind
      ? { instead: uncausedText(causeWithoutRequest.kind, read!.record.component) }
      : {}),
    warningFacts: {
      unlistedCandidates: likelyCauses
        .slice(MAX_CANDIDATES)
        .filter(({ confidence }) => confidence >= REPORTED_CONFIDENCE).length,
      hasAuditRecords: rounds.hasAuditRecords,
      isLimited,
      followedObjects: reached.length,
      rangeFrom: range.from ?? '',
    },
  });
}

/** No candidate is surer than one before it: what the trace says counts for more than how sure it is. */
function capConfidences(candidates: CauseCandidate[]): CauseCandidate[] {
  let most = 1;
  return candidates.map((candidate) => ({
    ...candidate,
    confidence: (most = Math.min(most, candidate.confidence)),
  }));
}

/** Without an audit log: kube-apiserver's lines about these objects' namespaces and nodes. */
async function searchRequestLines(
  rounds: SearchRounds,
  reached: readonly ReachedObject[],
  config: RequestTraceConfig
): Promise<void> {
  const within = new Set<string>();
  for (const { object } of reached) {
    if (object.namespace) within.add(`namespaces/${object.namespace}`);
    else if (object.kind === 'Node' && object.name) within.add(`nodes/${object.name}`);
  }
  await rounds.search([
    anyAuditQuery(),
    ...(within.size
      ? [requestLineQuery([...within].slice(0, 10), config.messageFields, SYSTEM_AGENTS)]
      : []),
  ]);
}

/** When the object was written or named last, microseconds: that is asked about where no time is given. */
async function findLastRecordTime(
  object: ObjectReference | undefined,
  { searcher, config }: GetCausesOptions
): Promise<number> {
  const now = Date.now() * 1_000;
  if (!object) return now;
  const rounds = new SearchRounds(searcher, config, { at: now, range: {} });
  const reads = await rounds.search(
    object.name ? objectQueries([object]) : uidQueries([object.uid!], config.messageFields)
  );
  const times = reads.flat().flatMap(({ record }) => toMicros(record.timestamp) ?? []);
  return times.length ? times.reduce((a, b) => Math.max(a, b)) : now;
}

/** An object that is asked about by its uid alone needs its name first. */
async function resolveSeeds(
  object: ObjectReference,
  rounds: SearchRounds,
  config: RequestTraceConfig
): Promise<Seed[]> {
  if (!object.name) await rounds.search(uidQueries([object.uid!], config.messageFields));
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
  if (hit) return readHit(hit, createReaderContext(config));
  const refused = await searcher.refusedIndices();
  if (areAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
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
async function findOwnRequest(
  read: VerifiableRecord,
  rounds: SearchRounds,
  options: GetCausesOptions
): Promise<CauseCandidate | null> {
  const { record, audit } = read;
  const { auditID, reqID } = record.ids;
  if (reqID) return await findCandidateByReqId(reqID, record, options);
  if (!auditID) return null;
  const { idFields, messageFields } = options.config;
  const found = (
    await rounds.search([{ query: idQuery([auditID], { idFields, messageFields }), size: 10 }])
  )
    .flat()
    .filter((other) => other.record.ids.auditID === auditID);
  const tied = found.find((other) => other.record.ids.reqID)?.record.ids.reqID;
  if (tied) return await findCandidateByReqId(tied, record, options);
  const audits = audit
    ? [{ record, audit }]
    : found.flatMap((other) => (other.audit ? [{ record: other.record, audit: other.audit }] : []));
  const origin = originOf(audits, audits.length ? [] : [record], auditID);
  if (!origin || !isUserRequest(origin)) return null;
  return {
    id: auditID,
    request: origin,
    confidence: 1,
    because: [{ rule: audit ? 'id-field' : 'line-of-request', evidence: auditID, confidence: 1 }],
  };
}

async function findCandidateByReqId(
  reqID: string,
  record: LogRecord,
  options: GetCausesOptions
): Promise<CauseCandidate | null> {
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
function isUserRequest({ user, impersonatedUser, userAgent, audited }: RequestOrigin): boolean {
  return audited
    ? isPersonal({ user, userAgent }) ||
        (impersonatedUser !== undefined && isPersonal({ user: impersonatedUser }))
    : !isSystemAgent(userAgent);
}

function toCandidate(
  { request, object, confidence, reason, together }: Cause,
  atMost: number
): CauseCandidate {
  const origin = toRequestOrigin(request);
  return {
    id: request.auditID,
    request: origin.name === undefined && object?.name ? { ...origin, name: object.name } : origin,
    confidence: round(Math.min(MAX_CONFIDENCE, confidence * atMost)),
    because: [reason],
    ...(together.length
      ? { together: together.slice(0, MAX_CANDIDATES).map(toRequestOrigin) }
      : {}),
  };
}

function toRequestOrigin({ auditID, evidence }: ApiRequest): RequestOrigin {
  const audits = evidence.flatMap(({ record, audit }) => (audit ? [{ record, audit }] : []));
  return originOf(
    audits,
    evidence.map(({ record }) => record),
    auditID
  ) as RequestOrigin;
}

interface FoundCauses {
  record: CausesResponse['record'];
  objects: ObjectReference[];
  candidates: CauseCandidate[];
  instead?: string;
  /** absent: nothing had to be looked for */
  warningFacts?: Omit<WarningFacts, 'found' | 'indices'>;
}

function createResponse(
  { searcher }: GetCausesOptions,
  { record, objects, candidates, instead, warningFacts }: FoundCauses
): CausesResponse {
  return {
    record,
    objects,
    candidates,
    ...(instead ? { instead } : {}),
    warnings: wordWarnings([
      ...(warningFacts
        ? createCausesWarnings({
            ...warningFacts,
            found: candidates.length,
            indices: searcher.index,
          })
        : []),
      ...createSearchWarnings(searcher.notes),
    ]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}
