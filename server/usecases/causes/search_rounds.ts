/** The searches around a record: bounded in number, in time and by cluster. */
import type { ObjectReference } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import { path } from '../../elasticsearch/readers/fields';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';
import { readHit } from '../../elasticsearch/readers/from_hit';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { SearchResult } from '../../elasticsearch/searcher';
import { claimUsersQuery, objectQueries, recentQuery, removalQuery, searchBody, type SearchSpec } from './queries';
import { traverseCauses, type Reached, type Start } from './traverse_causes';
import { keyOf, nameStems, type World } from './world';

export interface About {
  /** microseconds; of the record, or the end of the time that is looked at */
  at: number;
  cluster?: string;
  /** all searches stay within it */
  range: TimeRange;
}

/** Searches one after the other, objects asked for in one of them. */
const MAX_ROUNDS = 4;
const MAX_OBJECTS = 24;
/** So long before the record whatever users changed is looked at. */
const RECENT_MS = 600_000;
const MICROS_PER_MS = 1_000;

export const isoOf = (micros: number, plusMs = 0): string => new Date(Math.round(micros / MICROS_PER_MS) + plusMs).toISOString();

export class SearchRounds {
  constructor(private readonly searcher: ScopedSearcher, private readonly config: RequestTraceConfig, readonly world: World, readonly about: About) {}

  /** One round trip. What comes back is read, and known to the world. */
  async ask(specs: readonly SearchSpec[]): Promise<VerifiableRecord[][]> {
    if (!specs.length) return [];
    this.searcher.nextRoundTrip();
    const { range, cluster } = this.about;
    const results = await this.searcher.msearch(specs.map((spec) => searchBody(spec, { timeField: this.config.timeField, until: range, cluster })));
    await this.searcher.refuseIfAllFailed(results);
    return results.map((result) => this.read(result));
  }

  private read({ hits }: SearchResult): VerifiableRecord[] {
    const context = { timeField: this.config.timeField, reqIdKeys: this.config.reqIdKeys, idFields: this.config.idFields.map(path) };
    const { cluster } = this.about;
    return hits.map((hit) => readHit(hit, context)).filter(({ record }) => !cluster || !record.cluster || record.cluster === cluster).map((read) => {
      this.world.add(read);
      return read;
    });
  }

  /** @returns the objects that may have caused it, after as many searches as it takes; `limited` where that were too many */
  async follow(starts: readonly Start[]): Promise<{ reached: Reached[]; limited: boolean }> {
    const asked = new Set<string>();
    const { at } = this.about;
    let reached: Reached[] = [];
    for (let round = 0; round < MAX_ROUNDS; round++) {
      reached = traverseCauses(this.world, starts, at);
      const fresh = reached.filter(({ object }) => object.name && !asked.has(keyOf(object)) && object.kind !== 'Namespace').slice(0, MAX_OBJECTS);
      if (!fresh.length && round > 0) return { reached, limited: false };
      for (const { object } of fresh) asked.add(keyOf(object));
      await this.ask([...this.queriesFor(fresh), ...(round === 0 ? [recentQuery({ from: isoOf(at, -RECENT_MS), to: isoOf(at, 2_000) })] : [])]);
    }
    reached = traverseCauses(this.world, starts, at);
    return { reached, limited: reached.some(({ object }) => object.name && !asked.has(keyOf(object)) && object.kind !== 'Namespace') };
  }

  private queriesFor(fresh: readonly Reached[]): SearchSpec[] {
    if (!fresh.length) return [];
    const objects = new Map<string, ObjectReference>();
    for (const { object, hops } of fresh) {
      objects.set(keyOf(object), object);
      // a name's beginning may be its workload's: this saves a round trip where it is
      if (hops === 0 && (object.kind === undefined || object.kind === 'Pod' || object.kind === 'ReplicaSet' || object.kind === 'Job' || object.kind === 'EndpointSlice')) {
        for (const stem of nameStems(object.name ?? '')) objects.set(`?/${object.namespace}/${stem}`, { namespace: object.namespace, name: stem });
      }
    }
    const { at } = this.about;
    const range = { from: isoOf(at, -RECENT_MS), to: isoOf(at, 2_000) };
    const removals = fresh.filter(({ object, relation }) => WORKLOADS.has(object.kind ?? '') && (relation === 'self' || relation === 'owner')).slice(0, 4);
    const claims = fresh.filter(({ object, hops }) => object.kind === 'PersistentVolumeClaim' && hops < 3).slice(0, 3);
    return [
      ...objectQueries([...objects.values()]),
      ...removals.map(({ object }) => removalQuery(object, range)),
      ...claims.map(({ object }) => claimUsersQuery(object.name!, object.namespace ?? '', this.config.messageFields)),
    ];
  }
}

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job']);
