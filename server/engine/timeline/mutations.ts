/** Accepted changes of objects: what was changed, when, and by which request. */
import { addToList } from '../../../common/add_to_list';
import type { ObjectPart } from '../control_loops/control_loop';
import type { Evidence } from '../evidence';
import { isEvictionController, senderOf } from './actors';
import type { ApiRequest } from './api_requests';
import { readChange, type MutationChange } from './mutation_change';
import { count, objectField } from './object_body';
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
export const changeOf = ({ request }: Pick<Mutation, 'request'>): MutationChange =>
  readChange(request.audit);

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
  private readonly unchanged = new Map<TimelineObject, ReadonlySet<Mutation>>();
  readonly all: Mutation[] = [];
  readonly collections: CollectionDeletion[] = [];

  constructor(requests: Iterable<ApiRequest>, objects: ObjectIndex) {
    for (const request of requests) {
      const { audit, at } = request;
      const { resource, subresource } = audit.objectRef ?? {};
      if (
        !request.changed ||
        isDryRun(audit) ||
        (resource !== undefined && UNFOLLOWED.has(resource))
      )
        continue;
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
  firstOf(
    state: TimelineObject,
    from: number,
    { status }: { status: boolean }
  ): Mutation | undefined {
    return this.of(state).find((mutation) => mutation.at >= from && (status || !mutation.isStatus));
  }

  /**
   * The parts that a mutation changes; undefined where no record shows it. A request that names only metadata, or after which
   * `metadata.generation` did not rise (the API server raises it with each change of a spec), changes metadata only.
   */
  partsOf(mutation: Mutation): ReadonlySet<ObjectPart> | undefined {
    const { parts } = changeOf(mutation);
    const changed = parts?.size
      ? parts
      : this.sameGeneration(mutation.state).has(mutation)
        ? METADATA
        : undefined;
    if (!changed || !isOnlyMetadata(changed)) return changed;
    // a finalizer that is taken away lets a deletion go on
    const { deleting } = mutation.state;
    return deleting && deleting.at <= mutation.at ? METADATA_AND_DELETION : changed;
  }

  /** Whether a mutation leaves the object's spec as it is. false where no record shows it. */
  isMetadataOnly(mutation: Mutation): boolean {
    const parts = this.partsOf(mutation);
    return parts !== undefined && isOnlyMetadata(parts);
  }

  /** Mutations of an object after which its generation is that of the one before. */
  private sameGeneration(state: TimelineObject): ReadonlySet<Mutation> {
    const known = this.unchanged.get(state);
    if (known) return known;
    const unchanged = new Set<Mutation>();
    let before: number | undefined;
    for (const mutation of this.of(state)) {
      const generation = generationOf(mutation);
      if (generation === undefined) continue;
      if (generation === before) unchanged.add(mutation);
      before = generation;
    }
    this.unchanged.set(state, unchanged);
    return unchanged;
  }
}

const METADATA: ReadonlySet<ObjectPart> = new Set(['metadata']);
const METADATA_AND_DELETION: ReadonlySet<ObjectPart> = new Set(['metadata', 'deletion']);
const isOnlyMetadata = (parts: ReadonlySet<ObjectPart>): boolean =>
  parts.size === 1 && parts.has('metadata');

const generationOf = ({ request: { audit } }: Pick<Mutation, 'request'>): number | undefined =>
  count(objectField(audit.responseObject, 'metadata'), 'generation');
