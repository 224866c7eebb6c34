import type { ObjectReference } from '../../../common/model/log_record';
import type { RemovalsResponse, PodRemoval } from '../../../common/model/removals';
import { formatDuration, fromMicros } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import { toFieldPath } from '../../elasticsearch/readers/field_paths';
import { readHit } from '../../elasticsearch/readers/read_hit';
import { IndicesRefusedError, areAllRefused } from '../../elasticsearch/refused_indices';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { createSearchWarnings } from '../../elasticsearch/search_warnings';
import { withUserLoops } from '../../engine/control_loops/user_loops';
import type { Evidence } from '../../engine/evidence';
import { findStart } from '../../engine/removals/find_removal';
import { podsOf, type PodHistory } from '../../engine/removals/pod_history';
import type { Timeline } from '../../engine/timeline/build_timeline';
import { wordWarnings, type WarningData } from '../../messages/warnings';
import { EvidenceStore } from '../traces/evidence_store';
import { resolveTimeRange } from '../traces/time_window';
import { findPods, buildTimelines } from './find_pods';
import { explainRemovals } from './explain_removals';
import { SUPPORTED_KINDS, createBadObjectError, parseObjectArgument } from './object_argument';
import {
  bindingQueries,
  causeQueries,
  podLineQuery,
  nodeQueries,
  podQueries,
  createSearchBody,
  uidQueries,
  workloadQueries,
  type PodName,
  type SearchSpec,
} from './removal_queries';
import {
  findMissingOwners,
  createPodKey,
  findPodsWithoutNode,
  collectCauseTargets,
} from './cause_targets';

export interface GetRemovalsOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  object: string;
  from?: string;
  to?: string;
}

