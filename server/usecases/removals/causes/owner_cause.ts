/** Deletions that follow from another object's: the garbage collector's and the namespace controller's. */
import { kindOfResource } from '../../../../common/parse/kinds';
import { systemActor } from '../actors';
import { stepOf, type Chain } from '../cause_chain';
import type { Fact, OwnerRef } from '../fact';
import { parentKind, parentName } from '../names';
import type { PodHistory } from '../pod_history';
import { SLACK, type World } from '../world';

/** Owners above a Pod: its own, what made that, …; Kubernetes itself has two. */
const MAX_DEPTH = 4;

export const ownerText = ({ kind, name }: OwnerRef, namespace: string | undefined): string => `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

/** What made this owner: as its ownerReferences say, as an Event says, else as its name lets one suppose. */
export function ownerOf(owner: OwnerRef, namespace: string | undefined, world: World): OwnerRef | undefined {
  for (const { write } of world.writesOf(owner.kind, namespace, owner.name)) if (write!.owner) return write!.owner;
  const kind = parentKind(owner.kind);
  const name = parentName(owner);
  if (!kind || !name) return undefined;
  // `Scaled down replica set web-75fcc74c9b from 4 to 3` is an Event of the Deployment
  const known = world.eventsOf(kind, namespace, name).length > 0 || world.writesOf(kind, namespace, name).length > 0;
  return known ? { kind, name } : undefined;
}

/** The garbage collector's delete: climbs to the owner that somebody deleted. */
export function ownerChain(first: Chain['steps'], at: number, history: PodHistory, world: World): Chain {
  const { namespace } = history.pod;
  const steps = [...first];
  let owner = history.owner;
  let until = at;
  let about = owner && ownerText(owner, namespace);
  for (let depth = 0; owner && depth < MAX_DEPTH; depth++) {
    const deletion = deletionOf(owner, namespace, until, world);
    about = ownerText(owner, namespace);
    if (deletion) {
      steps.push(stepOf(deletion, 'deleted', { object: about }));
      const actor = systemActor(deletion.write!);
      if (actor === undefined) return { reason: 'owner-deleted', request: deletion, steps, about, confidence: 1 };
      if (actor === 'ttl-after-finished-controller' || actor === 'cronjob-controller') return { reason: 'job-finished', steps, about, confidence: 1 };
      if (actor === 'namespace-controller') break;
      until = deletion.at;
    }
    owner = ownerOf(owner, namespace, world);
  }
  const space = namespaceDeletion(namespace, at, world);
  if (space) return { ...namespaceChain(steps, at, history, world) };
  return { reason: 'owner-deleted', steps, about, confidence: 0.7 };
}

function deletionOf(owner: OwnerRef, namespace: string | undefined, until: number, world: World): Fact | undefined {
  const deletions = world.writesOf(owner.kind, namespace, owner.name, until).filter(({ write }) =>
    write!.verb === 'delete' && (!owner.uid || !write!.uid || owner.uid === write!.uid));
  // a user's counts most: with foreground deletion the collector's own delete follows it
  return deletions.find(({ write }) => systemActor(write!) === undefined) ?? deletions[0];
}

/** The latest deletion of the namespace that may have brought this about. */
function namespaceDeletion(namespace: string | undefined, at: number, world: World): Fact | undefined {
  return namespace ? world.writesOf('Namespace', undefined, namespace, at + SLACK).find(({ write }) => write!.verb === 'delete') : undefined;
}

export function namespaceChain(first: Chain['steps'], at: number, { pod: { namespace } }: PodHistory, world: World): Chain {
  const deletion = namespaceDeletion(namespace, at, world);
  if (!deletion) return { reason: 'namespace-deleted', steps: first, about: namespace, confidence: 0.8 };
  return {
    reason: 'namespace-deleted', steps: [...first, stepOf(deletion, 'deleted', { object: `${kindOfResource('namespaces')} ${namespace}` })], about: namespace, confidence: 1,
    ...(systemActor(deletion.write!) === undefined ? { request: deletion } : {}),
  };
}
