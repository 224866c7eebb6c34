/** Refusals that their sender got over at once. */
import type { AuditRecord } from '../../../../common/parse/audit';
import type { Evidence } from '../../evidence';
import type { Problem } from '../rules/rule';

const CHANGES = new Set(['create', 'update', 'patch', 'delete', 'deletecollection', 'apply']);
const isRead = (audit: AuditRecord): boolean => !CHANGES.has(audit.verb ?? '');

/** Microseconds within which a success settles a refusal: a client's own retry, not a user's second try. */
const SOON = 30_000_000;
/** `kubectl drain` asks again every five seconds until its timeout. */
const EVICTION_RETRIES = 600_000_000;

const keyOf = ({ user, objectRef, object }: AuditRecord): string =>
  [
    user?.username,
    objectRef?.resource,
    objectRef?.namespace,
    objectRef?.name ?? object?.name,
    objectRef?.subresource === 'eviction' ? 'eviction' : '',
  ].join('\n');

/**
 * Without reads that found nothing before the same user created the object (`kubectl apply` asks first), without conflicts and
 * throttling that a retry got over.
 */
export function withoutSettled(problems: Problem[], evidence: Evidence[]): Problem[] {
  const passing = problems.filter(isPassing);
  if (passing.length === 0) return problems;
  const wanted = new Set(passing.map(({ evidence: { audit } }) => keyOf(audit as AuditRecord)));
  const successes = new Map<string, number[]>();
  for (const { audit, at } of evidence) {
    if (audit === undefined || isRead(audit) || (audit.responseStatus?.code ?? 500) >= 300)
      continue;
    const key = keyOf(audit);
    if (!wanted.has(key)) continue;
    const times = successes.get(key);
    if (times) times.push(at);
    else successes.set(key, [at]);
  }
  return problems.filter((problem) => {
    const { audit, at } = problem.evidence;
    if (audit === undefined || !isPassing(problem)) return true;
    const within = problem.rule.id === 'eviction-blocked' ? EVICTION_RETRIES : SOON;
    return !(successes.get(keyOf(audit)) ?? []).some((time) => time > at && time - at <= within);
  });
}

function isPassing({ signal, evidence: { audit } }: Problem): boolean {
  if (audit === undefined || signal.topic !== 'request') return false;
  return (
    signal.code === 409 ||
    signal.code === 429 ||
    (signal.code === 404 && isRead(audit)) ||
    (signal.code ?? 0) >= 500
  );
}
