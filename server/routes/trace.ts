import { TRACE_PATH } from '../../common/api/paths';
import { traceBody, traceQuery, type TraceQuery } from '../../common/api/schemas';
import type { RequestTraceConfig } from '../config';
import type { KibanaRequest, Logger, ResponseFactory, RouteContext, Router } from '../kibana_types';
import { PrivilegeCache } from '../search/privileges';
import { ScopedSearcher } from '../search/scoped_searcher';
import { requestSettings } from '../settings/request_settings';
import { getTrace } from '../trace/get_trace';
import { PlanCache } from '../trace/plan';
import { readerOf, Shelves } from '../trace/shelf';
import { toErrorResponse } from './errors';
import { GUARDED, validateWith } from './validation';

/**
 * GET /api/request_trace/trace: everything that one operation caused, by the ID of its request. POST takes the same
 * parameters as a JSON body, for a scope whose filters no URL can hold (a saved trace is one).
 */
export function registerTraceRoute(router: Router, serverConfig: RequestTraceConfig, logger: Logger): void {
  const plans = new PlanCache();
  const shelves = new Shelves();
  const privileges = new PrivilegeCache();
  const answer = async (context: RouteContext, request: Pick<KibanaRequest, 'headers' | 'events'>, parameters: TraceQuery, response: ResponseFactory): Promise<unknown> => {
    const { id, from, to, index, timeField, filter, size, after } = parameters;
    const reader = readerOf(request.headers);
    const core = await context.core;
    const settings = await requestSettings(core, serverConfig, !index);
    const config = timeField ? { ...settings.config, timeField } : settings.config;
    const searcher = new ScopedSearcher(core.elasticsearch.client.asCurrentUser, {
      index: index ? index.split(',') : config.indices,
      // a data view is somebody's choice as well
      named: Boolean(index || settings.dataViewId),
      filter,
      privileges: { cache: privileges, reader },
      timeoutMs: config.timeout.asMilliseconds(),
      aborted$: request.events.aborted$,
    });
    try {
      // records are read by these: a shelf of others would bring the wrong times, and IDs that don't count
      const shelf = shelves.of(JSON.stringify([reader, config.timeField, config.idFields]));
      const trace = await getTrace({ searcher, config, plans, shelf, id, from, to, size, after });
      return response.ok({ body: { ...trace, warnings: [...settings.warnings, ...trace.warnings] } });
    } catch (error) {
      return toErrorResponse(error, response, logger);
    } finally {
      shelves.trim();
      searcher.close();
    }
  };
  router.get<TraceQuery>({ path: TRACE_PATH, ...GUARDED, validate: { query: validateWith(traceQuery) } }, (context, request, response) =>
    answer(context, request, request.query, response));
  router.post<TraceQuery>({ path: TRACE_PATH, ...GUARDED, validate: { body: validateWith(traceBody) } }, (context, request, response) =>
    answer(context, request, request.body, response));
}
