import type { ObjectReference } from '../../../common/model/log_record';
import type { MovesAnswer, PodMove } from '../../../common/model/moves';
import { formatDuration, fromMicros } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import { path } from '../../elasticsearch/readers/fields';
import { readHit } from '../../elasticsearch/readers/from_hit';
import { IndicesRefusedError, isAllRefused } from '../../elasticsearch/privileges';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { searchWarnings } from '../../elasticsearch/warnings';
import { withUserLoops } from '../../engine/control_loops/user_loops';
import type { Evidence } from '../../engine/evidence';
import { findStart } from '../../engine/removals/find_removal';
import { podsOf, type PodHistory } from '../../engine/removals/pod_history';
import type { Timeline } from '../../engine/timeline/build_timeline';
import { wordWarnings, type WarningData } from '../../messages/warnings';
import { EvidenceStore } from '../traces/evidence_store';
import { askedWindow } from '../traces/window';
import { askedPods, timelinesOf } from './asked_pods';
import { explainRemovals } from './explain_removals';
import { ASKABLE_KINDS, badObject, parseAsked } from './object_argument';
import {
  bindingQueries,
  causeQueries,
  lineQuery,
  nodeQueries,
  podQueries,
  searchBody,
  uidQueries,
  workloadQueries,
  type PodName,
  type SearchSpec,
} from './queries';
import { missingOwners, podKey, unboundPods, wantedCauses } from './wanted';

export interface GetMovesOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  object: string;
  from?: string;
  to?: string;
}

/** Documents of one search, Pods that are looked into, lines of these, and moves in an answer. */
const LIMIT = 1_000;
const MAX_PODS = 100;
const MAX_LINE_PODS = 40;
const MAX_MOVES = 100;
const MAX_ROUND_TRIPS = 4;
/** So long before a removal its cause is looked for: rollouts and drains take their time, tolerations may be minutes. */
const CAUSE_MS = 3_600_000;
/** So long after the last removal what took the Pod's place. */
const AFTER_MS = 600_000;

/**
 * Where the Pods of an object went. At most four round trips: which object a uid is; which Pods a workload or node had; what
 * was done to these Pods; and who wrote what they belonged to and ran on (then, where a trip is left, where their successors
 * run and who began what they were preempted for).
 *
 * @throws BadRequestError for what names neither Pod, workload nor node
 */
