/** The objects of a trace: those that the request changed, and those that changed because of them. */
import { addToList } from '../../../common/list_map';
import type { ObjectReference } from '../../../common/model/log_record';
import { hasSecondPrecision, SECOND_US } from '../timeline/pod_state';
import type { Evidence } from '../evidence';
import type { TimelineObject } from '../timeline/object_index';

/** How an object came into the trace; each with how sure that is, given that the one before belongs to it. */
export const LINKS = {
  /** the request itself changed it */
  requested: 1,
  /** its owner references name the one before (metadata.ownerReferences), and it was made or changed after that one was */
  owned: 0.98,
  /** it owns the one before, which the request took away or changed: its controller reacts */
  owner: 0.95,
  /** by name, as controllers make names (common/parse/names/owner_stem): no body, Event or line names the owner */
  named: 0.88,
  /** a claim's volume, a volume's attachment, a Pod's claim */
  volume: 0.96,
  /** a Pod names it in its spec (Secrets, ConfigMaps), or its kubelet asks for it */
  referred: 0.85,
  /** it counts the one before, and was written right after that changed: Endpoints, EndpointSlices, budgets, quotas */
  counts: 0.75,
  /** a Pod that was preempted for the one before */
  preempted: 0.92,
  /** a Pod that was evicted from the node that the request tainted or lost */
  evicted: 0.9,
  /** it waited for what the one before is, or stood in the way of, and went on then */
  released: 0.9,
  /** it is in the namespace that the request deletes */
  inside: 0.95,
} as const;
export type Link = keyof typeof LINKS;

export interface TraceObject {
  state: TimelineObject;
  link: Link;
  parent?: TraceObject;
  /** from the request's object to this one: `Deployment shop/web`, `ReplicaSet shop/web-5d`, … */
  path: string[];
  /** microseconds: what is said of it belongs to the trace from here on */
  since: number;
  /** microseconds: … until here; Infinity until that is known */
  until: number;
  confidence: number;
  /** refused creations and the like: nothing of it was stored */
  refused?: boolean;
}

/** Beyond this nothing is followed. */
export const MAX_OBJECTS = 2_000;
export const MAX_HOPS = 8;

export const titleOf = ({ kind, namespace, name, uid }: ObjectReference): string =>
  [kind, name === undefined ? uid : namespace === undefined ? name : `${namespace}/${name}`].filter(Boolean).join(' ');

/** When it was, microseconds, at the latest: an Event knows the second only. */
export const latest = (evidence: Evidence): number => (hasSecondPrecision(evidence) ? evidence.at + SECOND_US - 1 : evidence.at);

/** The members of a trace, by object and by name. */
export class TraceObjects {
  private readonly byState = new Map<TimelineObject, TraceObject>();
  private readonly byName = new Map<string, TraceObject[]>();
  /** in the order in which they joined */
  readonly all: TraceObject[] = [];
  /** objects that were not followed because of the limits */
  leftOut = 0;
  /** a limit on hops was reached */
  hopsLimited = false;

  of(state: TimelineObject): TraceObject | undefined {
    return this.byState.get(state);
  }

  /** Members of that name, whatever their kind. */
  named(namespace: string | undefined, name: string): TraceObject[] {
    return this.byName.get(`${namespace ?? ''}/${name}`) ?? [];
  }

  /** @returns the member if it is new, or is there from an earlier time on now */
  add(state: TimelineObject, link: Link, since: number, parent?: TraceObject): TraceObject | undefined {
    const known = this.byState.get(state);
    if (known) {
      if (since >= known.since) return undefined;
      known.since = since;
      return known;
    }
    if (this.byState.size >= MAX_OBJECTS) {
      this.leftOut++;
      return undefined;
    }
    const path = [...(parent?.path ?? []), titleOf(state)];
    if (path.length > MAX_HOPS) {
      this.hopsLimited = true;
      return undefined;
    }
    const member: TraceObject = { state, link, parent, path, since, until: Infinity, confidence: (parent?.confidence ?? 1) * LINKS[link] };
    this.byState.set(state, member);
    this.all.push(member);
    if (state.name !== undefined) addToList(this.byName, `${state.namespace ?? ''}/${state.name}`, member);
    return member;
  }
}
