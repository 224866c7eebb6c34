/** The searches of one round: pure. */
import type { RequestTraceConfig } from '../../config';
import type { SearchTerm } from '../../engine/correlation/search_terms';
import { inChunks, objectSearches } from './term_queries';
import {
  all,
  auditSource,
  ofCluster,
  sortedSearch,
  timeClauses,
  versioned,
  type Query,
  type SearchBody,
} from '../../elasticsearch/queries';

/** Terms and the time to look for them in; milliseconds since the epoch. */
export interface Ask {
  terms: SearchTerm[];
  from: number;
  to: number;
}

/** A search as it is sent, and what it asks for: what brought all that it matches need not be asked for again. */
export interface ObjectSearch {
  body: SearchBody;
  isAudit: boolean;
  clause: Query;
  from: number;
  to: number;
}

export interface BodiesOptions {
  config: RequestTraceConfig;
  cluster: string | undefined;
  /** documents that the trace may still take */
  left: number;
  /** milliseconds: so much later audit records may be indexed */
  auditsLate: number;
  /** searches whose documents are all here */
  answered: ObjectSearch[];
}

/** Documents of one search: at most, and where many share what is left; several searches find the same, so each may have twice its share. */
const MAX_DOCUMENTS = 5_000;
const MIN_DOCUMENTS = 500;

/** Of what is here already so many searches are left out by name: each adds its clauses to the query. */
const MAX_EXCLUDED = 3;

const iso = (ms: number): string => new Date(ms).toISOString();

export function searchesOf(
  asks: Ask[],
  { config, cluster, left, auditsLate, answered }: BodiesOptions
): ObjectSearch[] {
  const within = cluster ? [ofCluster(cluster)] : [];
  const search = (query: Query, isAudit: boolean, from: number, until: number): ObjectSearch => {
    const to = isAudit ? until + auditsLate : until;
    const clause = all([query, ...timeClauses(config.timeField, { from: iso(from), to: iso(to) })]);
    const here = answered
      .filter((other) => other.isAudit === isAudit && other.from <= to && other.to >= from)
      .slice(0, MAX_EXCLUDED);
    return {
      isAudit,
      clause,
      from,
      to,
      body: versioned(
        sortedSearch({
          query: all(
            [clause, ...within],
            here.map((other) => other.clause)
          ),
          timeField: config.timeField,
          order: 'asc',
          size: MAX_DOCUMENTS,
          source: isAudit ? auditSource('diagnosis', config.timeField) : undefined,
        })
      ),
    };
  };
  const searches = asks.flatMap(({ terms, from, to }) => {
    const { audits, documents } = objectSearches(terms, config);
    return [
      ...inChunks(audits).map((query) => search(query, true, from, to)),
      ...inChunks(documents).map((query) => search(query, false, from, to)),
    ];
  });
  const share = Math.ceil((2 * left) / searches.length);
  for (const { body } of searches)
    body.size = Math.min(MAX_DOCUMENTS, Math.max(MIN_DOCUMENTS, share));
  return searches;
}
