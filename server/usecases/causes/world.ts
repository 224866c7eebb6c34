/** What is known of the objects around a record: who wrote them, and what hangs on what. Pure. */
import { addToList } from '../../../common/list_map';
import type { ObjectReference } from '../../../common/model/log_record';
import type { EventRecord } from '../../../common/parse/event';
import { findIds } from '../../../common/parse/ids';
import { CLUSTER_SCOPED } from '../../../common/parse/object_list';
import { toMicros } from '../../../common/time/micros';
import type { ReadRecord } from '../../elasticsearch/readers/document';
import { writeOf, type Relation, type Write } from './write';

/** One step towards a cause. `by` is what tells of it. */
export interface Edge {
  to: ObjectReference;
  relation: Relation | 'name' | 'user-of-claim' | 'removed-pod' | 'preempted' | 'namespace';
}

/** Kinds that make others, and name them after themselves. */
const MAKERS: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController']);

export const keyOf = ({ kind = '', namespace = '', name = '', uid = '' }: ObjectReference): string => (name ? `${kind}/${CLUSTER_SCOPED.has(kind) ? '' : namespace}/${name}` : `uid/${uid}`);

/** The time in which an object of this name lived; microseconds. */
export interface Life { born?: number; gone?: number }

interface ToldEvent { at: number; event: EventRecord }

export class World {
  private readonly writes = new Map<string, Write>();
  private readonly byObject = new Map<string, Write[]>();
  private readonly events = new Map<string, ToldEvent[]>();
  private readonly made = new Map<string, ObjectReference>();
  private readonly users = new Map<string, ObjectReference[]>();
  private readonly names = new Map<string, ObjectReference>();
  private readonly lost = new Map<string, number>();
  private readonly preemptors = new Map<string, ObjectReference>();
  /** an audit record was seen, whatever it is of */
  audited = false;

  add({ record, audit, event }: ReadRecord): void {
    if (audit) {
      this.audited = true;
      this.addNames(record.objects);
      const write = writeOf(record, audit);
      if (write) this.addWrite(write);
    } else if (event) this.addEvent(record.timestamp, event);
    else this.addNames(record.objects);
  }

  private addNames(objects: readonly ObjectReference[]): void {
    for (const object of objects) if (object.uid && object.name && !isPartial(object)) this.names.set(object.uid, object);
  }

  /** A user's request of which only kube-apiserver's own line tells. */
  addRequestLine(write: Write): void {
    this.addWrite(write);
  }

  private addWrite(write: Write): void {
    const key = `${write.audit.auditID}\n${write.at}\n${write.verb}`;
    if (this.writes.has(key)) return;
    this.writes.set(key, write);
    for (const object of [write.object, ...write.items]) {
      if (!object.name) continue;
      addToList(this.byObject, keyOf(object), write);
      if (object.kind !== 'Pod') continue;
      for (const { to, relation } of write.links) if (relation === 'volume') addToList(this.users, keyOf(to), object);
    }
  }

