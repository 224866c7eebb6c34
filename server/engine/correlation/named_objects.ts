import type { LogRecord, ObjectReference } from '../../../common/model/log_record';

/** Kinds that nearly every request touches without acting on them: their Events belong to no single request. */
const BACKGROUND_KINDS: ReadonlySet<string> = new Set([
  'Event',
  'Node',
  'Namespace',
  'Lease',
  'ServiceAccount',
  'PriorityClass',
  'StorageClass',
  'CSINode',
  'RuntimeClass',
]);

/** Most objects whose Events and logs are looked up; a trace that names more says so. */
export const MAX_OBJECTS = 2_000;

const keyOf = ({ kind, namespace, name }: ObjectReference): string =>
  `${kind ?? ''}\u0000${namespace ?? ''}\u0000${name ?? ''}`;

/** Whether an object may be a Pod, and so have container logs: by its kind, or because the record gives only a name. */
export const mayBePod = ({ kind }: ObjectReference): boolean =>
  kind === undefined || kind === 'Pod';

/** Whether an object's Events tell about the request. */
export const isTelling = ({ kind }: ObjectReference): boolean =>
  !(kind && BACKGROUND_KINDS.has(kind));

/** What an object is looked up by: its name, which finds it with any uid; only a nameless one by its uid. */
export const lookUpKey = (object: ObjectReference): string =>
  object.name
    ? `${mayBePod(object) ? 'pod' : ''}\u0000${object.namespace ?? ''}\u0000${object.name}`
    : object.uid!;

/** The objects that a trace's records name, each once, to compare with what an Event or a container's log is about. */
export class NamedObjects {
  private readonly byKey = new Map<string, ObjectReference>();
  private readonly byUid = new Map<string, ObjectReference>();
  private readonly toLookUp = new Map<string, ObjectReference>();
  /** how many were not taken because of MAX_OBJECTS */
  leftOut = 0;

  /** @returns the objects that have to be looked up now: those that no earlier call named, the background ones left out */
  add(records: Iterable<LogRecord>): ObjectReference[] {
    const fresh: ObjectReference[] = [];
    for (const { objects } of records) {
      for (const object of objects) {
        this.remember(object);
        if (!isTelling(object) || !(object.name || object.uid)) continue;
        const key = lookUpKey(object);
        if (this.toLookUp.has(key)) continue;
        if (this.toLookUp.size >= MAX_OBJECTS) {
          this.leftOut++;
          continue;
        }
        this.toLookUp.set(key, object);
        fresh.push(object);
      }
    }
    return fresh;
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
      if (known && !(known.uid && object.uid && known.uid !== object.uid))
        return { object: known, byUid: false };
    }
    return null;
  }

  private remember(object: ObjectReference): void {
    if (object.uid) this.byUid.set(object.uid, object);
    if (!object.name) return;
    const key = keyOf(object);
    const known = this.byKey.get(key);
    if (!known || (!known.uid && object.uid && !this.hadTwoUids.has(key)))
      this.byKey.set(key, object);
    else if (known.uid && object.uid && known.uid !== object.uid) {
      // two objects of one name (deleted and made again): keep the name without a uid, so that either is found
      this.hadTwoUids.add(key);
      this.byKey.set(key, { ...object, uid: undefined });
    }
  }

  private readonly hadTwoUids = new Set<string>();
}
