/** The searches of one round: pure. */
import type { RequestTraceConfig } from '../../config';
import type { SearchTerm } from '../../engine/correlation/search_terms';
import { chunkClauses, createTermQueries } from './term_queries';
import {
  allOf,
  getAuditSourceFields,
  isOfClusterOrUnknown,
  sortedSearch,
  timeClauses,
  withVersion,
  type Query,
  type SearchBody,
} from '../../elasticsearch/queries';

/** Terms and the time to look for them in; milliseconds since the epoch. */
export interface TermSearch {
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

export interface ObjectSearchOptions {
  config: RequestTraceConfig;
  cluster: string | undefined;
  /** documents that the trace may still take */
  remainingDocuments: number;
  /** milliseconds: so much later audit records may be indexed */
  auditIndexingDelayMs: number;
  /** searches whose documents are all here */
  completedSearches: ObjectSearch[];
}

/** Documents of one search: at most, and where many share what is left; several searches find the same, so each may have twice its share. */
const MAX_DOCUMENTS = 5_000;
const MIN_DOCUMENTS = 500;

/** Of what is here already so many searches are left out by name: each adds its clauses to the query. */
const MAX_EXCLUDED = 3;

const iso = (ms: number): string => new Date(ms).toISOString();

export function createObjectSearches(
  asks: TermSearch[],
  {
    config,
    cluster,
    remainingDocuments,
    auditIndexingDelayMs,
    completedSearches,
  }: ObjectSearchOptions
): ObjectSearch[] {
  const within = cluster ? [isOfClusterOrUnknown(cluster)] : [];
  const search = (query: Query, isAudit: boolean, from: number, until: number): ObjectSearch => {
    const to = isAudit ? until + auditIndexingDelayMs : until;
    const clause = allOf([
      query,
      ...timeClauses(config.timeField, { from: iso(from), to: iso(to) }),
    ]);
    const here = completedSearches
      .filter((other) => other.isAudit === isAudit && other.from <= to && other.to >= from)
      .slice(0, MAX_EXCLUDED);
    return {
      isAudit,
      clause,
      from,
      to,
      body: withVersion(
        sortedSearch({
          query: allOf(
            [clause, ...within],
            here.map((other) => other.clause)
          ),
          timeField: config.timeField,
          order: 'asc',
          size: MAX_DOCUMENTS,
          source: isAudit ? getAuditSourceFields('diagnosis', config.timeField) : undefined,
        })
      ),
    };
  };
  const searches = asks.flatMap(({ terms, from, to }) => {
    const { audits, documents } = createTermQueries(terms, config);
    return [
      ...chunkClauses(audits).map((query) => search(query, true, from, to)),
      ...chunkClauses(documents).map((query) => search(query, false, from, to)),
    ];
  });
  const share = Math.ceil((2 * remainingDocuments) / searches.length);
  for (const { body } of searches)
    body.size = Math.min(MAX_DOCUMENTS, Math.max(MIN_DOCUMENTS, share));
  return searches;
}
