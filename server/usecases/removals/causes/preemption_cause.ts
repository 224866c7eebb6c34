/** Preemption: the scheduler removes a Pod so that one with a higher priority fits (pkg/scheduler/framework/preemption). */
import { systemActor } from '../actors';
import { stepOf, type Chain } from '../cause_chain';
import type { Fact, OwnerRef } from '../fact';
import type { PodHistory } from '../pod_history';
import type { World } from '../world';
import { conditionStep } from './node_cause';
import { ownerOf, ownerText } from './owner_cause';

export interface Preemptor { namespace?: string; name?: string; uid?: string }

/** `Preempted by pod <uid> on node n`, before 1.26 `Preempted by <ns>/<name> on node n`; newer Events name it as `related`. */
export function preemptorOf({ event }: Fact): Preemptor | undefined {
  if (event?.reason !== 'Preempted') return undefined;
  if (event.related?.kind === 'Pod' && (event.related.name || event.related.uid)) return event.related;
  const words = (event.message ?? '').split(' ');
  const by = words[2] === 'pod' || words[2] === 'a' ? words[3] : words[2];
  if (words[0] !== 'Preempted' || words[1] !== 'by' || !by) return undefined;
  const slash = by.indexOf('/');
  if (slash > 0) return { namespace: by.slice(0, slash), name: by.slice(slash + 1) };
  return by.length === 36 ? { uid: by } : undefined;
}

export function preemptionChain(first: Chain['steps'], history: PodHistory, world: World): Chain {
  const steps = [...first];
  const condition = history.facts.find(({ write }) => write?.disruption?.reason === 'PreemptionByScheduler');
  if (condition) steps.push(conditionStep(condition));
  const told = history.facts.find((fact) => fact.event?.reason === 'Preempted');
  if (told) steps.push(stepOf(told, 'said'));
  const preemptor = told && preemptorOf(told);
  if (!preemptor) return { reason: 'preempted', steps, confidence: condition || first.length ? 0.9 : 0.6 };
  const creation = world.podCreations.find(({ write }) =>
    (preemptor.uid && write!.uid ? write!.uid === preemptor.uid : write!.namespace === preemptor.namespace && write!.name === preemptor.name));
  const { namespace, name } = creation?.write ?? preemptor;
  const about = name ? `Pod ${namespace}/${name}` : `Pod ${preemptor.uid}`;
  if (!creation) return { reason: 'preempted', steps, about, confidence: 0.9 };
  steps.push(stepOf(creation, 'created', { object: about }));
  if (systemActor(creation.write!) === undefined) return { reason: 'preempted', request: creation, steps, about, confidence: 1 };
  const begun = creation.write!.owner && beginningOf(creation.write!.owner, namespace, creation.at, world);
  if (!begun) return { reason: 'preempted', steps, about, confidence: 0.9 };
  steps.push(stepOf(begun.fact, begun.fact.write!.verb === 'create' ? 'created' : 'changed', { object: ownerText(begun.owner, namespace) }));
  return { reason: 'preempted', request: begun.fact, steps, about, confidence: 0.9 };
}

/** The user's latest write of what a controller made a Pod for. */
function beginningOf(owner: OwnerRef, namespace: string | undefined, until: number, world: World): { fact: Fact; owner: OwnerRef } | undefined {
  let current: OwnerRef | undefined = owner;
  let found: { fact: Fact; owner: OwnerRef } | undefined;
  for (let depth = 0; current && depth < 4; depth++) {
    const of: OwnerRef = current;
    const fact = world.writesOf(of.kind, namespace, of.name, until).find(({ write }) => systemActor(write!) === undefined && write!.subresource !== 'status');
    if (fact) found = { fact, owner: of };
    current = ownerOf(of, namespace, world);
  }
  return found;
}
