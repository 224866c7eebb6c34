/**
 * Where a trace is looked for: what Discover calls data view, query and filters. Kept in the app's URL; turned into what the
 * route takes (index, time field, one Elasticsearch query) when a trace is asked for.
 */

/** A query as Kibana's search bar has it. */
export interface ScopeQuery {
  language: 'kuery' | 'lucene';
  query: string;
}

/** A filter as Kibana's filter bar has it (`@kbn/es-query`'s Filter); only its parts that are looked at are named. */
export interface ScopeFilter {
  meta: {
    disabled?: boolean;
    negate?: boolean;
    alias?: string | null;
    index?: string;
    [key: string]: unknown;
  };
  query?: Record<string, unknown>;
  [key: string]: unknown;
}

/**
 * All optional; empty: the server's own indices, unfiltered. A saved search stands for its data view, query and filters, so
 * that a link follows when it is changed; a data view for its index pattern and time field.
 */
export interface Scope {
  savedSearchId?: string;
  dataViewId?: string;
  /** index names and patterns, comma-separated; where there is no saved data view */
  index?: string;
  timeField?: string;
  query?: ScopeQuery;
  filters?: ScopeFilter[];
}
