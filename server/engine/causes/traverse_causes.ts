/** Walks from the objects that a record names to the objects whose change may have caused what the record says. */
import type { ObjectReference } from '../../../common/model/log_record';
import type { ObjectPart, Relation } from '../control_loops/control_loop';
import type { Timeline } from '../timeline/build_timeline';
import type { TimelineObject } from '../timeline/object_index';
import { CauseLinks } from './cause_links';
import { isPartial, objectKey } from './object_key';

export interface Seed {
  object: ObjectReference;
  /** how sure the record is about this object, 0..1 */
  weight: number;
}

export interface ReachedObject {
  object: ObjectReference;
  /** absent where no record in the timeline tells what the reference means */
  state?: TimelineObject;
  /** how sure it is that a change of it changes what the record is about, 0..1 */
  weight: number;
  /** from this object to the record's */
  path: ObjectReference[];
  /** `self`: the record names it */
  relation: Relation;
  /** the parts of it whose change has an effect on the object before; absent: all */
  parts?: ReadonlySet<ObjectPart>;
  hops: number;
}

/** From the record's object to the one that a user changed: Pod → ReplicaSet → Deployment and one more. */
export const MAX_HOPS = 4;
/** Objects that are looked into; a record that names hundreds says little of each. */
export const MAX_REACHED = 60;
/** A bare name may belong to any of several objects. */
const MAX_NAMESAKES = 6;

/**
 * @param at microseconds: the record's time
 * @returns the surest first
 */
export function traverseCauses(
  timeline: Timeline,
  seeds: readonly Seed[],
  at: number
): ReachedObject[] {
  const links = new CauseLinks(timeline);
  const reached = new Map<string, ReachedObject>();
  const queue: ReachedObject[] = [];
  const visit = (next: ReachedObject): void => {
    const key = next.state?.key ?? objectKey(next.object);
    const known = reached.get(key);
    if (known ? known.weight >= next.weight : reached.size >= MAX_REACHED) return;
    reached.set(key, next);
    queue.push(next);
  };
  for (const { object, weight } of seeds) {
    const meant = objectsMeant(timeline, object, seeds, at);
    if (!meant.length) visit({ object, weight, path: [object], relation: 'self', hops: 0 });
    for (const state of meant)
      visit({
        object: state,
        state,
        weight: weight * (meant.length > 1 ? 0.95 : 1),
        path: [state],
        relation: 'self',
        hops: 0,
      });
  }
  for (let from = queue.shift(); from; from = queue.shift()) {
    const { state, hops, relation, path, weight } = from;
    if (!state || hops >= MAX_HOPS || reached.get(state.key) !== from) continue;
    const pod = path.find(({ kind }) => kind === 'Pod') as TimelineObject | undefined;
    for (const { object, relation: by, likelihood, parts } of links.of(
      state,
      relation,
      pod?.created?.at ?? at
    )) {
      if (!path.includes(object))
        visit({
          object,
          state: object,
          weight: weight * likelihood,
          path: [object, ...path],
          relation: by,
          parts,
          hops: hops + 1,
        });
    }
  }
  return [...reached.values()].sort((a, b) => b.weight - a.weight);
}

/** The objects that a reference means; all that bear its name where it has no kind or no namespace. */
function objectsMeant(
  { objects }: Timeline,
  reference: ObjectReference,
  seeds: readonly Seed[],
  at: number
): TimelineObject[] {
  const known = objects.find(reference, at);
  if (known?.name) return [known];
  const { kind, namespace, name } = reference;
  if (name === undefined || !(kind === undefined || isPartial(reference)))
    return known ? [known] : [];
  const namespaces = new Set(
    seeds.flatMap(({ object }) => object.namespace ?? objects.find(object, at)?.namespace ?? [])
  );
  const isHere = (other: TimelineObject): boolean =>
    namespace
      ? other.namespace === namespace
      : !namespaces.size || !other.namespace || namespaces.has(other.namespace);
  const namesakes = objects.all.filter(
    (other) =>
      other.name === name &&
      other.kind !== undefined &&
      (kind === undefined || other.kind === kind) &&
      isHere(other)
  );
  // of several objects that bore the name one after the other the one of that time
  return [
    ...new Set(
      namesakes.map(
        (other) => objects.find({ kind: other.kind, namespace: other.namespace, name }, at) ?? other
      )
    ),
  ].slice(0, MAX_NAMESAKES);
}
