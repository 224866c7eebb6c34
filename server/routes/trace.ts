import { TRACE_PATH } from '../../common/api/paths';
import { traceParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getTrace } from '../trace/get_trace';
import { PlanCache } from '../trace/plan';
import { Shelves } from '../trace/shelf';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** GET, POST /api/request_trace/trace: everything that one operation caused, by the ID of its request. */
export function registerTraceRoute(router: Router, deps: RouteDeps): void {
  const plans = new PlanCache();
  const shelves = new Shelves();
  registerSearchRoute(router, deps, {
    path: TRACE_PATH,
    parameters: traceParameters,
    async answer({ id, from, to, size, after, diagnose = true }, { searcher, config, reader, warnings }) {
      // records are read by these: a shelf of others would bring the wrong times, IDs that don't count, records without bodies
      const shelf = shelves.of(JSON.stringify([reader, config.timeField, config.idFields, diagnose]));
      try {
        const trace = await getTrace({ searcher, config, plans, shelf, id, from, to, size, after, diagnose });
        return { ...trace, warnings: [...warnings, ...trace.warnings] };
      } finally {
        shelves.trim();
      }
    },
  });
}
