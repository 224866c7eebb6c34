import type { FilebeatDocument } from '../../common/model/filebeat_document';

type EventFields = NonNullable<NonNullable<FilebeatDocument['kubernetes']>['event']>;
type Json = Record<string, unknown>;

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

/** The Event in a line: bare, or in the watch stream's `{"type","object"}`; null where it is none. */
export function eventOf(parsed: unknown): Json | null {
  const outer = objectOf(parsed);
  const event =
    'object' in outer && typeof outer.type === 'string' && !('involvedObject' in outer)
      ? objectOf(outer.object)
      : outer;
  const named = 'involvedObject' in event || 'regarding' in event;
  return named && (event.kind === undefined || event.kind === 'Event') ? event : null;
}

/** When that happened which this emission of the Event tells of: the last repetition where it was repeated. ISO 8601. */
export function occurrenceOf(event: Json): string | undefined {
  const series = objectOf(event.series);
  return (
    textOf(event.lastTimestamp) ??
    textOf(event.deprecatedLastTimestamp) ??
    textOf(series.lastObservedTime) ??
    textOf(event.eventTime) ??
    textOf(event.firstTimestamp) ??
    textOf(objectOf(event.metadata).creationTimestamp)
  );
}

/** The fields of a v1 or events.k8s.io/v1 Event under the names of Elastic's Kubernetes integration. */
export function eventFields(event: Json): EventFields {
  const metadata = objectOf(event.metadata);
  const involved = objectOf(event.involvedObject ?? event.regarding);
  const source = objectOf(event.source ?? event.deprecatedSource);
  const series = objectOf(event.series);
  const eventTime = textOf(event.eventTime);
  return {
    metadata: {
      uid: textOf(metadata.uid),
      name: textOf(metadata.name),
      namespace: textOf(metadata.namespace),
    },
    reason: textOf(event.reason),
    message: textOf(event.message ?? event.note),
    type: textOf(event.type),
    count: countOf(event.count) ?? countOf(event.deprecatedCount) ?? countOf(series.count),
    source: {
      component:
        textOf(source.component) ??
        textOf(event.reportingComponent) ??
        textOf(event.reportingController),
      host: textOf(source.host),
    },
    involved_object: {
      kind: textOf(involved.kind),
      namespace: textOf(involved.namespace),
      name: textOf(involved.name),
      uid: textOf(involved.uid),
    },
    timestamp: {
      first_occurrence:
        textOf(event.firstTimestamp) ?? textOf(event.deprecatedFirstTimestamp) ?? eventTime,
      last_occurrence:
        textOf(event.lastTimestamp) ??
        textOf(event.deprecatedLastTimestamp) ??
        textOf(series.lastObservedTime) ??
        eventTime,
    },
  };
}
