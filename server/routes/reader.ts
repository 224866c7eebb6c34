import { createHash } from 'node:crypto';
import type { KibanaRequest } from '../kibana_types';

/** Headers that change from request to request, or say nothing of who asks. */
const VOLATILE = /^(?:accept|access-control|cache-control|connection|content|host|if-|keep-alive|kbn-|origin|pragma|priority|purpose|referer|sec-|te$|traceparent|tracestate|upgrade|user-agent|x-elastic|x-kbn|x-opaque-id|x-request-id|x-forwarded|dnt$|elastic-apm)/;

/**
 * Who asks, as far as the request's headers tell: a hash of all that may decide what this reader may see (session cookie,
 * authorization, what a proxy adds). A header that this list does not know makes another reader, which costs time but shows
 * nobody anything.
 */
export function readerOf(headers: KibanaRequest['headers']): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(headers).sort()) {
    if (!VOLATILE.test(name)) hash.update(`${name}\u0000${String(headers[name])}\u0000`);
  }
  return hash.digest('base64');
}
