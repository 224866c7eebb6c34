import { MOVES_PATH } from '../../common/api/paths';
import { movesParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getRemovals } from '../usecases/removals/get_removals';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** GET, POST /api/request_trace/moves: where the Pods of a workload or node, or one Pod, went, and who sent them there. */
export function registerMovesRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: MOVES_PATH,
    parameters: movesParameters,
    async answer({ object, from, to }, { searcher, config, warnings }) {
      const answer = await getRemovals({ searcher, config, object, from, to });
      return { ...answer, warnings: [...warnings, ...answer.warnings] };
    },
  });
}
