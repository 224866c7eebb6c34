import type { TraceQuery } from '../../common/api/schemas';
import type { TraceWarning } from '../../common/model/trace';
import type { RequestTraceConfig } from '../config';
import type { KibanaRequest, Logger, RequestCore, ResponseFactory, RouteContext } from '../kibana_types';
import type { PrivilegeCache } from '../elasticsearch/privileges';
import { ScopedSearcher } from '../elasticsearch/scoped_searcher';
import { requestSettings } from '../settings/request_settings';
import type { PlanCache } from '../usecases/traces/search_plan';
import type { RecordCache, RecordCaches } from '../usecases/traces/record_cache';
import { toErrorResponse } from './errors';
import { readerOf } from './reader';

/** What the routes that search share. */
export interface RouteDeps {
  /** the server's, without any space's settings */
  config: RequestTraceConfig;
  logger: Logger;
  privileges: PrivilegeCache;
  /** of all routes together: a request of the list is opened as a trace next */
  plans: PlanCache;
  shelves: RecordCaches;
}

/** What Kibana gives a route's handler. */
export interface Handling {
  context: RouteContext;
  request: Pick<KibanaRequest, 'headers' | 'events'>;
  response: ResponseFactory;
}

/** Where to look, of a route's parameters (`scopeParameters`). */
export type SearchedScope = Pick<TraceQuery, 'index' | 'timeField' | 'filter'>;

/** What one request searches with. */
export interface RequestSearch {
  /** over the scope's indices and within its filter; its `signal` ends with the request */
  searcher: ScopedSearcher;
  /** for what the searcher does not ask (the mappings); as the request's user */
  client: RequestCore['elasticsearch']['client']['asCurrentUser'];
  /** the server's configuration with the space's settings and the scope's time field applied */
  config: RequestTraceConfig;
  /** who asks: a cache's key */
  reader: string;
  plans: PlanCache;
  /** what this reader was given a moment ago; with the bodies of audit records, or without */
  shelfOf(withBodies: boolean): RecordCache;
  /** settings that can't be used: they belong to the answer's warnings */
  warnings: TraceWarning[];
}

/**
 * Answers a request that searches within a scope: with the space's settings, as the request's user, until the request is
 * aborted. What `answer` resolves to is the body; what it throws becomes an error that says what to do.
 */
export async function withSearcher(
  deps: RouteDeps, { context, request, response }: Handling, { index, timeField, filter }: SearchedScope, answer: (search: RequestSearch) => Promise<unknown>
): Promise<unknown> {
  const reader = readerOf(request.headers);
  const core = await context.core;
  const settings = await requestSettings(core, deps.config, !index);
  const config = timeField ? { ...settings.config, timeField } : settings.config;
  const client = core.elasticsearch.client.asCurrentUser;
  const searcher = new ScopedSearcher(client, {
    index: index ? index.split(',') : config.indices,
    // a data view is somebody's choice as well
    named: Boolean(index || settings.dataViewId),
    filter,
    privileges: { cache: deps.privileges, reader },
    timeoutMs: config.timeout.asMilliseconds(),
    aborted$: request.events.aborted$,
  });
  // records are read by these: a shelf of others would bring the wrong times, IDs that don't count, records without bodies
  const shelfOf = (withBodies: boolean): RecordCache => deps.shelves.of(JSON.stringify([reader, config.timeField, config.idFields, withBodies]));
  try {
    return response.ok({ body: await answer({ searcher, client, config, reader, plans: deps.plans, shelfOf, warnings: settings.warnings }) });
  } catch (error) {
    return toErrorResponse(error, response, deps.logger);
  } finally {
    searcher.close();
    deps.shelves.trim();
  }
}
