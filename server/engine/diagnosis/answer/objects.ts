/** The tree of objects that the request touched. */
import type { ObjectNode, ObjectRelation, Outcome } from '../../../../common/model/diagnosis';
import { conditionOf, objectField, text } from '../../timeline/object_body';
import type { DiagnosedPod, RootCause } from '../model';
import type { ObjectIndex, TimelineObject } from '../../timeline/object_index';
import { claimsOf, volumeOf } from '../../timeline/volumes';
import { workloadStatus } from '../../timeline/workload_status';
import type { DesiredState } from '../request/desired_state';
import type { OwnRequest } from '../request/own_requests';
import type { GoalState } from '../request/goal_state';
import { keyOf, referenceOf } from '../references';

const MAX_NODES = 500;

/** Kinds that nearly every request touches without anybody asking for it. */
const BACKGROUND: ReadonlySet<string> = new Set([
  'Event',
  'Lease',
  'ServiceAccount',
  'EndpointSlice',
  'Endpoints',
  'ControllerRevision',
  'CSINode',
  'Namespace',
  'PriorityClass',
  'RuntimeClass',
]);

interface ObjectsOptions {
  graph: ObjectIndex;
  aim: DesiredState;
  reached: GoalState;
  requests: OwnRequest[];
  verdict: RootCause | null;
  /** of the request as a whole */
  outcome: Outcome;
  /** as the answer has them: the tree says the same of each */
  pods: DiagnosedPod[];
  /** nodes of which the trace has lines */
  nodes: ReadonlySet<string>;
}

export function answerObjects(options: ObjectsOptions): ObjectNode[] {
  const { graph, aim, requests, verdict } = options;
  const outcomes = outcomesOf(options);
  const asked = new Set(requests.flatMap(({ target }) => target ?? []));
  const counting = new Set([...asked, ...aim.pods, ...aim.leaving]);
  const troubled = verdict?.object ? graph.find(verdict.object) : undefined;
  const shown = new Set<TimelineObject>();
  for (const object of graph.all) {
    if (!object.name || !object.kind) continue;
    const acted = object.created ?? object.updated ?? object.deleting ?? object.missing;
    if (
      counting.has(object) ||
      object === troubled ||
      (!BACKGROUND.has(object.kind) && (acted || object.pod?.proofs.size || object.body))
    )
      shown.add(object);
  }
  // what these hang on, though nothing was done to it
  for (const object of [...shown])
    for (const { to } of linksOf(object, graph)) if (to.name) shown.add(to);
  const important = (object: TimelineObject): number =>
    counting.has(object) || object === troubled ? 0 : 1;
  const chosen = [...shown].sort((a, b) => important(a) - important(b)).slice(0, MAX_NODES);
  const keys = new Set(chosen.map(({ key }) => key));
  return chosen.map((object): ObjectNode => {
    // what a controller may not create is not there
    const change =
      object === troubled && verdict?.stage === 'expanded' && object.pod && !object.created
        ? 'missing'
        : changeOf(object);
    const note = noteOf(object);
    const proof =
      object.removed ??
      object.deleting ??
      object.missing ??
      object.bodyBy ??
      object.created ??
      object.updated;
    return {
      key: object.key,
      object: referenceOf(object),
      parents: linksOf(object, graph)
        .filter(({ to }) => keys.has(to.key))
        .map(({ to, relation }) => ({ key: to.key, relation })),
      outcome:
        object === troubled
          ? options.outcome === 'failed' || options.outcome === 'rejected'
            ? options.outcome
            : 'stuck'
          : outcomes(object),
      ...(change ? { change } : {}),
      ...(note ? { note } : {}),
      ...(proof ? { record: keyOf(proof) } : {}),
      records: object.records,
    };
  });
}

interface Link {
  to: TimelineObject;
  relation: ObjectRelation;
}

/** What an object hangs on; the first is where the tree shows it. */
function linksOf(object: TimelineObject, graph: ObjectIndex): Link[] {
  const links: Link[] = [];
  const add = (to: TimelineObject | undefined, relation: ObjectRelation): void => {
    if (to && to !== object && !links.some((link) => link.to === to)) links.push({ to, relation });
  };
  const owner = graph.ownerChain(object)[1];
  add(owner, 'owner');
  if (object.kind === 'PersistentVolumeClaim') {
    // a claim is shown below the Pods that mount it
    for (const other of graph.all)
      if (other.pod?.claims?.includes(object.name ?? '') && other.namespace === object.namespace)
        add(other, 'claim');
  } else if (object.kind === 'PersistentVolume') {
    for (const other of graph.all)
      if (other.kind === 'PersistentVolumeClaim' && volumeOf(other, graph) === object)
        add(other, 'volume');
  } else if (object.kind === 'VolumeAttachment') {
    const spec = objectField(object.body, 'spec');
    add(
      graph.find({
        kind: 'PersistentVolume',
        name: text(objectField(spec, 'source'), 'persistentVolumeName') ?? '',
      }),
      'attachment'
    );
    add(graph.find({ kind: 'Node', name: text(spec, 'nodeName') ?? '' }), 'node');
  } else if (object.pod) {
    for (const claim of claimsOf(object, graph)) if (claim.missing) add(claim, 'claim');
    if (object.pod.node) add(graph.find({ kind: 'Node', name: object.pod.node }), 'node');
  }
  return links;
}

