/** Kibana's router (`core.http.createRouter()`) on hapi. */
import type { Lifecycle, Request, ResponseToolkit, RouteOptionsPayload, Server } from '@hapi/hapi';
import { Observable } from 'rxjs';
import { errorResponse, responseFactory, type KibanaResponse } from './response';

type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface ValidationResult {
  value?: unknown;
  error?: { message: string; path?: string[] };
}
type ValidationFunction = (
  value: unknown,
  result: {
    ok(value: unknown): ValidationResult;
    badRequest(error: unknown, path?: string[]): ValidationResult;
  }
) => ValidationResult;
type Validation =
  ValidationFunction | { validate(value: unknown, context?: object, namespace?: string): unknown };

export interface RouteConfig {
  path: string;
  options?: { access?: string; tags?: string[]; body?: { maxBytes?: number } };
  security?: { authz?: { requiredPrivileges?: unknown[] } };
  validate: false | { query?: Validation; params?: Validation; body?: Validation };
}

export interface KibanaRequest {
  query: unknown;
  params: unknown;
  body: unknown;
  headers: Request['headers'];
  url: URL;
  route: { path: string; method: string };
  events: { aborted$: Observable<void>; completed$: Observable<void> };
  auth: { isAuthenticated: boolean };
}

export type RouteHandler = (
  context: { core: Promise<unknown> },
  request: KibanaRequest,
  response: typeof responseFactory
) => KibanaResponse | Promise<KibanaResponse>;

export interface RouterDependencies {
  server: Server;
  /** what handlers get as `await context.core` */
  createCoreContext(request: KibanaRequest): unknown;
  /** whether some registered feature grants this api privilege */
  isPrivilegeGranted(privilege: string): boolean;
  onError(error: unknown, path: string): void;
}

const REQUEST_PARTS = ['params', 'query', 'body'] as const;

function validatePart(part: string, validation: Validation | undefined, value: unknown): unknown {
  if (!validation) return {};
  if (typeof validation !== 'function') return validation.validate(value, {}, `request ${part}`);
  const outcome = validation(value, {
    ok: (checked) => ({ value: checked }),
    badRequest: (error, path = []) => ({
      error: { message: error instanceof Error ? error.message : String(error), path },
    }),
  });
  if (outcome.error)
    throw new Error(
      `[request ${[part, ...(outcome.error.path ?? [])].join('.')}]: ${outcome.error.message}`
    );
  return outcome.value;
}

/** Emits when the browser goes away before it has its answer. */
function observeAborted(request: Request): Observable<void> {
  const { res } = request.raw;
  return new Observable((observer) => {
    const onClose = () => {
      if (!res.writableFinished) observer.next();
      observer.complete();
    };
    res.once('close', onClose);
    return () => res.off('close', onClose);
  });
}

function observeCompleted(request: Request): Observable<void> {
  const { res } = request.raw;
  return new Observable((observer) => {
    const onClose = () => {
      observer.next();
      observer.complete();
    };
    res.once('close', onClose);
    return () => res.off('close', onClose);
  });
}

function sendResponse(
  h: ResponseToolkit,
  { status, body, headers }: KibanaResponse
): Lifecycle.ReturnValue {
  const answer = h.response(body as never).code(status);
  for (const [name, value] of Object.entries(headers ?? {}))
    answer.header(name, Array.isArray(value) ? value.join(', ') : value);
  return answer;
}

/** The privileges that a route asks for: tags in 8.12, `security.authz` in later versions. */
function readRequiredPrivileges({ options, security }: RouteConfig): string[] {
  const tagged = (options?.tags ?? [])
    .filter((tag) => tag.startsWith('access:'))
    .map((tag) => tag.slice('access:'.length));
  const required = (security?.authz?.requiredPrivileges ?? []).filter(
    (privilege): privilege is string => typeof privilege === 'string'
  );
  return [...new Set([...tagged, ...required])];
}

export function createRouter({
  server,
  createCoreContext,
  isPrivilegeGranted,
  onError,
}: RouterDependencies) {
  const addRoute =
    (method: HttpMethod) =>
    (config: RouteConfig, handler: RouteHandler): void => {
      const payload: RouteOptionsPayload | undefined =
        method === 'get' ? undefined : { maxBytes: config.options?.body?.maxBytes ?? 1_048_576 };
      server.route({
        method,
        path: config.path,
        options: payload ? { payload } : {},
        handler: async (request, h) => {
          const missing = readRequiredPrivileges(config).find(
            (privilege) => !isPrivilegeGranted(privilege)
          );
          if (missing)
            return sendResponse(
              h,
              errorResponse(
                403,
                `API [${method.toUpperCase()} ${config.path}] needs the privilege ${missing}, which no feature grants`
              )
            );
          if (method !== 'get' && !request.headers['kbn-xsrf'])
            return sendResponse(h, errorResponse(400, 'Request must contain a kbn-xsrf header.'));
          const raw = {
            params: request.params,
            query: { ...request.query },
            body: request.payload,
          };
          const valid: Record<string, unknown> = { params: {}, query: {}, body: {} };
          try {
            for (const part of REQUEST_PARTS)
              if (config.validate)
                valid[part] = validatePart(part, config.validate[part], raw[part]);
          } catch (error) {
            return sendResponse(h, errorResponse(400, error as Error));
          }
          const kibanaRequest: KibanaRequest = {
            query: valid.query,
            params: valid.params,
            body: valid.body,
            headers: request.headers,
            url: request.url,
            route: { path: config.path, method },
            events: { aborted$: observeAborted(request), completed$: observeCompleted(request) },
            auth: { isAuthenticated: true },
          };
          try {
            return sendResponse(
              h,
              await handler(
                { core: Promise.resolve(createCoreContext(kibanaRequest)) },
                kibanaRequest,
                responseFactory
              )
            );
          } catch (error) {
            onError(error, config.path);
            return sendResponse(
              h,
              errorResponse(
                500,
                'An internal server error occurred. Check Kibana server logs for details.'
              )
            );
          }
        },
      });
    };
  return {
    get: addRoute('get'),
    post: addRoute('post'),
    put: addRoute('put'),
    patch: addRoute('patch'),
    delete: addRoute('delete'),
  };
}
