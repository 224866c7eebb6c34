import { OUTCOMES_PATH } from '../../common/api/paths';
import { outcomesParameters } from '../../common/api/schemas';
import type { OutcomesResponse } from '../../common/model/request_summary';
import type { Router } from '../kibana_types';
import { diagnoseOutcomes } from '../usecases/requests/diagnose_outcomes';
import type { RouteDeps } from './with_searcher';
import { registerSearchRoute } from './register_search_route';

/** Nobody waits longer for a column; what is not there by then is `unknown`, and can be asked for again. */
const OUTCOMES_TIME_LIMIT_MS = 10_000;

/** GET, POST /api/request_trace/requests/outcomes: what became of these requests, for a list that shows first and asks then. */
export function registerOutcomesRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: OUTCOMES_PATH,
    parameters: outcomesParameters,
    async createResponse(
      { ids, from, to },
      { searcher, config, userCache }
    ): Promise<OutcomesResponse> {
      const outcomes = await diagnoseOutcomes(
        ids,
        { searcher, config, userCache, from, to },
        OUTCOMES_TIME_LIMIT_MS
      );
      return {
        outcomes: Object.fromEntries(
          ids.map((id) => [id, outcomes.get(id) ?? { outcome: 'unknown', outcomeBy: 'none' }])
        ),
      };
    },
  });
}
