/** Which requests one command made: kubectl asks for schemas, reads, and writes each object of a manifest by a request of its own. */
import type { ApiRequest } from './api_requests';
import { userOf } from './api_requests';

export interface CommandRequest {
  request: ApiRequest;
  confidence: number;
  /** what shows that it is of the same command */
  evidence: string;
}

/** Longest silence within a command, microseconds: a drain asks again for an eviction each 5 s (kubectl drain.go). */
const SILENCE_US = 10_000_000;
/** The same of clients that aren't kubectl: one connection serves many operations. */
const SILENCE_OF_OTHERS_US = 1_000_000;
/** Without a connection to tell by: user, client and address must do. */
const SILENCE_UNCONNECTED_US = 1_000_000;
/** kubectl keeps one connection per configuration; a command asks for less than this */
const MAX_REQUESTS = 500;

/**
 * The requests of the command that made this one: over the same connection (a process of its own has a port of its own), else
 * by the same user with the same client from the same address; each soon after the one before.
 *
 * @returns this request first, then the others in order of time
 */
export function commandOf(asked: ApiRequest, requests: Iterable<ApiRequest>): CommandRequest[] {
  const own: CommandRequest[] = [{ request: asked, confidence: 1, evidence: asked.auditID }];
  const isKubectl = asked.audit.userAgent?.startsWith('kubectl') === true;
  const silence = !asked.connection ? SILENCE_UNCONNECTED_US : isKubectl ? SILENCE_US : SILENCE_OF_OTHERS_US;
  const similar = [...requests].filter((request) => request !== asked && isSimilar(asked, request)).sort((a, b) => a.at - b.at);
  const take = (list: ApiRequest[]): void => {
    let last = asked.at;
    for (const request of list) {
      if (Math.abs(request.at - last) > silence || own.length >= MAX_REQUESTS) return;
      last = request.at;
      own.push({ request, confidence: asked.connection ? 0.98 : 0.85, evidence: asked.connection ?? `${userOf(request.audit) ?? ''} ${request.audit.userAgent ?? ''}`.trim() });
    }
  };
  take(similar.filter(({ at }) => at < asked.at).reverse());
  take(similar.filter(({ at }) => at >= asked.at));
  return own;
}

function isSimilar(asked: ApiRequest, other: ApiRequest): boolean {
  if (asked.connection && other.connection) return asked.connection === other.connection && sameAgent(asked, other);
  // one of them has no line that would tell
  if (asked.connection && other.evidence.some(({ line }) => line)) return false;
  return other.audited === asked.audited && userOf(asked.audit) === userOf(other.audit) && asked.audit.impersonatedUser?.username === other.audit.impersonatedUser?.username
    && sameAgent(asked, other) && asked.audit.sourceIPs?.[0] === other.audit.sourceIPs?.[0];
}

const sameAgent = (a: ApiRequest, b: ApiRequest): boolean => a.audit.userAgent === b.audit.userAgent;
