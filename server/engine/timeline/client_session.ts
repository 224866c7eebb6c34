/** Which requests one command made: kubectl asks for schemas, reads, and writes each object of a manifest by a request of its own. */
import type { ApiRequest } from './api_requests';
import { isCommandAgent } from './actors';
import { userOf } from './api_requests';

export interface SessionRequest {
  request: ApiRequest;
  confidence: number;
  /** what shows that it is of the same command */
  evidence: string;
}

/** Longest pause between two requests of a command, microseconds: `kubectl drain` retries an eviction every 5 s (kubectl pkg/drain/drain.go). */
const COMMAND_PAUSE_US = 10_000_000;
/** Longest pause of other clients, and where no connection is known, microseconds: one connection, or one user, serves many operations. */
const CLIENT_PAUSE_US = 1_000_000;
/** Most requests of one command. */
const MAX_REQUESTS = 500;

/**
 * The requests of the command that made this one: over the same connection (a process of its own has a port of its own), else
 * by the same user with the same client from the same address; each soon after the one before.
 *
 * @returns this request first, then the others in order of time
 */
export function findClientSession(
  asked: ApiRequest,
  requests: Iterable<ApiRequest>
): SessionRequest[] {
  const own: SessionRequest[] = [{ request: asked, confidence: 1, evidence: asked.auditID }];
  // a controller or operator works for many at once: what it does to this object, and what bears the same ID
  const isBroad = asked.byUser;
  const longestPause =
    asked.connection && isCommandAgent(asked.audit.userAgent) ? COMMAND_PAUSE_US : CLIENT_PAUSE_US;
  const all = [...requests];
  const similar = all
    .filter(
      (request) =>
        request !== asked &&
        request.auditID !== asked.auditID &&
        (isBroad || isOfSameObject(asked, request)) &&
        isSimilar(asked, request)
    )
    .sort((a, b) => a.at - b.at);
  const take = (list: ApiRequest[]): void => {
    let last = asked.at;
    for (const request of list) {
      if (Math.abs(request.at - last) > longestPause || own.length >= MAX_REQUESTS) return;
      last = request.at;
      own.push({
        request,
        confidence: asked.connection ? 0.98 : 0.85,
        evidence:
          asked.connection ??
          `${userOf(request.audit) ?? ''} ${request.audit.userAgent ?? ''}`.trim(),
      });
    }
  };
  take(similar.filter(({ at }) => at < asked.at).reverse());
  take(similar.filter(({ at }) => at >= asked.at));
  // a client may give the ID itself, and to several requests
  for (const request of all)
    if (request !== asked && request.auditID === asked.auditID && own.length < MAX_REQUESTS)
      own.push({ request, confidence: 1, evidence: asked.auditID });
  return own;
}

function isSimilar(asked: ApiRequest, other: ApiRequest): boolean {
  // a proxy keeps one connection for many users
  if (asked.connection && other.connection)
    return (
      asked.connection === other.connection &&
      sameAgent(asked, other) &&
      (!asked.audited || !other.audited || sameUser(asked, other))
    );
  // one of them has no line that would tell
  if (asked.connection && other.evidence.some(({ line }) => line)) return false;
  return (
    other.audited === asked.audited &&
    sameUser(asked, other) &&
    sameAgent(asked, other) &&
    asked.audit.sourceIPs?.[0] === other.audit.sourceIPs?.[0]
  );
}

const sameUser = (a: ApiRequest, b: ApiRequest): boolean =>
  userOf(a.audit) === userOf(b.audit) &&
  a.audit.impersonatedUser?.username === b.audit.impersonatedUser?.username;
const isOfSameObject = (
  { audit: { objectRef: a, object } }: ApiRequest,
  { audit: { objectRef: b, object: other } }: ApiRequest
): boolean =>
  a?.resource === b?.resource &&
  a?.namespace === b?.namespace &&
  (a?.name ?? object?.name) === (b?.name ?? other?.name);
const sameAgent = (a: ApiRequest, b: ApiRequest): boolean =>
  a.audit.userAgent === b.audit.userAgent;
