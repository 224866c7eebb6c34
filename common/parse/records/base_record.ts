import type { LogRecord, RecordIds, RecordSource } from '../../model/log_record';

/** What is known of a record beside its text. */
export interface RecordLocation {
  index: string;
  id: string;
  /** ISO 8601; '' where only the text has the time */
  timestamp: string;
  node?: string;
  cluster?: string;
  /** as `fileName` shortens it */
  file?: string;
  /** byte offset of the line */
  offset?: number;
  ids?: RecordIds;
}

/**
 * Makes the record that the readers of this folder complete in place: records are read by the thousand, and a copy of each
 * would cost more than reading it.
 */
export const createRecord = (
  source: RecordSource,
  { index, id, timestamp, node, cluster, file, offset, ids = {} }: RecordLocation
): LogRecord => ({
  index,
  id,
  timestamp,
  source,
  component: '',
  node,
  cluster,
  severity: 'unknown',
  message: '',
  caller: undefined,
  objects: [],
  ids,
  because: [],
  confidence: 0,
  file,
  offset,
});

/**
 * Base name of a log file; of a container's log the last three parts, `pods/<namespace>_<pod>_<uid>/<container>/<n>.log`, as
 * below /var/log/pods (kubelet's BuildContainerLogsDirectory): the base name alone is just a restart count.
 */
export function shortenFilePath(filePath: string | undefined): string | undefined {
  if (filePath === undefined) return undefined;
  const slash = filePath.lastIndexOf('/');
  const base = filePath.slice(slash + 1);
  // a restart's number: without the folders above it says nothing
  if (!(base.charCodeAt(0) >= 48 && base.charCodeAt(0) <= 57)) return base;
  const [container, pod] = filePath.slice(0, Math.max(0, slash)).split('/').reverse();
  return pod !== undefined && pod.split('_').length === 3
    ? `pods/${pod}/${container}/${base}`
    : base;
}
