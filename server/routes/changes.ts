import { CHANGES_PATH } from '../../common/api/paths';
import { changesParameters } from '../../common/api/schemas';
import { getChanges } from '../usecases/changes/get_changes';
import type { Router } from '../kibana_types';
import type { RouteDeps } from './with_searcher';
import { registerSearchRoute } from './register_search_route';

/** GET, POST /api/request_trace/changes: what a write changed, against the object as the write before it left it. */
export function registerChangesRoute(router: Router, deps: RouteDeps): void {
  registerSearchRoute(router, deps, {
    path: CHANGES_PATH,
    parameters: changesParameters,
    createResponse: ({ record }, { searcher, config }) => getChanges({ searcher, config, record }),
  });
}
