import { readContainerText } from '../../../common/parse/records/pod_record';
import type { Hit } from '../searcher';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { fieldsOf, firstTextOf, type Source } from './fields';

const NAMESPACE = fieldsOf('podNamespace');
const POD = fieldsOf('podName');
const UID = fieldsOf('podUid');
const CONTAINER = fieldsOf('container');
const STREAM = fieldsOf('stream');

/** Reads a line of a container's own log, with what the document's fields say of its Pod. */
export const podRecord = (
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord =>
  readContainerText(documentRecord(hit, source, 'pod', context), message, {
    namespace: firstTextOf(source, NAMESPACE),
    pod: { name: firstTextOf(source, POD), uid: firstTextOf(source, UID) },
    container: firstTextOf(source, CONTAINER),
    stream: firstTextOf(source, STREAM),
  });
