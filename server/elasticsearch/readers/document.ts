import type { LogRecord, RecordSource } from '../../../common/model/log_record';
import type { ParsedRecord } from '../../../common/parse/parsed_record';
import { baseRecord, fileName } from '../../../common/parse/records/base_record';
import type { Hit } from '../searcher';
import { firstTextOf, numberOf, path, textOf, type FieldPath, type Source } from './fields';
import { timeText } from '../../../common/time/record_times';

/**
 * What one document holds: the record (before it is known why it belongs to a trace: `because` is empty), and what it was read
 * from. A container's own log line has none of these.
 */
export interface ReadRecord extends ParsedRecord {
  /** of an audit record: milliseconds from when it was written to the time it is indexed by, where that is the ingest's */
  indexedLate?: number;
}

/** The same with what an ID is verified on. */
export interface VerifiableRecord extends ReadRecord {
  /** the raw line */
  text: string;
  /** what stands in the document's ID fields */
  idValues: string[];
}

export interface RecordContext {
  timeField: string;
  /** what a reqID is called in a line */
  reqIdKeys: readonly string[];
  /** fields that may hold an ID */
  idFields: readonly FieldPath[];
  /** annotations are passed over: whoever writes them must not take them as evidence */
  withoutAnnotations?: boolean;
}

const TIMESTAMP = path('@timestamp');
const FILE = [path('log.file.path'), path('filename'), path('source')];
const OFFSET = path('log.offset');
const CLUSTER = [path('orchestrator.cluster.name'), path('resource.attributes.k8s.cluster.name')];
const NODE = [path('kubernetes.node.name'), path('host.name'), path('kubernetes.host'), path('kubernetes.pod_node_name'), path('host.hostname'), path('_HOSTNAME')];
const TRACE_ID = [path('trace.id'), path('trace_id')];

const timePaths = new Map<string, ReturnType<typeof path>>();

/** Makes the record that the readers complete, with what it takes from its document, whatever it is. */
export function documentRecord(hit: Hit, source: Source, recordSource: RecordSource, context: RecordContext): LogRecord {
  let timePath = timePaths.get(context.timeField);
  if (!timePath) timePaths.set(context.timeField, (timePath = path(context.timeField)));
  const traceID = firstTextOf(source, TRACE_ID);
  return baseRecord(recordSource, {
    index: hit._index,
    id: hit._id ?? '',
    // an index of the scope that has another time field than the scope's is one of ECS' names most likely
    timestamp: timeText(textOf(source, timePath) ?? textOf(source, TIMESTAMP) ?? ''),
    node: firstTextOf(source, NODE),
    cluster: firstTextOf(source, CLUSTER),
    ids: traceID ? { traceID } : {},
    file: fileName(firstTextOf(source, FILE)),
    offset: numberOf(source, OFFSET),
  });
}
