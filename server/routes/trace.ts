import { TRACE_PATH } from '../../common/api/paths';
import { traceParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getTrace } from '../usecases/traces/get_trace';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** GET, POST /api/request_trace/trace: everything that one operation caused, by the ID of its request. */
export function registerTraceRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: TRACE_PATH,
    parameters: traceParameters,
    async answer({ id, from, to, size, after, diagnose }, { searcher, config, work, warnings }) {
      const trace = await getTrace({ searcher, config, work, id, from, to, size, after, diagnose });
      return { ...trace, warnings: [...warnings, ...trace.warnings] };
    },
  });
}
