/** The searches around a record: bounded in number, in time and by cluster. */
import type { ObjectReference } from '../../../common/model/log_record';
import { splitAtLastDash } from '../../../common/parse/names/generated_names';
import { timestampToMicros } from '../../../common/time/record_times';
import type { RequestTraceConfig } from '../../config';
import { traverseCauses, type ReachedObject, type Seed } from '../../engine/causes/traverse_causes';
import { objectKey } from '../../engine/causes/object_key';
import type { Evidence } from '../../engine/evidence';
import { withUserLoops } from '../../engine/control_loops/user_loops';
import { buildTimeline, type Timeline } from '../../engine/timeline/build_timeline';
import { toFieldPath } from '../../elasticsearch/readers/field_paths';
import type { RecordContext, VerifiableRecord } from '../../elasticsearch/readers/document';
import { readHit } from '../../elasticsearch/readers/read_hit';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { SearchResult } from '../../elasticsearch/searcher';
import { getRecordIdentity } from '../traces/trace_records';
import {
  claimUsersQuery,
  objectQueries,
  recentChangesQuery,
  removalQuery,
  createSearchBody,
  type SearchSpec,
} from './cause_queries';

export interface SearchContext {
  /** microseconds; of the record, or the end of the time that is looked at */
  at: number;
  cluster?: string;
  /** all searches stay within it */
  range: TimeRange;
}

/** Searches one after the other, objects asked for in one of them. */
const MAX_ROUNDS = 4;
const MAX_OBJECTS_PER_ROUND = 24;
/** How far before the record to look at whatever users changed. */
const RECENT_CHANGES_MS = 600_000;
const MICROS_PER_MS = 1_000;

export const toIsoTime = (micros: number, plusMs = 0): string =>
  new Date(Math.round(micros / MICROS_PER_MS) + plusMs).toISOString();

export const createReaderContext = ({
  timeField,
  reqIdKeys,
  idFields,
}: RequestTraceConfig): RecordContext => ({
  timeField,
  reqIdKeys,
  idFields: idFields.map(toFieldPath),
});

/** Searches, and keeps what they find as one timeline. */
export class SearchRounds {
  private readonly evidence = new Map<string, Evidence>();
  private builtTimeline: Timeline | undefined;
  /** whether any audit record was found */
  hasAuditRecords = false;

  constructor(
    private readonly searcher: ScopedSearcher,
    private readonly config: RequestTraceConfig,
    readonly context: SearchContext
  ) {}

  get timeline(): Timeline {
    this.builtTimeline ??= buildTimeline(
      [...this.evidence.values()].sort((a, b) => a.at - b.at),
      withUserLoops(this.config.controlLoops)
    );
    return this.builtTimeline;
  }

  /** Adds a record to the timeline. A copy of one that is there is left out. */
  addRecord(read: VerifiableRecord): Evidence {
    const { record, audit, event, line } = read;
    const key = getRecordIdentity(read);
    const known = this.evidence.get(key);
    if (known) return known;
    const evidence = { record, at: timestampToMicros(record.timestamp), audit, event, line };
    this.evidence.set(key, evidence);
    this.hasAuditRecords ||= audit !== undefined;
    this.builtTimeline = undefined;
    return evidence;
  }

  /** One round trip. What comes back is read and added to the timeline. */
  async search(specs: readonly SearchSpec[]): Promise<VerifiableRecord[][]> {
    if (!specs.length) return [];
    this.searcher.nextRoundTrip();
    const { range, cluster } = this.context;
    const results = await this.searcher.msearch(
      specs.map((spec) =>
        createSearchBody(spec, { timeField: this.config.timeField, until: range, cluster })
      )
    );
    await this.searcher.throwIfAllFailed(results);
    return results.map((result) => this.readResult(result));
  }

  private readResult({ hits }: SearchResult): VerifiableRecord[] {
    const context = createReaderContext(this.config);
    const { cluster } = this.context;
    const reads = hits
      .map((hit) => readHit(hit, context))
      .filter(({ record }) => !cluster || !record.cluster || record.cluster === cluster);
    for (const read of reads) this.addRecord(read);
    return reads;
  }

  /** Asks for the objects that the walk backwards reaches until it reaches no new ones. Returns whether that were too many. */
  async followSeeds(seeds: readonly Seed[]): Promise<boolean> {
    const asked = new Set<string>();
    const { at } = this.context;
    for (let round = 0; ; round++) {
      const fresh = traverseCauses(this.timeline, seeds, at).filter(
        ({ object }) => object.name && object.kind !== 'Namespace' && !asked.has(objectKey(object))
      );
      if (round === MAX_ROUNDS || (!fresh.length && round > 0)) return fresh.length > 0;
      const wanted = fresh.slice(0, MAX_OBJECTS_PER_ROUND);
      for (const { object } of wanted) asked.add(objectKey(object));
      await this.search([
        ...this.createQueries(wanted),
        ...(round === 0
          ? [
              recentChangesQuery({
                from: toIsoTime(at, -RECENT_CHANGES_MS),
                to: toIsoTime(at, 2_000),
              }),
            ]
          : []),
      ]);
    }
  }

  private createQueries(fresh: readonly ReachedObject[]): SearchSpec[] {
    if (!fresh.length) return [];
    const objects = new Map<string, ObjectReference>();
    for (const { object, hops } of fresh) {
      objects.set(objectKey(object), object);
      // a name's beginning may be its workload's: this saves a round trip where it is
      if (hops > 0 || (object.kind !== undefined && !NAMED_AFTER_OWNER.has(object.kind))) continue;
      for (const stem of listNameStems(object.name ?? ''))
        objects.set(`?/${object.namespace}/${stem}`, { namespace: object.namespace, name: stem });
    }
    const { at } = this.context;
    const range = { from: toIsoTime(at, -RECENT_CHANGES_MS), to: toIsoTime(at, 2_000) };
    const removals = fresh
      .filter(
        ({ object, relation }) =>
          WORKLOADS.has(object.kind ?? '') && (relation === 'self' || relation === 'owned')
      )
      .slice(0, 4);
    const claims = fresh
      .filter(({ object, hops }) => object.kind === 'PersistentVolumeClaim' && hops < 3)
      .slice(0, 3);
    return [
      ...objectQueries([...objects.values()]),
      ...removals.map(({ object }) => removalQuery(object, range)),
      ...claims.map(({ object }) =>
        claimUsersQuery(object.name!, object.namespace ?? '', this.config.messageFields)
      ),
    ];
  }
}

const WORKLOADS: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
  'Job',
]);
const NAMED_AFTER_OWNER: ReadonlySet<string> = new Set([
  'Pod',
  'ReplicaSet',
  'Job',
  'EndpointSlice',
]);

/** `web-5d-x` → `web-5d`, `web`: the names of what may have made it. */
function listNameStems(name: string): string[] {
  const { rest } = splitAtLastDash(name);
  return [rest, rest && splitAtLastDash(rest).rest].filter((stem) => stem !== undefined);
}
