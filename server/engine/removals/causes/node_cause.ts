/** What was done to the node that a Pod ran on: cordons, taints, loss, deletion. */
import { actorName, isKubernetesComponent, senderOf } from '../../timeline/actors';
import type { ApiRequest } from '../../timeline/api_requests';
import type { Timeline } from '../../timeline/build_timeline';
import type { Taint } from '../../timeline/mutation_change';
import { changeOf, type Mutation } from '../../timeline/mutations';
import { SECOND_US } from '../../timeline/pod_state';
import type { Report } from '../../timeline/reports';
import { disruptionOf, reportOf } from '../pod_history';
import {
  mutationsUntil,
  stepOf,
  stepOfRequest,
  subresourceOf,
  verbOf,
  type Cause,
  type RemovalContext,
  type RemovalStep,
} from '../removal';

/** kubectl drain cordons the node first, and then evicts for as long as budgets and grace periods make it wait. Microseconds. */
const DRAIN_US = 3_600_000_000;
/** A node's change right before an eviction by the same user is most likely the drain's cordon. Microseconds. */
const JUST_BEFORE_US = 60_000_000;
/** Taints of a node that its controller does not hear of (k8s.io/api/core/v1/well_known_taints.go). */
const LOST_TAINTS: ReadonlySet<string> = new Set([
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/not-ready',
]);

export const nodeText = (node: string): string => `Node ${node}`;

const isByComponent = ({ request }: { request: ApiRequest }): boolean =>
  isKubernetesComponent(senderOf(request.audit));

/** The node's mutations up to a time, the latest first. Records name one node by different uids: the kubelet's Events by its name. */
const nodeMutations = (node: string, until: number, timeline: Timeline): Mutation[] =>
  timeline.objects
    .lifetimesOf('Node', undefined, node)
    .flatMap((state) => mutationsUntil(timeline, state, until))
    .sort((a, b) => b.at - a.at);

/** Explains an eviction through the API: a drain, where the same user has cordoned the node. */
export function explainEviction(
  eviction: ApiRequest,
  { history: { node }, timeline, start }: RemovalContext
): Cause {
  const step = stepOf(start.evidence, 'evicted');
  const cordon = node ? cordonBefore(node, eviction, timeline) : undefined;
  if (!node || !cordon)
    return { reason: 'evicted-api', request: eviction, steps: [step], confidence: 1 };
  const isSeen = changeOf(cordon).unschedulable === true;
  return {
    reason: 'drained',
    request: eviction,
    confidence: isSeen ? 1 : 0.8,
    about: nodeText(node),
    steps: [
      step,
      stepOfRequest(cordon, isSeen ? 'cordoned' : 'changed', { object: nodeText(node) }),
    ],
  };
}

function cordonBefore(
  node: string,
  eviction: ApiRequest,
  timeline: Timeline
): Mutation | undefined {
  const actor = actorName(senderOf(eviction.audit));
  const isBySame = ({ request }: Mutation): boolean => actorName(senderOf(request.audit)) === actor;
  const mutations = nodeMutations(node, eviction.at, timeline);
  const latest = mutations.find((mutation) => changeOf(mutation).unschedulable !== undefined);
  // uncordoned since: then the cordon is not this drain's
  if (latest)
    return changeOf(latest).unschedulable && isBySame(latest) && eviction.at - latest.at < DRAIN_US
      ? latest
      : undefined;
  const bare = mutations.find(isBare);
  return bare && isBySame(bare) && eviction.at - bare.at < JUST_BEFORE_US ? bare : undefined;
}

/** Somebody's change of a node without its bodies (audit policy level Metadata). */
function isBare(mutation: Mutation): boolean {
  const { hasRequestBody, hasAnswer } = changeOf(mutation);
  return (
    !hasRequestBody &&
    !hasAnswer &&
    subresourceOf(mutation) === undefined &&
    !isByComponent(mutation)
  );
}

interface TaintOrigin {
  taint: Taint;
  mutation: Mutation;
}

/** The requests that put the NoExecute taints on the node which it had at this time, the latest first. */
function noExecuteOrigins(node: string, at: number, timeline: Timeline): TaintOrigin[] {
  let active = new Map<string, TaintOrigin>();
  for (const mutation of nodeMutations(node, at, timeline).reverse()) {
    const { taints } = changeOf(mutation);
    if (taints === undefined) continue;
    const next = new Map<string, TaintOrigin>();
    for (const taint of taints ?? []) {
      if (taint.effect !== 'NoExecute') continue;
      const key = `${taint.key}=${taint.value ?? ''}`;
      next.set(key, active.get(key) ?? { taint, mutation });
    }
    active = next;
  }
  return [...active.values()].sort((a, b) => b.mutation.at - a.mutation.at);
}

