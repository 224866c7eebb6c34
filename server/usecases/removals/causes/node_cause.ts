/** What was done to the node that a Pod ran on: cordons, taints, loss. */
import { actorName, systemActor } from '../actors';
import { stepOf, type Chain } from '../cause_chain';
import type { Fact, Taint } from '../fact';
import type { PodHistory } from '../pod_history';
import { COARSE } from '../pod_history';
import type { World } from '../world';

/** kubectl drain cordons the node first, and then evicts for as long as budgets and grace periods make it wait; microseconds. */
const DRAIN = 3_600_000_000;
const JUST_BEFORE = 60_000_000;
/** Taints of the node lifecycle controller for a node that it does not hear of (well_known_taints.go). */
const LOST_TAINTS: ReadonlySet<string> = new Set(['node.kubernetes.io/unreachable', 'node.kubernetes.io/not-ready']);

export const nodeText = (node: string): string => `Node ${node}`;

/** An eviction through the API: a drain, where the same user has cordoned the node. */
export function evictionChain(eviction: Fact, history: PodHistory, world: World): Chain {
  const step = stepOf(eviction, 'evicted');
  const { node } = history;
  const cordon = node ? cordonBefore(node, eviction, world) : undefined;
  if (!node || !cordon) return { reason: 'evicted-api', request: eviction, steps: [step], confidence: 1 };
  const isSeen = cordon.write!.unschedulable === true;
  return {
    reason: 'drained', request: eviction, confidence: isSeen ? 1 : 0.8, about: nodeText(node),
    steps: [step, stepOf(cordon, isSeen ? 'cordoned' : 'changed', { object: nodeText(node) })],
  };
}

function cordonBefore(node: string, eviction: Fact, world: World): Fact | undefined {
  const who = actorName(eviction.write!);
  // uncordoned since: then it isn't this drain's
  const writes = world.writesOf('Node', undefined, node, eviction.at);
  const latest = writes.find(({ write }) => write!.unschedulable !== undefined);
  if (latest) return latest.write!.unschedulable && actorName(latest.write!) === who && eviction.at - latest.at < DRAIN ? latest : undefined;
  // of the request only metadata was audited: right before the eviction it was most likely the cordon
  const bare = writes.find((fact) => isBare(fact));
  return bare && actorName(bare.write!) === who && eviction.at - bare.at < JUST_BEFORE ? bare : undefined;
}

/** A user's change of a node whose body was not audited. */
const isBare = ({ write }: Fact): boolean => !write!.asked && !write!.answered && !write!.subresource && systemActor(write!) === undefined;

interface TaintOrigin { taint: Taint; fact: Fact }

/** The request that put the newest NoExecute taint on the node that was there at this time. */
function noExecuteOrigin(node: string, at: number, world: World): TaintOrigin | undefined {
  let active = new Map<string, TaintOrigin>();
  for (const fact of world.writesOf('Node', undefined, node, at).reverse()) {
    const { taints } = fact.write!;
    if (taints === undefined) continue;
    const next = new Map<string, TaintOrigin>();
    for (const taint of taints ?? []) {
      if (taint.effect !== 'NoExecute') continue;
      const key = `${taint.key}=${taint.value ?? ''}`;
      next.set(key, active.get(key) ?? { taint, fact });
    }
    active = next;
  }
  return [...active.values()].sort((a, b) => b.fact.at - a.fact.at)[0];
}

/** The taint manager's removal: by a user's taint, or because the node was lost. `first` are the steps up to it. */
export function taintChain(first: Chain['steps'], at: number, history: PodHistory, world: World, certain: boolean): Chain {
  const { node } = history;
  const about = node ? nodeText(node) : undefined;
  const steps = [...first];
  const condition = history.facts.find(({ write }) => write?.disruption?.reason === 'DeletionByTaintManager');
  if (condition) steps.push(conditionStep(condition));
  const event = history.facts.find(({ event: told }) => told?.reason === 'TaintManagerEviction');
  if (event) steps.push(stepOf(event, 'said'));
  const origin = node ? noExecuteOrigin(node, at, world) : undefined;
  const lost = node ? nodeNotReady(node, at, world) : undefined;
  if (origin) {
    const detail = `${origin.taint.key}${origin.taint.value ? `=${origin.taint.value}` : ''}:NoExecute`;
    steps.push(stepOf(origin.fact, 'tainted', { object: about, detail }));
    if (systemActor(origin.fact.write!) === undefined) return { reason: 'tainted', request: origin.fact, steps, about, detail, confidence: 1 };
    if (lost) steps.push(stepOf(lost, 'said'));
    return { reason: LOST_TAINTS.has(origin.taint.key) ? 'node-lost' : 'tainted', steps, about, confidence: 1 };
  }
  if (lost) return { reason: 'node-lost', steps: [...steps, stepOf(lost, 'said')], about, confidence: certain ? 0.9 : 0.7 };
  const write = node ? bareNodeWrite(node, at, world) : undefined;
  if (write) return { reason: 'tainted', request: write, steps: [...steps, stepOf(write, 'changed', { object: about })], about, confidence: 0.6 };
  return { reason: 'tainted', steps, about, confidence: certain ? 0.8 : 0.6 };
}

/** A user's change of the node of which only metadata was audited: most likely the taint. */
function bareNodeWrite(node: string, at: number, world: World): Fact | undefined {
  return world.writesOf('Node', undefined, node, at).find((fact) => isBare(fact));
}

/** The Event by which the node controller says that a node no longer answers, and no `NodeReady` after it. */
export function nodeNotReady(node: string, at: number, world: World): Fact | undefined {
  const latest = world.eventsOf('Node', undefined, node, at + COARSE).find(({ event }) => event!.reason === 'NodeNotReady' || event!.reason === 'NodeReady');
  return latest?.event!.reason === 'NodeNotReady' ? latest : undefined;
}

export const conditionStep = (fact: Fact): Chain['steps'][number] =>
  stepOf(fact, 'condition', { reason: fact.write!.disruption!.reason, message: fact.write!.disruption!.message ?? '' });
