import { COMPARE_PATH } from '../../common/api/paths';
import { compareBody, compareQuery, type CompareQuery } from '../../common/api/schemas';
import { getComparison } from '../compare/get_comparison';
import type { Router } from '../kibana_types';
import { FieldsCache } from '../requests/fields';
import { PlanCache } from '../trace/plan';
import { withSearcher, type Handling, type RouteDeps } from './request_searcher';
import { GUARDED, validateWith } from './validation';

/**
 * GET /api/request_trace/compare: a request beside the last ones of its kind that succeeded. POST takes the same parameters as
 * a JSON body, for a scope whose filters no URL can hold.
 */
export function registerCompareRoute(router: Router, deps: RouteDeps): void {
  const fieldsCache = new FieldsCache();
  const plans = new PlanCache();
  const answer = (handling: Handling, parameters: CompareQuery): Promise<unknown> =>
    withSearcher(deps, handling, parameters, async ({ searcher, client, config, reader, warnings }) => {
      const { id, from, to } = parameters;
      const comparison = await getComparison({ searcher, client, config, reader, fieldsCache, plans, id, from, to });
      return { ...comparison, warnings: [...warnings, ...comparison.warnings] };
    });
  router.get<CompareQuery>({ path: COMPARE_PATH, ...GUARDED, validate: { query: validateWith(compareQuery) } }, (context, request, response) =>
    answer({ context, request, response }, request.query));
  router.post<CompareQuery>({ path: COMPARE_PATH, ...GUARDED, validate: { body: validateWith(compareBody) } }, (context, request, response) =>
    answer({ context, request, response }, request.body));
}
