import { TRACE_PATH } from '../../common/api/paths';
import { traceParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getTrace } from '../usecases/traces/get_trace';
import type { RouteDeps } from './with_searcher';
import { registerSearchRoute } from './register_search_route';

/** GET, POST /api/request_trace/trace: everything that one operation caused, by the ID of its request. */
export function registerTraceRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: TRACE_PATH,
    parameters: traceParameters,
    async createResponse(
      { id, from, to, size, after, diagnose },
      { searcher, config, userCache, warnings }
    ) {
      const trace = await getTrace({
        searcher,
        config,
        userCache,
        id,
        from,
        to,
        size,
        after,
        diagnose,
      });
      return { ...trace, warnings: [...warnings, ...trace.warnings] };
    },
  });
}
