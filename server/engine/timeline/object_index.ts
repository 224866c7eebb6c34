/** The objects that a trace names: each once, though a name may be used again by another object (another uid). */
import type { ObjectReference } from '../../../common/model/log_record';
import type { OwnerReference } from '../../../common/parse/audit';
import type { JsonObject } from '../../../common/parse/json_values';
import type { Evidence } from '../evidence';
import { hasSecondPrecision, PodState, SECOND_US } from './pod_state';

/** One object, and what became of it in the trace. Each field keeps the record that says so. */
export interface TimelineObject {
  readonly key: string;
  kind?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  owners: OwnerReference[];
  /** microseconds: from when on this name means this object */
  since: number;
  records: number;
  created?: Evidence;
  updated?: Evidence;
  /** its deletion was accepted */
  deleting?: Evidence;
  /** it is gone */
  removed?: Evidence;
  /** somebody who watches it saw it go */
  seenToGo?: boolean;
  /** a Pod: its kubelet has ended and deleted it, and nobody saw it go */
  lingering?: Evidence;
  /** a request for it was answered 404, or a component says that it isn't there */
  missing?: Evidence;
  /** a claim: it has its volume, as a line told */
  bound?: Evidence;
  /** a Job: it has ended, as an Event told */
  ended?: { failed: boolean; evidence: Evidence };
  /** what holds its deletion, as last known; undefined where no body told */
  finalizers?: string[];
  /** as last stored */
  body?: JsonObject;
  bodyBy?: Evidence;
  /** of Pods only */
  pod?: PodState;
}

/** Most objects that are kept apart; a trace that names more loses the rest from its tree. */
const MAX_OBJECTS = 5_000;
const nameKey = (kind: string | undefined, namespace: string | undefined, name: string): string =>
  `${kind ?? ''}\u0000${namespace ?? ''}\u0000${name}`;

export class ObjectIndex {
  private readonly byUid = new Map<string, TimelineObject>();
  private readonly byName = new Map<string, TimelineObject[]>();
  private readonly podsByName = new Map<string, TimelineObject[]>();
  /** in the order in which they were first named */
  readonly all: TimelineObject[] = [];

  /** Learns which uids bear which names, so that records that give only a name find the object of their time. */
  learn(evidence: Evidence[]): void {
    // an Event knows seconds only: another record knows better since when a name means this object
    this.learnFrom(
      evidence.filter((one) => !hasSecondPrecision(one)),
      0
    );
    this.learnFrom(evidence.filter(hasSecondPrecision), SECOND_US - 1);
  }

  private learnFrom(evidence: Evidence[], later: number): void {
    for (const { record, at } of evidence) {
      for (const { kind, namespace, name, uid } of record.objects) {
        // a Pod's name without its namespace (volume lines: `pod "web" (UID: …)`) is half a name
        if (!uid || !name || !kind || (kind === 'Pod' && !namespace) || this.byUid.has(uid))
          continue;
        this.add({ kind, namespace, name, uid }, at + later);
      }
    }
  }

  /** The object that a reference means at that time; made where it is new. undefined where it names nothing, or there are too many. */
  resolve(reference: ObjectReference, at: number): TimelineObject | undefined {
    const { kind, namespace, name, uid } = reference;
    const known = uid ? this.byUid.get(uid) : undefined;
    if (known) return known;
    if (name && kind) {
      const named = this.named(kind, namespace, name, at);
      if (named && (!uid || !named.uid)) {
        if (uid) {
          named.uid = uid;
          this.byUid.set(uid, named);
        }
        return named;
      }
    }
    if (!uid && !(name && kind)) return undefined;
    return this.all.length < MAX_OBJECTS ? this.add(reference, at) : undefined;
  }

  /**
   * The object that a creation makes, where its answer does not tell its uid: a name that was used before means another one from
   * now on (a StatefulSet's Pod, one that is replaced).
   */
  created(reference: ObjectReference, at: number): TimelineObject | undefined {
    const known = this.resolve(reference, at);
    const going = known?.deleting ?? known?.removed;
    // asked once more when all was read, what went later was still there
    if (!known || reference.uid || !going || going.at > at || !known.name || !known.kind)
      return known;
    const states = this.byName.get(nameKey(known.kind, known.namespace, known.name)) ?? [];
    const next = states[states.indexOf(known) + 1];
    if (!next)
      return this.all.length < MAX_OBJECTS
        ? this.add({ kind: known.kind, namespace: known.namespace, name: known.name }, at)
        : known;
    next.since = Math.min(next.since, at);
    return next;
  }

  /** The same without making any. */
  find({ kind, namespace, name, uid }: ObjectReference, at = Infinity): TimelineObject | undefined {
    if (uid) return this.byUid.get(uid);
    return name && kind ? this.named(kind, namespace, name, at) : undefined;
  }

  /** All objects that had this name, one after the other. */
  lifetimesOf(
    kind: string,
    namespace: string | undefined,
    name: string
  ): readonly TimelineObject[] {
    return this.byName.get(nameKey(kind, namespace, name)) ?? [];
  }

  /** The object and those that own it, up to the first that nobody owns. */
  ownerChain(object: TimelineObject): TimelineObject[] {
    const chain = [object];
    for (let current: TimelineObject | undefined = object; current && chain.length < 10;) {
      const owner: OwnerReference | undefined =
        current.owners.find(({ controller }) => controller) ?? current.owners[0];
      current =
        owner &&
        this.find(
          { kind: owner.kind, namespace: current.namespace, name: owner.name, uid: owner.uid },
          object.since
        );
      if (!current || chain.includes(current)) break;
      chain.push(current);
    }
    return chain;
  }

  private named(
    kind: string,
    namespace: string | undefined,
    name: string,
    at: number
  ): TimelineObject | undefined {
    // a Pod named without its namespace is the one of that name, where there is but one
    const states =
      this.byName.get(nameKey(kind, namespace, name)) ??
      (kind === 'Pod' && namespace === undefined ? this.podsByName.get(name) : undefined);
    if (!states?.length) return undefined;
    for (let i = states.length - 1; i > 0; i--) if (states[i]!.since <= at) return states[i];
    return states[0];
  }

  private add({ kind, namespace, name, uid }: ObjectReference, at: number): TimelineObject {
    const state: TimelineObject = {
      key: `o${this.all.length}`,
      kind,
      namespace,
      name,
      uid,
      owners: [],
      since: at,
      records: 0,
    };
    if (kind === 'Pod') state.pod = new PodState();
    this.all.push(state);
    if (uid) this.byUid.set(uid, state);
    if (name && kind) {
      const key = nameKey(kind, namespace, name);
      const states = this.byName.get(key);
      if (states) states.splice(states.findLastIndex(({ since }) => since <= at) + 1, 0, state);
      else this.byName.set(key, [state]);
      if (kind === 'Pod' && namespace !== undefined) {
        const pods = this.podsByName.get(name);
        if (!pods) this.podsByName.set(name, [state]);
        else if (pods.every((pod) => pod.namespace === namespace)) pods.push(state);
        else this.podsByName.set(name, []);
      }
    }
    return state;
  }
}
