import type { RequestOrigin } from '../../../common/model/trace';
import { CHANGING_VERB_SET, type AuditRecord } from '../../../common/parse/audit';
import { parseRequestLine } from '../../../common/parse/request_line';
import type { LogRecord } from '../../../common/model/log_record';
import { isSystemAgent, isSystemUser } from '../timeline/actors';
import { toTimeSortKey } from '../../../common/time/record_times';

/** One candidate for the request that began it all. */
export interface AuditOfRecord {
  record: LogRecord;
  audit: AuditRecord;
}

/**
 * The request that began the trace: the earliest change that a user asked for; else the earliest change at all (a
 * controller's own), else the earliest request. `asked` is preferred among equals: it is what the reader came with.
 */
export function originOf(
  audits: AuditOfRecord[],
  lines: LogRecord[],
  asked: string
): RequestOrigin | null {
  const best = pickAudit(audits, asked);
  if (best) return fromAudit(best);
  return fromLines(lines);
}

function pickAudit(audits: AuditOfRecord[], asked: string): AuditOfRecord | undefined {
  const rank = ({ audit }: AuditOfRecord): number => {
    const user = audit.impersonatedUser?.username ?? audit.user?.username;
    return (CHANGING_VERB_SET.has(audit.verb ?? '') ? 0 : 2) + (isSystemUser(user) ? 1 : 0);
  };
  // a user's read explains more than a controller's change only when no user changed anything: 0 user's change,
  // 1 system's change, 2 user's read, 3 system's read
  return [...audits].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(toTimeSortKey(a.record.timestamp), toTimeSortKey(b.record.timestamp)) ||
      Number(b.audit.auditID === asked) - Number(a.audit.auditID === asked) ||
      stageRank(b.audit.stage) - stageRank(a.audit.stage)
  )[0];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One request may be recorded once per stage; the last stage knows the answer. */
const stageRank = (stage: string | undefined): number =>
  stage === 'Panic' ? 3 : stage === 'ResponseComplete' ? 2 : stage === 'ResponseStarted' ? 1 : 0;

function fromAudit({ record, audit }: AuditOfRecord): RequestOrigin {
  const { objectRef, responseStatus } = audit;
  const name = objectRef?.name ?? audit.object?.name;
  return {
    user: audit.user?.username,
    impersonatedUser: audit.impersonatedUser?.username,
    verb: audit.verb,
    resource: objectRef?.resource,
    subresource: objectRef?.subresource,
    namespace: objectRef?.namespace,
    name,
    auditID: audit.auditID,
    userAgent: audit.userAgent,
    sourceIP: audit.sourceIPs?.[0],
    time: record.timestamp,
    completedTime: audit.stage === 'RequestReceived' ? undefined : audit.stageTimestamp,
    responseCode: responseStatus?.code,
    responseReason: responseStatus?.reason,
    responseMessage: responseStatus?.message,
    audited: true,
    record: { index: record.index, id: record.id },
  };
}

/** kube-apiserver's own request lines tell all but the user. */
function fromLines(lines: LogRecord[]): RequestOrigin | null {
  let best: { rank: number; key: string; origin: RequestOrigin } | null = null;
  for (const record of lines) {
    if (record.component !== 'kube-apiserver') continue;
    const request = parseRequestLine(record.message);
    if (!request) continue;
    const system = isSystemAgent(request.userAgent);
    const rank = (CHANGING_VERB_SET.has(request.verb) ? 0 : 2) + (system ? 1 : 0);
    const key = toTimeSortKey(record.timestamp);
    if (best && (best.rank < rank || (best.rank === rank && best.key <= key))) continue;
    best = {
      rank,
      key,
      origin: {
        verb: request.verb,
        resource: request.resource,
        subresource: request.subresource,
        namespace: request.namespace,
        name: request.name,
        auditID: request.auditID,
        userAgent: request.userAgent,
        sourceIP: request.sourceIP,
        // the line is written at the end of the request (httplog.go)
        time: record.timestamp,
        completedTime: record.timestamp,
        responseCode: request.responseCode,
        audited: false,
        record: { index: record.index, id: record.id },
      },
    };
  }
  return best?.origin ?? null;
}
