/** What the user's own requests asked for: a trace may hold several (kubectl apply of many manifests, a drain). */
import type { RequestGoal } from '../../../../common/model/diagnosis';
import type { RequestOrigin } from '../../../../common/model/trace';
import { CHANGING_VERB_SET, type AuditRecord } from '../../../../common/parse/audit';
import { kindOfResource } from '../../../../common/parse/builtin_kinds';
import { isControlPlaneUser } from '../../timeline/actors';
import type { Evidence } from '../../evidence';
import { count, objectField, storedObject, text } from '../../timeline/object_body';
import type { ObjectIndex, TimelineObject } from '../../timeline/object_index';
import { isDryRun, targetOf, wasAccepted } from '../../timeline/read_audit';
import { auditOfLine } from '../../timeline/request_line';

export interface OwnRequest {
  evidence: Evidence;
  /** of kube-apiserver's own request line the same in an audit record's shape, without a user */
  audit: AuditRecord;
  /** absent where the request names no object: a collection, or a creation of which no body is there */
  target?: TimelineObject;
  kind?: string;
  goal: RequestGoal;
  /** `metadata.generation` of the answer: a status has to be at least as new */
  generation?: number;
}

/** Kinds whose Pods are meant to run on. */
const RUNNING: ReadonlySet<string | undefined> = new Set([
  'Pod',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
]);
const COMPLETING: ReadonlySet<string | undefined> = new Set(['Job', 'CronJob']);

const userOf = ({ user, impersonatedUser }: AuditRecord): string | undefined =>
  impersonatedUser?.username ?? user?.username;

/**
 * The requests of whoever began the trace, in order: the writes and the reads. Of several records of one request (one a stage)
 * the last counts.
 */
export function ownRequests(
  evidence: Evidence[],
  origin: RequestOrigin | null,
  graph: ObjectIndex
): { writes: OwnRequest[]; reads: OwnRequest[] } {
  const writes = new Map<string, OwnRequest>();
  const reads = new Map<string, OwnRequest>();
  if (!origin) return { writes: [], reads: [] };
  const beginner = origin.impersonatedUser ?? origin.user;
  for (const item of evidence) {
    const audit = origin.audited ? item.audit : auditOfLine(item);
    if (!audit || (!origin.audited && audit.userAgent !== origin.userAgent)) continue;
    // a component's own request: what it goes on to do are effects, not requests
    if (
      origin.audited &&
      (isControlPlaneUser(beginner) ? audit.auditID !== origin.auditID : userOf(audit) !== beginner)
    )
      continue;
    const map = CHANGING_VERB_SET.has(audit.verb ?? '') && !isReview(audit) ? writes : reads;
    const known = map.get(audit.auditID);
    if (known && known.audit.stage !== 'RequestReceived' && audit.stage === 'RequestReceived')
      continue;
    const target = targetOf(audit, item.at, graph);
    const kind = target?.kind ?? kindOfResource(audit.objectRef?.resource ?? '');
    map.set(audit.auditID, {
      evidence: item,
      audit,
      target,
      kind,
      goal: goalOf(audit, kind),
      generation: count(objectField(storedObject(audit), 'metadata'), 'generation'),
    });
  }
  return { writes: [...writes.values()], reads: [...reads.values()] };
}

/** Access reviews and the like are asked with `create` and store nothing. */
const isReview = ({ objectRef }: AuditRecord): boolean =>
  objectRef?.apiGroup === 'authorization.k8s.io' ||
  objectRef?.apiGroup === 'authentication.k8s.io' ||
  objectRef?.subresource === 'token';

function goalOf(audit: AuditRecord, kind: string | undefined): RequestGoal {
  const { verb, objectRef } = audit;
  const subresource = objectRef?.subresource;
  if (isDryRun(audit)) return 'accepted';
  if (verb === 'delete' || verb === 'deletecollection' || subresource === 'eviction')
    return 'removed';
  if (subresource !== undefined && subresource !== 'scale') return 'accepted';
  // the last finalizer of an object that is to go
  if (
    verb !== 'create' &&
    text(objectField(storedObject(audit), 'metadata'), 'deletionTimestamp') !== undefined
  )
    return 'removed';
  // a Pod that is there already: labels, annotations; its containers run on
  if (kind === 'Pod' && verb !== 'create') return 'accepted';
  if (RUNNING.has(kind)) return 'ready';
  return COMPLETING.has(kind) ? 'completed' : 'accepted';
}

const isRefused = ({ audit }: OwnRequest): boolean => (audit.responseStatus?.code ?? 0) >= 400;

/** Refused for good: no later request for the same object was accepted, and none before had done it already. */
export function refusedOf(requests: OwnRequest[]): OwnRequest[] {
  return requests.filter((request, i) => {
    if (!isRefused(request)) return false;
    const { audit, target } = request;
    const sameDone = (other: OwnRequest): boolean =>
      target !== undefined && other.target === target && wasAccepted(other.audit);
    // a conflict is tried again; an eviction waits for its budget
    if (requests.slice(i + 1).some(sameDone)) return false;
    // gone already is what was asked for, beside others that are deleted; alone it is the wrong name
    return !(
      audit.responseStatus?.code === 404 &&
      request.goal === 'removed' &&
      requests.some((other) => wasAccepted(other.audit))
    );
  });
}

/**
 * Evictions that a disruption budget refuses and that are tried again and again (kubectl drain does every 5 s): not refused for
 * good, but held up. Asked for once it is a refusal.
 */
export function heldUpOf(requests: OwnRequest[], refused: OwnRequest[]): OwnRequest[] {
  return refused.filter(
    (request) =>
      request.audit.responseStatus?.code === 429 &&
      request.audit.objectRef?.subresource === 'eviction' &&
      requests.some(
        (other) =>
          other !== request &&
          other.target === request.target &&
          other.audit.objectRef?.subresource === 'eviction'
      )
  );
}
