import type { RequestsAnswer, RequestSummary } from '../../../common/model/request_summary';
import type { TimeRange } from '../../elasticsearch/queries';
import type { After } from './after';

/** A row before it is known what its request's lines say. */
export interface Row {
  summary: RequestSummary;
  /** where it stands in the list */
  place: After;
  /** how many audit records it has, and of these how many carry the reqID themselves (then they count among its records) */
  auditRecords: number;
  carrying: number;
}

/** Rows in the order of their places. */
export interface RowPage {
  rows: Row[];
  /** the place to go on from, where there may be more */
  after?: After;
  /** of the indices that brought records */
  indices: string[];
  total?: RequestsAnswer['total'];
  histogram?: RequestsAnswer['histogram'];
  /** first and last time of all that match, where a histogram was asked for and the range is open: what its intervals follow from */
  span?: Required<TimeRange>;
}

/** What to ask for beside the rows. */
export type Count = 'histogram' | 'total' | 'nothing';

/** One way to list requests: out of the audit log, or out of lines. */
export interface Lister {
  basis: 'audit' | 'reqID';
  /** null: it has nothing at all in this time (asked without `after`) */
  page(ask: { size: number; after?: After; count: Count }): Promise<RowPage | null>;
  /** adds what the lines of these requests say */
  complete(rows: Row[]): Promise<void>;
  /** the histogram of an open range, from its ends */
  histogram(span: Required<TimeRange>): Promise<RequestsAnswer['histogram']>;
}
