import { readContainerText } from '../../../common/parse/records/pod_record';
import type { Hit } from '../searcher';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { firstTextOf, path, type Source } from './fields';

const NAMESPACE = [path('kubernetes.namespace'), path('kubernetes.namespace_name'), path('kubernetes.pod_namespace')];
const POD = [path('kubernetes.pod.name'), path('kubernetes.pod_name')];
const UID = [path('kubernetes.pod.uid'), path('kubernetes.pod_id'), path('kubernetes.pod_uid')];
const CONTAINER = [path('kubernetes.container.name'), path('kubernetes.container_name')];
const STREAM = [path('stream')];

/** Reads a line of a container's own log, with what the document's fields say of its Pod. */
export const podRecord = (hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord => readContainerText(documentRecord(hit, source, 'pod', context), message, {
  namespace: firstTextOf(source, NAMESPACE), pod: { name: firstTextOf(source, POD), uid: firstTextOf(source, UID) },
  container: firstTextOf(source, CONTAINER), stream: firstTextOf(source, STREAM),
});
