/**
 * Lines of periodic work, by the source file that writes them (without its line number, which other versions move) and how
 * their message begins. Names of files and messages are Kubernetes' own; what is not listed is not periodic.
 */

/**
 * `never`: no request causes it, not even right after one. `resync`: a timer and a change of the object write the same
 * message: it belongs to the request while the object is being changed or in trouble, and shortly after, no longer.
 */
export type PeriodicKind = 'never' | 'resync';

export interface LineRule {
  rule: string;
  kind: PeriodicKind;
  /** beginnings of messages; without them every message of the file that is no warning or error */
  messages?: readonly string[];
}

/** Reflectors, leases, health: the same in every component. */
const EVERYWHERE: Record<string, LineRule[]> = {
  'reflector.go': [
    {
      rule: 'watch-restart',
      kind: 'never',
      messages: ['Forcing resync', 'Watch close', 'Watch closed', 'Reflector ListAndWatch'],
    },
  ],
  'leaderelection.go': [
    {
      rule: 'lease',
      kind: 'never',
      messages: [
        'successfully renewed lease',
        'Successfully renewed lease',
        'lock is held by',
        'Lock is held by',
      ],
    },
  ],
  'healthz.go': [{ rule: 'health', kind: 'never' }],
};

const API_SERVER: Record<string, LineRule[]> = {
  'apf_controller.go': [{ rule: 'priority-and-fairness', kind: 'never' }],
  'queueset.go': [{ rule: 'priority-and-fairness', kind: 'never' }],
  'local_available_controller.go': [{ rule: 'aggregation', kind: 'never' }],
  'remote_available_controller.go': [{ rule: 'aggregation', kind: 'never' }],
  'delegator.go': [{ rule: 'watch-cache', kind: 'never', messages: ['Cache consistency check'] }],
  'compact.go': [{ rule: 'compaction', kind: 'never' }],
  'reconciler.go': [
    { rule: 'lease', kind: 'never', messages: ['Resetting endpoints for master service', 'lease'] },
  ],
};

const CONTROLLER_MANAGER: Record<string, LineRule[]> = {
  // pkg/controller/volume/persistentvolume: every 15 s over all volumes and claims; the same messages after a change
  'pv_controller.go': [{ rule: 'volume-resync', kind: 'resync' }],
  'pv_controller_base.go': [
    { rule: 'volume-resync', kind: 'never', messages: ['Resyncing PV controller'] },
    { rule: 'volume-resync', kind: 'resync' },
  ],
  'attach_detach_controller.go': [
    {
      rule: 'node-status',
      kind: 'never',
      messages: ['processVolumesInUse for node', 'Processing volumes in use'],
    },
  ],
  'node_lifecycle_controller.go': [
    {
      rule: 'node-status',
      kind: 'never',
      messages: ['Node ReadyCondition updated. Updating timestamp'],
    },
  ],
  'gc_controller.go': [
    {
      rule: 'pod-gc',
      kind: 'never',
      messages: [
        "GC'ing orphaned",
        "GC'ing unscheduled",
        "GC'ing terminating",
        "GC'ing terminated",
      ],
    },
  ],
  'resource_quota_controller.go': [
    {
      rule: 'quota-resync',
      kind: 'never',
      messages: [
        'no resource updates from discovery',
        'syncing resource quota controller',
        'synced quota controller',
        'Resource quota controller queued all',
      ],
    },
    { rule: 'quota-resync', kind: 'resync', messages: ['Finished syncing resource quota'] },
  ],
  'garbagecollector.go': [
    {
      rule: 'gc-discovery',
      kind: 'never',
      messages: [
        'no resource updates from discovery',
        'syncing garbage collector with updated',
        'synced garbage collector',
      ],
    },
  ],
  // it looks again two minutes after the Pod's last change
  'disruption.go': [
    {
      rule: 'disruption-resync',
      kind: 'resync',
      messages: ['Finished syncing Pod to clear DisruptionTarget condition'],
    },
  ],
  'cronjob_controllerv2.go': [
    { rule: 'cronjob-resync', kind: 'resync', messages: ['No unmet start times'] },
  ],
  'horizontal.go': [
    {
      rule: 'autoscaler-resync',
      kind: 'resync',
      messages: [
        'Proposing',
        'Successfully updated status',
        'Decided not to scale',
        'decided not to scale',
        'Unhandled Error',
      ],
    },
  ],
};

const SCHEDULER: Record<string, LineRule[]> = {
  'eventhandlers.go': [{ rule: 'node-status', kind: 'never', messages: ['Update event for node'] }],
};

/** What the kubelet does to every Pod on each resync (about once a minute, syncLoopIteration), and after each change. */
const KUBELET_SYNC: Record<string, readonly string[]> = {
  'kubelet.go': ['SyncLoop (SYNC) pods', 'SyncPod enter', 'SyncPod exit'],
  'pod_workers.go': ['Notifying pod of pending update', 'Processing pod event', 'Pod worker'],
  'kubelet_pods.go': ['Generating pod status', 'Got phase for pod'],
  'kuberuntime_manager.go': ['computePodActions got for pod'],
  'status_manager.go': ['Ignoring same status for pod', 'Status for pod is up-to-date'],
  'volume_manager.go': [
    'Waiting for volumes to attach and mount',
    'All volumes are attached and mounted',
  ],
  'desired_state_of_world_populator.go': ['Added volume to desired state'],
  // volumes that want a remount on each sync: secrets, config maps, projected, downward API
  'reconciler_common.go': [
    'Starting operationExecutor.MountVolume',
    'operationExecutor.MountVolume started',
  ],
  'operation_generator.go': ['MountVolume.SetUp succeeded'],
  'projected.go': ['Setting up volume'],
  'secret.go': ['Setting up volume', 'Received secret'],
  'configmap.go': ['Setting up volume', 'Received configMap'],
  'downwardapi.go': ['Setting up a downwardAPI volume', 'Setting up volume'],
  'container_manager.go': ['Pod contains no container with pinned cpus'],
  'container_manager_linux.go': ['Pod contains no container with pinned cpus'],
};

