/** A controller's own delete: scaled down, another version, or a failed Pod replaced. */
import { kindOfResource } from '../../../../common/parse/kinds';
import { systemActor } from '../actors';
import { stepOf, type Chain } from '../cause_chain';
import type { Fact, OwnerRef } from '../fact';
import { COARSE, type PodHistory } from '../pod_history';
import { SLACK, type World } from '../world';
import { ownerOf, ownerText } from './owner_cause';

/** A rollout ends within its progress deadline, ten minutes by default (apps/v1 progressDeadlineSeconds); microseconds. */
const ROLLOUT = 600_000_000;

/** `from`: when the controller decided; `first`: the steps up to its delete, or the Event that tells of it. */
export function workloadChain(first: Chain['steps'], from: number, history: PodHistory, world: World, certain: boolean): Chain {
  const { owner, pod: { namespace, name = '' } } = history;
  if (!owner) return { reason: 'unknown', steps: first, confidence: 0.3 };
  const steps = [...first];
  const parent = ownerOf(owner, namespace, world);
  let until = from;
  if (owner.kind === 'ReplicaSet' && parent) {
    const scaling = scalingOf(owner, parent, namespace, from, world);
    if (scaling) {
      steps.push(scaling.write
        ? stepOf(scaling, 'scaled', { object: ownerText(owner, namespace), replicas: scaling.write.replicas })
        : stepOf(scaling, 'said'));
      until = scaling.event ? scaling.at + COARSE : scaling.at;
    }
  }
  const top = parent ?? owner;
  const about = ownerText(top, namespace);
  const writes = world.writesOf(top.kind, namespace, top.name, until).filter(({ write }) =>
    (write!.verb === 'patch' || write!.verb === 'update') && write!.subresource !== 'status' && !isOwnController(write!));
  const scale = writes.find(({ write }) => write!.subresource === 'scale' || (write!.replicas !== undefined && !write!.touchesTemplate));
  // a write without its body may be anything but a scale request
  const template = writes.find(({ write }) => write!.subresource !== 'scale' && (write!.touchesTemplate ?? !write!.answered));
  const isRollout = template !== undefined && bringsVersion(owner, top, template, from, history, world)
    && (!scale || scale.at < template.at || (!isScaledAway(name, scale) && from - template.at < ROLLOUT));
  const cause = isRollout ? template : scale ?? (certain ? writes[0] : undefined);
  if (owner.kind === 'StatefulSet' || owner.kind === 'DaemonSet') {
    if (!isRollout && failed(history)) return { reason: 'replaced', steps, about, confidence: 0.9 };
  }
  if (cause) {
    const kind = isRollout ? 'changed-template' : cause.write!.replicas !== undefined || cause.write!.subresource === 'scale' ? 'scaled' : 'changed';
    steps.push(stepOf(cause, kind, { object: about, replicas: cause.write!.replicas }));
    return { reason: isRollout ? 'rollout' : 'scaled-down', request: cause, steps, about, confidence: kind === 'changed' ? 0.7 : certain ? 1 : 0.8 };
  }
  const otherVersion = owner.kind === 'ReplicaSet' && parent !== undefined && newerSet(owner, parent, namespace, from - ROLLOUT, from, world);
  return { reason: otherVersion ? 'rollout' : 'scaled-down', steps, about, confidence: certain ? 0.7 : 0.6 };
}

/** The Deployment controller's own scaling of the ReplicaSet: its write, else the Event that it makes of it. */
function scalingOf(set: OwnerRef, parent: OwnerRef, namespace: string | undefined, at: number, world: World): Fact | undefined {
  const write = world.writesOf('ReplicaSet', namespace, set.name, at).find(({ write: of }) => of!.verb !== 'create' && of!.verb !== 'delete' && of!.subresource !== 'status');
  if (write && at - write.at < ROLLOUT) return write;
  return world.eventsOf(parent.kind, namespace, parent.name, at + COARSE).find(({ event }) =>
    event!.reason === 'ScalingReplicaSet' && event!.message?.startsWith('Scaled down') && event!.message.includes(` ${set.name} `));
}

/** Whether this change of the template is why the controller removes Pods of the old version. */
function bringsVersion(owner: OwnerRef, top: OwnerRef, template: Fact, at: number, history: PodHistory, world: World): boolean {
  if (owner.kind === 'ReplicaSet') return top !== owner && newerSet(owner, top, history.pod.namespace, template.at, at, world);
  // the Pod is of the version before
  return history.since < template.at && (template.write!.touchesTemplate === true || at - template.at < ROLLOUT);
}

/** Whether the Deployment has scaled up another ReplicaSet between these times. */
function newerSet(set: OwnerRef, parent: OwnerRef, namespace: string | undefined, from: number, to: number, world: World): boolean {
  return world.facts.some(({ at, write, event }) => {
    if (at < from - SLACK - (event ? COARSE : 0) || at > to + COARSE) return false;
    if (write) {
      return write.resource === 'replicasets' && write.namespace === namespace && write.name !== set.name && write.owner?.name === parent.name
        && write.subresource !== 'status' && (write.verb === 'create' || (write.verb !== 'delete' && (write.replicas ?? 0) > 0));
    }
    return event !== undefined && event.reason === 'ScalingReplicaSet' && event.regarding.name === parent.name && event.regarding.namespace === namespace
      && event.message?.startsWith('Scaled up') === true && !event.message.includes(` ${set.name} `);
  });
}

/** `db-1` goes when a StatefulSet is scaled to one replica: ordinals count from zero. */
function isScaledAway(pod: string, { write }: Fact): boolean {
  const ordinal = Number(pod.slice(pod.lastIndexOf('-') + 1));
  return write!.resource === 'statefulsets' && Number.isInteger(ordinal) && write!.replicas !== undefined && ordinal >= write!.replicas;
}

/** The controller that owns such objects writes them as well; an autoscaler's writes are what begins a scaling. */
function isOwnController(write: NonNullable<Fact['write']>): boolean {
  const actor = systemActor(write);
  return actor !== undefined && actor !== 'horizontal-pod-autoscaler' && actor !== 'other-controller';
}

function failed({ facts }: PodHistory): boolean {
  return facts.some(({ write, event }) => write?.phase === 'Failed' || event?.reason === 'FailedDaemonPod' || event?.reason === 'RecreatingFailedPod');
}

/** Job controller's delete: the Job was over, or suspended by somebody. */
export function jobChain(first: Chain['steps'], at: number, { owner, pod: { namespace } }: PodHistory, world: World): Chain {
  const about = owner && ownerText(owner, namespace);
  const said = owner && world.eventsOf(owner.kind, namespace, owner.name, at + COARSE).find(({ event }) => /^(?:BackoffLimitExceeded|DeadlineExceeded|Suspended|PodFailurePolicy|Completed|FailedIndexes)/.test(event!.reason ?? ''));
  const steps = said ? [...first, stepOf(said, 'said')] : first;
  const patch = owner && said?.event?.reason === 'Suspended'
    ? world.writesOf(owner.kind, namespace, owner.name, at).find(({ write }) => write!.verb !== 'create' && systemActor(write!) === undefined)
    : undefined;
  if (patch) return { reason: 'scaled-down', request: patch, steps: [...steps, stepOf(patch, 'changed', { object: `${kindOfResource(patch.write!.resource)} ${namespace}/${owner!.name}` })], about, confidence: 0.9 };
  return { reason: 'job-finished', steps, about, confidence: 0.9 };
}
