/** What goes over the wire. */
import http from 'node:http';
import https from 'node:https';
import { createKibanaHeaders } from './environment';

/** Bytes of the body as it is sent, packed or not, and how it is packed. Node's own fetch would unpack it. */
export function fetchTransferSize(
  url: string,
  accept: string
): Promise<{ bytes: number; encoding: string }> {
  return new Promise((resolve, reject) => {
    const get = url.startsWith('https:') ? https.get : http.get;
    get(url, { headers: { ...createKibanaHeaders(), 'accept-encoding': accept } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200)
          resolve({ bytes, encoding: answer.headers['content-encoding'] ?? 'identity' });
        else reject(new Error(`${url}: ${answer.statusCode}`));
      });
    }).on('error', reject);
  });
}