function changeOf(object: TimelineObject): ObjectNode['change'] {
  if (object.removed || object.deleting) return 'deleted';
  if (object.created) return 'created';
  if (object.missing) return 'missing';
  return object.updated ? 'updated' : object.records > 0 ? 'used' : undefined;
}

/** Pods as the answer has them; what should be complete, or gone, and isn't, fares as the request does. */
function outcomesOf({
  graph,
  aim,
  reached,
  requests,
  outcome,
  pods,
  nodes,
}: ObjectsOptions): (object: TimelineObject) => Outcome {
  const ofPods = new Map<TimelineObject | undefined, Outcome>(
    pods.map((pod) => [graph.find(pod.object), pod.outcome])
  );
  const held = new Set<TimelineObject>([
    ...requests.flatMap(({ target }) => target ?? []),
    ...aim.workloads.map(({ object }) => object),
    ...aim.leaving,
  ]);
  for (const [pod, state] of ofPods)
    if (pod && (state === 'stuck' || state === 'failed'))
      for (const owner of graph.ownerChain(pod).slice(1)) held.add(owner);
  return (object) => {
    const own = ofPods.get(object) ?? outcomeOf(object, reached, aim, nodes);
    // a read that found nothing before the object was made by a request that does not name it
    if (own === 'failed' && object.missing && outcome === 'succeeded') return 'unknown';
    return own === 'running' &&
      (outcome === 'stuck' || outcome === 'failed') &&
      graph.ownerChain(object).some((link) => held.has(link))
      ? outcome
      : own;
  };
}

function outcomeOf(
  object: TimelineObject,
  reached: GoalState,
  aim: DesiredState,
  nodes: ReadonlySet<string>
): Outcome {
  if (object.removed) return 'succeeded';
  if (object.deleting) return 'running';
  if (object.missing) return 'failed';
  if (object.pod) {
    if (reached.pods.has(object)) return 'succeeded';
    if (object.pod.phase === 'Failed') return 'failed';
    return object.pod.phase === 'Succeeded' || object.pod.ready
      ? 'succeeded'
      : object.created
        ? 'running'
        : 'unknown';
  }
  const status = workloadStatus(object);
  if (status.failed) return 'failed';
  if (status.complete) return 'succeeded';
  if (status.complete === false)
    return aim.workloads.some((workload) => workload.object === object) && reached.reached
      ? 'succeeded'
      : 'running';
  if (object.kind === 'PersistentVolumeClaim' || object.kind === 'PersistentVolume') {
    const phase = text(objectField(object.body, 'status'), 'phase');
    return phase === undefined
      ? 'unknown'
      : phase === 'Bound' || phase === 'Available' || phase === 'Released'
        ? 'succeeded'
        : phase === 'Lost' || phase === 'Failed'
          ? 'failed'
          : 'running';
  }
  if (object.kind === 'VolumeAttachment' && object.body)
    return objectField(object.body, 'status').attached === true ? 'succeeded' : 'running';
  if (object.kind === 'Node') {
    const ready = conditionOf(objectField(object.body, 'status'), 'Ready')?.status;
    return ready !== undefined
      ? ready === 'True'
        ? 'succeeded'
        : 'failed'
      : object.updated || nodes.has(object.name ?? '')
        ? 'succeeded'
        : 'unknown';
  }
  return object.created || object.updated ? 'succeeded' : 'unknown';
}

/** One word or two, as a status says it. */
function noteOf(object: TimelineObject): string | undefined {
  const { pod, body, finalizers } = object;
  if (object.deleting && !object.removed && finalizers?.length)
    return finalizers.slice(0, 3).join(', ').slice(0, 200);
  if (pod) {
    for (const { reason } of pod.containers.values())
      if (reason && reason !== 'Completed') return reason.slice(0, 100);
    return pod.phase;
  }
  const { desired, ready } = workloadStatus(object);
  if (desired !== undefined && ready !== undefined) return `${ready}/${desired}`;
  const status = objectField(body, 'status');
  if (object.kind === 'VolumeAttachment' && body)
    return status.attached === true
      ? 'attached'
      : text(objectField(status, 'attachError'), 'message')?.slice(0, 200);
  if (object.kind === 'Node')
    return conditionOf(status, 'Ready')?.status === 'False' ? 'NotReady' : undefined;
  return text(status, 'phase');
}
