import type { ObjectReference } from '../../../common/model/log_record';
import type { MovesAnswer, PodMove } from '../../../common/model/moves';
import { formatDuration, fromMicros } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import { path } from '../../elasticsearch/readers/fields';
import { IndicesRefusedError, isAllRefused } from '../../elasticsearch/privileges';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { searchWarnings } from '../../elasticsearch/warnings';
import { wordWarnings, type WarningData } from '../../messages/warnings';
import { askedWindow } from '../traces/window';
import { ASKABLE_KINDS, badObject, parseAsked } from './object_argument';
import { explainMoves } from './explain';
import { FactList, groupsByCluster } from './fact_list';
import { belongsTo } from './names';
import { madePod, podOfFact, type PodHistory } from './pod_history';
import { bindingQueries, causeQueries, lineQuery, nodeQueries, podQueries, searchBody, uidQueries, workloadQueries, type PodName, type SearchSpec } from './queries';
import { ownerOf } from './causes/owner_cause';
import { rootsOfPreemptors, unboundPods, wantedCauses } from './wanted';
import { World } from './world';

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
export async function getRemovals({ searcher, config, object: text, from, to }: GetMovesOptions): Promise<MovesAnswer> {
  const asked = parseAsked(text);
  const { range, limited } = askedWindow(from, to, config.maxRange.asMilliseconds());
  const facts = new FactList({ timeField: config.timeField, reqIdKeys: config.reqIdKeys, idFields: config.idFields.map(path) });
  let beyond = 0;
  const ask = async (specs: SearchSpec[], within: TimeRange): Promise<void> => {
    if (!specs.length) return;
    searcher.nextRoundTrip();
    const answers = await searcher.msearch(specs.map((spec) => searchBody(spec, config.timeField, within)));
    await searcher.refuseIfAllFailed(answers);
    answers.forEach(({ hits, total }) => {
      beyond += Math.max(0, total - hits.length);
      for (const hit of hits) facts.add(hit);
    });
  };

  let object = asked;
  if (asked.uid && !asked.name) {
    await ask(uidQueries(asked.uid), range);
    beyond = 0;
    object = facts.objectOf(asked.uid) ?? asked;
    if (object.kind !== undefined && !ASKABLE_KINDS.includes(object.kind)) throw badObject();
  }
  let pods: PodName[] = [];
  let podsLeft = 0;
  const names = new Set<string>();
  if (object.kind === 'Pod' && object.name) pods = [{ namespace: object.namespace ?? '', name: object.name }];
  else if (object.name && object.kind) {
    await ask(object.kind === 'Node' ? nodeQueries(object.name, config.messageFields, LIMIT) : workloadQueries(object, config.messageFields, LIMIT), range);
    const found = podNames(facts, object);
    pods = found.slice(0, MAX_PODS);
    podsLeft = found.length - pods.length;
  }
  for (const { namespace, name } of pods) names.add(`${namespace}/${name}`);
  if (pods.length) {
    // looking for phrases costs most: only for Pods of which no request says how they went
    const untold = pods.filter((pod) => !facts.isRemoved(pod)).slice(0, MAX_LINE_PODS);
    await ask([...podQueries(pods, config.messageFields, LIMIT), ...(untold.length ? [lineQuery(untold, config.messageFields, LIMIT)] : [])], range);
    const wanted = wantedCauses(facts.all, names);
    if (wanted) {
      const around = { from: isoBefore(wanted.first), to: new Date(wanted.last / 1_000 + AFTER_MS).toISOString() };
      await ask(causeQueries(wanted, LIMIT), around);
      if (searcher.roundTrips < MAX_ROUND_TRIPS) {
        const unbound = unboundPods(facts.all).slice(0, MAX_PODS);
        const roots = rootsOfPreemptors(facts.all, wanted);
        await ask([...(unbound.length ? bindingQueries(unbound, LIMIT) : []), ...(roots ? causeQueries(roots, LIMIT) : [])], around);
      }
    }
  }

  const moves: PodMove[] = [];
  let stayed = 0;
  let audited = false;
  for (const group of groupsByCluster(facts.all)) {
    const world = new World(group);
    audited ||= world.audited;
    const found = explainMoves(group, (history) => names.has(`${history.pod.namespace ?? ''}/${history.pod.name}`) && isAskedFor(history, object, world));
    moves.push(...found.moves);
    stayed += found.stayed;
  }
  const isInRange = ({ at }: PodMove): boolean => (!range.from || Date.parse(at) >= Date.parse(range.from)) && (!range.to || Date.parse(at) <= Date.parse(range.to));
  const inRange = moves.filter(isInRange).sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const refused = await searcher.refusedIndices();
  if (!facts.all.length && isAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  const left = inRange.length - Math.min(inRange.length, MAX_MOVES);
  return {
    object,
    moves: inRange.slice(0, MAX_MOVES),
    stayed,
    truncated: beyond > 0 || podsLeft > 0 || left > 0 || searcher.notes.timedOut,
    window: windowOf(range, facts),
    warnings: wordWarnings([...removalsWarnings({ limited, maxRange: formatDuration(config.maxRange.asMilliseconds() * 1_000), podsLeft, left, beyond, found: facts.all.length, audited, text, indices: searcher.index }), ...searchWarnings(searcher.notes)]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

const isoBefore = (micros: number): string => new Date(micros / 1_000 - CAUSE_MS).toISOString();

/** Names of the Pods that belonged to the workload or ran on the node, those heard of last first. */
function podNames(facts: FactList, object: ObjectReference): PodName[] {
  const found = new Map<string, PodName>();
  const owners = new Map<string, NonNullable<NonNullable<typeof facts.all[number]['write']>['owner']>>();
  for (const { write } of facts.all) if (write?.owner && write.name) owners.set(`${write.namespace}/${write.name}`, write.owner);
  for (const fact of [...facts.all].sort((a, b) => b.at - a.at)) {
    for (const { namespace = '', name } of [podOfFact(fact) ?? {}, madePod(fact) ?? {}]) {
      if (!name || (object.kind !== 'Node' && namespace !== object.namespace)) continue;
      const key = `${namespace}/${name}`;
      if (found.has(key) || (object.kind !== 'Node' && !belongsTo({ name, owner: owners.get(key) }, object))) continue;
      found.set(key, { namespace, name });
    }
  }
  return [...found.values()];
}

/** Of several Pods that bore one name, and of those whose names only resemble: the right ones. */
function isAskedFor(history: PodHistory, object: ObjectReference, world: World): boolean {
  if (object.kind === 'Pod') return !object.uid || !history.pod.uid || history.pod.uid === object.uid;
  if (object.kind === 'Node') return history.node === object.name;
  const parent = history.owner && ownerOf(history.owner, history.pod.namespace, world);
  return belongsTo({ name: history.pod.name, owner: history.owner }, object, parent);
}

function windowOf(range: TimeRange, facts: FactList): MovesAnswer['window'] {
  const times = facts.all.map(({ at }) => at);
  const first = times.length ? fromMicros(times.reduce((a, b) => Math.min(a, b))) : new Date(0).toISOString();
  const last = times.length ? fromMicros(times.reduce((a, b) => Math.max(a, b))) : new Date().toISOString();
  return { from: range.from ?? first, to: range.to ?? last };
}

interface WarningFacts {
  limited: boolean; maxRange: string; podsLeft: number; left: number; beyond: number; found: number; audited: boolean; text: string; indices: string[];
}

function removalsWarnings({ limited, maxRange, podsLeft, left, beyond, found, audited, text, indices }: WarningFacts): WarningData[] {
  const warnings: WarningData[] = [];
  if (limited) warnings.push({ warning: 'range_limited', values: { limit: maxRange } });
  if (!found) warnings.push({ warning: 'object_not_found', values: { object: text, indices } });
  else if (!audited) warnings.push({ warning: 'removals_without_audit_log' });
  if (podsLeft || left) warnings.push({ warning: 'pods_limited', values: { count: podsLeft + left } });
  if (beyond) warnings.push({ warning: 'removal_records_limited', values: { count: beyond } });
  return warnings;
}
