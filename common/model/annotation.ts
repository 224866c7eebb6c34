/** Writing the ID of the causing request onto documents: `POST /api/request_trace/annotate` and `npm run annotate`. */
import type { TraceWarning } from './trace';

/** How sure the surest request of a document is: from 0.9 on, from 0.7 on, below. */
export type ConfidenceBand = 'sure' | 'likely' | 'possible';

/** What was written, or (dry run) would have been, so far. */
export interface AnnotationCounts {
  /** requests that were traced */
  requests: number;
  /** of these: left alone, because the cluster's own reqIDs lead to their records already */
  served: number;
  /** documents that these traces have in the time range */
  documents: number;
  /** of these: newly written, changed, already as they should be, left alone because something else wrote the field */
  written: number;
  updated: number;
  unchanged: number;
  foreign: number;
  /** documents that Elasticsearch refused, or that another writer changed meanwhile and again */
  failed: number;
}

export interface AnnotationResponse {
  dryRun: boolean;
  /** the field that holds the request's ID */
  field: string;
  /** of this call */
  counts: AnnotationCounts;
  /** the documents, by component */
  components: Record<string, Record<ConfidenceBand, number>>;
  /** pass back as `after` to go on; absent: the range is done */
  after?: string;
  /** up to which time requests were traced, ISO 8601 */
  done: string;
  warnings: TraceWarning[];
  took: { total: number };
}
