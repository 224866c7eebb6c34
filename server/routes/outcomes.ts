import { OUTCOMES_PATH } from '../../common/api/paths';
import { outcomesQuery, type OutcomesQuery } from '../../common/api/schemas';
import type { OutcomesAnswer } from '../../common/model/request_summary';
import type { Router } from '../kibana_types';
import { outcomesOf } from '../requests/outcomes';
import { PlanCache } from '../trace/plan';
import { Shelves } from '../trace/shelf';
import { withSearcher, type RouteDeps } from './request_searcher';
import { GUARDED, validateWith } from './validation';

/** Nobody waits longer for a column; what is not there by then is `unknown`, and can be asked for again. */
const TIME_MS = 10_000;

/** GET /api/request_trace/requests/outcomes: what became of these requests, for a list that shows first and asks then. */
export function registerOutcomesRoute(router: Router, deps: RouteDeps): void {
  const plans = new PlanCache();
  const shelves = new Shelves();
  router.get<OutcomesQuery>({ path: OUTCOMES_PATH, ...GUARDED, validate: { query: validateWith(outcomesQuery) } }, (context, request, response) =>
    withSearcher(deps, { context, request, response }, request.query, async ({ searcher, config, reader }): Promise<OutcomesAnswer> => {
      const { ids, from, to } = request.query;
      const shelf = shelves.of(JSON.stringify([reader, config.timeField, config.idFields, true]));
      try {
        const outcomes = await outcomesOf(ids, { searcher, config, plans, shelf, from, to }, TIME_MS);
        return { outcomes: Object.fromEntries(ids.map((id) => [id, outcomes.get(id) ?? { outcome: 'unknown', outcomeBy: 'none' }])) };
      } finally {
        shelves.trim();
      }
    }));
}
