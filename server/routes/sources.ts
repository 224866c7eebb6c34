import { SOURCES_PATH } from '../../common/api/paths';
import { sourcesQuery, type SourcesResponse, type SourcesQuery } from '../../common/api/sources';
import type { Router } from '../kibana_types';
import { getSources } from '../usecases/sources/get_sources';
import { withSearcher, type RouteDeps } from './with_searcher';
import { READ_ROUTE_SECURITY, validateWith } from './validation';

/** GET /api/request_trace/sources: which of the logs that traces are made of are there, how fresh, and what is missing. */
export function registerSourcesRoute(router: Router, deps: RouteDeps): void {
  router.get<SourcesQuery>(
    { path: SOURCES_PATH, ...READ_ROUTE_SECURITY, validate: { query: validateWith(sourcesQuery) } },
    (context, request, response) =>
      withSearcher(
        deps,
        { context, request, response },
        request.query,
        async ({ searcher, client, config, warnings }): Promise<SourcesResponse> => {
          const { from, to } = request.query;
          const answer = await getSources({ searcher, client, config, from, to });
          return { ...answer, warnings: [...warnings, ...answer.warnings] };
        }
      )
  );
}
