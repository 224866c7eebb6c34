import type { LogRecord, RecordSource } from '../../../common/model/log_record';
import type { ParsedRecord } from '../../../common/parse/parsed_record';
import { createRecord, shortenFilePath } from '../../../common/parse/records/base_record';
import { DEFAULT_TIME_FIELD } from '../field_catalogue';
import type { Hit } from '../searcher';
import {
  getFieldPathsOf,
  readFirstNumber,
  readFirstText,
  toFieldPath,
  readText,
  type FieldPath,
  type Source,
} from './field_paths';
import { normalizeTimestamp } from '../../../common/time/record_times';

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

/** How documents are read where these settings count. */
export const createRecordContext = (
  {
    timeField,
    reqIdKeys,
    idFields,
  }: Record<'reqIdKeys' | 'idFields', string[]> & { timeField: string },
  options: Pick<RecordContext, 'withoutAnnotations'> = {}
): RecordContext => ({ timeField, reqIdKeys, idFields: idFields.map(toFieldPath), ...options });

const TIMESTAMP_FIELD = toFieldPath(DEFAULT_TIME_FIELD);
const FILE_FIELDS = getFieldPathsOf('file');
const OFFSET_FIELDS = getFieldPathsOf('offset');
const CLUSTER_FIELDS = getFieldPathsOf('cluster');
const NODE_FIELDS = getFieldPathsOf('node');
const TRACE_ID_FIELDS = getFieldPathsOf('traceID');

const timePaths = new Map<string, ReturnType<typeof toFieldPath>>();

/** Makes the record that the readers complete, with what it takes from its document, whatever it is. */
export function createDocumentRecord(
  hit: Hit,
  source: Source,
  recordSource: RecordSource,
  context: RecordContext
): LogRecord {
  let timePath = timePaths.get(context.timeField);
  if (!timePath) timePaths.set(context.timeField, (timePath = toFieldPath(context.timeField)));
  const traceID = readFirstText(source, TRACE_ID_FIELDS);
  return createRecord(recordSource, {
    index: hit._index,
    id: hit._id ?? '',
    // an index of the scope that has another time field than the scope's is one of ECS' names most likely
    timestamp: normalizeTimestamp(
      readText(source, timePath) ?? readText(source, TIMESTAMP_FIELD) ?? ''
    ),
    node: readFirstText(source, NODE_FIELDS),
    cluster: readFirstText(source, CLUSTER_FIELDS),
    ids: traceID ? { traceID } : {},
    file: shortenFilePath(readFirstText(source, FILE_FIELDS)),
    offset: readFirstNumber(source, OFFSET_FIELDS),
  });
}
