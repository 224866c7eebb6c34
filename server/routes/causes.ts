import { CAUSES_PATH } from '../../common/api/paths';
import { causesParameters } from '../../common/api/schemas';
import { getCauses } from '../usecases/causes/get_causes';
import type { Router } from '../kibana_types';
import type { RouteDeps } from './with_searcher';
import { registerSearchRoute } from './register_search_route';

/** GET, POST /api/request_trace/candidates: which requests may have caused a record, or what became of an object. */
export function registerCausesRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: CAUSES_PATH,
    parameters: causesParameters,
    async createResponse({ record, object, from, to }, { searcher, config, userCache, warnings }) {
      const answer = await getCauses({ searcher, config, userCache, record, object, from, to });
      return { ...answer, warnings: [...warnings, ...answer.warnings] };
    },
  });
}
