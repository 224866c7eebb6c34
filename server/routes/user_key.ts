import { createHash } from 'node:crypto';
import type {
  AuthenticatedUser,
  KibanaRequest,
  RequestCore,
  SecurityService,
} from '../kibana_types';

/** Headers that change from request to request, or say nothing of who asks. */
const VOLATILE_HEADERS =
  /^(?:accept|access-control|cache-control|connection|content|host|if-|keep-alive|kbn-|origin|pragma|priority|purpose|referer|sec-|te$|traceparent|tracestate|upgrade|user-agent|x-elastic|x-kbn|x-opaque-id|x-request-id|dnt$|elastic-apm)/;

/**
 * Who asks, and in which space: requests with the same key may use each other's finished work. That is the user whom Kibana
 * authenticated, by all that decides what they may read. Where Kibana knows none (no security, anonymous access that is
 * configured elsewhere), it is a hash of the request's headers: a session cookie, credentials, what a proxy adds. A header that
 * is not known makes another user, which costs time but shows nobody anything.
 */
export function getUserKey(
  request: KibanaRequest,
  core: RequestCore,
  security: SecurityService | undefined
): string {
  const user = getAuthenticatedUser(request, core, security);
  const space = core.savedObjects?.client.getCurrentNamespace?.() ?? '';
  return JSON.stringify([space, user ? getUserIdentity(user) : hashHeaders(request.headers)]);
}

function getAuthenticatedUser(
  request: KibanaRequest,
  core: RequestCore,
  security: SecurityService | undefined
): AuthenticatedUser | null {
  try {
    return core.security?.authc.getCurrentUser() ?? security?.authc.getCurrentUser(request) ?? null;
  } catch {
    // security is switched off
    return null;
  }
}

/** An API key's privileges are its own, not its owner's; a user whose roles change has another key at once. */
const getUserIdentity = ({
  username,
  roles = [],
  authentication_realm: realm,
  authentication_type: type,
  api_key: apiKey,
}: AuthenticatedUser): unknown[] => [
  username,
  realm?.type,
  realm?.name,
  type,
  apiKey?.id,
  [...roles].sort(),
];

function hashHeaders(headers: KibanaRequest['headers']): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(headers).sort()) {
    if (!VOLATILE_HEADERS.test(name)) hash.update(`${name}\u0000${String(headers[name])}\u0000`);
  }
  return hash.digest('base64');
}
