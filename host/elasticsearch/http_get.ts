import http from 'node:http';
import https from 'node:https';

export interface HttpResponse {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Longest answer that is read, in characters: what we ask for is short, and the other end may be anything. */
const MAX_BODY_CHARACTERS = 100_000;

/**
 * One GET on a connection of its own, which nothing keeps open after it (no pool that would hold up our end).
 * Certificates are checked; NODE_EXTRA_CA_CERTS adds authorities.
 * @throws the system's error, or one with code ETIMEDOUT after `timeoutMs`
 */
export function httpGet(
  url: URL,
  options: { headers?: Record<string, string>; timeoutMs: number }
): Promise<HttpResponse> {
  const { headers = {}, timeoutMs } = options;
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      { headers, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (body.length < MAX_BODY_CHARACTERS) body += chunk;
        });
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
        response.on('error', reject);
      }
    );
    const timer = setTimeout(() => {
      request.destroy(
        Object.assign(new Error(`no answer within ${timeoutMs / 1000} s`), { code: 'ETIMEDOUT' })
      );
    }, timeoutMs);
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
