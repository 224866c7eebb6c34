import type { z } from 'zod';
import type { Router } from '../kibana_types';
import {
  withSearcher,
  type RequestSearch,
  type RouteDeps,
  type SearchedScope,
} from './request_searcher';
import { GUARDED, validateWith } from './validation';

interface SearchRoute<Parameters> {
  path: string;
  /** its parameters in a URL, and in a body (`scoped` in common/api/schemas.ts) */
  parameters: { query: z.ZodType<Parameters>; body: z.ZodType<Parameters> };
  /** what it resolves to is the body; what it throws becomes an error that says what to do */
  answer(parameters: Parameters, search: RequestSearch): Promise<unknown>;
}

/**
 * Registers a route that searches within a scope: as GET, and as POST with the same parameters as a JSON body, for a scope
 * whose filters no URL can hold (a saved trace is one).
 */
export function registerSearchRoute<Parameters extends SearchedScope>(
  router: Router,
  deps: RouteDeps,
  { path, parameters, answer }: SearchRoute<Parameters>
): void {
  router.get<Parameters>(
    { path, ...GUARDED, validate: { query: validateWith(parameters.query) } },
    (context, request, response) =>
      withSearcher(deps, { context, request, response }, request.query, (search) =>
        answer(request.query, search)
      )
  );
  router.post<Parameters>(
    { path, ...GUARDED, validate: { body: validateWith(parameters.body) } },
    (context, request, response) =>
      withSearcher(deps, { context, request, response }, request.body, (search) =>
        answer(request.body, search)
      )
  );
}
