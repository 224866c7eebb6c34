import { parseEvent } from '../../../common/parse/event';
import { readEvent } from '../../../common/parse/records/event_record';
import { EVENT_PLACES } from '../field_catalogue';
import type { Hit } from '../searcher';
import { componentRecord } from './component';
import { documentRecord, type ReadRecord, type RecordContext } from './document';
import { objectOf, path, type Source } from './fields';

/** Decoded Events that don't stand at the document's root. */
const DECODED = EVENT_PLACES.flatMap(({ root }) => (root ? path(root) : []));

const decodedIn = (source: Source) =>
  DECODED.map((place) => parseEvent(objectOf(source, place) ?? null)).find((event) => event) ??
  parseEvent(source);

/** A v1 or events.k8s.io/v1 Event. What isn't one after all is kept as a line. */
export function eventRecord(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord {
  // the raw object says more than what a shipper decoded of it, so it comes first
  const event = (message ? parseEvent(message) : null) ?? decodedIn(source);
  return event
    ? readEvent(documentRecord(hit, source, 'event', context), event)
    : componentRecord(hit, source, message, context);
}
