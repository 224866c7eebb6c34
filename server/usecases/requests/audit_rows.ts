/** Audit records as rows of the requests list: pure. */
import type { RequestSummary } from '../../../common/model/request_summary';
import type { AuditRecord } from '../../../common/parse/audit';
import { toMicros } from '../../../common/time/micros';
import { readReqId } from '../../elasticsearch/readers/annotation';
import { readAudit } from '../../elasticsearch/readers/audit';
import type { Hit } from '../../elasticsearch/searcher';
import { getOutcomeByCode } from './outcome_by_code';
import type { RequestRow } from './request_row';

/** One request may be recorded once per stage; the last stage knows the answer. */
const STAGE_RANK: ReadonlyMap<string, number> = new Map([
  ['Panic', 3],
  ['ResponseComplete', 2],
  ['ResponseStarted', 1],
  ['RequestReceived', 0],
]);
const getStageRank = ({ stage = '' }: AuditRecord): number => STAGE_RANK.get(stage) ?? 2;

interface RequestGroup {
  ms: number;
  stages: Map<string, { audit: AuditRecord; reqID?: string }>;
}

/** Rows in the order of their records. Stages of one request, and copies of one record in several indices, make one row. */
export function toRows(hits: Hit[]): RequestRow[] {
  const groups = new Map<string, RequestGroup>();
  for (const hit of hits) {
    const source = hit._source ?? {};
    const audit = readAudit(source, '');
    if (!audit) continue;
    // a client may choose its audit ID and use it for several requests
    const key = `${audit.auditID}\n${audit.requestReceivedTimestamp ?? ''}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { ms: Number(hit.sort?.[0] ?? 0), stages: new Map() }));
    const stage = audit.stage ?? '';
    if (!group.stages.has(stage)) group.stages.set(stage, { audit, reqID: readReqId(source) });
  }
  return [...groups.values()].map(toRow);
}

function toRow({ ms, stages }: RequestGroup): RequestRow {
  const records = [...stages.values()];
  const { audit } = records.reduce((best, next) =>
    getStageRank(next.audit) > getStageRank(best.audit) ? next : best
  );
  const reqID = records.find((record) => record.reqID)?.reqID;
  return {
    place: { basis: 'audit', ms, id: audit.auditID },
    summary: toSummary(audit, ms, records.length, reqID),
    auditRecords: records.length,
    carrying: records.filter((record) => record.reqID).length,
  };
}

function toSummary(
  audit: AuditRecord,
  ms: number,
  records: number,
  reqID: string | undefined
): RequestSummary {
  const { objectRef, responseStatus, stage } = audit;
  const summary: RequestSummary = {
    id: audit.auditID,
    basis: 'audit',
    reqID,
    time: audit.requestReceivedTimestamp ?? new Date(ms).toISOString(),
    user: audit.user?.username,
    impersonatedUser: audit.impersonatedUser?.username,
    userAgent: audit.userAgent,
    sourceIP: audit.sourceIPs?.[0],
    verb: audit.verb,
    resource: objectRef?.resource,
    subresource: objectRef?.subresource,
    apiGroup: objectRef?.apiGroup,
    namespace:
      objectRef?.namespace ??
      (objectRef?.resource === 'namespaces' ? undefined : audit.object?.namespace),
    name: objectRef?.name ?? audit.object?.name,
    responseCode: responseStatus?.code ?? (stage === 'Panic' ? 500 : undefined),
    responseReason: responseStatus?.reason,
    responseMessage: responseStatus?.message,
    outcome: 'unknown',
    outcomeBy: 'none',
    durationMs: getDuration(audit),
    components: { audit: records },
    records,
    errors: 0,
  };
  if (stage === 'RequestReceived') summary.unanswered = true;
  if (isDryRun(audit.requestURI)) summary.dryRun = true;
  Object.assign(summary, getOutcomeByCode(summary, responseStatus?.status));
  return summary;
}

/** Until it was answered; microseconds count. */
function getDuration({
  requestReceivedTimestamp,
  stageTimestamp,
  stage,
}: AuditRecord): number | undefined {
  if (!requestReceivedTimestamp || !stageTimestamp || stage === 'RequestReceived') return undefined;
  const from = toMicros(requestReceivedTimestamp);
  const to = toMicros(stageTimestamp);
  return from === null || to === null || to < from ? undefined : (to - from) / 1_000;
}

function isDryRun(uri: string | undefined): boolean {
  const at = uri?.indexOf('?') ?? -1;
  return at >= 0 && new URLSearchParams(uri!.slice(at + 1)).has('dryRun');
}
