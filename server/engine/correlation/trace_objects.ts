/** The objects of a trace: those that the request changed, and those that changed because of them. */
import { addToList } from '../../../common/add_to_list';
import type { ObjectReference } from '../../../common/model/log_record';
import {
  PROOFS,
  RELATION_PROOFS,
  type ObjectPart,
  type Proof,
  type Relation,
} from '../control_loops/control_loop';
import { hasSecondPrecision, SECOND_US } from '../timeline/pod_state';
import type { Evidence } from '../evidence';
import type { TimelineObject } from '../timeline/object_index';

/** How an object came into the trace: the request names it, or a control loop wrote it because of the object before it. */
export type TraceRelation = Exclude<Relation, 'self'> | 'requested';

export interface TraceObject {
  state: TimelineObject;
  relation: TraceRelation;
  proof: Proof;
  parent?: TraceObject;
  /** from the request's object to this one: `Deployment shop/web`, `ReplicaSet shop/web-5d`, … */
  path: string[];
  /** microseconds: records of the object belong to the trace from here on */
  since: number;
  /** microseconds: … until here; Infinity until that is known */
  until: number;
  confidence: number;
  /** the API server refused the request: nothing of the object was stored */
  refused?: boolean;
  /** of a requested object: the parts that the request changed. undefined: not known, so any */
  parts?: ReadonlySet<ObjectPart>;
}

/** Limits of one trace, which the answer reports. */
export const MAX_OBJECTS = 2_000;
export const MAX_HOPS = 8;

export const titleOf = ({ kind, namespace, name, uid }: ObjectReference): string =>
  [kind, name === undefined ? uid : namespace === undefined ? name : `${namespace}/${name}`]
    .filter(Boolean)
    .join(' ');

/** When it was at the latest, microseconds: an Event has second precision. */
export const latest = (evidence: Evidence): number =>
  hasSecondPrecision(evidence) ? evidence.at + SECOND_US - 1 : evidence.at;

/** The objects of a trace, by object and by name. */
export class TraceObjects {
  private readonly byState = new Map<TimelineObject, TraceObject>();
  private readonly byName = new Map<string, TraceObject[]>();
  private readonly byBareName = new Map<string, TraceObject[]>();
  /** in the order in which they joined */
  readonly all: TraceObject[] = [];
  /** objects that were not followed because of the limits */
  leftOut = 0;
  /** a limit on hops was reached */
  hopsLimited = false;

  of(state: TimelineObject): TraceObject | undefined {
    return this.byState.get(state);
  }

  /** Objects of that name, whatever their kind. */
  named(namespace: string | undefined, name: string): TraceObject[] {
    return this.byName.get(`${namespace ?? ''}/${name}`) ?? [];
  }

  /** Objects of that name in any namespace, and without one. */
  namedAnywhere(name: string): TraceObject[] {
    return this.byBareName.get(name) ?? [];
  }

  /** @returns the object if it is new, or belongs to the trace from an earlier time on now */
  add(
    state: TimelineObject,
    relation: TraceRelation,
    since: number,
    parent?: TraceObject,
    proof: Proof = relation === 'requested' ? 'request' : RELATION_PROOFS[relation]
  ): TraceObject | undefined {
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
    const added: TraceObject = {
      state,
      relation,
      proof,
      parent,
      path,
      since,
      until: Infinity,
      confidence: (parent?.confidence ?? 1) * PROOFS[proof],
    };
    this.byState.set(state, added);
    this.all.push(added);
    if (state.name !== undefined) {
      addToList(this.byName, `${state.namespace ?? ''}/${state.name}`, added);
      addToList(this.byBareName, state.name, added);
    }
    return added;
  }
}
