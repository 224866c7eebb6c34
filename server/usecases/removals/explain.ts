/** From records to moves: pure. */
import type { PodMove } from '../../../common/model/moves';
import { actorName, systemActor } from './actors';
import { evictionChain, nodeNotReady, nodeText, taintChain } from './causes/node_cause';
import { namespaceChain, ownerChain } from './causes/owner_cause';
import { preemptionChain } from './causes/preemption_cause';
import { jobChain, workloadChain } from './causes/workload_cause';
import { requestOf, stepOf, type Chain } from './cause_chain';
import type { Fact } from './fact';
import { podHistories, type PodHistory } from './pod_history';
import { goneAt, removalOf, type Removal } from './removal';
import { giveSuccessors } from './replacement_pods';
import { titleWords } from '../../messages/removals';
import { World } from './world';

export interface Explained {
  /** newest first */
  moves: PodMove[];
  /** Pods that are where they were */
  stayed: number;
}

/** What became of the Pods that are wanted, of one cluster. */
export function explainMoves(facts: readonly Fact[], isWanted: (history: PodHistory) => boolean): Explained {
  const world = new World(facts);
  const histories = historiesOf(facts, world);
  const removed: Array<{ history: PodHistory; removal: Removal; move: PodMove }> = [];
  let stayed = 0;
  for (const history of histories) {
    if (!isWanted(history)) continue;
    const removal = removalOf(history, world);
    if (!removal) stayed++;
    else removed.push({ history, removal, move: moveOf(history, removal, world) });
  }
  removed.sort((a, b) => a.removal.fact.at - b.removal.fact.at);
  giveSuccessors(removed, histories, world);
  return { moves: removed.map(({ move }) => move).reverse(), stayed };
}

/** The Pods of these records, with what their owners' Events add. */
export function historiesOf(facts: readonly Fact[], world: World): PodHistory[] {
  const histories = podHistories(facts);
  for (const history of histories) {
    if (history.owner) continue;
    const { kind, name, uid } = (world.ownerEvent(history, 'SuccessfulCreate') ?? world.ownerEvent(history, 'SuccessfulDelete'))?.event?.regarding ?? {};
    if (kind && name) history.owner = { kind, name, ...(uid ? { uid } : {}) };
  }
  return histories;
}

function moveOf(history: PodHistory, removal: Removal, world: World): PodMove {
  const chain = chainOf(history, removal, world);
  const gone = goneAt(history, removal);
  const { request } = chain;
  return {
    pod: history.pod,
    ...(history.node ? { fromNode: history.node } : {}),
    at: removal.fact.record.timestamp,
    ...(gone ? { goneAt: gone.record.timestamp } : {}),
    reason: chain.reason,
    title: titleWords(chain.reason, { who: request && actorName(request.write!), about: chain.about, node: history.node, detail: chain.detail }),
    confidence: chain.confidence,
    steps: chain.steps,
    ...(request ? { request: requestOf(request) } : {}),
  };
}

function chainOf(history: PodHistory, { fact, basis }: Removal, world: World): Chain {
  if (basis === 'request') return requestChain(history, fact, world);
  const reason = fact.event?.reason;
  const said = [stepOf(fact, 'said')];
  if (basis === 'event') {
    if (reason === 'TaintManagerEviction') return taintChain([], fact.at, history, world, false);
    if (reason === 'Preempted') return preemptionChain([], history, world);
    if (reason === 'Evicted') return { reason: 'node-pressure', steps: said, confidence: 0.9, detail: fact.event!.message };
    if (reason === 'Preempting') return { reason: 'preempted', steps: said, confidence: 0.8 };
    return workloadChain(said, fact.at, history, world, false);
  }
  if (basis === 'status') return statusChain(history, fact, world);
  const lost = history.node ? nodeNotReady(history.node, fact.at, world) : undefined;
  if (lost) return { reason: 'node-lost', steps: [...said, stepOf(lost, 'said')], about: nodeText(history.node!), confidence: 0.5 };
  const steps = [fact.write ? stepOf(fact, 'deleted-pod') : said[0]!];
  if (fact.line?.message === 'Deleting item') return { ...ownerChain(steps, fact.at, history, world), confidence: 0.6 };
  return { reason: 'unknown', steps, confidence: 0.3 };
}

