import { parseEvent } from '../../../common/parse/event';
import { readEventRecord } from '../../../common/parse/records/event_record';
import { EVENT_LAYOUTS } from '../field_catalogue';
import type { Hit } from '../searcher';
import { readComponentHit } from './component';
import { createDocumentRecord, type ReadRecord, type RecordContext } from './document';
import { readObject, toFieldPath, type Source } from './field_paths';

/** Decoded Events that don't stand at the document's root. */
const DECODED_EVENT_FIELDS = EVENT_LAYOUTS.flatMap(({ root }) => (root ? toFieldPath(root) : []));

const readDecodedEvent = (source: Source) =>
  DECODED_EVENT_FIELDS.map((place) => parseEvent(readObject(source, place) ?? null)).find(
    (event) => event
  ) ?? parseEvent(source);

/** A v1 or events.k8s.io/v1 Event. What isn't one after all is kept as a line. */
export function readEventHit(
  hit: Hit,
  source: Source,
  message: string,
  context: RecordContext
): ReadRecord {
  // the raw object says more than what a shipper decoded of it, so it comes first
  const event = (message ? parseEvent(message) : null) ?? readDecodedEvent(source);
  return event
    ? readEventRecord(createDocumentRecord(hit, source, 'event', context), event)
    : readComponentHit(hit, source, message, context);
}
