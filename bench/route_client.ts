/** The host as `npm start` runs it, in a process of its own, and a client that asks its routes as any program would. */
import { spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { REQUESTS_PATH, TRACE_PATH } from '../common/api/paths';
import type { RequestsResponse } from '../common/model/request_summary';
import type { Trace } from '../common/model/trace';
import type { Connection } from '../host/elasticsearch';

const ROOT = path.resolve(__dirname, '..');
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 10_000;

export interface HostProcess {
  url: string;
  stop(): Promise<void>;
}

function createCredentialVariables(auth: Connection['auth']): NodeJS.ProcessEnv {
  if (!auth) return {};
  return 'apiKey' in auth
    ? { ELASTICSEARCH_API_KEY: auth.apiKey }
    : { ELASTICSEARCH_USERNAME: auth.username, ELASTICSEARCH_PASSWORD: auth.password };
}

/** Builds what isn't built and starts the host on a free port over this Elasticsearch. */
export async function startHostProcess({
  url: elasticsearch,
  auth,
}: Connection): Promise<HostProcess> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'host/start.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...createCredentialVariables(auth),
      ELASTICSEARCH_URL: elasticsearch,
      SAMPLE: '0',
      PORT: '0',
    },
  });
  // an end of ours by an exception must not leave it behind
  const kill = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const url = await waitForUrl(child);
  return {
    url,
    stop: () =>
      new Promise<void>((resolve) => {
        const late = setTimeout(kill, STOP_TIMEOUT_MS);
        child.once('exit', () => {
          clearTimeout(late);
          process.off('exit', kill);
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

function waitForUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The host was not ready within ${START_TIMEOUT_MS / 1000} s.`)),
      START_TIMEOUT_MS
    );
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const ready = /^ready (\S+)$/m.exec(text);
      if (!ready) return;
      clearTimeout(late);
      resolve(ready[1]!);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The host ended with code ${code}.\n${text}`)));
  });
}

export interface TraceResponse {
  trace: Trace;
  /** bytes of the answer's body */
  bytes: number;
}

/** Asks the routes over one connection that is kept open, like the Elasticsearch client's; the answer is parsed. */
export class RouteClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  /** @param headers another reader's, for whom the route remembers nothing that it gave this one */
  async getTrace(
    query: Record<string, string>,
    headers: Record<string, string> = {}
  ): Promise<TraceResponse> {
    const body = await this.get(TRACE_PATH, query, headers);
    return { trace: JSON.parse(body.toString('utf8')) as Trace, bytes: body.length };
  }

  async getRequests(
    query: Record<string, string>,
    headers: Record<string, string> = {}
  ): Promise<RequestsResponse> {
    return JSON.parse(
      (await this.get(REQUESTS_PATH, query, headers)).toString('utf8')
    ) as RequestsResponse;
  }

  private get(
    path: string,
    query: Record<string, string>,
    headers: Record<string, string>
  ): Promise<Buffer> {
    return new Promise<Buffer>((resolve, reject) => {
      const request = http.get(
        `${this.url}${path}?${new URLSearchParams(query).toString()}`,
        { agent: this.agent, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const whole = Buffer.concat(chunks);
            if (response.statusCode === 200) resolve(whole);
            else
              reject(
                new Error(
                  `The route answered ${response.statusCode}: ${whole.toString('utf8', 0, 500)}`
                )
              );
          });
        }
      );
      request.on('error', reject);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
