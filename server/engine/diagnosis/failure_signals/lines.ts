/** Component lines: which of Kubernetes' source files speaks of what. A file that isn't here says nothing of a failure. */
import type { ComponentLine } from '../../../../common/parse/component_line';
import type { Evidence } from '../../evidence';
import { requestLineSignal } from './api_server';
import { eventLine } from './events';
import { runtimeSignal, sidecarSignal } from './runtimes';
import { schedulerFocus } from './scheduler';
import type { FailureSignal, Topic } from './failure_signal';
import { podSignals } from './status';
import { topicOfReason } from './topics';
import { unwrap, type Unwrapped } from './unwrap';

type Reader = (evidence: Evidence, line: ComponentLine) => FailureSignal | FailureSignal[] | null;

export const pairOf = (line: ComponentLine, key: string): string | undefined =>
  line.pairs.find((pair) => pair[0] === key)?.[1];

/** A line's error text: `err="…"`, else the message itself. */
const errorOf = (line: ComponentLine): string =>
  pairOf(line, 'err') ?? pairOf(line, 'error') ?? line.message;

const isBad = (line: ComponentLine): boolean =>
  line.severity === 'error' || line.severity === 'warning' || line.severity === 'fatal';

function say(
  evidence: Evidence,
  topic: Topic,
  inner: Unwrapped,
  extra: Partial<FailureSignal> = {}
): FailureSignal {
  const statement: FailureSignal = {
    evidence,
    topic,
    form: 'line',
    reason: inner.reason ?? '',
    text: inner.text,
    ...extra,
  };
  if (inner.container !== undefined && statement.container === undefined)
    statement.container = inner.container;
  return statement;
}

/** Errors and warnings of the file are about one topic. */
const errorsOn =
  (topic: Topic): Reader =>
  (evidence, line) =>
    isBad(line) ? say(evidence, topic, unwrap(errorOf(line))) : null;

const STOPPING = ['UnmountVolume', 'UnmountDevice', 'DetachVolume', 'UnmapVolume', 'UnmapDevice'];

/** pkg/volume/util/operationexecutor, pkg/util/goroutinemap: what is done to volumes, of the kubelet and the attach-detach controller. */
const operations: Reader = (evidence, line) => {
  if (!isBad(line)) return null;
  const inner = unwrap(line.message);
  const what = inner.operation ?? '';
  const topic = what.startsWith('AttachVolume')
    ? 'attach'
    : STOPPING.some((start) => what.startsWith(start))
      ? 'delete'
      : 'mount';
  return say(evidence, topic, inner, { reason: what });
};

const SYNC_TOPICS: ReadonlyMap<string, Topic> = new Map([
  ['CreatePodSandboxError', 'sandbox'],
  ['KillPodSandboxError', 'delete'],
  ['KillContainerError', 'delete'],
]);

/** pkg/kubelet/pod_workers.go: a Pod's sync failed; its error says at what. */
const podSync: Reader = (evidence, line) => {
  if (!isBad(line)) return null;
  const inner = unwrap(errorOf(line));
  const topic: Topic =
    SYNC_TOPICS.get(inner.reason ?? '') ??
    topicOfReason(inner.reason ?? '', inner.text) ??
    (inner.text.includes('volumes=[') || inner.text.includes('volume')
      ? 'mount'
      : inner.text.includes('network is not ready') || inner.text.includes('andbox')
        ? 'sandbox'
        : 'container');
  return say(evidence, topic, inner);
};

const runtimeManager: Reader = (evidence, line) => {
  if (line.message.startsWith('Back-off restarting'))
    return say(evidence, 'exit', unwrap(errorOf(line)), { reason: 'CrashLoopBackOff' });
  if (!isBad(line)) return null;
  const inner = unwrap(errorOf(line));
  const topic =
    topicOfReason(inner.reason ?? '', inner.text) ??
    (line.message.includes('andbox') ? 'sandbox' : 'container');
  return say(evidence, topic, inner);
};

