import type { ObjectReference } from '../../common/model/log_record';
import type { BareRecord } from '../records/from_hit';

/** Kinds that nearly every request touches without acting on them: their Events belong to no single request. */
const BACKGROUND_KINDS: ReadonlySet<string> = new Set(['Node', 'Namespace', 'Lease', 'ServiceAccount', 'PriorityClass', 'StorageClass', 'CSINode', 'RuntimeClass']);

/** Most objects whose Events and logs are looked up; a trace that names more says so. */
export const MAX_OBJECTS = 2_000;

const keyOf = ({ kind, namespace, name }: ObjectReference): string => `${kind ?? ''}\u0000${namespace ?? ''}\u0000${name ?? ''}`;

/**
 * The objects that a trace's records name, each once. An object named with and without its kind or uid is one object, so a
 * bare `ns/name` is dropped where the same name comes with a kind.
 */
export class NamedObjects {
  private readonly byKey = new Map<string, ObjectReference>();
  private readonly byUid = new Map<string, ObjectReference>();
  /** how many were not taken because of MAX_OBJECTS */
  leftOut = 0;

  /** @returns the objects that were new */
  add(records: Iterable<BareRecord>): ObjectReference[] {
    const fresh: ObjectReference[] = [];
    for (const record of records) {
      for (const object of record.objects) if (this.addOne(object)) fresh.push(object);
    }
    return fresh;
  }

  get size(): number {
    return this.byKey.size + this.byUid.size;
  }

  /** Those whose Events tell about the request. */
  isTelling(object: ObjectReference): boolean {
    return !(object.kind && BACKGROUND_KINDS.has(object.kind));
  }

  /** Whether an Event's object is one of these: by uid where both have one, else by namespace, name and (if known) kind. */
  has(object: ObjectReference): { object: ObjectReference; byUid: boolean } | null {
    if (object.uid) {
      const known = this.byUid.get(object.uid);
      if (known) return { object: known, byUid: true };
    }
    if (!object.name) return null;
    for (const kind of [object.kind, undefined]) {
      const known = this.byKey.get(keyOf({ ...object, kind }));
      // the same name with another uid is an earlier or later object of that name
      if (known && !(known.uid && object.uid && known.uid !== object.uid)) return { object: known, byUid: false };
    }
    return null;
  }

  private addOne(object: ObjectReference): boolean {
    const key = object.name ? keyOf(object) : undefined;
    const known = (object.uid ? this.byUid.get(object.uid) : undefined) ?? (key ? this.byKey.get(key) : undefined);
    if (known && (!object.uid || known.uid === object.uid)) return false;
    if (this.size >= MAX_OBJECTS) {
      this.leftOut++;
      return false;
    }
    if (object.uid) this.byUid.set(object.uid, object);
    // two objects of one name (deleted and made again): keep the name without a uid, so that either is found
    if (key) this.byKey.set(key, known ? { ...object, uid: undefined } : object);
    return true;
  }
}
