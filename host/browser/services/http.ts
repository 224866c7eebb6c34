/** Kibana's http service, as far as plugins use it to reach their routes. */
interface FetchOptions {
  method?: string;
  query?: Record<string, unknown>;
  body?: string;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  asResponse?: boolean;
}

/** What a failed request rejects with, as Kibana's: the answer's own message and body are in it. */
export class HttpFetchError extends Error {
  override readonly name = 'HttpFetchError';

  constructor(
    message: string,
    readonly request: Request,
    readonly response?: Response,
    readonly body?: unknown
  ) {
    super(message);
  }
}

function buildUrl(path: string, query: Record<string, unknown> = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined && item !== null) parameters.append(key, String(item));
  }
  const search = parameters.toString();
  return search ? `${path}?${search}` : path;
}

async function fetchJson<T>(
  pathOrOptions: string | (FetchOptions & { path: string }),
  options: FetchOptions = {}
): Promise<T> {
  const {
    path,
    method = 'GET',
    query,
    body,
    signal,
    headers,
    asResponse,
  } = typeof pathOrOptions === 'string' ? { path: pathOrOptions, ...options } : pathOrOptions;
  const request = new Request(new URL(buildUrl(path, query), window.location.origin), {
    method,
    body,
    signal,
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      'kbn-xsrf': 'true',
      'x-elastic-internal-origin': 'Kibana',
      ...headers,
    },
  });
  let response: Response;
  try {
    response = await window.fetch(request);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new HttpFetchError((error as Error).message, request);
  }
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const answer: unknown = isJson ? await response.json() : await response.text();
  if (!response.ok) {
    const message = (answer as { message?: string } | null)?.message ?? response.statusText;
    throw new HttpFetchError(message, request, response, answer);
  }
  return (asResponse ? { request, response, body: answer } : answer) as T;
}

const createMethod =
  (method: string) =>
  <T>(path: string, options: FetchOptions = {}): Promise<T> =>
    fetchJson<T>(path, { ...options, method });

export const http = {
  fetch: fetchJson,
  get: createMethod('GET'),
  post: createMethod('POST'),
  put: createMethod('PUT'),
  delete: createMethod('DELETE'),
  basePath: {
    get: () => '',
    prepend: (path: string) => path,
    remove: (path: string) => path,
    serverBasePath: '',
    publicBaseUrl: undefined,
  },
};

export type Http = typeof http;
