import type { HttpStart } from '../kibana_types';

/** Characters of a filter in a URL: a request's head may have 16 KB. Longer ones (a saved trace is one) travel in a body. */
const MAX_URL_FILTER_LENGTH = 4_000;

/** A route's parameters; those that are undefined or empty are left out. */
export type RouteQuery = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Asks a route that searches within a scope.
 * @throws what Kibana's `http.fetch` rejects with: see `toRequestError`
 */
export function fetchSearchRoute<Answer>(
  http: HttpStart,
  path: string,
  parameters: RouteQuery,
  signal: AbortSignal
): Promise<Answer> {
  const query = Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '')
  );
  const isLong = encodeURIComponent(String(query['filter'] ?? '')).length > MAX_URL_FILTER_LENGTH;
  return http.fetch<Answer>(
    path,
    isLong
      ? { method: 'POST', body: JSON.stringify(query), signal }
      : { method: 'GET', query, signal }
  );
}
