import { parseCriLine } from '../../../common/parse/cri';
import type { ObjectReference } from '../../../common/model/log_record';
import type { Hit } from '../searcher';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { fieldsOf, firstTextOf, type Source } from './fields';

const NAMESPACE = fieldsOf('podNamespace');
const POD = fieldsOf('podName');
const UID = fieldsOf('podUid');
const CONTAINER = fieldsOf('container');
const STREAM = fieldsOf('stream');

/** A line of a container's own log, with or without the runtime's prefix (CRI format). */
export function podRecord(hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord {
  const record = documentRecord(hit, source, 'pod', context);
  const line = parseCriLine(message);
  const stream = line?.stream ?? firstTextOf(source, STREAM);
  const pod: ObjectReference = { kind: 'Pod', namespace: firstTextOf(source, NAMESPACE), name: firstTextOf(source, POD), uid: firstTextOf(source, UID) };
  record.timestamp = line?.timestamp ?? record.timestamp;
  record.component = firstTextOf(source, CONTAINER) ?? 'container';
  // a container's text has no common form; what it writes to stderr need not be an error either
  record.severity = stream === undefined ? 'unknown' : 'info';
  record.message = line?.text ?? message;
  if (pod.name || pod.uid) record.objects = [pod];
  return { record };
}
