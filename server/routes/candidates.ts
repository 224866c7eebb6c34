import { CANDIDATES_PATH } from '../../common/api/paths';
import { candidatesParameters } from '../../common/api/schemas';
import { getCauses } from '../usecases/causes/get_causes';
import type { Router } from '../kibana_types';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** GET, POST /api/request_trace/candidates: which requests may have caused a record, or what became of an object. */
export function registerCandidatesRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: CANDIDATES_PATH,
    parameters: candidatesParameters,
    async answer({ record, object, from, to }, { searcher, config, work, warnings }) {
      const answer = await getCauses({ searcher, config, work, record, object, from, to });
      return { ...answer, warnings: [...warnings, ...answer.warnings] };
    },
  });
}
