/**
 * The parts of Kibana's server contracts that Request Trace uses, as narrow as it uses them, so that the host and tests can
 * provide them. Facts: Kibana 8.12 `core/server`; later versions add `security` on routes, which 8.12 ignores.
 */
import type { estypes } from '@elastic/elasticsearch';
import type { Type } from '@kbn/config-schema';
import type { Observable } from 'rxjs';

export interface RequestOptions {
  signal?: AbortSignal;
  maxRetries?: number;
  /** milliseconds */
  requestTimeout?: number;
  /** bytes; the client cuts off and refuses a larger answer */
  maxResponseSize?: number;
  maxCompressedResponseSize?: number;
}

/** What this plugin asks of Kibana's Elasticsearch client (`elasticsearch.client.asCurrentUser`). */
export interface SearchClient {
  search(params: estypes.SearchRequest, options?: RequestOptions): Promise<estypes.SearchResponse>;
  msearch(
    params: estypes.MsearchRequest,
    options?: RequestOptions
  ): Promise<estypes.MsearchResponse>;
  security?: {
    hasPrivileges(
      params: estypes.SecurityHasPrivilegesRequest,
      options?: RequestOptions
    ): Promise<Pick<estypes.SecurityHasPrivilegesResponse, 'index'>>;
  };
}

/** The same client, where fields are looked up. */
export interface FieldCapsClient {
  fieldCaps(
    params: estypes.FieldCapsRequest,
    options?: RequestOptions
  ): Promise<estypes.FieldCapsResponse>;
}

/** The same client, where documents are annotated. */
export interface WriteClient {
  mget(
    params: estypes.MgetRequest,
    options?: RequestOptions
  ): Promise<estypes.MgetResponse<Record<string, unknown>>>;
  bulk(params: estypes.BulkRequest, options?: RequestOptions): Promise<estypes.BulkResponse>;
  indices: {
    getMapping(
      params: estypes.IndicesGetMappingRequest,
      options?: RequestOptions
    ): Promise<estypes.IndicesGetMappingResponse>;
    putMapping(
      params: estypes.IndicesPutMappingRequest,
      options?: RequestOptions
    ): Promise<unknown>;
    refresh(params: estypes.IndicesRefreshRequest, options?: RequestOptions): Promise<unknown>;
  };
}

/** Advanced settings of the space that the request is in. */
export interface UiSettingsClient {
  /** all settings, registered ones with their defaults; read once a request */
  getAll(): Promise<Readonly<Record<string, unknown>>>;
}

/** The user that Kibana authenticated, as far as it says what they may read. */
export interface AuthenticatedUser {
  username: string;
  roles?: readonly string[];
  authentication_realm?: { name: string; type: string };
  authentication_type?: string;
  /** of a request that is authenticated by an API key */
  api_key?: { id: string };
}

/** The security plugin's start contract (8.12), and core's of a request (about 8.15 on), which needs no argument. */
export interface SecurityService {
  authc: { getCurrentUser(request?: KibanaRequest): AuthenticatedUser | null };
}

/** Saved objects of the space that the request is in, as its user may read them. */
export interface SavedObjectsClient {
  /** rejects with a Boom error (`output.statusCode`) where it is missing or refused */
  get(type: string, id: string): Promise<{ id: string; attributes: Record<string, unknown> }>;
  /** undefined for the default space */
  getCurrentNamespace?(): string | undefined;
}

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error): void;
}

export interface RouteValidation<T> {
  ok(value: T): unknown;
  badRequest(message: string, path?: string[]): unknown;
}

/** A validation function works in every version of Kibana's router, a bundled schema library's object doesn't. */
export type ValidationFunction = (value: unknown, result: RouteValidation<unknown>) => unknown;

export interface KibanaRequest<Query = unknown, Body = unknown> {
  query: Query;
  body: Body;
  headers: Record<string, string | string[] | undefined>;
  events: { aborted$: Observable<void> };
}

export interface ResponseFactory {
  ok(options: { body: unknown; headers?: Record<string, string> }): unknown;
  customError(options: {
    statusCode: number;
    body: { message: string; attributes?: Record<string, unknown> };
  }): unknown;
}

/** What a route gets of Kibana's core for one request: as its user, in its space. */
export interface RequestCore {
  elasticsearch: { client: { asCurrentUser: SearchClient & FieldCapsClient & WriteClient } };
  uiSettings?: { client: UiSettingsClient };
  savedObjects?: { client: SavedObjectsClient };
  security?: SecurityService;
}

export interface RouteContext {
  core: Promise<RequestCore>;
}

export interface RouteConfig {
  path: string;
  options: { access: 'public' | 'internal'; tags: string[] };
  security: { authz: { requiredPrivileges: string[] } };
  validate: { query: ValidationFunction } | { body: ValidationFunction };
}

export interface Router {
  get<Query>(
    config: RouteConfig,
    handler: (
      context: RouteContext,
      request: KibanaRequest<Query>,
      response: ResponseFactory
    ) => Promise<unknown>
  ): void;
  post<Body>(
    config: RouteConfig,
    handler: (
      context: RouteContext,
      request: KibanaRequest<unknown, Body>,
      response: ResponseFactory
    ) => Promise<unknown>
  ): void;
}

/** An advanced setting as `core.uiSettings.register` takes it. */
export interface UiSettingsParams {
  name: string;
  description: string;
  value: unknown;
  category: string[];
  /** how Kibana's settings page edits it */
  type: 'string' | 'array' | 'json' | 'number';
  schema: Type<unknown>;
}

export interface CoreSetup {
  http: { createRouter(): Router };
  uiSettings?: { register(settings: Record<string, UiSettingsParams>): void };
}

export interface FeaturesSetup {
  registerKibanaFeature(feature: Record<string, unknown>): void;
}

export interface PluginInitializerContext<Config> {
  config: { get(): Config };
  logger: { get(...path: string[]): Logger };
  env?: { packageInfo?: { version?: string } };
}
