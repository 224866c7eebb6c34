import { parseEvent } from '../../../common/parse/event';
import { readEvent } from '../../../common/parse/records/event_record';
import type { Hit } from '../searcher';
import { componentRecord } from './component';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { objectOf, path, type Source } from './fields';

const INTEGRATION = path('kubernetes.event');

/** A v1 or events.k8s.io/v1 Event. What isn't one after all is kept as a line. */
export function eventRecord(hit: Hit, source: Source, message: string, context: RecordContext): ReadRecord {
  // the raw object says more than what a shipper decoded of it, so it comes first
  const event = (message ? parseEvent(message) : null) ?? parseEvent(objectOf(source, INTEGRATION) ?? null) ?? parseEvent(source);
  return event ? readEvent(documentRecord(hit, source, 'event', context), event) : componentRecord(hit, source, message, context);
}
