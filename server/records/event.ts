import { parseEvent } from '../../common/parse/event';
import type { Hit } from '../search/searcher';
import { componentRecord } from './component';
import { documentParts } from './document';
import { objectOf, path, type Source } from './fields';
import type { BareRecord, RecordContext } from './from_hit';

const INTEGRATION = path('kubernetes.event');

/** A v1 or events.k8s.io/v1 Event. What isn't one after all is kept as a line. */
export function eventRecord(hit: Hit, source: Source, message: string, context: RecordContext): BareRecord {
  // the raw object says more than what a shipper decoded of it, so it comes first
  const event = (message ? parseEvent(message) : null) ?? parseEvent(objectOf(source, INTEGRATION) ?? null) ?? parseEvent(source);
  if (!event) return componentRecord(hit, source, message, context);
  const { traceID: _traceID, ...document } = documentParts(hit, source, context);
  const first = event.firstTimestamp ?? event.eventTime;
  return {
    ...document,
    node: event.host ?? document.node,
    timestamp: event.timestamp ?? document.timestamp,
    source: 'event',
    component: event.component ?? 'unknown',
    severity: event.type === 'Warning' ? 'warning' : 'info',
    message: `${event.reason ?? ''}: ${event.message ?? ''}`,
    objects: [event.regarding, ...(event.related ? [event.related] : [])].filter((object) => object.name || object.uid),
    ids: {},
    ...(event.count > 1 ? { count: event.count, firstTimestamp: first } : {}),
  };
}
