import { readContainerRecord } from '../../../common/parse/records/pod_record';
import type { Hit } from '../searcher';
import { createDocumentRecord, type ReadRecord, type RecordContext } from './document';
import { getFieldPathsOf, readFirstText, type Source } from './field_paths';

const NAMESPACE_FIELDS = getFieldPathsOf('podNamespace');
const POD_NAME_FIELDS = getFieldPathsOf('podName');
const POD_UID_FIELDS = getFieldPathsOf('podUid');
const CONTAINER_FIELDS = getFieldPathsOf('container');
const STREAM_FIELDS = getFieldPathsOf('stream');

/** Reads a line of a container's own log, with what the document's fields say of its Pod. */
export const readPodHit = (
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord =>
  readContainerRecord(createDocumentRecord(hit, source, 'pod', context), message, {
    namespace: readFirstText(source, NAMESPACE_FIELDS),
    pod: {
      name: readFirstText(source, POD_NAME_FIELDS),
      uid: readFirstText(source, POD_UID_FIELDS),
    },
    container: readFirstText(source, CONTAINER_FIELDS),
    stream: readFirstText(source, STREAM_FIELDS),
  });