/** What is left of containers and Pods, cleaned up on a timer. */
const KUBELET_CLEANUP: Record<string, readonly string[]> = {
  'cpu_manager.go': ['RemoveStaleState', 'ReconcileState'],
  'memory_manager.go': ['RemoveStaleState'],
  'state_mem.go': ['Deleted CPUSet assignment', 'Deleted memory assignment'],
  'kuberuntime_gc.go': ['Removing pod logs', 'Removing sandbox'],
  // again with every housekeeping for as long as the rest can't be removed
  'kubelet_volumes.go': ['There were many similar errors', 'orphaned pod'],
};

const KUBELET: Record<string, LineRule[]> = {
  // cAdvisor goes over all control groups and mounts of the machine, other clusters' too
  'factory.go': [
    {
      rule: 'cadvisor',
      kind: 'never',
      messages: ['Factory "raw" can handle container', 'Factory "systemd" can handle container'],
    },
  ],
  'manager.go': [{ rule: 'cadvisor', kind: 'never', messages: ['ignoring container'] }],
  'fs.go': [
    {
      rule: 'cadvisor',
      kind: 'never',
      messages: [
        'unable to determine file system type',
        'Filesystem partitions',
        'Filesystem UUIDs',
        'got devicemapper',
        'Using partition',
      ],
    },
  ],
  'handler.go': [
    {
      rule: 'cadvisor',
      kind: 'never',
      messages: ['error while reading', 'error while listing directory'],
    },
  ],
  'labels.go': [{ rule: 'cadvisor', kind: 'never', messages: ['Label not found'] }],
  'helpers.go': [{ rule: 'eviction-manager', kind: 'never', messages: ['Eviction manager:'] }],
  'eviction_manager.go': [
    {
      rule: 'eviction-manager',
      kind: 'never',
      messages: [
        'Eviction manager: synchronize housekeeping',
        'Eviction manager: no resources are starved',
        'FileSystem detection',
      ],
    },
  ],
  'container_log_manager.go': [
    {
      rule: 'log-rotation',
      kind: 'never',
      messages: ['Adding new entry to the queue', 'Starting container log rotation'],
    },
  ],
  'image_gc_manager.go': [{ rule: 'image-gc', kind: 'never' }],
  'cri_stats_provider.go': [{ rule: 'stats', kind: 'never' }],
  'volume_stat_calculator.go': [
    { rule: 'stats', kind: 'never', messages: ['Failed to calculate volume metrics'] },
  ],
  'qos_container_manager_linux.go': [
    { rule: 'housekeeping', kind: 'never', messages: ['Updated QoS cgroup configuration'] },
  ],
  'setters.go': [{ rule: 'node-status', kind: 'never' }],
  'kubelet_getters.go': [{ rule: 'pod-resync', kind: 'resync', messages: ['Pod status updated'] }],
  'prober.go': [
    {
      rule: 'probe',
      kind: 'resync',
      messages: ['Probe succeeded', 'Exec-Probe', 'HTTP-Probe', 'TCP-Probe', 'GRPC-Probe'],
    },
  ],
  // a volume whose content is as it was: the same as in a remount
  'atomic_writer.go': [{ rule: 'volume-remount', kind: 'resync' }],
  'generic.go': [{ rule: 'cleanup', kind: 'resync', messages: ['PLEG: Delete status for pod'] }],
};

const KUBELET_HOUSEKEEPING: Record<string, readonly string[]> = {
  'kubelet.go': [
    'SyncLoop (housekeeping)',
    'Container runtime status',
    'Container garbage collection succeeded',
    'Image garbage collection succeeded',
  ],
  'kubelet_pods.go': ['Clean up '],
  'kuberuntime_manager.go': ['Retrieved pods from runtime'],
  'status_manager.go': ['Syncing all statuses'],
};

/** kube-proxy (no cluster of ours ran it): pkg/proxy's syncs of everything. */
const PROXY: Record<string, LineRule[]> = {
  'proxier.go': [
    {
      rule: 'proxy-sync',
      kind: 'never',
      messages: [
        'Syncing iptables rules',
        'Syncing ipvs proxier rules',
        'SyncProxyRules complete',
        'syncProxyRules',
        'Reloading service iptables data',
        'Running with lister',
      ],
    },
  ],
  'bounded_frequency_runner.go': [{ rule: 'proxy-sync', kind: 'never' }],
};

const byFile = new Map<string, LineRule[]>();

function add(rules: Record<string, LineRule[]>): void {
  for (const [file, list] of Object.entries(rules))
    byFile.set(file, [...(byFile.get(file) ?? []), ...list]);
}

function addMessages(
  rule: string,
  kind: PeriodicKind,
  files: Record<string, readonly string[]>
): void {
  for (const [file, messages] of Object.entries(files)) add({ [file]: [{ rule, kind, messages }] });
}

for (const rules of [EVERYWHERE, API_SERVER, CONTROLLER_MANAGER, SCHEDULER, KUBELET, PROXY])
  add(rules);
addMessages('pod-resync', 'resync', KUBELET_SYNC);
addMessages('cleanup', 'resync', KUBELET_CLEANUP);
addMessages('housekeeping', 'never', KUBELET_HOUSEKEEPING);

/** The rules of a source file, `pod_workers.go`. */
export const lineRules = (file: string): readonly LineRule[] => byFile.get(file) ?? [];
