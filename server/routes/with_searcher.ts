import type { TraceQuery } from '../../common/api/schemas';
import type { TraceWarning } from '../../common/model/trace';
import type { RequestTraceConfig } from '../config';
import type {
  KibanaRequest,
  Logger,
  RequestCore,
  ResponseFactory,
  RouteContext,
  SecurityService,
} from '../kibana_types';
import { ScopedSearcher } from '../elasticsearch/scoped_searcher';
import type { UserCaches, UserCache } from '../elasticsearch/user_cache';
import { readRequestSettings } from '../settings/request_settings';
import { toErrorResponse } from './error_response';
import { getUserKey } from './user_key';

/** What the routes that search share. */
export interface RouteDeps {
  /** the server's, without any space's settings */
  config: RequestTraceConfig;
  logger: Logger;
  /** the security plugin's contract; undefined where there is no security */
  security(): SecurityService | undefined;
  /** of all routes together: a request of the list is opened as a trace next */
  userCache: UserCaches;
}

/** What Kibana gives a route's handler. */
export interface RouteHandlerArguments {
  context: RouteContext;
  request: KibanaRequest;
  response: ResponseFactory;
}

/** Where to look, of a route's parameters (`scopeParameters`). */
export type SearchScope = Pick<TraceQuery, 'index' | 'timeField' | 'filter'>;

/** What one request searches with. */
export interface RouteSearch {
  /** over the scope's indices and within its filter; its `signal` ends with the request */
  searcher: ScopedSearcher;
  /** for what the searcher does not ask (the mappings); as the request's user */
  client: RequestCore['elasticsearch']['client']['asCurrentUser'];
  /** the server's configuration with the space's settings and the scope's time field applied */
  config: RequestTraceConfig;
  /** what this user's requests have finished and have under way */
  userCache: UserCache;
  /** settings that can't be used: they belong to the answer's warnings */
  warnings: TraceWarning[];
}

/**
 * Answers a request that searches within a scope: with the space's settings, as the request's user, until the request is
 * aborted. What `answer` resolves to is the body; what it throws becomes an error that says what to do.
 */
export async function withSearcher(
  deps: RouteDeps,
  { context, request, response }: RouteHandlerArguments,
  { index, timeField, filter }: SearchScope,
  answer: (search: RouteSearch) => Promise<unknown>
): Promise<unknown> {
  const core = await context.core;
  const userCache = deps.userCache.forUser(getUserKey(request, core, deps.security()));
  const settings = await readRequestSettings(core, deps.config, !index);
  const config = timeField ? { ...settings.config, timeField } : settings.config;
  const client = core.elasticsearch.client.asCurrentUser;
  const searcher = new ScopedSearcher(client, {
    index: index ? index.split(',') : config.indices,
    // a data view is somebody's choice as well
    areIndicesNamed: Boolean(index || settings.dataViewId),
    filter,
    userCache,
    timeoutMs: config.timeout.asMilliseconds(),
    maxBytes: config.maxBytes.getValueInBytes(),
    aborted$: request.events.aborted$,
  });
  try {
    return response.ok({
      body: await answer({ searcher, client, config, userCache, warnings: settings.warnings }),
    });
  } catch (error) {
    return toErrorResponse(error, response, deps.logger);
  } finally {
    searcher.close();
  }
}
