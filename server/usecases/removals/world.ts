/** All facts of a search, to be asked who did what to which object. */
import { kindOfResource } from '../../../common/parse/kinds';
import type { Fact } from './fact';
import { madePod, type PodHistory } from './pod_history';

/** An audit record without sub-seconds or of another clock may lie a little after what it caused; microseconds. */
export const SLACK = 100_000;

export class World {
  private readonly writes = new Map<string, Fact[]>();
  private readonly events = new Map<string, Fact[]>();
  private readonly creations: Fact[] = [];
  private readonly collections: Fact[] = [];
  private readonly ownerEvents = new Map<string, Fact[]>();
  readonly facts: readonly Fact[];
  /** whether any record of the audit log is there at all */
  readonly audited: boolean;

  constructor(facts: readonly Fact[]) {
    this.facts = [...facts].sort((a, b) => a.at - b.at);
    this.audited = facts.some(({ write }) => write !== undefined);
    for (const fact of this.facts) {
      const { write, event } = fact;
      if (write?.verb === 'deletecollection') this.collections.push(fact);
      else if (write?.name) {
        put(this.writes, keyOf(kindOfResource(write.resource) ?? singular(write.resource), write.namespace, write.name), fact);
        if (write.verb === 'create' && write.resource === 'pods' && !write.subresource) this.creations.push(fact);
      }
      const made = madePod(fact);
      if (made) put(this.ownerEvents, `${event!.reason}\n${made.namespace ?? ''}\n${made.name}`, fact);
      if (event?.regarding.name) put(this.events, keyOf(event.regarding.kind ?? '', event.regarding.kind === 'Node' ? undefined : event.regarding.namespace, event.regarding.name), fact);
    }
  }

  /** Accepted writes of an object up to a time (with some slack), the latest first. */
  writesOf(kind: string, namespace: string | undefined, name: string, until = Infinity): Fact[] {
    const found = this.writes.get(keyOf(kind, namespace, name)) ?? [];
    return found.filter(({ at }) => at <= until + SLACK).reverse();
  }

  /** Events about an object up to a time, the latest first. */
  eventsOf(kind: string, namespace: string | undefined, name: string, until = Infinity): Fact[] {
    const found = this.events.get(keyOf(kind, namespace, name)) ?? [];
    return found.filter(({ at }) => at <= until).reverse();
  }

  /** The Event by which its owner says that it made or deleted this Pod. */
  ownerEvent({ pod, since, until = Infinity, facts }: PodHistory, reason: 'SuccessfulCreate' | 'SuccessfulDelete'): Fact | undefined {
    const last = facts[facts.length - 1]!.at;
    const found = this.ownerEvents.get(`${reason}\n${pod.namespace ?? ''}\n${pod.name}`) ?? [];
    return found.find(({ at, event }) => event!.regarding.kind !== 'Pod' && at >= since - 2_000_000 && at <= (reason === 'SuccessfulDelete' ? until : last + 2_000_000));
  }

  /** Creations of Pods, in order. */
  get podCreations(): readonly Fact[] {
    return this.creations;
  }

  /** Deletions of all Pods of a namespace (or of those that a selector chose), in order. */
  collectionsOf(namespace: string | undefined): Fact[] {
    return this.collections.filter(({ write }) => write!.resource === 'pods' && write!.namespace === namespace);
  }
}

const keyOf = (kind: string, namespace: string | undefined, name: string): string => `${kind.toLowerCase()}\n${namespace ?? ''}\n${name}`;

/** The kind that a custom resource's plural most likely stands for, but for capitals: `rollouts` → `rollout`. */
const singular = (resource: string): string => (resource.endsWith('ies') ? `${resource.slice(0, -3)}y` : resource.endsWith('s') ? resource.slice(0, -1) : resource);

function put(map: Map<string, Fact[]>, key: string, fact: Fact): void {
  const list = map.get(key);
  if (list) list.push(fact);
  else map.set(key, [fact]);
}
