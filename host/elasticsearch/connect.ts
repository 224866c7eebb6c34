import path from 'node:path';
import { type Auth, toAuthorizationHeader } from './auth';
import { getErrorCode, ElasticsearchError } from './errors';
import { type HttpResponse, httpGet } from './http_get';
import { type StartOptions, startElasticsearch } from './start_elasticsearch';

const RESPONSE_TIMEOUT_MS = 10_000;

export interface Connection {
  url: string;
  auth?: Auth;
  /** Whether the server is ours, and ends with us. */
  embedded: boolean;
  /** Undefined where the credentials may not see it. */
  version?: string;
  /** Process of the embedded server. */
  pid?: number;
  /** Stops the embedded server; does nothing to another one. */
  stop(): Promise<void>;
  /** As in RunningElasticsearch; never resolves for another server. */
  ended: Promise<ElasticsearchError | undefined>;
}

/** The server and credentials that the environment names; undefined when it names no server. */
export function readServerFromEnv(env: NodeJS.ProcessEnv): { url: URL; auth?: Auth } | undefined {
  const text = env.ELASTICSEARCH_URL;
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ElasticsearchError(
      'ELASTICSEARCH_URL is no address: it must look like http://localhost:9200 or https://search.example.com:9243.'
    );
  }
  const inUrl = {
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  if (env.ELASTICSEARCH_API_KEY) return { url, auth: { apiKey: env.ELASTICSEARCH_API_KEY } };
  const username = env.ELASTICSEARCH_USERNAME || inUrl.username;
  if (!username) return { url };
  return { url, auth: { username, password: env.ELASTICSEARCH_PASSWORD ?? inUrl.password } };
}

/** Why a server could not be asked, in a sentence. */
export function createUnreachableError(url: string, error: unknown): ElasticsearchError {
  const code = getErrorCode(error);
  const start = `Elasticsearch at ${url} (ELASTICSEARCH_URL)`;
  const instead = 'unset it to use the embedded one';
  if (code === 'ECONNREFUSED')
    return new ElasticsearchError(
      `${start} refuses connections: start it, correct the address, or ${instead}.`
    );
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new ElasticsearchError(
      `${start} has a name that is not known: correct the address, or ${instead}.`
    );
  if (code === 'ETIMEDOUT')
    return new ElasticsearchError(
      `${start} did not answer within ${RESPONSE_TIMEOUT_MS / 1000} s: check the address and the network, or ${instead}.`
    );
  if (
    code &&
    (code.includes('CERT') || code.includes('SELF_SIGNED') || code.includes('UNABLE_TO_VERIFY'))
  ) {
    return new ElasticsearchError(
      `${start} has a certificate that is not trusted (${(error as Error).message}): name its authority's file in NODE_EXTRA_CA_CERTS.`
    );
  }
  if (code === 'EPROTO' || code === 'HPE_INVALID_CONSTANT')
    return new ElasticsearchError(
      `${start} does not speak ${url.split(':')[0]}: try the other of http and https.`
    );
  return new ElasticsearchError(
    `${start} can't be asked (${(error as Error).message}): check the address, or ${instead}.`
  );
}

/** What its answer says about a server: its version, or undefined where we may not see it. */
export function readServerVersion(
  url: string,
  answer: HttpResponse,
  hasAuth: boolean
): string | undefined {
  const start = `Elasticsearch at ${url} (ELASTICSEARCH_URL)`;
  if (answer.status === 401) {
    throw new ElasticsearchError(
      hasAuth
        ? `${start} refuses the credentials: check ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.`
        : `${start} wants credentials: set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD.`
    );
  }
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
    throw new ElasticsearchError(
      `${start} is not available (HTTP ${answer.status}): try again when it is up.`
    );
  }
  if (answer.headers['x-elastic-product'] !== 'Elasticsearch') {
    throw new ElasticsearchError(
      `What answers at ${url} (ELASTICSEARCH_URL) is not Elasticsearch (HTTP ${answer.status}): correct the address.`
    );
  }
  if (answer.status !== 200) return undefined;
  try {
    const { version } = JSON.parse(answer.body) as { version?: { number?: unknown } };
    return typeof version?.number === 'string' ? version.number : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The Elasticsearch to work with: the one that ELASTICSEARCH_URL names (it is only asked whether it answers), otherwise
 * the embedded one, which is started.
 * @throws ElasticsearchError one sentence that says what to do
 */
export async function connectElasticsearch(
  options: StartOptions & { env?: NodeJS.ProcessEnv }
): Promise<Connection> {
  const { env = process.env, onLog = () => {} } = options;
  const configuredServer = readServerFromEnv(env);
  if (!configuredServer) return { embedded: true, ...(await startElasticsearch(options)) };
  const url = configuredServer.url.href.replace(/\/+$/, '');
  let answer: HttpResponse;
  try {
    const headers = configuredServer.auth
      ? { authorization: toAuthorizationHeader(configuredServer.auth) }
      : undefined;
    answer = await httpGet(new URL(`${url}/`), { headers, timeoutMs: RESPONSE_TIMEOUT_MS });
  } catch (error) {
    throw createUnreachableError(url, error);
  }
  const version = readServerVersion(url, answer, configuredServer.auth !== undefined);
  onLog(`Using Elasticsearch ${version ? `${version} ` : ''}at ${url}.`);
  return {
    url,
    auth: configuredServer.auth,
    embedded: false,
    version,
    stop: async () => {},
    ended: new Promise(() => {}),
  };
}

/** DATA_DIR of the environment, else `.data` in the project's folder. */
export function resolveDataDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(env.DATA_DIR || path.join(__dirname, '..', '..', '.data'));
}