  private addEvent(timestamp: string, event: EventRecord): void {
    const at = toMicros(event.firstTimestamp ?? event.eventTime ?? timestamp);
    const { regarding, message = '' } = event;
    if (at === null || !regarding.name) return;
    if (regarding.uid) this.names.set(regarding.uid, regarding);
    addToList(this.events, keyOf(regarding), { at, event });
    if (event.reason === 'Preempted') {
      // the preempting Pod is the Event's related object; older schedulers name it in the message only
      const uid = uidIn(message);
      const preemptor = event.related ?? (uid ? { kind: 'Pod', uid } : undefined);
      if (preemptor) this.preemptors.set(keyOf(regarding), preemptor);
    }
    // `Created pod: web-5d-x`, `Scaled up replica set web-5d from 0 to 2`, `create Pod db-0 in StatefulSet db successful`
    if (!regarding.kind || !MAKERS.has(regarding.kind)) return;
    for (const word of message.slice(0, 400).split(/[\s:,"]+/)) {
      if (!word.startsWith(`${regarding.name}-`)) continue;
      this.made.set(`${regarding.namespace ?? ''}/${word}`, regarding);
      if (event.reason === 'SuccessfulDelete') this.lost.set(`${regarding.namespace ?? ''}/${word}`, at);
    }
  }

  /** The object with its name and namespace, where a record gives only its uid, or its bare name beside it. */
  resolve(object: ObjectReference): ObjectReference {
    const known = object.uid && isPartial(object) ? this.names.get(object.uid) : undefined;
    return known ? { ...known, uid: object.uid } : object;
  }

  writesOf(object: ObjectReference): Write[] {
    return this.byObject.get(keyOf(object)) ?? [];
  }

  get all(): Write[] {
    return [...this.writes.values()];
  }

  eventsOf(object: ObjectReference): ToldEvent[] {
    return this.events.get(keyOf(object)) ?? [];
  }

  /** Of several objects that bore this name the one that lived at this time. */
  lifeOf(object: ObjectReference, at: number): Life {
    const writes = this.writesOf(object).filter(({ refused, subresource }) => !refused && (subresource === undefined || subresource === 'eviction'));
    const creations = writes.filter(({ verb, subresource, object: { uid } }) => verb === 'create' && !subresource && !(uid && object.uid && uid !== object.uid)).map((write) => write.at);
    const events = this.eventsOf(object).filter(({ event }) => !(event.regarding.uid && object.uid && event.regarding.uid !== object.uid)).map((told) => told.at);
    const before = creations.filter((time) => time <= at + 1_000_000);
    const born = before.length ? Math.max(...before) : events.length ? Math.min(...events) : undefined;
    const removals = writes.filter((write) => (write.verb === 'delete' || write.verb === 'deletecollection' || write.subresource === 'eviction') && write.at >= (born ?? 0)).map((write) => write.at);
    // no request tells of it: its controller does, or the kubelet that stops its containers
    if (!removals.length && object.kind === 'Pod') {
      const lost = this.lost.get(`${object.namespace ?? ''}/${object.name ?? ''}`);
      const stopped = this.eventsOf(object).filter(({ event }) => event.reason === 'Killing' && event.message?.startsWith('Stopping container ')).map((told) => told.at);
      removals.push(...[...(lost === undefined ? [] : [lost]), ...stopped].filter((time) => time >= (born ?? 0)));
    }
    return { ...(born === undefined ? {} : { born }), ...(removals.length ? { gone: Math.min(...removals) } : {}) };
  }

  /** What made it, what it runs on, what it needs: what may have been changed, and so have caused what happened to it. */
  edgesOf(object: ObjectReference): Edge[] {
    const edges = new Map<string, Edge>();
    const add = (relation: Edge['relation'], to: ObjectReference): void => { if (to.name && !edges.has(keyOf(to))) edges.set(keyOf(to), { relation, to }); };
    for (const write of this.writesOf(object)) {
      if (keyOf(write.object) === keyOf(object)) for (const { relation, to } of write.links) add(relation, to);
    }
    const maker = this.made.get(`${object.namespace ?? ''}/${object.name ?? ''}`);
    if (maker) add('owner', maker);
    if (![...edges.values()].some(({ relation }) => relation === 'owner')) for (const to of this.stemsOf(object)) add('name', to);
    const preemptor = this.preemptors.get(keyOf(object));
    if (preemptor) add('preempted', this.resolve(preemptor));
    for (const user of this.users.get(keyOf(object)) ?? []) add('user-of-claim', user);
    if ((object.kind === 'Endpoints' || object.kind === 'Service') && object.name) {
      const other = object.kind === 'Service' ? 'Endpoints' : 'Service';
      add('name', { kind: other, namespace: object.namespace, name: object.name });
    }
    if (object.namespace && !CLUSTER_SCOPED.has(object.kind ?? '')) add('namespace', { kind: 'Namespace', name: object.namespace });
    return [...edges.values()];
  }

  /** Workloads of which writes are known, whose name the object's begins with. */
  private stemsOf({ kind, namespace, name = '' }: ObjectReference): ObjectReference[] {
    const stems = nameStems(name);
    return [...this.byObject.values()].flatMap(([write]) => {
      const of = write!.object;
      const makes = of.kind && (kind === 'EndpointSlice' ? of.kind === 'Service' : MAKERS.has(of.kind));
      return makes && of.namespace === namespace && of.name && stems.includes(of.name) ? [of] : [];
    });
  }

  /**
   * Where a line gives a name without a kind or namespace: all that bear it.
   *
   * @param namespaces of what the line names beside it; empty: not known
   */
  bearersOf(object: ObjectReference, namespaces: ReadonlySet<string>): ObjectReference[] {
    if (!object.name || (object.kind && !isPartial(object))) return [object];
    const found = new Map<string, ObjectReference>();
    const add = (other: ObjectReference): void => {
      if (!other.kind || other.name !== object.name || (object.kind && other.kind !== object.kind)) return;
      const isHere = object.namespace ? other.namespace === object.namespace : !namespaces.size || !other.namespace || namespaces.has(other.namespace);
      if (isHere) found.set(keyOf(other), { kind: other.kind, ...(other.namespace ? { namespace: other.namespace } : {}), name: other.name });
    };
    for (const [write] of this.byObject.values()) {
      add(write!.object);
      for (const { to } of write!.links) add(to);
    }
    for (const [told] of this.events.values()) add(told!.event.regarding);
    for (const maker of this.made.values()) add(maker);
    return found.size ? [...found.values()] : [object];
  }

  /** Pods that a workload lost in this time, and who removed them. */
  removedPods(workload: ObjectReference, from: number, to: number): Write[] {
    return this.all.filter(({ object, verb, subresource, at, refused }) =>
      object.kind === 'Pod' && object.namespace === workload.namespace && (verb === 'delete' || subresource === 'eviction') && !refused && at >= from && at <= to
      && nameStems(object.name ?? '').includes(workload.name ?? ''));
  }
}

/** Without its name, or without the namespace that it has. */
export const isPartial = ({ kind, namespace, name }: ObjectReference): boolean => !name || (!namespace && !CLUSTER_SCOPED.has(kind ?? ''));

/** `web-5d-x` → `web-5d`, `web`: how controllers' names begin (apiserver names generator, deployment util, StatefulSet ordinals). */
export function nameStems(name: string): string[] {
  const stems: string[] = [];
  for (let at = name.lastIndexOf('-'); at > 0 && stems.length < 2; at = name.lastIndexOf('-', at - 1)) stems.push(name.slice(0, at));
  return stems;
}

const uidIn = (text: string): string | undefined => findIds(text, { limit: 5 }).find(({ kind }) => kind === 'uid')?.value;
