/** The API's answers: audit records, and kube-apiserver's request lines where no audit log is collected. */
import { STATUS_CODES } from 'node:http';
import type { AuditRecord } from '../../../../common/parse/audit';
import type { ComponentLine } from '../../../../common/parse/component_line';
import { isJsonObject, readText } from '../../../../common/parse/json_values';
import type { Evidence } from '../../evidence';
import { isControlPlaneUser } from '../../timeline/actors';
import type { FailureSignal } from './failure_signal';
import { statusSignals } from './status';

/** What an audit record says: a refused request, or what the answer's body says of the object. */
export function auditSignals(evidence: Evidence, audit: AuditRecord): FailureSignal[] {
  const code = audit.responseStatus?.code ?? 0;
  if (audit.stage === 'Panic')
    return [
      {
        evidence,
        topic: 'request',
        form: 'request',
        reason: 'Panic',
        text: audit.responseStatus?.message ?? 'panic',
        code: 500,
      },
    ];
  if (code >= 400) return refused(evidence, audit, code);
  return statusSignals(evidence, audit);
}

/** staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go: reasons and codes */
function refused(evidence: Evidence, audit: AuditRecord, code: number): FailureSignal[] {
  const text =
    audit.responseStatus?.message ??
    detailOf(audit) ??
    audit.responseStatus?.reason ??
    String(code);
  const controlPlane = isControlPlaneUser(audit.user?.username);
  if (!controlPlane)
    return [
      {
        evidence,
        topic: 'request',
        form: 'request',
        reason: audit.responseStatus?.reason ?? '',
        text: withCauses(audit, text),
        code,
      },
    ];
  // a controller that may not make an object: the objects that asked for it are stuck
  const keeps =
    audit.verb === 'create' &&
    (code === 403 || code === 422) &&
    audit.user?.username?.startsWith('system:serviceaccount:') === true;
  return keeps && !text.includes('is being terminated')
    ? [{ evidence, topic: 'create', form: 'request', reason: 'FailedCreate', text, code }]
    : [];
}

const detailOf = (audit: AuditRecord): string | undefined =>
  audit.annotations?.['authorization.k8s.io/reason'];

/** The causes that a Status names beside its message: which budget keeps a Pod from being evicted. */
function withCauses(audit: AuditRecord, text: string): string {
  const details = audit.responseObject?.details;
  const causes = isJsonObject(details) && Array.isArray(details.causes) ? details.causes : [];
  const first = causes.find(isJsonObject);
  const message = first === undefined ? undefined : readText(first.message);
  return message === undefined ||
    text.includes(message) ||
    audit.responseStatus?.reason !== 'TooManyRequests'
    ? text
    : `${text} ${message}`;
}

const OWN_CLIENTS = [
  'kube-controller-manager/',
  'kube-scheduler/',
  'kubelet/',
  'kube-apiserver/',
  'kube-proxy/',
];

const READS = new Set(['GET', 'LIST', 'WATCH', 'HEAD']);

/** `"HTTP" verb="POST" URI="…" userAgent="…" audit-ID="…" resp=403` (staging/src/k8s.io/apiserver/pkg/server/httplog/httplog.go) */
export function requestLineSignal(evidence: Evidence, line: ComponentLine): FailureSignal | null {
  let code = 0;
  let uri = '';
  let verb = '';
  let agent = '';
  for (const [key, value] of line.pairs) {
    if (key === 'resp') code = Number(value);
    else if (key === 'URI') uri = value;
    else if (key === 'verb') verb = value;
    else if (key === 'userAgent') agent = value;
  }
  // reads find nothing as a matter of course; /readyz and the like are no requests for objects
  if (
    !(code >= 400) ||
    READS.has(verb) ||
    !uri.startsWith('/api') ||
    OWN_CLIENTS.some((client) => agent.startsWith(client))
  )
    return null;
  const path = uri.length > 200 ? `${uri.slice(0, 200)}…` : uri;
  return {
    evidence,
    topic: 'request',
    form: 'line',
    reason: 'HTTP',
    text: `${verb} ${path}: ${code} ${STATUS_CODES[code] ?? ''}`.trim(),
    code,
  };
}