const CRI_TOPICS: Array<[start: string, topic: Topic]> = [
  ['PullImage ', 'pull'],
  ['RunPodSandbox ', 'sandbox'],
  ['CreateContainer ', 'container'],
  ['StartContainer ', 'container'],
  ['StopPodSandbox ', 'delete'],
  ['StopContainer ', 'delete'],
  ['RemovePodSandbox ', 'delete'],
];

/** The kubelet's calls of the container runtime: `"PullImage from image service failed" err=…` (internal/log.go, remote_runtime.go) */
const runtimeCalls: Reader = (evidence, line) => {
  if (!isBad(line)) return null;
  const topic = CRI_TOPICS.find(([start]) => line.message.startsWith(start))?.[1];
  return topic === undefined ? null : say(evidence, topic, unwrap(errorOf(line)));
};

/** pkg/kubelet/prober/prober.go; a probe that could not be run while its container is going away says nothing. */
const probes: Reader = (evidence, line) => {
  const failed = line.message === 'Probe failed';
  if (!failed && line.message !== 'Probe errored') return null;
  const type = pairOf(line, 'probeType') ?? 'Probe';
  const output = (failed ? pairOf(line, 'output') : pairOf(line, 'err')) ?? '';
  return say(
    evidence,
    'probe',
    { text: `${type} probe ${failed ? 'failed' : 'errored'}: ${unwrap(output).text.trim()}` },
    { reason: type, container: pairOf(line, 'containerName') }
  );
};

const scheduling: Reader = (evidence, line) => {
  if (
    line.message.startsWith('Unable to schedule pod') ||
    line.message.startsWith('Error scheduling pod')
  ) {
    const focus = schedulerFocus(unwrap(errorOf(line)).text);
    return say(evidence, 'schedule', { text: focus.text }, { focus: focus.focus });
  }
  return null;
};

/** A controller's sync: other than on what it may not create, it fails in passing (conflicts, caches that lag). */
const creations: Reader = (evidence, line) => {
  if (!isBad(line)) return null;
  const inner = unwrap(errorOf(line));
  return inner.text.includes('the object has been modified')
    ? null
    : say(evidence, 'create', inner);
};

const admission: Reader = (evidence, line) =>
  line.message.startsWith('Pod admission denied')
    ? say(
        evidence,
        'evict',
        { text: pairOf(line, 'message') ?? line.message },
        { reason: pairOf(line, 'reason') ?? '' }
      )
    : null;

const kubelet: Reader = (evidence, line) => {
  if (line.message.startsWith('Unable to attach or mount volumes'))
    return say(evidence, 'mount', unwrap(errorOf(line)));
  if (line.message.startsWith('Container runtime network not ready')) {
    return say(
      evidence,
      'sandbox',
      { text: pairOf(line, 'networkReady') ?? line.message },
      { reason: 'NetworkNotReady' }
    );
  }
  return admission(evidence, line);
};

/** `"Patch status for pod" patch="{…}"` at -v=4: the same status as in the audit record's body. */
const statusPatch: Reader = (evidence, line) => {
  if (line.message !== 'Patch status for pod') return null;
  const patch = pairOf(line, 'patch') ?? '';
  if (
    !patch.includes('"terminated"') &&
    !patch.includes('"waiting"') &&
    !patch.includes('"reason":"Evicted"')
  )
    return null;
  try {
    const body: unknown = JSON.parse(patch);
    return podSignals(evidence, body, evidence.record.objects[0]);
  } catch {
    return null;
  }
};

const uses =
  (start: string, topic: Topic, reason: string): Reader =>
  (evidence, line) =>
    line.message.startsWith(start)
      ? say(evidence, topic, { text: line.message }, { reason })
      : null;

