/** Requests to the API server, as the audit log and kube-apiserver's own request lines (httplog.go) tell of them. */
import { CHANGING_VERB_SET, type AuditRecord } from '../../../common/parse/audit';
import { wasAccepted } from './read_audit';
import { auditOfLine } from './request_line';
import type { Evidence } from '../evidence';
import { isPersonal, isSystemAgent, senderOf } from './actors';
import { nameCreations } from './infer_created_name';

export interface ApiRequest {
  auditID: string;
  /** microseconds: when it was received; of a request without an audit record when its line was written, at its end */
  at: number;
  audit: AuditRecord;
  /** whether the audit log tells of it; else only kube-apiserver's line */
  audited: boolean;
  /** a person, or what works on a person's behalf: no component or node, no service account but with a tool of people's (see also askers.ts) */
  byUser: boolean;
  /** it was accepted, and changes what is stored */
  changed: boolean;
  /** address and port of the client: one connection is one process (httplog.go `srcIP`) */
  connection?: string;
  /** its audit records (one a stage) and its line */
  evidence: Evidence[];
  /** of a creation whose object no record of its own names: how sure it is which it is */
  named?: number;
}

/** The record that describes the request best: the audit record of its last stage, else kube-apiserver's line. */
export const recordOfRequest = ({ audit, evidence }: ApiRequest): Evidence =>
  evidence.find((one) => one.audit === audit) ?? evidence[0]!;

/** Requests of one ID that are told apart. */
const MAX_ALIKE = 20;

/** By audit ID (further requests to which a client gave the same one: with blanks behind it), each request once, its last stage first. Requests of the components that have neither are not told apart. */
export function apiRequests(evidence: Evidence[]): Map<string, ApiRequest> {
  const requests = new Map<string, ApiRequest>();
  for (const one of evidence) {
    const { audit } = one;
    if (!audit) continue;
    const key = keyOf(audit, requests);
    const known = requests.get(key);
    if (known) {
      known.evidence.push(one);
      if (audit.responseStatus) setAudit(known, audit);
      continue;
    }
    const request: ApiRequest = {
      auditID: audit.auditID,
      at: one.at,
      audit,
      audited: true,
      byUser: isPersonal(senderOf(audit)),
      changed: false,
      evidence: [one],
    };
    setAudit(request, audit);
    requests.set(key, request);
  }
  for (const one of evidence) {
    if (one.line?.message !== 'HTTP') continue;
    const told = auditOfLine(one);
    if (!told) continue;
    let request = requestOfLine(told, one.at, requests);
    if (!request) {
      request = {
        auditID: told.auditID,
        at: one.at,
        audit: told,
        audited: false,
        byUser: !told.user && !isSystemAgent(told.userAgent),
        changed: false,
        evidence: [],
      };
      setAudit(request, told);
      requests.set(told.auditID, request);
    }
    request.evidence.push(one);
    request.connection = one.line.pairs.find(([key]) => key === 'srcIP')?.[1];
  }
  nameCreations(requests.values(), evidence);
  return requests;
}

/** The stages of one request have one time at which it was received. */
function keyOf(
  { auditID, requestReceivedTimestamp: received }: AuditRecord,
  requests: Map<string, ApiRequest>
): string {
  let key = auditID;
  for (let i = 0; i < MAX_ALIKE; i++) {
    const known = requests.get(key)?.audit.requestReceivedTimestamp;
    if (known === undefined || received === undefined || known === received) return key;
    key += ' ';
  }
  return key;
}

/** Of several with this ID the last that came before the line. */
function requestOfLine(
  { auditID, requestURI }: AuditRecord,
  at: number,
  requests: Map<string, ApiRequest>
): ApiRequest | undefined {
  let found = requests.get(auditID);
  for (let key = `${auditID} `, i = 0; i < MAX_ALIKE && requests.has(key); key += ' ', i++) {
    const next = requests.get(key)!;
    if (next.at <= at && next.audit.requestURI === requestURI) found = next;
  }
  return found;
}

/** Whose request it is: of one on somebody's behalf who asked for it. */
export const userOf = ({ user }: AuditRecord): string | undefined => user?.username;

function setAudit(request: ApiRequest, audit: AuditRecord): void {
  request.audit = audit;
  request.changed =
    CHANGING_VERB_SET.has(audit.verb ?? '') && wasAccepted(audit) && !isReview(audit);
}

/** Verbs of creation that store nothing: reviews of access, tokens. */
const isReview = ({ objectRef }: AuditRecord): boolean =>
  (objectRef?.resource ?? '').endsWith('reviews') || objectRef?.subresource === 'token';