/** Explains a removal by a node's taint: somebody's, or because the node was lost. `first` are the steps up to it. */
export function explainTaint(
  first: RemovalStep[],
  context: RemovalContext,
  isDeletedByController: boolean
): [Cause, ...Cause[]] {
  const { history, start, timeline } = context;
  const { node } = history;
  const steps = [...first];
  const condition = disruptionOf(history, 'DeletionByTaintManager');
  if (condition) steps.push(conditionStep(condition));
  const report = reportOf(history, 'TaintManagerEviction');
  if (report) steps.push(stepOf(report.evidence, 'said'));
  if (node === undefined)
    return [{ reason: 'tainted', steps, confidence: isDeletedByController ? 0.8 : 0.6 }];
  const about = nodeText(node);
  const origins = noExecuteOrigins(node, start.at, timeline);
  const lost = lostNodeReport(node, start.at, timeline);
  if (origins[0]) {
    if (isByComponent(origins[0].mutation)) {
      steps.push(taintStep(origins[0], about), ...(lost ? [stepOf(lost.evidence, 'said')] : []));
      return [
        {
          reason: LOST_TAINTS.has(origins[0].taint.key) ? 'node-lost' : 'tainted',
          steps,
          about,
          confidence: 1,
        },
      ];
    }
    const [latest, ...earlier] = origins
      .filter(({ mutation }) => !isByComponent(mutation))
      .map((origin): Cause => ({
        reason: 'tainted',
        request: origin.mutation.request,
        steps: [...steps, taintStep(origin, about)],
        about,
        detail: taintText(origin.taint),
        confidence: 1,
      }));
    return [latest!, ...earlier];
  }
  if (lost)
    return [
      {
        reason: 'node-lost',
        steps: [...steps, stepOf(lost.evidence, 'said')],
        about,
        confidence: isDeletedByController ? 0.9 : 0.7,
      },
    ];
  const bare = nodeMutations(node, start.at, timeline).find(isBare);
  if (bare)
    return [
      {
        reason: 'tainted',
        request: bare.request,
        steps: [...steps, stepOfRequest(bare, 'changed', { object: about })],
        about,
        confidence: 0.6,
      },
    ];
  return [{ reason: 'tainted', steps, about, confidence: isDeletedByController ? 0.8 : 0.6 }];
}

const taintText = ({ key, value }: Taint): string => `${key}${value ? `=${value}` : ''}:NoExecute`;
const taintStep = ({ taint, mutation }: TaintOrigin, about: string): RemovalStep =>
  stepOfRequest(mutation, 'tainted', { object: about, detail: taintText(taint) });

/** The Event by which the node controller reports that a node no longer answers, where no `NodeReady` follows it. */
export function lostNodeReport(
  node: string,
  at: number,
  { objects, reports }: Timeline
): Report | undefined {
  const latest = objects
    .lifetimesOf('Node', undefined, node)
    .flatMap((state) => reports.of(state))
    .filter(
      (report) =>
        report.at <= at + SECOND_US &&
        (report.event?.reason === 'NodeNotReady' || report.event?.reason === 'NodeReady')
    )
    .sort((a, b) => b.at - a.at)[0];
  return latest?.event!.reason === 'NodeNotReady' ? latest : undefined;
}

export function conditionStep(mutation: Mutation): RemovalStep {
  const { disruption } = changeOf(mutation);
  return stepOfRequest(mutation, 'condition', {
    reason: disruption!.reason,
    message: disruption!.message ?? '',
  });
}

/** Explains what the Pod garbage collector removes: ended Pods above a threshold, Pods of nodes that are gone or out of service. */
export function explainPodCollection(
  first: RemovalStep[],
  { history, start, timeline }: RemovalContext
): Cause {
  const { node } = history;
  const condition = disruptionOf(history, 'DeletionByPodGC');
  const steps = condition ? [...first, conditionStep(condition)] : first;
  const deletion = node
    ? nodeMutations(node, start.at, timeline).find((mutation) => verbOf(mutation) === 'delete')
    : undefined;
  const cause: Cause = {
    reason: 'garbage-collected',
    steps,
    confidence: 0.9,
    detail: condition && changeOf(condition).disruption!.message,
  };
  if (!deletion) return cause;
  return {
    ...cause,
    steps: [...steps, stepOfRequest(deletion, 'deleted', { object: nodeText(node!) })],
    ...(isByComponent(deletion) ? {} : { request: deletion.request }),
  };
}
