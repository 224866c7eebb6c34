/** Accepted changes of objects: what was changed, when, and by which request. */
import { addToList } from '../../../common/list_map';
import type { Evidence } from '../evidence';
import { isEvictionController, senderOf } from './actors';
import type { ApiRequest } from './api_requests';
import { readChange, type MutationChange } from './mutation_change';
import { count, member } from './object_body';
import type { ObjectIndex, TimelineObject } from './object_index';
import { isDryRun, targetOf } from './read_audit';

export interface Mutation {
  /** microseconds */
  at: number;
  request: ApiRequest;
  state: TimelineObject;
  /** only what a controller or a kubelet observed: the desired state stays as it is */
  isStatus: boolean;
}

/** A deletion of a collection, whose request names no object. */
export type CollectionDeletion = Omit<Mutation, 'state' | 'isStatus'>;

/** What a mutation's request says of its change. */
export const changeOf = ({ request }: Pick<Mutation, 'request'>): MutationChange => readChange(request.audit);

/** Whether the evidence of a deletion says that a controller takes Pods off nodes. */
export function isEviction({ audit, event }: Evidence): boolean {
  if (audit) return isEvictionController(senderOf(audit));
  return event?.reason === 'TaintManagerEviction';
}

/** Resources that are written all the time and that no control loop of the catalogue reads. */
const UNFOLLOWED: ReadonlySet<string> = new Set(['events', 'leases']);

/** Mutations by object, each list in order of time. */
export class MutationIndex {
  private readonly byState = new Map<TimelineObject, Mutation[]>();
  readonly all: Mutation[] = [];
  readonly collections: CollectionDeletion[] = [];

  constructor(requests: Iterable<ApiRequest>, objects: ObjectIndex) {
    for (const request of requests) {
      const { audit, at } = request;
      const { resource, subresource } = audit.objectRef ?? {};
      if (!request.changed || isDryRun(audit) || (resource !== undefined && UNFOLLOWED.has(resource))) continue;
      if (audit.verb === 'deletecollection') this.collections.push({ at, request });
      const state = targetOf(audit, at, objects);
      if (state) this.all.push({ at, request, state, isStatus: subresource === 'status' });
    }
    this.all.sort((a, b) => a.at - b.at);
    this.collections.sort((a, b) => a.at - b.at);
    for (const mutation of this.all) addToList(this.byState, mutation.state, mutation);
  }

  of(state: TimelineObject): Mutation[] {
    return this.byState.get(state) ?? [];
  }

  /** The first change from that time on, of the desired state or, where `status` counts, of the status too. */
  firstOf(state: TimelineObject, from: number, { status }: { status: boolean }): Mutation | undefined {
    return this.of(state).find((mutation) => mutation.at >= from && (status || !mutation.isStatus));
  }

  /**
   * Whether a mutation leaves the object's spec as it is: its request names only metadata, or `metadata.generation` did not rise
   * (the API server raises it with each change of a spec). false where no record shows it.
   */
  isMetadataOnly(mutation: Mutation): boolean {
    const { parts } = changeOf(mutation);
    if (parts) return parts.size > 0 && [...parts].every((part) => part === 'metadata');
    const generation = generationOf(mutation);
    if (generation === undefined) return false;
    const before = this.of(mutation.state).filter(({ at, request }) => at < mutation.at && generationOf({ request }) !== undefined).at(-1);
    return before !== undefined && generationOf(before) === generation;
  }
}

const generationOf = ({ request: { audit } }: Pick<Mutation, 'request'>): number | undefined => count(member(audit.responseObject, 'metadata'), 'generation');
