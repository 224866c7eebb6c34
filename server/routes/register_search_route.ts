import type { z } from 'zod';
import type { Router } from '../kibana_types';
import { withSearcher, type RouteSearch, type RouteDeps, type SearchScope } from './with_searcher';
import { READ_ROUTE_SECURITY, validateWith } from './validation';

interface SearchRoute<Parameters> {
  path: string;
  /** its parameters in a URL, and in a body (`scoped` in common/api/schemas.ts) */
  parameters: { query: z.ZodType<Parameters>; body: z.ZodType<Parameters> };
  /** what it resolves to is the body; what it throws becomes an error that says what to do */
  createResponse(parameters: Parameters, search: RouteSearch): Promise<unknown>;
}

/**
 * Registers a route that searches within a scope: as GET, and as POST with the same parameters as a JSON body, for a scope
 * whose filters no URL can hold (a saved trace is one).
 */
export function registerSearchRoute<Parameters extends SearchScope>(
  router: Router,
  deps: RouteDeps,
  { path, parameters, createResponse }: SearchRoute<Parameters>
): void {
  router.get<Parameters>(
    { path, ...READ_ROUTE_SECURITY, validate: { query: validateWith(parameters.query) } },
    (context, request, response) =>
      withSearcher(deps, { context, request, response }, request.query, (search) =>
        createResponse(request.query, search)
      )
  );
  router.post<Parameters>(
    { path, ...READ_ROUTE_SECURITY, validate: { body: validateWith(parameters.body) } },
    (context, request, response) =>
      withSearcher(deps, { context, request, response }, request.body, (search) =>
        createResponse(request.body, search)
      )
  );
}
