import { OUTCOMES_PATH } from '../../common/api/paths';
import { outcomesParameters } from '../../common/api/schemas';
import type { OutcomesAnswer } from '../../common/model/request_summary';
import type { Router } from '../kibana_types';
import { outcomesOf } from '../usecases/requests/outcomes';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** Nobody waits longer for a column; what is not there by then is `unknown`, and can be asked for again. */
const TIME_MS = 10_000;

/** GET, POST /api/request_trace/requests/outcomes: what became of these requests, for a list that shows first and asks then. */
export function registerOutcomesRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: OUTCOMES_PATH,
    parameters: outcomesParameters,
    async answer({ ids, from, to }, { searcher, config, work }): Promise<OutcomesAnswer> {
      const outcomes = await outcomesOf(ids, { searcher, config, work, from, to }, TIME_MS);
      return {
        outcomes: Object.fromEntries(
          ids.map((id) => [id, outcomes.get(id) ?? { outcome: 'unknown', outcomeBy: 'none' }])
        ),
      };
    },
  });
}
