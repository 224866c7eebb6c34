/** What was written to which object, and by whom. */
import { addToList } from '../../../common/list_map';
import { targetOf } from './read_audit';
import type { ObjectIndex, TimelineObject } from './object_index';
import type { ApiRequest } from './api_requests';

export interface Mutation {
  at: number;
  request: ApiRequest;
  state: TimelineObject;
  /** only what a controller or a kubelet saw: no change of what is wanted */
  isStatus: boolean;
}

/** Accepted changes by object, each list in order of time. Events and leases are no objects that anybody follows. */
export class MutationIndex {
  private readonly byState = new Map<TimelineObject, Mutation[]>();
  readonly all: Mutation[] = [];

  constructor(requests: Iterable<ApiRequest>, graph: ObjectIndex) {
    for (const request of requests) {
      const { audit, at } = request;
      const resource = audit.objectRef?.resource;
      if (!request.changed || resource === 'events' || resource === 'leases') continue;
      const state = targetOf(audit, at, graph);
      if (!state) continue;
      this.all.push({ at, request, state, isStatus: audit.objectRef?.subresource === 'status' });
    }
    this.all.sort((a, b) => a.at - b.at);
    for (const write of this.all) addToList(this.byState, write.state, write);
  }

  of(state: TimelineObject): Mutation[] {
    return this.byState.get(state) ?? [];
  }

  /** The first change from that time on, of what is wanted or, where `status` counts, of its status too. */
  firstOf(state: TimelineObject, from: number, { status }: { status: boolean }): Mutation | undefined {
    return this.of(state).find((write) => write.at >= from && (status || !write.isStatus));
  }
}
