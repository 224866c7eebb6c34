/** Events: core v1 (both styles of time), events.k8s.io/v1, a watch's wrapper, and Elastic's Kubernetes integration. */
import type { ObjectReference } from '../model/log_record';
import { CLUSTER_SCOPED } from './object_list';
import {
  omitUndefined,
  isJsonObject,
  readNumber,
  parseJsonObject,
  readText,
  type JsonObject,
} from './json_values';
import { isoToUtc } from './timestamp';

export interface EventRecord {
  uid?: string;
  name?: string;
  namespace?: string;
  /** Normal or Warning */
  type?: string;
  reason?: string;
  message?: string;
  regarding: ObjectReference;
  /** `spec.containers{web}` */
  fieldPath?: string;
  related?: ObjectReference;
  /** the reporting component */
  component?: string;
  /** the reporting node */
  host?: string;
  /** ISO 8601, UTC; to the second, but for eventTime and series (microseconds) */
  firstTimestamp?: string;
  lastTimestamp?: string;
  eventTime?: string;
  /** how often it happened, at least 1 */
  count: number;
  /** ADDED, MODIFIED, DELETED: where it came from a watch */
  watchType?: string;
  /** the best time of this emission */
  timestamp?: string;
}

/**
 * Reads an Event: its JSON text, the decoded object, a watch's `{type, object}`, or a document that has it below
 * `kubernetes.event`. null where it is none: `regarding` and one of reason, message and type make one.
 */
export function parseEvent(value: unknown): EventRecord | null {
  const outer = parseJsonObject(value);
  if (outer === null) return null;
  let source = outer;
  let watchType: string | undefined;
  if (
    isJsonObject(outer.object) &&
    readText(outer.type) !== undefined &&
    outer.involvedObject === undefined
  ) {
    source = outer.object;
    watchType = readText(outer.type);
  } else if (isJsonObject(outer.kubernetes) && isJsonObject(outer.kubernetes.event)) {
    source = outer.kubernetes.event;
  }
  if (isJsonObject(source.involved_object)) return parseIntegrationEvent(source);
  const object = isJsonObject(source.regarding) ? source.regarding : source.involvedObject;
  if (!isJsonObject(object)) return null;
  const metadata = isJsonObject(source.metadata) ? source.metadata : {};
  const series = isJsonObject(source.series) ? source.series : {};
  const deprecatedSource = isJsonObject(source.source)
    ? source.source
    : isJsonObject(source.deprecatedSource)
      ? source.deprecatedSource
      : {};
  const firstTimestamp = parseTime(source.firstTimestamp ?? source.deprecatedFirstTimestamp);
  const lastTimestamp = parseTime(source.lastTimestamp ?? source.deprecatedLastTimestamp);
  const eventTime = parseTime(source.eventTime);
  const lastObserved = parseTime(series.lastObservedTime);
  const record = omitUndefined<EventRecord>({
    uid: readText(metadata.uid),
    name: readText(metadata.name),
    namespace: readText(metadata.namespace),
    type: readText(source.type),
    reason: readText(source.reason),
    message: readText(source.note) ?? readText(source.message),
    regarding: parseReference(object),
    fieldPath: readText(object.fieldPath),
    related: isJsonObject(source.related) ? parseReference(source.related) : undefined,
    component:
      readText(source.reportingComponent) ??
      readText(source.reportingController) ??
      readText(deprecatedSource.component),
    // reportingInstance is a node's name for kubelets only; a controller's is `<controller>-<host>`
    host: readText(deprecatedSource.host),
    firstTimestamp,
    lastTimestamp: lastObserved ?? lastTimestamp,
    eventTime,
    count: parseCount(series.count, source.count, source.deprecatedCount),
    watchType,
    timestamp:
      lastObserved ??
      lastTimestamp ??
      eventTime ??
      firstTimestamp ??
      parseTime(metadata.creationTimestamp),
  });
  return record.reason === undefined && record.message === undefined && record.type === undefined
    ? null
    : record;
}

/** `kubernetes.event.*` as Metricbeat and Elastic Agent write it (camelCase → snake_case). */
function parseIntegrationEvent(source: JsonObject): EventRecord | null {
  const metadata = isJsonObject(source.metadata) ? source.metadata : {};
  const times = isJsonObject(source.timestamp) ? source.timestamp : {};
  const reporter = isJsonObject(source.source) ? source.source : {};
  const created = isJsonObject(metadata.timestamp) ? metadata.timestamp.created : undefined;
  const regarding = parseReference(source.involved_object as JsonObject);
  // Metricbeat leaves the object's namespace out; the Event is in the same one (those of cluster-wide objects in `default`)
  const namespace = readText(metadata.namespace);
  if (regarding.namespace === undefined && namespace && !CLUSTER_SCOPED.has(regarding.kind ?? ''))
    regarding.namespace = namespace;
  const firstTimestamp = parseTime(times.first_occurrence);
  const lastTimestamp = parseTime(times.last_occurrence);
  const record = omitUndefined<EventRecord>({
    uid: readText(metadata.uid),
    name: readText(metadata.name),
    namespace,
    type: readText(source.type),
    reason: readText(source.reason),
    message: readText(source.message),
    regarding,
    component: readText(reporter.component),
    host: readText(reporter.host),
    firstTimestamp,
    lastTimestamp,
    count: parseCount(source.count),
    timestamp: lastTimestamp ?? firstTimestamp ?? parseTime(created),
  });
  return record.reason === undefined && record.message === undefined && record.type === undefined
    ? null
    : record;
}

function parseReference(object: JsonObject): ObjectReference {
  const kind = readText(object.kind);
  const name = readText(object.name);
  let uid = readText(object.uid);
  // a kubelet puts the node's name there (kubernetes #56720)
  if (kind === 'Node' && uid === name) uid = undefined;
  return omitUndefined<ObjectReference>({ kind, namespace: readText(object.namespace), name, uid });
}

function parseCount(...values: unknown[]): number {
  for (const value of values) {
    const count = readNumber(value);
    if (count !== undefined && count >= 1) return count;
  }
  return 1;
}

/** metav1.Time is null or year 1 where it was never set. */
function parseTime(value: unknown): string | undefined {
  const text = readText(value);
  return text === undefined || text.startsWith('0001-') ? undefined : (isoToUtc(text) ?? undefined);
}
