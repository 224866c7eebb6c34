import { REQUESTS_PATH } from '../../common/api/paths';
import { requestsParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getRequests } from '../usecases/requests/get_requests';
import type { RouteDeps } from './with_searcher';
import { registerSearchRoute } from './register_search_route';

/** GET, POST /api/request_trace/requests: the requests that changed something, newest first, a page at a time. */
export function registerRequestsRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: REQUESTS_PATH,
    parameters: requestsParameters,
    async createResponse(
      { index: _index, timeField: _timeField, filter: _filter, ...asked },
      { searcher, client, config, userCache, warnings }
    ) {
      const list = await getRequests({ ...asked, searcher, client, config, userCache });
      return { ...list, warnings: [...warnings, ...list.warnings] };
    },
  });
}
