import { COMPARISON_PATH } from '../../common/api/paths';
import { comparisonParameters } from '../../common/api/schemas';
import { getComparison } from '../usecases/comparison/get_comparison';
import type { Router } from '../kibana_types';
import type { RouteDeps } from './with_searcher';
import { registerSearchRoute } from './register_search_route';

/** GET, POST /api/request_trace/compare: a request beside the last ones of its kind that succeeded. */
export function registerComparisonRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: COMPARISON_PATH,
    parameters: comparisonParameters,
    async createResponse({ id, from, to }, { searcher, client, config, userCache, warnings }) {
      const comparison = await getComparison({ searcher, client, config, userCache, id, from, to });
      return { ...comparison, warnings: [...warnings, ...comparison.warnings] };
    },
  });
}
