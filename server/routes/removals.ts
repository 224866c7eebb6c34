import { REMOVALS_PATH } from '../../common/api/paths';
import { removalsParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getRemovals } from '../usecases/removals/get_removals';
import type { RouteDeps } from './with_searcher';
import { registerSearchRoute } from './register_search_route';

/** GET, POST /api/request_trace/moves: where the Pods of a workload or node, or one Pod, went, and who sent them there. */
export function registerRemovalsRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: REMOVALS_PATH,
    parameters: removalsParameters,
    async createResponse({ object, from, to }, { searcher, config, warnings }) {
      const answer = await getRemovals({ searcher, config, object, from, to });
      return { ...answer, warnings: [...warnings, ...answer.warnings] };
    },
  });
}
