/** What the components' own lines prove. A rule a message; each names the file of Kubernetes' source that writes it. */
import type { StageName } from '../../../common/model/diagnosis';
import { parseJsonObject } from '../../../common/parse/json_values';
import type { ComponentLine } from '../../../common/parse/component_line';
import type { Evidence } from '../evidence';
import type { TimelineObject } from './object_index';
import { objectField } from './object_body';
import { readPodStatus } from './pod_status';
import type { PodState } from './pod_state';

/** The longest status of a Pod that is read out of a line. */
const LONGEST_STATUS = 262_144;

interface LineRule {
  /** the stage that the line proves … */
  proves?: StageName;
  /** … or only speaks of */
  about?: StageName;
  read?: (pod: PodState, line: ComponentLine, evidence: Evidence) => void;
  /** path in the repository kubernetes/kubernetes */
  source: string;
}

const pairOf = (line: ComponentLine, key: string): string | undefined =>
  line.pairs.find((pair) => pair[0] === key)?.[1];

/** By message; of messages that go on with a name, by what stands before ` for `. */
const RULES: Record<string, LineRule> = {
  'Attempting to schedule pod': { about: 'scheduled', source: 'pkg/scheduler/schedule_one.go' },
  'Unable to schedule pod; no fit; waiting': {
    about: 'scheduled',
    source: 'pkg/scheduler/schedule_one.go',
  },
  'Successfully bound pod to node': {
    proves: 'scheduled',
    source: 'pkg/scheduler/schedule_one.go',
    read: (pod, line) => {
      pod.node = pairOf(line, 'node') ?? pod.node;
    },
  },
  // only the Pods of its own node reach a kubelet
  'SyncLoop ADD': {
    proves: 'scheduled',
    source: 'pkg/kubelet/kubelet.go',
    read: (pod, _line, { record }) => {
      pod.node ??= record.node;
    },
  },
  'Waiting for volumes to attach and mount for pod': {
    about: 'mounted',
    source: 'pkg/kubelet/volumemanager/volume_manager.go',
  },
  'All volumes are attached and mounted for pod': {
    proves: 'mounted',
    source: 'pkg/kubelet/volumemanager/volume_manager.go',
  },
  'MountVolume.SetUp succeeded': {
    about: 'mounted',
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
  },
  'operationExecutor.MountVolume started': {
    about: 'mounted',
    source: 'pkg/kubelet/volumemanager/reconciler/reconciler_common.go',
  },
  'Creating PodSandbox for pod': {
    about: 'sandbox',
    source: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
  'Created PodSandbox for pod': {
    proves: 'sandbox',
    source: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
  RunPodSandbox: {
    source: 'containerd internal/cri/server/sandbox_run.go',
    about: 'sandbox',
    read: (pod, line, evidence) => {
      if (line.message.includes(' returns sandbox id')) pod.prove('sandbox', evidence);
    },
  },
  'SyncLoop DELETE': { proves: 'terminating', source: 'pkg/kubelet/kubelet.go' },
  'Pod terminating with grace period': { proves: 'terminating', source: 'pkg/kubelet/kubelet.go' },
  'Pod termination stopped all running containers': {
    about: 'terminating',
    source: 'pkg/kubelet/kubelet.go',
  },
  'Waiting for volumes to unmount for pod': {
    about: 'unmounted',
    source: 'pkg/kubelet/volumemanager/volume_manager.go',
  },
  'UnmountVolume.TearDown succeeded': {
    about: 'unmounted',
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
  },
  'Volume detached': {
    about: 'unmounted',
    source: 'pkg/kubelet/volumemanager/reconciler/reconciler_common.go',
  },
  'All volumes are unmounted for pod': {
    proves: 'unmounted',
    source: 'pkg/kubelet/volumemanager/volume_manager.go',
  },
  'Pod termination unmounted volumes': { proves: 'unmounted', source: 'pkg/kubelet/kubelet.go' },
  'Patch status for pod': {
    source: 'pkg/kubelet/status/status_manager.go',
    read: (pod, line, evidence) => readStatus(pod, pairOf(line, 'patch'), evidence, true),
  },
  'Status for pod updated successfully': {
    source: 'pkg/kubelet/status/status_manager.go',
    read: (pod, line, evidence) => readStatus(pod, pairOf(line, 'status'), evidence, false),
  },
};

/**
 * The object is gone: who watches it says so. "Pod fully terminated and removed from etcd" does not prove it: it is written as
 * well where a finalizer keeps the Pod.
 */
const REMOVED: ReadonlySet<string> = new Set([
  'SyncLoop REMOVE', // pkg/kubelet/kubelet.go
  'DeletePod called on pod', // pkg/controller/disruption/disruption.go
  'Noticed pod deletion', // pkg/controller/tainteviction/taint_eviction.go
  'Claim deleted', // pkg/controller/volume/persistentvolume/pv_controller_base.go
]);

/** pkg/controller/volume/persistentvolume/pv_controller.go */
const BOUND = 'Synchronizing PersistentVolume, volume is bound to claim';

/** Of the quota controller, which watches all kinds of objects that have a namespace (pkg/controller/resourcequota/resource_quota_monitor.go). */
const isRemoval = (line: ComponentLine): boolean =>
  REMOVED.has(line.message) ||
  (line.message === 'QuotaMonitor process object' && pairOf(line, 'eventType') === 'delete');

/** How long a component may take to report a removal. Microseconds. */
const WATCH_LAG_US = 1_000_000;

/** The time (microseconds) to resolve the names of a line at: the removal of an earlier object may be reported when its name is in use again. */
export const lineTime = (line: ComponentLine, at: number): number =>
  isRemoval(line) ? at - WATCH_LAG_US : at;

function readStatus(
  pod: PodState,
  json: string | undefined,
  evidence: Evidence,
  isPatch: boolean
): void {
  if (json === undefined || json.length > LONGEST_STATUS) return;
  const parsed = parseJsonObject(json);
  if (parsed) readPodStatus(pod, isPatch ? objectField(parsed, 'status') : parsed, evidence);
}

/** Those that repeat what the status patch holds. */
export const STATUS_LINES: ReadonlySet<string> = new Set([
  'Patch status for pod',
  'Status for pod updated successfully',
]);

/** The rule for a line, if any. */
function ruleOf(message: string): LineRule | undefined {
  if (Object.hasOwn(RULES, message)) return RULES[message];
  const end = message.indexOf(' for ');
  if (end < 0 || end > 40) return undefined;
  const head = message.slice(0, end);
  return Object.hasOwn(RULES, head) ? RULES[head] : undefined;
}

/** Notes what a line says of the Pods that it names. */
export function readLine(line: ComponentLine, evidence: Evidence, objects: TimelineObject[]): void {
  const { message } = line;
  if (message === 'SyncLoop (PLEG): event for pod') {
    readPleg(line, evidence, objects);
    return;
  }
  if (message === BOUND) {
    for (const object of objects)
      if (object.kind === 'PersistentVolumeClaim') object.bound = evidence;
    return;
  }
  const removed = isRemoval(line);
  const rule = removed ? undefined : ruleOf(message);
  if (!removed && !rule) return;
  for (const object of objects) {
    const { pod } = object;
    if (removed) {
      // said by who watches it: more than the request that asked for it
      if (!object.seenToGo) object.removed = evidence;
      object.seenToGo = true;
      pod?.prove('removed', evidence);
      continue;
    }
    if (!pod) continue;
    if (rule!.proves) {
      pod.prove(rule!.proves, evidence);
      if (rule!.proves === 'terminating') {
        object.deleting ??= evidence;
        pod.endsInLines = true;
      }
    } else if (rule!.about) pod.mention(rule!.about);
    rule!.read?.(pod, line, evidence);
  }
}

/** pkg/kubelet/pleg: `event={"ID":"<Pod's uid>","Type":"ContainerStarted","Data":"<container's or sandbox' ID>"}`; the sandbox comes among them. */
function readPleg(line: ComponentLine, evidence: Evidence, objects: TimelineObject[]): void {
  const event = pairOf(line, 'event');
  if (event === undefined || !event.includes('ContainerStarted')) return;
  for (const { pod } of objects) pod?.prove('sandbox', evidence);
}
