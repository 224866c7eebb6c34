/** A workload controller's own deletion: scaled down, another version, or a failed Pod replaced. */
import { controllerOf, nodeOf, senderOf } from '../../timeline/actors';
import type { ApiRequest } from '../../timeline/api_requests';
import type { Timeline } from '../../timeline/build_timeline';
import { changeOf, type Mutation } from '../../timeline/mutations';
import type { TimelineObject } from '../../timeline/object_index';
import { SECOND_US } from '../../timeline/pod_state';
import type { Report } from '../../timeline/reports';
import { creationOf, type PodHistory } from '../pod_history';
import {
  mutationsUntil,
  objectText,
  SLACK_US,
  stepOf,
  stepOfRequest,
  subresourceOf,
  verbOf,
  type Cause,
  type RemovalContext,
  type RemovalStep,
} from '../removal';

/** A rollout ends within its progress deadline, ten minutes by default (apps/v1 progressDeadlineSeconds). Microseconds. */
const ROLLOUT_US = 600_000_000;

/** Controllers whose writes of a workload begin something; what the other loops write follows from its spec. */
const INITIATING_CONTROLLERS: ReadonlySet<string> = new Set([
  'horizontal-pod-autoscaler',
  'other-controller',
]);

/** Events about failed Pods that their controllers replace (pkg/controller/daemon, pkg/controller/statefulset). */
const REPLACING: ReadonlySet<string> = new Set(['FailedDaemonPod', 'RecreatingFailedPod']);

/** `first`: the steps up to the controller's deletion, or the Event that reports it. */
export function explainWorkloadChange(
  first: RemovalStep[],
  context: RemovalContext,
  isDeletedByController: boolean
): [Cause, ...Cause[]] {
  const { history, start, timeline } = context;
  const { owner } = history;
  if (!owner) return [{ reason: 'unknown', steps: first, confidence: 0.3 }];
  const steps = [...first];
  const parent = timeline.owners.ownerOf(owner)?.state;
  let until = start.at;
  if (owner.kind === 'ReplicaSet' && parent) {
    const scaling = scalingOf(owner, parent, start.at, timeline);
    if (scaling)
      steps.push(
        'request' in scaling
          ? stepOfRequest(scaling, 'scaled', {
              object: objectText(owner),
              replicas: changeOf(scaling).replicas,
            })
          : stepOf(scaling.evidence, 'said')
      );
    if (scaling) until = 'request' in scaling ? scaling.at : scaling.at + SECOND_US;
  }
  const top = parent ?? owner;
  const about = objectText(top);
  const changes = mutationsUntil(timeline, top, until).filter(
    (mutation) => isSpecChange(mutation) && !timeline.mutations.isMetadataOnly(mutation)
  );
  const scale = changes.find(
    (mutation) =>
      subresourceOf(mutation) === 'scale' ||
      (changeOf(mutation).replicas !== undefined && !changeOf(mutation).changesTemplate)
  );
  const template = changes.find(mayChangeTemplate);
  const isVersion = template !== undefined && bringsVersion(owner, top, template, context);
  const isRollout =
    isVersion &&
    (!scale ||
      scale.at < template.at ||
      (!isScaledAway(history, scale) && start.at - template.at < ROLLOUT_US));
  if (
    (owner.kind === 'StatefulSet' || owner.kind === 'DaemonSet') &&
    !isRollout &&
    hasFailed(history, owner, timeline)
  )
    return [{ reason: 'replaced', steps, about, confidence: 0.9 }];

  const rollout = isVersion ? causeBy(template, 'changed-template') : undefined;
  const scaling = scale ? causeBy(scale, 'scaled') : undefined;
  const latest =
    !rollout && !scaling && isDeletedByController && changes[0]
      ? causeBy(changes[0], changeOf(changes[0]).replicas === undefined ? 'changed' : 'scaled')
      : undefined;
  const [likeliest, ...others] = (
    isRollout ? [rollout, scaling] : [scaling, rollout, latest]
  ).filter((cause) => cause !== undefined);
  if (likeliest) return [likeliest, ...others];
  const isOtherVersion =
    owner.kind === 'ReplicaSet' &&
    parent !== undefined &&
    hasNewerSet(owner, parent, start.at - ROLLOUT_US, start.at, timeline);
  return [
    {
      reason: isOtherVersion ? 'rollout' : 'scaled-down',
      steps,
      about,
      confidence: isDeletedByController ? 0.7 : 0.6,
    },
  ];

  function causeBy(mutation: Mutation, kind: 'changed-template' | 'scaled' | 'changed'): Cause {
    return {
      reason: kind === 'changed-template' ? 'rollout' : 'scaled-down',
      request: mutation.request,
      about,
      steps: [
        ...steps,
        stepOfRequest(mutation, kind, { object: about, replicas: changeOf(mutation).replicas }),
      ],
      confidence: kind === 'changed' ? 0.7 : isDeletedByController ? 1 : 0.8,
    };
  }
}