/** Documents of one search, Pods that are looked into, lines of these, and moves in an answer. */
const MAX_DOCUMENTS = 1_000;
const MAX_PODS = 100;
const MAX_PODS_IN_LINE_SEARCH = 40;
const MAX_REMOVALS = 100;
const MAX_ROUND_TRIPS = 4;
/** So long before a removal its cause is looked for: rollouts and drains take their time, tolerations may be minutes. */
const CAUSE_SEARCH_MS = 3_600_000;
/** So long after the last removal what took the Pod's place. */
const REPLACEMENT_SEARCH_MS = 600_000;

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
}: GetRemovalsOptions): Promise<RemovalsResponse> {
  const asked = parseObjectArgument(text);
  const { range, limited } = resolveTimeRange(from, to, config.maxRange.asMilliseconds());
  const context = {
    timeField: config.timeField,
    reqIdKeys: config.reqIdKeys,
    idFields: config.idFields.map(toFieldPath),
  };
  const store = new EvidenceStore({ read: (hit) => readHit(hit, context) });
  let beyond = 0;
  const searchEvidence = async (specs: SearchSpec[], within: TimeRange): Promise<void> => {
    if (!specs.length) return;
    searcher.nextRoundTrip();
    const answers = await searcher.msearch(
      specs.map((spec) => createSearchBody(spec, config.timeField, within))
    );
    await searcher.throwIfAllFailed(answers);
    for (const answer of answers) beyond += store.addResult(answer);
  };

  const loops = withUserLoops(config.controlLoops);
  let object = asked;
  const createTimelines = (): Timeline[] => buildTimelines(store.evidence, object, loops);
  if (asked.uid && !asked.name) {
    await searchEvidence(uidQueries(asked.uid), range);
    beyond = 0;
    object =
      createTimelines()
        .map(({ objects }) => objects.find(asked))
        .find((found) => found?.name !== undefined) ?? asked;
    object = { kind: object.kind, namespace: object.namespace, name: object.name, uid: object.uid };
    if (object.kind !== undefined && !SUPPORTED_KINDS.includes(object.kind))
      throw createBadObjectError();
  }
  let pods: PodName[] = [];
  let podsLeft = 0;
  if (object.kind === 'Pod' && object.name)
    pods = [{ namespace: object.namespace ?? '', name: object.name }];
  else if (object.name && object.kind) {
    await searchEvidence(
      object.kind === 'Node'
        ? nodeQueries(object.name, config.messageFields, MAX_DOCUMENTS)
        : workloadQueries(object, config.messageFields, MAX_DOCUMENTS),
      range
    );
    const found = listPodNames(createTimelines(), object);
    pods = found.slice(0, MAX_PODS);
    podsLeft = found.length - pods.length;
  }
  const names = new Set(pods.map(createPodKey));
  const isNamed = ({ pod }: PodHistory): boolean => names.has(createPodKey(pod));
  if (pods.length) {
    // looking for phrases costs most: only for Pods of which no request shows who removed them
    const explained = findPodsRemovedByRequest(createTimelines());
    const unexplained = pods
      .filter((pod) => !explained.has(createPodKey(pod)))
      .slice(0, MAX_PODS_IN_LINE_SEARCH);
    await searchEvidence(
      [
        ...podQueries(pods, config.messageFields, MAX_DOCUMENTS),
        ...(unexplained.length
          ? [podLineQuery(unexplained, config.messageFields, MAX_DOCUMENTS)]
          : []),
      ],
      range
    );
    const wanted = collectCauseTargets(createTimelines(), names);
    if (wanted) {
      const around = {
        from: toIsoBefore(wanted.firstRemovalAt),
        to: new Date(wanted.lastRemovalAt / 1_000 + REPLACEMENT_SEARCH_MS).toISOString(),
      };
      await searchEvidence(causeQueries(wanted, MAX_DOCUMENTS), around);
      if (searcher.roundTrips < MAX_ROUND_TRIPS) {
        const known = createTimelines();
        const unbound = findPodsWithoutNode(known).slice(0, MAX_PODS);
        const owners = findMissingOwners(known, wanted);
        await searchEvidence(
          [
            ...(unbound.length ? bindingQueries(unbound, MAX_DOCUMENTS) : []),
            ...(owners ? causeQueries(owners, MAX_DOCUMENTS) : []),
          ],
          around
        );
      }
    }
  }

  const all = createTimelines();
  const explained = all.map((timeline) =>
    explainRemovals(timeline, findPods(timeline, object).filter(isNamed))
  );
  const isInRange = ({ at }: PodRemoval): boolean =>
    (!range.from || Date.parse(at) >= Date.parse(range.from)) &&
    (!range.to || Date.parse(at) <= Date.parse(range.to));
  const inRange = explained
    .flatMap(({ removals }) => removals)
    .filter(isInRange)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const refused = await searcher.refusedIndices();
  if (!store.size && areAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  const left = inRange.length - Math.min(inRange.length, MAX_REMOVALS);
  return {
    object,
    moves: inRange.slice(0, MAX_REMOVALS),
    stayed: explained.reduce((sum, { remainingPods }) => sum + remainingPods, 0),
    truncated: beyond > 0 || podsLeft > 0 || left > 0 || searcher.notes.hasTimedOut,
    window: getEvidenceWindow(range, store.evidence),
    warnings: wordWarnings([
      ...createRemovalsWarnings({
        isRangeLimited: limited,
        maxRange: formatDuration(config.maxRange.asMilliseconds() * 1_000),
        podsLeft,
        unlistedRemovals: left,
        unfetchedDocuments: beyond,
        text,
        indices: searcher.index,
        isFound: all.some(hasRecords),
        isAudited: all.some(hasMutations),
      }),
      ...createSearchWarnings(searcher.notes),
    ]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

const toIsoBefore = (micros: number): string =>
  new Date(micros / 1_000 - CAUSE_SEARCH_MS).toISOString();

/** Names of the Pods that belonged to the workload or ran on the node, those heard of last first. */
function listPodNames(timelines: Timeline[], object: ObjectReference): PodName[] {
  // a Pod's node may not be known yet
  const histories = timelines.flatMap((timeline) =>
    object.kind === 'Node' ? podsOf(timeline) : findPods(timeline, object)
  );
  const names = new Map<string, PodName>();
  for (const {
    pod: { namespace = '', name = '' },
  } of histories.sort((a, b) => b.lastAt - a.lastAt))
    names.set(createPodKey({ namespace, name }), { namespace, name });
  return [...names.values()];
}

/** Keys of the Pods of which a request shows who removed them. */
const findPodsRemovedByRequest = (timelines: Timeline[]): Set<string> =>
  new Set(
    timelines.flatMap((timeline) =>
      podsOf(timeline)
        .filter((history) => findStart(history, timeline)?.basis === 'request')
        .map(({ pod }) => createPodKey(pod))
    )
  );

/** Whether anything but refused requests was found. */
const hasRecords = (timeline: Timeline): boolean =>
  hasMutations(timeline) || timeline.evidence.some(({ audit }) => !audit);

const hasMutations = ({ mutations: { all, collections } }: Timeline): boolean =>
  all.length + collections.length > 0;

function getEvidenceWindow(range: TimeRange, evidence: Evidence[]): RemovalsResponse['window'] {
  const first = evidence[0] ? fromMicros(evidence[0].at) : new Date(0).toISOString();
  const last = evidence.length ? fromMicros(evidence.at(-1)!.at) : new Date().toISOString();
  return { from: range.from ?? first, to: range.to ?? last };
}

interface WarningFacts {
  isRangeLimited: boolean;
  maxRange: string;
  podsLeft: number;
  unlistedRemovals: number;
  unfetchedDocuments: number;
  isFound: boolean;
  isAudited: boolean;
  text: string;
  indices: string[];
}

function createRemovalsWarnings({
  isRangeLimited,
  maxRange,
  podsLeft,
  unlistedRemovals,
  unfetchedDocuments,
  isFound,
  isAudited,
  text,
  indices,
}: WarningFacts): WarningData[] {
  const warnings: WarningData[] = [];
  if (isRangeLimited) warnings.push({ warning: 'range_limited', values: { limit: maxRange } });
  if (!isFound) warnings.push({ warning: 'object_not_found', values: { object: text, indices } });
  else if (!isAudited) warnings.push({ warning: 'removals_without_audit_log' });
  if (podsLeft || unlistedRemovals)
    warnings.push({ warning: 'pods_limited', values: { count: podsLeft + unlistedRemovals } });
  if (unfetchedDocuments)
    warnings.push({ warning: 'removal_records_limited', values: { count: unfetchedDocuments } });
  return warnings;
}
