import { MOVES_PATH } from '../../common/api/paths';
import { movesQuery, type MovesQuery } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getMoves } from '../moves/get_moves';
import { withSearcher, type RouteDeps } from './request_searcher';
import { GUARDED, validateWith } from './validation';

/** GET /api/request_trace/moves: where the Pods of a workload or node, or one Pod, went, and who sent them there. */
export function registerMovesRoute(router: Router, deps: RouteDeps): void {
  router.get<MovesQuery>({ path: MOVES_PATH, ...GUARDED, validate: { query: validateWith(movesQuery) } }, (context, request, response) => {
    const { object, from, to } = request.query;
    return withSearcher(deps, { context, request, response }, request.query, async ({ searcher, config, warnings }) => {
      const answer = await getMoves({ searcher, config, object, from, to });
      return { ...answer, warnings: [...warnings, ...answer.warnings] };
    });
  });
}
