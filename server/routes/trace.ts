import { TRACE_PATH } from '../../common/api/paths';
import { traceQuery, type TraceQuery } from '../../common/api/schemas';
import type { RequestTraceConfig } from '../config';
import type { Logger, Router } from '../kibana_types';
import { PrivilegeCache } from '../search/privileges';
import { Searcher } from '../search/searcher';
import { getTrace } from '../trace/get_trace';
import { PlanCache } from '../trace/plan';
import { readerOf, Shelves } from '../trace/shelf';
import { toErrorResponse } from './errors';
import { GUARDED, validateWith } from './validation';

/** GET /api/request_trace/trace: everything that one operation caused, by the ID of its request. */
export function registerTraceRoute(router: Router, config: RequestTraceConfig, logger: Logger): void {
  const plans = new PlanCache();
  const shelves = new Shelves();
  const privileges = new PrivilegeCache();
  router.get<TraceQuery>({ path: TRACE_PATH, ...GUARDED, validate: { query: validateWith(traceQuery) } }, async (context, request, response) => {
    const { id, from, to, index, size, after } = request.query;
    const reader = readerOf(request.headers);
    const searcher = new Searcher((await context.core).elasticsearch.client.asCurrentUser, {
      index: index ? index.split(',') : config.indices,
      named: Boolean(index),
      privileges: { cache: privileges, reader },
      timeoutMs: config.timeout.asMilliseconds(),
      aborted$: request.events.aborted$,
    });
    try {
      return response.ok({ body: await getTrace({ searcher, config, plans, shelf: shelves.of(reader), id, from, to, size, after }) });
    } catch (error) {
      return toErrorResponse(error, response, logger);
    } finally {
      shelves.trim();
      searcher.close();
    }
  });
}
