import { REQUESTS_PATH } from '../../common/api/paths';
import { requestsBody, requestsQuery, type RequestsQuery } from '../../common/api/schemas';
import type { Router } from '../kibana_types';
import { FieldsCache } from '../requests/fields';
import { getRequests } from '../requests/get_requests';
import { KnownReqIds } from '../requests/known_req_ids';
import { RememberedSearches } from '../requests/search_batch';
import { PlanCache } from '../trace/plan';
import { Shelves } from '../trace/shelf';
import { withSearcher, type Handling, type RouteDeps } from './request_searcher';
import { GUARDED, validateWith } from './validation';

/**
 * GET /api/request_trace/requests: the requests that changed something, newest first, a page at a time. POST takes the same
 * parameters as a JSON body, for a scope whose filters no URL can hold.
 */
export function registerRequestsRoute(router: Router, deps: RouteDeps): void {
  const fieldsCache = new FieldsCache();
  const knownReqIds = new KnownReqIds();
  const remembered = new RememberedSearches();
  const plans = new PlanCache();
  const shelves = new Shelves();
  const answer = (handling: Handling, parameters: RequestsQuery): Promise<unknown> =>
    withSearcher(deps, handling, parameters, async ({ searcher, client, config, reader, warnings }) => {
      const { index: _index, timeField: _timeField, filter: _filter, ...asked } = parameters;
      const shelf = shelves.of(JSON.stringify([reader, config.timeField, config.idFields, true]));
      try {
        const list = await getRequests({ ...asked, searcher, client, config, reader, fieldsCache, knownReqIds, remembered, diagnosing: { plans, shelf } });
        return { ...list, warnings: [...warnings, ...list.warnings] };
      } finally {
        shelves.trim();
      }
    });
  router.get<RequestsQuery>({ path: REQUESTS_PATH, ...GUARDED, validate: { query: validateWith(requestsQuery) } }, (context, request, response) =>
    answer({ context, request, response }, request.query));
  router.post<RequestsQuery>({ path: REQUESTS_PATH, ...GUARDED, validate: { body: validateWith(requestsBody) } }, (context, request, response) =>
    answer({ context, request, response }, request.body));
}
