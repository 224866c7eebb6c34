/** Clauses on Events of Kubernetes, wherever their shipper decodes them: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import {
  EVENT_HOST_FIELDS,
  EVENT_MESSAGE_FIELDS,
  EVENT_LAYOUTS,
  EVENT_REASON_FIELDS,
  getEventObjectFields,
  type EventFieldLayout,
} from '../field_catalogue';
import { allOf, anyOf, anyFieldStartsWith, anyFieldIs, anyPhrase, type Query } from './clauses';
import { groupNamesByNamespace, listUids } from './object_names';

/** Events of one of these reasons. */
export const eventReasonIs = (reasons: string[]): Query => anyFieldIs(EVENT_REASON_FIELDS, reasons);
/** Events in whose message one of these stands. */
export const eventMessageHas = (texts: string[]): Query => anyPhrase(texts, EVENT_MESSAGE_FIELDS);
/** Events that a component of this node reported. */
export const eventIsFromNode = (node: string): Query =>
  anyOf(EVENT_HOST_FIELDS.map((field) => ({ term: { [field]: node } })));
/** Events about anything in this namespace. */
export const eventsOfNamespace = (namespace: string): Query =>
  anyOf(
    EVENT_LAYOUTS.flatMap((place) => namespaceFields(place)).map((field) => ({
      term: { [field]: namespace },
    }))
  );

const namespaceFields = (place: EventFieldLayout): string[] => [
  ...getEventObjectFields(place, 'namespace'),
  ...(place.fallbackNamespace ? [place.fallbackNamespace] : []),
];

/** Events about these objects: by uid, or by namespace and name. Kinds are compared on what comes back. */
export function eventsOfObjects(objects: readonly ObjectReference[]): Query {
  const uids = listUids(objects);
  const places = groupNamesByNamespace(objects);
  const should: Query[] = [];
  for (const place of EVENT_LAYOUTS) {
    const nameFields = getEventObjectFields(place, 'name');
    const besides = place.fallbackNamespace ? [place.fallbackNamespace] : [];
    getEventObjectFields(place, 'uid').forEach((field) => {
      if (uids.length) should.push({ terms: { [field]: uids } });
    });
    // a name's keyword goes with the namespace's
    getEventObjectFields(place, 'namespace').forEach((namespaceField, form) => {
      for (const [namespace, names] of places) {
        const within = namespace
          ? [
              anyOf(
                [namespaceField, ...besides].map((field): Query => ({
                  term: { [field]: namespace },
                }))
              ),
            ]
          : [];
        should.push(allOf([{ terms: { [nameFields[form]!]: names } }, ...within]));
      }
    });
  }
  return anyOf(should);
}

/** Events about a workload's Pods, and itself: objects of which the name is this one or begins with it and a dash. */
export function eventsOfWorkload(namespace: string, name: string): Query {
  return anyOf(
    EVENT_LAYOUTS.map((place) =>
      allOf([
        anyFieldIs(getEventObjectFields(place, 'namespace'), [namespace]),
        anyOf([
          anyFieldStartsWith(getEventObjectFields(place, 'name'), `${name}-`),
          anyFieldIs(getEventObjectFields(place, 'name'), [name]),
        ]),
      ])
    )
  );
}