export async function getRemovals({
  searcher,
  config,
  object: text,
  from,
  to,
}: GetMovesOptions): Promise<MovesAnswer> {
  const asked = parseAsked(text);
  const { range, limited } = askedWindow(from, to, config.maxRange.asMilliseconds());
  const context = {
    timeField: config.timeField,
    reqIdKeys: config.reqIdKeys,
    idFields: config.idFields.map(path),
  };
  const store = new EvidenceStore({ read: (hit) => readHit(hit, context) });
  let beyond = 0;
  const ask = async (specs: SearchSpec[], within: TimeRange): Promise<void> => {
    if (!specs.length) return;
    searcher.nextRoundTrip();
    const answers = await searcher.msearch(
      specs.map((spec) => searchBody(spec, config.timeField, within))
    );
    await searcher.refuseIfAllFailed(answers);
    for (const answer of answers) beyond += store.take(answer);
  };

  const loops = withUserLoops(config.controlLoops);
  let object = asked;
  const timelines = (): Timeline[] => timelinesOf(store.evidence, object, loops);
  if (asked.uid && !asked.name) {
    await ask(uidQueries(asked.uid), range);
    beyond = 0;
    object =
      timelines()
        .map(({ objects }) => objects.find(asked))
        .find((found) => found?.name !== undefined) ?? asked;
    object = { kind: object.kind, namespace: object.namespace, name: object.name, uid: object.uid };
    if (object.kind !== undefined && !ASKABLE_KINDS.includes(object.kind)) throw badObject();
  }
  let pods: PodName[] = [];
  let podsLeft = 0;
  if (object.kind === 'Pod' && object.name)
    pods = [{ namespace: object.namespace ?? '', name: object.name }];
  else if (object.name && object.kind) {
    await ask(
      object.kind === 'Node'
        ? nodeQueries(object.name, config.messageFields, LIMIT)
        : workloadQueries(object, config.messageFields, LIMIT),
      range
    );
    const found = podNames(timelines(), object);
    pods = found.slice(0, MAX_PODS);
    podsLeft = found.length - pods.length;
  }
  const names = new Set(pods.map(podKey));
  const isNamed = ({ pod }: PodHistory): boolean => names.has(podKey(pod));
  if (pods.length) {
    // looking for phrases costs most: only for Pods of which no request shows who removed them
    const explained = removedByRequest(timelines());
    const unexplained = pods.filter((pod) => !explained.has(podKey(pod))).slice(0, MAX_LINE_PODS);
    await ask(
      [
        ...podQueries(pods, config.messageFields, LIMIT),
        ...(unexplained.length ? [lineQuery(unexplained, config.messageFields, LIMIT)] : []),
      ],
      range
    );
    const wanted = wantedCauses(timelines(), names);
    if (wanted) {
      const around = {
        from: isoBefore(wanted.first),
        to: new Date(wanted.last / 1_000 + AFTER_MS).toISOString(),
      };
      await ask(causeQueries(wanted, LIMIT), around);
      if (searcher.roundTrips < MAX_ROUND_TRIPS) {
        const known = timelines();
        const unbound = unboundPods(known).slice(0, MAX_PODS);
        const owners = missingOwners(known, wanted);
        await ask(
          [
            ...(unbound.length ? bindingQueries(unbound, LIMIT) : []),
            ...(owners ? causeQueries(owners, LIMIT) : []),
          ],
          around
        );
      }
    }
  }

  const all = timelines();
  const explained = all.map((timeline) =>
    explainRemovals(timeline, askedPods(timeline, object).filter(isNamed))
  );
  const isInRange = ({ at }: PodMove): boolean =>
    (!range.from || Date.parse(at) >= Date.parse(range.from)) &&
    (!range.to || Date.parse(at) <= Date.parse(range.to));
  const inRange = explained
    .flatMap(({ moves }) => moves)
    .filter(isInRange)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const refused = await searcher.refusedIndices();
  if (!store.size && isAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  const left = inRange.length - Math.min(inRange.length, MAX_MOVES);
  return {
    object,
    moves: inRange.slice(0, MAX_MOVES),
    stayed: explained.reduce((sum, { stayed }) => sum + stayed, 0),
    truncated: beyond > 0 || podsLeft > 0 || left > 0 || searcher.notes.timedOut,
    window: windowOf(range, store.evidence),
    warnings: wordWarnings([
      ...removalsWarnings({
        limited,
        maxRange: formatDuration(config.maxRange.asMilliseconds() * 1_000),
        podsLeft,
        left,
        beyond,
        text,
        indices: searcher.index,
        isFound: all.some(hasRecords),
        isAudited: all.some(hasMutations),
      }),
      ...searchWarnings(searcher.notes),
    ]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

const isoBefore = (micros: number): string => new Date(micros / 1_000 - CAUSE_MS).toISOString();

/** Names of the Pods that belonged to the workload or ran on the node, those heard of last first. */
function podNames(timelines: Timeline[], object: ObjectReference): PodName[] {
  // a Pod's node may not be known yet
  const histories = timelines.flatMap((timeline) =>
    object.kind === 'Node' ? podsOf(timeline) : askedPods(timeline, object)
  );
  const names = new Map<string, PodName>();
  for (const {
    pod: { namespace = '', name = '' },
  } of histories.sort((a, b) => b.lastAt - a.lastAt))
    names.set(podKey({ namespace, name }), { namespace, name });
  return [...names.values()];
}

/** Keys of the Pods of which a request shows who removed them. */
const removedByRequest = (timelines: Timeline[]): Set<string> =>
  new Set(
    timelines.flatMap((timeline) =>
      podsOf(timeline)
        .filter((history) => findStart(history, timeline)?.basis === 'request')
        .map(({ pod }) => podKey(pod))
    )
  );

/** Whether anything but refused requests was found. */
const hasRecords = (timeline: Timeline): boolean =>
  hasMutations(timeline) || timeline.evidence.some(({ audit }) => !audit);

const hasMutations = ({ mutations: { all, collections } }: Timeline): boolean =>
  all.length + collections.length > 0;

function windowOf(range: TimeRange, evidence: Evidence[]): MovesAnswer['window'] {
  const first = evidence[0] ? fromMicros(evidence[0].at) : new Date(0).toISOString();
  const last = evidence.length ? fromMicros(evidence.at(-1)!.at) : new Date().toISOString();
  return { from: range.from ?? first, to: range.to ?? last };
}

interface WarningFacts {
  limited: boolean;
  maxRange: string;
  podsLeft: number;
  left: number;
  beyond: number;
  isFound: boolean;
  isAudited: boolean;
  text: string;
  indices: string[];
}

function removalsWarnings({
  limited,
  maxRange,
  podsLeft,
  left,
  beyond,
  isFound,
  isAudited,
  text,
  indices,
}: WarningFacts): WarningData[] {
  const warnings: WarningData[] = [];
  if (limited) warnings.push({ warning: 'range_limited', values: { limit: maxRange } });
  if (!isFound) warnings.push({ warning: 'object_not_found', values: { object: text, indices } });
  else if (!isAudited) warnings.push({ warning: 'removals_without_audit_log' });
  if (podsLeft || left)
    warnings.push({ warning: 'pods_limited', values: { count: podsLeft + left } });
  if (beyond) warnings.push({ warning: 'removal_records_limited', values: { count: beyond } });
  return warnings;
}
