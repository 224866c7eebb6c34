import type { RequestTraceConfig } from '../../config';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { TimeRange } from '../../elasticsearch/queries';
import { addActivity } from './activity';
import { getAuditHistogram, getAuditPage } from './audit_list';
import { createAnyAuditSearch } from './audit_searches';
import type { RequestFields } from './request_fields';
import type { RequestFilters } from './request_filters';
import { addLineActivity, getLinePage } from './line_list';
import type { RequestLister } from './request_row';
import type { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserCache } from '../../elasticsearch/user_cache';

export interface ListerOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  fields: RequestFields;
  filters: RequestFilters;
  /** in which requests are listed */
  range: TimeRange;
  order: 'asc' | 'desc';
  userCache: UserCache;
  batch: SearchBatch;
}

/** The ways to list requests, the best first. */
export function createListers(options: ListerOptions): RequestLister[] {
  return [
    ...(options.fields.audit.length ? [createAuditLister(options)] : []),
    createLineLister(options),
  ];
}

function createAuditLister(options: ListerOptions): RequestLister {
  const { searcher, batch, config, fields, filters, range, userCache } = options;
  const scope = JSON.stringify([searcher.index, config.idFields]);
  const layouts = fields.audit;
  return {
    basis: 'audit',
    async getPage({ size, after, count }) {
      const page = await getAuditPage({ ...options, layouts, size, after, count });
      if (page.rows.length || after) return page;
      // nothing matches: or is there no audit log?
      searcher.nextRoundTrip();
      const answers = await searcher.msearch(
        layouts.map((layout) => createAnyAuditSearch(layout, range))
      );
      return answers.some(({ total }) => total > 0) ? page : null;
    },
    addActivity: (rows) =>
      addActivity(rows, { batch, config, fields, userCache, cacheScope: scope }),
    getHistogram: (span) => getAuditHistogram({ batch, layouts, filters }, span),
  };
}

function createLineLister(options: ListerOptions): RequestLister {
  return {
    basis: 'reqID',
    getPage: ({ size, after, count }) => getLinePage({ ...options, size, after, count }),
    addActivity: (rows) => addLineActivity(rows, options),
    getHistogram: () => Promise.resolve(undefined),
  };
}
