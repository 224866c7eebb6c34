import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient } from '../../kibana_types';
import { decodeCursor, encodeCursor } from '../requests/page_cursor';
import { getAuditPage } from '../requests/audit_list';
import { fetchRequestFields, type AuditLayout } from '../requests/request_fields';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { SearchBatch } from '../../elasticsearch/search_batch';
import { createUnsharedCache } from '../../elasticsearch/user_cache';

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
const PAGE_SIZE = 25;

/** The layouts in which the indices have audit records; none: there is no audit log. */
export async function getAuditLayouts(
  searcher: ScopedSearcher,
  client: FieldCapsClient,
  config: RequestTraceConfig
): Promise<AuditLayout[]> {
  return (await fetchRequestFields(createUnsharedCache(), searcher, client, config)).audit;
}

/** The next page of users' changing requests, the earliest first: those that the requests list has. */
export async function getRequestPage(
  searcher: ScopedSearcher,
  layouts: AuditLayout[],
  range: { from: string; to: string },
  after: string | undefined
): Promise<RequestPage> {
  const page = await getAuditPage({
    searcher,
    batch: new SearchBatch(searcher),
    layouts,
    filters: {},
    range,
    order: 'asc',
    size: PAGE_SIZE,
    after: after === undefined ? undefined : decodeCursor(after),
    count: 'nothing',
  });
  return {
    // a client may choose its audit ID and use it for several requests: a trace has them all
    requests: page.rows.map(({ summary, place }) => ({
      auditID: summary.id,
      time: summary.time,
      after: encodeCursor(place),
    })),
    isLast: page.after === undefined,
  };
}
