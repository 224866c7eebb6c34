import type { LogRecord } from '../../model/log_record';
import { parseCriLine } from '../cri_line';
import type { ParsedRecord } from '../parsed_record';

/** Which container wrote a line, as far as it is known. */
export interface ContainerInfo {
  namespace?: string;
  pod?: { name?: string; uid?: string };
  container?: string;
  stream?: string;
}

/** Completes a record from a line of a container's own log, with or without the runtime's prefix (CRI format). */
export function readContainerRecord(
  record: LogRecord,
  message: string,
  { namespace, pod = {}, container = 'container', stream }: ContainerInfo
): ParsedRecord {
  const line = parseCriLine(message);
  record.timestamp = line?.timestamp ?? record.timestamp;
  record.component = container;
  // a container's text has no common form; what it writes to stderr need not be an error either
  record.severity = (line?.stream ?? stream) === undefined ? 'unknown' : 'info';
  record.message = line?.text ?? message;
  if (pod.name || pod.uid)
    record.objects = [{ kind: 'Pod', namespace, name: pod.name, uid: pod.uid }];
  return { record };
}
