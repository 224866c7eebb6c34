/** Events: core v1 (both styles of time), events.k8s.io/v1, a watch's wrapper, and Elastic's Kubernetes integration. */
import type { ObjectReference } from '../model/log_record';
import { CLUSTER_SCOPED } from './object_list';
import { compact, isObject, numberOf, objectFrom, textOf, type JsonObject } from './json_values';
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
  const outer = objectFrom(value);
  if (outer === null) return null;
  let source = outer;
  let watchType: string | undefined;
  if (
    isObject(outer.object) &&
    textOf(outer.type) !== undefined &&
    outer.involvedObject === undefined
  ) {
    source = outer.object;
    watchType = textOf(outer.type);
  } else if (isObject(outer.kubernetes) && isObject(outer.kubernetes.event)) {
    source = outer.kubernetes.event;
  }
  if (isObject(source.involved_object)) return fromIntegration(source);
  const object = isObject(source.regarding) ? source.regarding : source.involvedObject;
  if (!isObject(object)) return null;
  const metadata = isObject(source.metadata) ? source.metadata : {};
  const series = isObject(source.series) ? source.series : {};
  const deprecatedSource = isObject(source.source)
    ? source.source
    : isObject(source.deprecatedSource)
      ? source.deprecatedSource
      : {};
  const firstTimestamp = timeOf(source.firstTimestamp ?? source.deprecatedFirstTimestamp);
  const lastTimestamp = timeOf(source.lastTimestamp ?? source.deprecatedLastTimestamp);
  const eventTime = timeOf(source.eventTime);
  const lastObserved = timeOf(series.lastObservedTime);
  const record = compact<EventRecord>({
    uid: textOf(metadata.uid),
    name: textOf(metadata.name),
    namespace: textOf(metadata.namespace),
    type: textOf(source.type),
    reason: textOf(source.reason),
    message: textOf(source.note) ?? textOf(source.message),
    regarding: referenceOf(object),
    fieldPath: textOf(object.fieldPath),
    related: isObject(source.related) ? referenceOf(source.related) : undefined,
    component:
      textOf(source.reportingComponent) ??
      textOf(source.reportingController) ??
      textOf(deprecatedSource.component),
    // reportingInstance is a node's name for kubelets only; a controller's is `<controller>-<host>`
    host: textOf(deprecatedSource.host),
    firstTimestamp,
    lastTimestamp: lastObserved ?? lastTimestamp,
    eventTime,
    count: countOf(series.count, source.count, source.deprecatedCount),
    watchType,
    timestamp:
      lastObserved ??
      lastTimestamp ??
      eventTime ??
      firstTimestamp ??
      timeOf(metadata.creationTimestamp),
  });
  return record.reason === undefined && record.message === undefined && record.type === undefined
    ? null
    : record;
}

/** `kubernetes.event.*` as Metricbeat and Elastic Agent write it (camelCase → snake_case). */
function fromIntegration(source: JsonObject): EventRecord | null {
  const metadata = isObject(source.metadata) ? source.metadata : {};
  const times = isObject(source.timestamp) ? source.timestamp : {};
  const reporter = isObject(source.source) ? source.source : {};
  const created = isObject(metadata.timestamp) ? metadata.timestamp.created : undefined;
  const regarding = referenceOf(source.involved_object as JsonObject);
  // Metricbeat leaves the object's namespace out; the Event is in the same one (those of cluster-wide objects in `default`)
  const namespace = textOf(metadata.namespace);
  if (regarding.namespace === undefined && namespace && !CLUSTER_SCOPED.has(regarding.kind ?? ''))
    regarding.namespace = namespace;
  const firstTimestamp = timeOf(times.first_occurrence);
  const lastTimestamp = timeOf(times.last_occurrence);
  const record = compact<EventRecord>({
    uid: textOf(metadata.uid),
    name: textOf(metadata.name),
    namespace,
    type: textOf(source.type),
    reason: textOf(source.reason),
    message: textOf(source.message),
    regarding,
    component: textOf(reporter.component),
    host: textOf(reporter.host),
    firstTimestamp,
    lastTimestamp,
    count: countOf(source.count),
    timestamp: lastTimestamp ?? firstTimestamp ?? timeOf(created),
  });
  return record.reason === undefined && record.message === undefined && record.type === undefined
    ? null
    : record;
}

function referenceOf(object: JsonObject): ObjectReference {
  const kind = textOf(object.kind);
  const name = textOf(object.name);
  let uid = textOf(object.uid);
  // a kubelet puts the node's name there (kubernetes #56720)
  if (kind === 'Node' && uid === name) uid = undefined;
  return compact<ObjectReference>({ kind, namespace: textOf(object.namespace), name, uid });
}

function countOf(...values: unknown[]): number {
  for (const value of values) {
    const count = numberOf(value);
    if (count !== undefined && count >= 1) return count;
  }
  return 1;
}

/** metav1.Time is null or year 1 where it was never set. */
function timeOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text.startsWith('0001-') ? undefined : (isoToUtc(text) ?? undefined);
}
