import { REQUESTS_PATH } from '../../common/api/paths';
import { requestsParameters } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import type { FieldsCache } from '../usecases/requests/fields';
import { getRequests } from '../usecases/requests/get_requests';
import { KnownReqIds } from '../usecases/requests/known_req_ids';
import { RememberedSearches } from '../usecases/requests/search_batch';
import type { RouteDeps } from './request_searcher';
import { registerSearchRoute } from './search_route';

/** GET, POST /api/request_trace/requests: the requests that changed something, newest first, a page at a time. */
export function registerRequestsRoute(router: Router, deps: RouteDeps, fieldsCache: FieldsCache): void {
  const knownReqIds = new KnownReqIds();
  const remembered = new RememberedSearches();
  registerSearchRoute(router, deps, {
    path: REQUESTS_PATH,
    parameters: requestsParameters,
    async answer({ index: _index, timeField: _timeField, filter: _filter, ...asked }, { searcher, client, config, reader, plans, shelfOf, warnings }) {
      const list = await getRequests({ ...asked, searcher, client, config, reader, fieldsCache, knownReqIds, remembered, diagnosing: { plans, shelf: shelfOf(true) } });
      return { ...list, warnings: [...warnings, ...list.warnings] };
    },
  });
}
