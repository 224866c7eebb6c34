import { TRACE_PATH } from '../../common/api/paths';
import { traceBody, traceQuery, type TraceQuery } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getTrace } from '../trace/get_trace';
import { PlanCache } from '../trace/plan';
import { Shelves } from '../trace/shelf';
import { withSearcher, type Handling, type RouteDeps } from './request_searcher';
import { GUARDED, validateWith } from './validation';

/**
 * GET /api/request_trace/trace: everything that one operation caused, by the ID of its request. POST takes the same
 * parameters as a JSON body, for a scope whose filters no URL can hold (a saved trace is one).
 */
export function registerTraceRoute(router: Router, deps: RouteDeps): void {
  const plans = new PlanCache();
  const shelves = new Shelves();
  const answer = (handling: Handling, parameters: TraceQuery): Promise<unknown> =>
    withSearcher(deps, handling, parameters, async ({ searcher, config, reader, warnings }) => {
      const { id, from, to, size, after, diagnose = true } = parameters;
      // records are read by these: a shelf of others would bring the wrong times, IDs that don't count, records without bodies
      const shelf = shelves.of(JSON.stringify([reader, config.timeField, config.idFields, diagnose]));
      try {
        const trace = await getTrace({ searcher, config, plans, shelf, id, from, to, size, after, diagnose });
        return { ...trace, warnings: [...warnings, ...trace.warnings] };
      } finally {
        shelves.trim();
      }
    });
  router.get<TraceQuery>({ path: TRACE_PATH, ...GUARDED, validate: { query: validateWith(traceQuery) } }, (context, request, response) =>
    answer({ context, request, response }, request.query));
  router.post<TraceQuery>({ path: TRACE_PATH, ...GUARDED, validate: { body: validateWith(traceBody) } }, (context, request, response) =>
    answer({ context, request, response }, request.body));
}