const READERS: Record<string, Reader> = {
  'event.go': (evidence, line) => (line.message === 'Event occurred' ? eventLine(evidence) : null),
  'nestedpendingoperations.go': operations,
  'goroutinemap.go': operations,
  'secret.go': errorsOn('mount'),
  'configmap.go': errorsOn('mount'),
  'projected.go': errorsOn('mount'),
  'csi_mounter.go': errorsOn('mount'),
  'csi_attacher.go': errorsOn('attach'),
  'reconciler.go': errorsOn('attach'),
  'attach_detach_controller.go': errorsOn('attach'),
  'log.go': runtimeCalls,
  'remote_runtime.go': runtimeCalls,
  'remote_image.go': runtimeCalls,
  'kuberuntime_image.go': errorsOn('pull'),
  'image_manager.go': errorsOn('pull'),
  'kubelet_pods.go': (evidence, line) =>
    line.message.startsWith('Unable to retrieve pull secret')
      ? say(
          evidence,
          'pull',
          { text: `${line.message} ${errorOf(line)}` },
          { reason: 'PullSecret' }
        )
      : null,
  'kuberuntime_manager.go': runtimeManager,
  'kuberuntime_container.go': runtimeManager,
  'kuberuntime_sandbox.go': errorsOn('sandbox'),
  'pod_workers.go': podSync,
  'prober.go': probes,
  'handlers.go': errorsOn('container'),
  'kubelet.go': kubelet,
  'allocation_manager.go': admission,
  'status_manager.go': statusPatch,
  'eviction_manager.go': (evidence, line) =>
    line.message.includes('attempting to reclaim') ||
    line.message.includes('must evict') ||
    line.message.includes('is evicted')
      ? say(evidence, 'node', { text: line.text }, { reason: 'EvictionThresholdMet' })
      : null,
  'nodeshutdown_manager_linux.go': uses(
    'Shutdown manager detected new shutdown event',
    'node',
    'NodeShutdown'
  ),
  'oom_watcher_linux.go': uses('Got sys oom event', 'node', 'SystemOOM'),
  'schedule_one.go': scheduling,
  'scheduler.go': scheduling,
  'factory.go': scheduling,
  'pv_controller.go': errorsOn('provision'),
  'pv_controller_base.go': errorsOn('provision'),
  'replica_set.go': creations,
  'job_controller.go': creations,
  'daemon_controller.go': creations,
  'stateful_set.go': creations,
  'deployment_controller.go': creations,
  'controller_utils.go': creations,
  'cronjob_controllerv2.go': creations,
  'node_lifecycle_controller.go': uses('Node is unresponsive', 'node', 'NodeNotReady'),
  'pvc_protection_controller.go': uses('Pod uses PVC', 'delete', 'PVCInUse'),
  'pv_protection_controller.go': uses('Keeping PV', 'delete', 'PVInUse'),
  'namespace_controller.go': errorsOn('delete'),
  'httplog.go': requestLineSignal,
  'dispatcher.go': (evidence, line) =>
    line.message.includes('webhook')
      ? say(evidence, 'request', { text: line.message }, { reason: 'Webhook' })
      : null,
};

/** What a component's line says of a failure; none for routine. */
export function lineSignals(evidence: Evidence, line: ComponentLine): FailureSignal[] {
  const { component } = evidence.record;
  const file = fileOf(line.caller);
  const reader = file === '' ? undefined : Object.hasOwn(READERS, file) ? READERS[file] : undefined;
  const said =
    reader !== undefined
      ? reader(evidence, line)
      : isBad(line)
        ? (runtimeSignal(evidence, line, component) ?? sidecarSignal(evidence, line, component))
        : null;
  if (said === null) return [];
  return Array.isArray(said) ? said : [said];
}

/** `kubelet/pod_workers.go:1324` → `pod_workers.go` */
function fileOf(caller: string | undefined): string {
  if (caller === undefined) return '';
  const colon = caller.lastIndexOf(':');
  return caller.slice(caller.lastIndexOf('/') + 1, colon < 0 ? undefined : colon);
}
