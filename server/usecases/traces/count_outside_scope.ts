import type { LogRecord } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import { mayBePod, NamedObjects } from '../../engine/correlation/named_objects';
import {
  allOf,
  anyOf,
  auditIdQuery,
  eventsOfObjects,
  idQuery,
  podLogsQuery,
  timeClauses,
  type TimeRange,
} from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { listAuditIDs } from './find_related_records';

/** What the scope's query and filters keep out of a trace. */
export interface OutsideScope {
  /** documents that match the ID, or the request IDs that it led to; null where they could not be counted */
  matchingDocuments: number | null;
  /** whether there are audit records, events or container logs of what the lines name */
  hasRelatedRecords: boolean;
}

interface OutsideScopeOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  ids: string[];
  range: TimeRange;
  /** the records that hold the ID */
  lines: LogRecord[];
  window: TimeRange;
}

/**
 * Counts what the filter leaves out; undefined without a filter. Two searches without hits, to be run beside those of the
 * trace. Whether there is anything related is asked of what the lines name only, and not verified record by record.
 */
export async function countOutsideScope({
  searcher,
  config,
  ids,
  range,
  lines,
  window,
}: OutsideScopeOptions): Promise<OutsideScope | undefined> {
  if (!searcher.filter) return undefined;
  const held = allOf([idQuery(ids, config), ...timeClauses(config.timeField, range)]);
  const auditIDs = listAuditIDs(lines);
  const objects = new NamedObjects().add(lines);
  const pods = objects.filter(mayBePod);
  const should = [
    ...(auditIDs.length ? [auditIdQuery(auditIDs)] : []),
    ...(objects.length ? [eventsOfObjects(objects)] : []),
    ...(pods.length ? [podLogsQuery(pods)] : []),
  ];
  const related = should.length
    ? searcher.countOutsideFilter(
        allOf([anyOf(should), ...timeClauses(config.timeField, window)], [held]),
        1
      )
    : null;
  return {
    matchingDocuments: await searcher.countOutsideFilter(held),
    hasRelatedRecords: ((await related) ?? 0) > 0,
  };
}