function requestChain(history: PodHistory, fact: Fact, world: World): Chain {
  const write = fact.write!;
  if (write.subresource === 'eviction') return evictionChain(fact, history, world);
  const first = [stepOf(fact, write.verb === 'deletecollection' ? 'deleted-pods' : 'deleted-pod')];
  const byTaint = history.facts.some(({ write: of, event }) => of?.disruption?.reason === 'DeletionByTaintManager' || isTaintEviction(event));
  switch (systemActor(write)) {
    case undefined: return { reason: 'deleted', request: fact, steps: first, confidence: 1 };
    case 'kube-scheduler': return preemptionChain(first, history, world);
    case 'generic-garbage-collector': return ownerChain(first, fact.at, history, world);
    case 'namespace-controller': return namespaceChain(first, fact.at, history, world);
    case 'node-controller':
    case 'taint-eviction-controller': return taintChain(first, fact.at, history, world, true);
    case 'job-controller': return jobChain(first, fact.at, history, world);
    case 'daemon-set-controller': return byTaint ? taintChain(first, fact.at, history, world, true) : workloadChain(first, fact.at, history, world, true);
    case 'replicaset-controller':
    case 'replication-controller':
    case 'statefulset-controller': return workloadChain(first, fact.at, history, world, true);
    case 'pod-garbage-collector': return collectedChain(first, fact, history, world);
    default: return { reason: 'unknown', steps: first, confidence: 0.5 };
  }
}

const isTaintEviction = (event: Fact['event']): boolean => event?.reason === 'TaintManagerEviction' && event.message?.startsWith('Marking') === true;

/** pkg/controller/podgc: ended Pods above a threshold, Pods of nodes that are gone or out of service. */
function collectedChain(first: Chain['steps'], fact: Fact, history: PodHistory, world: World): Chain {
  const target = history.facts.find(({ write }) => write?.disruption?.reason === 'DeletionByPodGC');
  const steps = target ? [...first, stepOf(target, 'condition', { reason: 'DeletionByPodGC', message: target.write!.disruption!.message ?? '' })] : first;
  const node = history.node && world.writesOf('Node', undefined, history.node, fact.at).find(({ write }) => write!.verb === 'delete');
  const chain: Chain = { reason: 'garbage-collected', steps, confidence: 0.9, detail: target?.write!.disruption!.message };
  if (!node) return chain;
  return {
    ...chain, steps: [...steps, stepOf(node, 'deleted', { object: nodeText(history.node!) })],
    ...(systemActor(node.write!) === undefined ? { request: node } : {}),
  };
}

/** Only the Pod's status says why: the conditions that Kubernetes sets for disruptions (core/v1 PodReason…), or the kubelet's own words. */
function statusChain(history: PodHistory, fact: Fact, world: World): Chain {
  const { disruption, statusReason, statusMessage } = fact.write!;
  const step = disruption
    ? stepOf(fact, 'condition', { reason: disruption.reason, message: disruption.message ?? '' })
    : stepOf(fact, 'said', { reason: statusReason, message: statusMessage ?? '' });
  if (statusReason === 'Evicted') return { reason: 'node-pressure', steps: [step], confidence: 1, detail: statusMessage };
  if (statusReason === 'Preempting') return { reason: 'preempted', steps: [step], confidence: 0.9 };
  switch (disruption?.reason) {
    case 'EvictionByEvictionAPI': return { reason: 'evicted-api', steps: [step], confidence: 0.8 };
    case 'PreemptionByScheduler': return preemptionChain([], history, world);
    case 'DeletionByTaintManager': return taintChain([], fact.at, history, world, false);
    case 'DeletionByPodGC': return { reason: 'garbage-collected', steps: [step], confidence: 0.8, detail: disruption.message };
    case 'TerminationByKubelet': return { reason: 'node-pressure', steps: [step], confidence: 0.8, detail: disruption.message };
    default: return history.node
      ? { reason: 'node-lost', steps: [step], about: nodeText(history.node), confidence: 0.7 }
      : { reason: 'unknown', steps: [step], confidence: 0.3 };
  }
}
