import type { RequestsQuery } from '../../common/api/schemas';
import { DEFAULT_REQUESTS } from '../../common/api/schemas';
import type { RequestBasis, RequestsAnswer } from '../../common/model/request_summary';
import type { RequestTraceConfig } from '../config';
import type { FieldCapsClient } from '../kibana_types';
import type { ScopedSearcher } from '../search/scoped_searcher';
import { askedWindow } from '../trace/window';
import { decodeAfter, encodeAfter } from './after';
import { addActivity } from './activity';
import { auditHistogram, auditPage } from './audit_list';
import type { FieldsCache } from './fields';
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
  const { searcher, client, config, reader, fieldsCache, size = DEFAULT_REQUESTS, order = 'desc' } = options;
  const { range, limited } = askedWindow(options.from, options.to, config.maxRange.asMilliseconds());
  const after = options.after === undefined ? undefined : decodeAfter(options.after);
  const fields = await fieldsCache.of(reader, searcher, client, config);
  const page = await auditPage({ searcher, layouts: fields.audit, filters: options, range, order, size, after, count: after ? 'total' : 'histogram' });
  const [histogram] = await Promise.all([
    page.span ? auditHistogram({ searcher, layouts: fields.audit, filters: options }, page.span) : page.histogram,
    addActivity(page.rows, { searcher, config, fields, range }),
  ]);
  const basis: RequestBasis | null = 'audit';
  return {
    requests: page.rows.map(({ summary }) => summary),
    basis,
    ...(page.after ? { after: encodeAfter(page.after) } : {}),
    total: page.total ?? { value: page.rows.length, relation: 'gte' },
    ...(histogram ? { histogram } : {}),
    window: { from: range.from ?? new Date(0).toISOString(), to: range.to ?? new Date().toISOString() },
    warnings: await listWarnings({ searcher, config, basis, found: page.rows.length, limited }),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}
