/**
 * What a Pod's status says (k8s.io/api/core/v1 PodStatus): of an audit body, a status patch, or the copy that the kubelet logs.
 * A patch holds what changed only, so what it lacks stays as it was.
 */
import type { JsonObject } from '../../../common/parse/json_values';
import type { Evidence } from '../evidence';
import { count, items, objectField, text } from './object_body';
import type { PodState } from './pod_state';

/** Condition types, by the stage that each proves; PodReadyToStartContainers: its sandbox and network are there (KEP 3085). */
const CONDITIONS = {
  PodScheduled: 'scheduled',
  PodReadyToStartContainers: 'sandbox',
  Initialized: undefined,
  Ready: 'ready',
} as const;

export function readPodStatus(pod: PodState, status: JsonObject, evidence: Evidence): void {
  const phase = text(status, 'phase');
  if (phase) {
    pod.phase = phase;
    if (phase === 'Succeeded') pod.prove('completed', evidence);
    if (phase === 'Running') pod.prove('sandbox', evidence);
  }
  for (const condition of items(status, 'conditions')) {
    const type = text(condition, 'type');
    const stage =
      type !== undefined && Object.hasOwn(CONDITIONS, type)
        ? CONDITIONS[type as keyof typeof CONDITIONS]
        : undefined;
    const value = text(condition, 'status');
    if (stage === undefined || value === undefined) continue;
    if (stage === 'ready') pod.setReady(value === 'True', evidence);
    else if (value === 'True') pod.prove(stage, evidence);
    else pod.mention(stage);
  }
  const containers = items(status, 'containerStatuses');
  for (const container of containers) readContainer(pod, container, evidence);
  for (const container of items(status, 'initContainerStatuses')) {
    const name = text(container, 'name');
    if (name) pod.initNames.add(name);
    readContainer(pod, container, evidence);
  }
  if (containers.length) concludeFromContainers(pod, evidence);
}

function readContainer(pod: PodState, container: JsonObject, { at }: Evidence): void {
  const name = text(container, 'name');
  if (!name) return;
  const state = objectField(container, 'state');
  const last = objectField(container, 'lastState');
  const terminated = objectField(state, 'terminated');
  const known = pod.containers.get(name);
  const restarts = count(container, 'restartCount') ?? 0;
  const ran =
    'running' in state ||
    hasRun(terminated) ||
    hasRun(objectField(last, 'terminated')) ||
    restarts > 0;
  if (known && restarts > known.restarts) pod.restarted(at);
  pod.containers.set(name, {
    started: ran || known?.started === true,
    running: 'running' in state,
    restarts: Math.max(restarts, known?.restarts ?? 0),
    reason: text(objectField(state, 'waiting'), 'reason') ?? text(terminated, 'reason'),
  });
  if (ran || text(container, 'imageID')) pod.pulledContainers.add(name);
}

/** A container that was never created is reported terminated as well (kubelet's ContainerStatusUnknown), without an ID. */
const hasRun = (terminated: JsonObject): boolean =>
  text(terminated, 'containerID') !== undefined || text(terminated, 'startedAt') !== undefined;

/** Pulled and started: when all containers (not the init containers) are. */
export function concludeFromContainers(pod: PodState, evidence: Evidence): void {
  const names = pod.containerNames.length
    ? pod.containerNames
    : [...pod.containers.keys()].filter((name) => !pod.initNames.has(name));
  if (!names.length) return;
  if (names.every((name) => pod.pulledContainers.has(name))) pod.prove('pulled', evidence);
  if (
    names.every(
      (name) => pod.containers.get(name)?.started === true || pod.startedContainers.has(name)
    )
  )
    pod.prove('started', evidence);
}