/** The Deployment controller's own scaling of the ReplicaSet: its request, else the Event that it sends about it. */
function scalingOf(
  set: TimelineObject,
  parent: TimelineObject,
  at: number,
  timeline: Timeline
): Mutation | Report | undefined {
  const mutation = mutationsUntil(timeline, set, at).find(
    (one) => !one.isStatus && verbOf(one) !== 'create' && verbOf(one) !== 'delete'
  );
  if (mutation && at - mutation.at < ROLLOUT_US) return mutation;
  return timeline.reports
    .of(parent)
    .filter((report) => report.at <= at + SECOND_US && isScalingOf(report, 'Scaled down', set))
    .at(-1);
}

/** `Scaled down replica set web-75fcc74c9b from 4 to 3` (pkg/controller/deployment/sync.go) */
function isScalingOf(
  { event }: Report,
  begin: 'Scaled up' | 'Scaled down',
  set: TimelineObject
): boolean {
  return (
    event?.reason === 'ScalingReplicaSet' &&
    event.message.startsWith(begin) &&
    event.message.split(' ', 8).includes(set.name ?? '')
  );
}

const isSpecChange = (mutation: Mutation): boolean =>
  (verbOf(mutation) === 'patch' || verbOf(mutation) === 'update') &&
  !mutation.isStatus &&
  !isFollowing(mutation);

/** The loops that own such objects write them as well. */
function isFollowing({ request }: { request: ApiRequest }): boolean {
  const sender = senderOf(request.audit);
  const controller = controllerOf(sender);
  return (
    nodeOf(sender) !== undefined ||
    (controller !== undefined && !INITIATING_CONTROLLERS.has(controller))
  );
}

/** A request without its bodies may change anything, unless it is for the scale subresource. */
function mayChangeTemplate(mutation: Mutation): boolean {
  const { changesTemplate, hasAnswer } = changeOf(mutation);
  return subresourceOf(mutation) !== 'scale' && (changesTemplate ?? !hasAnswer);
}

/** Whether this change of the template is why the controller removes Pods of the old version. */
function bringsVersion(
  owner: TimelineObject,
  top: TimelineObject,
  template: Mutation,
  { history, start, timeline }: RemovalContext
): boolean {
  if (owner.kind === 'ReplicaSet')
    return top !== owner && hasNewerSet(owner, top, template.at, start.at, timeline);
  // the Pod is of the version before
  const since = Math.min(
    creationOf(history)?.at ?? Infinity,
    history.mutations[0]?.at ?? Infinity,
    history.reports[0]?.at ?? Infinity
  );
  return (
    since < template.at &&
    (changeOf(template).changesTemplate === true || start.at - template.at < ROLLOUT_US)
  );
}

/** Whether the Deployment has scaled up another ReplicaSet between these times. */
function hasNewerSet(
  set: TimelineObject,
  parent: TimelineObject,
  from: number,
  to: number,
  { owners, mutations, reports }: Timeline
): boolean {
  const isBetween = (at: number, slack: number): boolean =>
    at >= from - slack && at <= to + SECOND_US;
  const others = owners
    .childrenOf(parent)
    .map(({ state }) => state)
    .filter((state) => state.kind === 'ReplicaSet' && state.name !== set.name);
  return (
    others.some((other) =>
      mutations
        .of(other)
        .some(
          (mutation) =>
            isBetween(mutation.at, SLACK_US) &&
            !mutation.isStatus &&
            (verbOf(mutation) === 'create' ||
              (verbOf(mutation) !== 'delete' && (changeOf(mutation).replicas ?? 0) > 0))
        )
    ) ||
    reports
      .of(parent)
      .some(
        (report) =>
          isBetween(report.at, SLACK_US + SECOND_US) &&
          report.event?.reason === 'ScalingReplicaSet' &&
          report.event.message.startsWith('Scaled up') &&
          !isScalingOf(report, 'Scaled up', set)
      )
  );
}

/** `db-1` goes when a StatefulSet is scaled to one replica: ordinals count from zero. */
function isScaledAway({ pod: { name = '' } }: PodHistory, scale: Mutation): boolean {
  const ordinal = Number(name.slice(name.lastIndexOf('-') + 1));
  const { replicas } = changeOf(scale);
  return (
    scale.state.kind === 'StatefulSet' &&
    Number.isInteger(ordinal) &&
    replicas !== undefined &&
    ordinal >= replicas
  );
}

function hasFailed(
  { mutations, pod }: PodHistory,
  owner: TimelineObject,
  { reports }: Timeline
): boolean {
  return (
    mutations.some((mutation) => changeOf(mutation).phase === 'Failed') ||
    reports
      .of(owner)
      .some(
        ({ event, at }) =>
          at >= pod.since - SECOND_US &&
          REPLACING.has(event?.reason ?? '') &&
          event!.message.split(/[\s/]/, 12).includes(pod.name ?? '')
      )
  );
}
