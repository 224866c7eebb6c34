import type { FilebeatDocument } from '../../common/model/filebeat_document';

type EventFields = NonNullable<NonNullable<FilebeatDocument['kubernetes']>['event']>;
type Json = Record<string, unknown>;

const readObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const readCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

/** The Event in a line: bare, or in the watch stream's `{"type","object"}`; null where it is none. */
export function parseEvent(parsed: unknown): Json | null {
  const outer = readObject(parsed);
  const event =
    'object' in outer && typeof outer.type === 'string' && !('involvedObject' in outer)
      ? readObject(outer.object)
      : outer;
  const named = 'involvedObject' in event || 'regarding' in event;
  return named && (event.kind === undefined || event.kind === 'Event') ? event : null;
}

/** When that happened which this emission of the Event tells of: the last repetition where it was repeated. ISO 8601. */
export function getOccurrenceTime(event: Json): string | undefined {
  const series = readObject(event.series);
  return (
    readText(event.lastTimestamp) ??
    readText(event.deprecatedLastTimestamp) ??
    readText(series.lastObservedTime) ??
    readText(event.eventTime) ??
    readText(event.firstTimestamp) ??
    readText(readObject(event.metadata).creationTimestamp)
  );
}

/** The fields of a v1 or events.k8s.io/v1 Event under the names of Elastic's Kubernetes integration. */
export function toEventFields(event: Json): EventFields {
  const metadata = readObject(event.metadata);
  const involved = readObject(event.involvedObject ?? event.regarding);
  const source = readObject(event.source ?? event.deprecatedSource);
  const series = readObject(event.series);
  const eventTime = readText(event.eventTime);
  return {
    metadata: {
      uid: readText(metadata.uid),
      name: readText(metadata.name),
      namespace: readText(metadata.namespace),
    },
    reason: readText(event.reason),
    message: readText(event.message ?? event.note),
    type: readText(event.type),
    count: readCount(event.count) ?? readCount(event.deprecatedCount) ?? readCount(series.count),
    source: {
      component:
        readText(source.component) ??
        readText(event.reportingComponent) ??
        readText(event.reportingController),
      host: readText(source.host),
    },
    involved_object: {
      kind: readText(involved.kind),
      namespace: readText(involved.namespace),
      name: readText(involved.name),
      uid: readText(involved.uid),
    },
    timestamp: {
      first_occurrence:
        readText(event.firstTimestamp) ?? readText(event.deprecatedFirstTimestamp) ?? eventTime,
      last_occurrence:
        readText(event.lastTimestamp) ??
        readText(event.deprecatedLastTimestamp) ??
        readText(series.lastObservedTime) ??
        eventTime,
    },
  };
}
