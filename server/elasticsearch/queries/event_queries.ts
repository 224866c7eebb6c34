/** Clauses on Events of Kubernetes, wherever their shipper decodes them: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import {
  EVENT_HOSTS,
  EVENT_MESSAGES,
  EVENT_PLACES,
  EVENT_REASONS,
  eventObjectFields,
  type EventPlace,
} from '../field_catalogue';
import { all, any, oneBegins, oneIs, phrasesQuery, type Query } from './clauses';
import { namesByNamespace, uidsOf } from './names';

/** Events of one of these reasons. */
export const eventReasonIs = (reasons: string[]): Query => oneIs(EVENT_REASONS, reasons);
/** Events in whose message one of these stands. */
export const eventMessageHas = (texts: string[]): Query => phrasesQuery(texts, EVENT_MESSAGES);
/** Events that a component of this node reported. */
export const eventIsFromNode = (node: string): Query =>
  any(EVENT_HOSTS.map((field) => ({ term: { [field]: node } })));
/** Events about anything in this namespace. */
export const eventsOfNamespace = (namespace: string): Query =>
  any(
    EVENT_PLACES.flatMap((place) => namespaceFields(place)).map((field) => ({
      term: { [field]: namespace },
    }))
  );

const namespaceFields = (place: EventPlace): string[] => [
  ...eventObjectFields(place, 'namespace'),
  ...(place.namespaceBeside ? [place.namespaceBeside] : []),
];

/** Events about these objects: by uid, or by namespace and name. Kinds are compared on what comes back. */
export function eventsQuery(objects: readonly ObjectReference[]): Query {
  const uids = uidsOf(objects);
  const places = namesByNamespace(objects);
  const should: Query[] = [];
  for (const place of EVENT_PLACES) {
    const nameFields = eventObjectFields(place, 'name');
    const besides = place.namespaceBeside ? [place.namespaceBeside] : [];
    eventObjectFields(place, 'uid').forEach((field) => {
      if (uids.length) should.push({ terms: { [field]: uids } });
    });
    // a name's keyword goes with the namespace's
    eventObjectFields(place, 'namespace').forEach((namespaceField, form) => {
      for (const [namespace, names] of places) {
        const within = namespace
          ? [
              any(
                [namespaceField, ...besides].map((field): Query => ({
                  term: { [field]: namespace },
                }))
              ),
            ]
          : [];
        should.push(all([{ terms: { [nameFields[form]!]: names } }, ...within]));
      }
    });
  }
  return any(should);
}

/** Events about a workload's Pods, and itself: objects of which the name is this one or begins with it and a dash. */
export function eventsOfWorkload(namespace: string, name: string): Query {
  return any(
    EVENT_PLACES.map((place) =>
      all([
        oneIs(eventObjectFields(place, 'namespace'), [namespace]),
        any([
          oneBegins(eventObjectFields(place, 'name'), `${name}-`),
          oneIs(eventObjectFields(place, 'name'), [name]),
        ]),
      ])
    )
  );
}
