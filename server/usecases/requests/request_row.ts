import type { RequestsResponse, RequestSummary } from '../../../common/model/request_summary';
import type { TimeRange } from '../../elasticsearch/queries';
import type { PageCursor } from './page_cursor';

/** A row before it is known what its request's lines say. */
export interface RequestRow {
  summary: RequestSummary;
  /** where it stands in the list */
  place: PageCursor;
  /** how many audit records it has, and of these how many carry the reqID themselves (then they count among its records) */
  auditRecords: number;
  carrying: number;
}

/** Rows in the order of their places. */
export interface RowPage {
  rows: RequestRow[];
  /** the place to go on from, where there may be more */
  after?: PageCursor;
  /** of the indices that brought records */
  indices: string[];
  total?: RequestsResponse['total'];
  histogram?: RequestsResponse['histogram'];
  /** first and last time of all that match, where a histogram was asked for and the range is open: what its intervals follow from */
  span?: Required<TimeRange>;
}

/** What to ask for beside the rows. */
export type CountMode = 'histogram' | 'total' | 'nothing';

/** One way to list requests: out of the audit log, or out of lines. */
export interface RequestLister {
  basis: 'audit' | 'reqID';
  /** null: it has nothing at all in this time (asked without `after`) */
  getPage(ask: { size: number; after?: PageCursor; count: CountMode }): Promise<RowPage | null>;
  /** adds what the lines of these requests say */
  addActivity(rows: RequestRow[]): Promise<void>;
  /** the histogram of an open range, from its ends */
  getHistogram(span: Required<TimeRange>): Promise<RequestsResponse['histogram']>;
}
