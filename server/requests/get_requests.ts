import type { RequestsQuery } from '../../common/api/schemas';
import { DEFAULT_REQUESTS } from '../../common/api/schemas';
import type { RequestsAnswer } from '../../common/model/request_summary';
import type { RequestTraceConfig } from '../config';
import type { FieldCapsClient } from '../kibana_types';
import type { ScopedSearcher } from '../search/scoped_searcher';
import type { TimeRange } from '../search/queries';
import { askedWindow } from '../trace/window';
import { decodeAfter, encodeAfter, type After } from './after';
import { addActivity } from './activity';
import { auditHistogram, auditPage } from './audit_list';
import { anyAuditSearch } from './audit_searches';
import type { FieldsCache, RequestFields } from './fields';
import { linePage } from './line_list';
import { listWarnings } from './warnings';

export interface GetRequestsOptions extends Omit<RequestsQuery, 'index' | 'timeField' | 'filter' | 'diagnose'> {
  searcher: ScopedSearcher;
  client: FieldCapsClient;
  config: RequestTraceConfig;
  reader: string;
  fieldsCache: FieldsCache;
}

/** One page of the requests that changed something: what it costs follows the page. */
export async function getRequests(options: GetRequestsOptions): Promise<RequestsAnswer> {
  const { searcher, client, config, reader, fieldsCache } = options;
  const { range, limited } = askedWindow(options.from, options.to, config.maxRange.asMilliseconds());
  const after = options.after === undefined ? undefined : decodeAfter(options.after);
  const fields = await fieldsCache.of(reader, searcher, client, config);
  const list: ListOptions = { ...options, fields, range, after };
  const page = (after?.basis !== 'reqID' && (await fromAudit(list))) || (after?.basis !== 'audit' && (await fromLines(list))) || NONE;
  return {
    requests: page.requests,
    basis: page.basis,
    ...(page.after ? { after: encodeAfter(page.after) } : {}),
    total: page.total,
    ...(page.histogram ? { histogram: page.histogram } : {}),
    window: { from: range.from ?? new Date(0).toISOString(), to: range.to ?? new Date().toISOString() },
    warnings: await listWarnings({ searcher, config, basis: page.basis, found: page.requests.length, indices: page.indices, limited, filters: options }),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

interface ListOptions extends Omit<GetRequestsOptions, 'after'> {
  fields: RequestFields;
  range: TimeRange;
  after?: After;
}

interface ListPage extends Pick<RequestsAnswer, 'requests' | 'basis' | 'total' | 'histogram'> {
  after?: After;
  /** that brought rows */
  indices: string[];
}

const NONE: ListPage = { requests: [], basis: null, total: { value: 0, relation: 'eq' }, indices: [] };

/** Out of the audit log; null where there is none in this time. */
async function fromAudit({ searcher, config, fields, range, after, size = DEFAULT_REQUESTS, order = 'desc', ...filters }: ListOptions): Promise<ListPage | null> {
  const layouts = fields.audit;
  if (!layouts.length) return null;
  const page = await auditPage({ searcher, layouts, filters, range, order, size, after, count: after ? 'total' : 'histogram' });
  if (!page.rows.length && !after) {
    searcher.nextRoundTrip();
    const answers = await searcher.msearch(layouts.map((layout) => anyAuditSearch(layout, range)));
    if (!answers.some(({ total }) => total > 0)) return null;
  }
  const [histogram] = await Promise.all([
    page.span ? auditHistogram({ searcher, layouts, filters }, page.span) : page.histogram,
    addActivity(page.rows, { searcher, config, fields, range }),
  ]);
  return { requests: page.rows.map(({ summary }) => summary), basis: 'audit', after: page.after, total: page.total ?? NONE.total, histogram, indices: page.indices };
}

/** Out of the lines with reqIDs; null where there are none in this time. */
async function fromLines({ searcher, config, fields, range, after, size = DEFAULT_REQUESTS, order = 'desc', ...filters }: ListOptions): Promise<ListPage | null> {
  const page = await linePage({ searcher, config, fields, filters, range, order, size, after });
  if (!page) return null;
  return {
    requests: page.rows, basis: 'reqID', after: page.after, histogram: page.histogram, indices: page.indices,
    // how many different IDs there are would cost a look at all of them
    total: { value: page.rows.length, relation: page.after || after ? 'gte' : 'eq' },
  };
}
