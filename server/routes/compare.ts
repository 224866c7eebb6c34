import { COMPARE_PATH } from '../../common/api/paths';
import { compareParameters } from '../../common/api/schemas';
import { getComparison } from '../usecases/comparison/get_comparison';
import type { Router } from '../kibana_types';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** GET, POST /api/request_trace/compare: a request beside the last ones of its kind that succeeded. */
export function registerCompareRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: COMPARE_PATH,
    parameters: compareParameters,
    async answer({ id, from, to }, { searcher, client, config, work, warnings }) {
      const comparison = await getComparison({ searcher, client, config, work, id, from, to });
      return { ...comparison, warnings: [...warnings, ...comparison.warnings] };
    },
  });
}
