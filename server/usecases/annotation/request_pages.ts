import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient } from '../../kibana_types';
import { decodeAfter, encodeAfter } from '../requests/after';
import { auditPage } from '../requests/audit_list';
import { requestFieldsOf, type AuditLayout } from '../requests/fields';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { SearchBatch } from '../../elasticsearch/search_batch';
import { unsharedWork } from '../../elasticsearch/user_work';

/** A user's request that changed something (or was refused), and the place after it. */
export interface RequestToTrace {
  auditID: string;
  time: string;
  after: string;
}

export interface RequestPage {
  requests: RequestToTrace[];
  isLast: boolean;
}

/** Requests a page. */
const PAGE = 25;

/** The layouts in which the indices have audit records; none: there is no audit log. */
export async function auditLayouts(
  searcher: ScopedSearcher,
  client: FieldCapsClient,
  config: RequestTraceConfig
): Promise<AuditLayout[]> {
  return (await requestFieldsOf(unsharedWork(), searcher, client, config)).audit;
}

/** The next page of users' changing requests, the earliest first: those that the requests list has. */
export async function requestPage(
  searcher: ScopedSearcher,
  layouts: AuditLayout[],
  range: { from: string; to: string },
  after: string | undefined
): Promise<RequestPage> {
  const page = await auditPage({
    searcher,
    batch: new SearchBatch(searcher),
    layouts,
    filters: {},
    range,
    order: 'asc',
    size: PAGE,
    after: after === undefined ? undefined : decodeAfter(after),
    count: 'nothing',
  });
  return {
    // a client may choose its audit ID and use it for several requests: a trace has them all
    requests: page.rows.map(({ summary, place }) => ({
      auditID: summary.id,
      time: summary.time,
      after: encodeAfter(place),
    })),
    isLast: page.after === undefined,
  };
}
