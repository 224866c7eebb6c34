import type { RequestTraceConfig } from '../../config';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { TimeRange } from '../../elasticsearch/queries';
import { addActivity } from './activity';
import { auditHistogram, auditPage } from './audit_list';
import { anyAuditSearch } from './audit_searches';
import type { RequestFields } from './fields';
import type { RequestFilters } from './filters';
import { addLineActivity, linePage } from './line_list';
import type { Lister } from './row';
import type { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserWork } from '../../elasticsearch/user_work';

export interface ListOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  fields: RequestFields;
  filters: RequestFilters;
  /** in which requests are listed */
  range: TimeRange;
  order: 'asc' | 'desc';
  work: UserWork;
  batch: SearchBatch;
}

/** The ways to list requests, the best first. */
export function listers(options: ListOptions): Lister[] {
  return [...(options.fields.audit.length ? [auditLister(options)] : []), lineLister(options)];
}

function auditLister(options: ListOptions): Lister {
  const { searcher, batch, config, fields, filters, range, work } = options;
  const scope = JSON.stringify([searcher.index, config.idFields]);
  const layouts = fields.audit;
  return {
    basis: 'audit',
    async page({ size, after, count }) {
      const page = await auditPage({ ...options, layouts, size, after, count });
      if (page.rows.length || after) return page;
      // nothing matches: or is there no audit log?
      searcher.nextRoundTrip();
      const answers = await searcher.msearch(
        layouts.map((layout) => anyAuditSearch(layout, range))
      );
      return answers.some(({ total }) => total > 0) ? page : null;
    },
    complete: (rows) => addActivity(rows, { batch, config, fields, work, scope }),
    histogram: (span) => auditHistogram({ batch, layouts, filters }, span),
  };
}

function lineLister(options: ListOptions): Lister {
  return {
    basis: 'reqID',
    page: ({ size, after, count }) => linePage({ ...options, size, after, count }),
    complete: (rows) => addLineActivity(rows, options),
    histogram: () => Promise.resolve(undefined),
  };
}
