/** Deletions that follow from another object's: the garbage collector's and the namespace controller's. */
import { controllerOf, isKubernetesComponent, senderOf } from '../../timeline/actors';
import type { Timeline } from '../../timeline/build_timeline';
import type { Mutation } from '../../timeline/mutations';
import type { TimelineObject } from '../../timeline/object_index';
import {
  mutationsUntil,
  objectText,
  SLACK_US,
  stepOfRequest,
  verbOf,
  type Cause,
  type RemovalContext,
  type RemovalStep,
} from '../removal';

/** Owners above a Pod: its own, what created that, and so on. Kubernetes itself has two. */
const MAX_OWNERS = 4;

/** Control loops that delete Jobs which have ended (pkg/controller/ttlafterfinished, pkg/controller/cronjob). */
const JOB_CLEANERS: ReadonlySet<string> = new Set([
  'ttl-after-finished-controller',
  'cronjob-controller',
]);

/** The owners above an object, the nearest first. */
export function ownersAbove(object: TimelineObject, { owners }: Timeline): TimelineObject[] {
  const above: TimelineObject[] = [];
  for (
    let owner = owners.ownerOf(object)?.state;
    owner && above.length < MAX_OWNERS && !above.includes(owner);
    owner = owners.ownerOf(owner)?.state
  )
    above.push(owner);
  return above;
}

/** Explains the garbage collector's deletion: by the owner that somebody deleted. */
export function explainOwnerDeletion(first: RemovalStep[], context: RemovalContext): Cause {
  const {
    history: { pod },
    start,
    timeline,
  } = context;
  const steps = [...first];
  let until = start.at;
  let about: string | undefined;
  for (const owner of ownersAbove(pod, timeline)) {
    about = objectText(owner);
    const deletion = deletionOf(owner, until, timeline);
    if (!deletion) continue;
    steps.push(stepOfRequest(deletion, 'deleted', { object: about }));
    const sender = senderOf(deletion.request.audit);
    if (!isKubernetesComponent(sender))
      return { reason: 'owner-deleted', request: deletion.request, steps, about, confidence: 1 };
    const controller = controllerOf(sender) ?? '';
    if (JOB_CLEANERS.has(controller))
      return { reason: 'job-finished', steps, about, confidence: 1 };
    if (controller === 'namespace-controller') break;
    until = deletion.at;
  }
  return namespaceDeletion(context)
    ? explainNamespaceDeletion(steps, context)
    : { reason: 'owner-deleted', steps, about, confidence: 0.7 };
}

function deletionOf(
  owner: TimelineObject,
  until: number,
  timeline: Timeline
): Mutation | undefined {
  const deletions = mutationsUntil(timeline, owner, until).filter(
    (mutation) => verbOf(mutation) === 'delete'
  );
  // with foreground deletion the collector's own deletion follows somebody's
  return (
    deletions.find(({ request }) => !isKubernetesComponent(senderOf(request.audit))) ?? deletions[0]
  );
}

/** The latest deletion of the Pod's namespace that may have caused its removal. */
function namespaceDeletion({
  history: {
    pod: { namespace },
  },
  start,
  timeline,
}: RemovalContext): Mutation | undefined {
  if (namespace === undefined) return undefined;
  return timeline.objects
    .lifetimesOf('Namespace', undefined, namespace)
    .flatMap((state) => mutationsUntil(timeline, state, start.at + SLACK_US))
    .sort((a, b) => b.at - a.at)
    .find((mutation) => verbOf(mutation) === 'delete');
}

export function explainNamespaceDeletion(first: RemovalStep[], context: RemovalContext): Cause {
  const about = context.history.pod.namespace;
  const deletion = namespaceDeletion(context);
  if (!deletion) return { reason: 'namespace-deleted', steps: first, about, confidence: 0.8 };
  return {
    reason: 'namespace-deleted',
    steps: [...first, stepOfRequest(deletion, 'deleted', { object: `Namespace ${about}` })],
    about,
    confidence: 1,
    ...(isKubernetesComponent(senderOf(deletion.request.audit))
      ? {}
      : { request: deletion.request }),
  };
}
