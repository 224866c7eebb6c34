import { REQUESTS_PATH } from '../../common/api/paths';
import { requestsParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { getRequests } from '../usecases/requests/get_requests';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** GET, POST /api/request_trace/requests: the requests that changed something, newest first, a page at a time. */
export function registerRequestsRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: REQUESTS_PATH,
    parameters: requestsParameters,
    async answer(
      { index: _index, timeField: _timeField, filter: _filter, ...asked },
      { searcher, client, config, work, warnings }
    ) {
      const list = await getRequests({ ...asked, searcher, client, config, work });
      return { ...list, warnings: [...warnings, ...list.warnings] };
    },
  });
}
