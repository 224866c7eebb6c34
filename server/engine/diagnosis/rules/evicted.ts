/** Something removed the Pod, or the node did not take it. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const EVICTED: readonly Rule[] = [
  {
    id: 'preempted', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    source: 'pkg/scheduler/framework/preemption/preemption.go',
    match: when({ any: ['Preempted by', 'preempting to accommodate', 'Preempted in order to admit critical pod'] }),
  },
  {
    id: 'local-storage-exceeded', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ any: ['exceeds the total limit of containers', 'local ephemeral storage', 'exceeds the limit "', 'ephemeral-storage limit'] }),
  },
  {
    id: 'evicted-memory', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ any: ['low on resource: memory', 'MemoryPressure'] }),
  },
  {
    id: 'evicted-disk', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when(
      { any: ['low on resource: ephemeral-storage', 'low on resource: inodes', 'low on resource: nodefs', 'low on resource: imagefs', 'DiskPressure'] },
    ),
  },
  {
    id: 'evicted-pids', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ any: ['low on resource: pids', 'PIDPressure'] }),
  },
  {
    id: 'taint-eviction', stage: 'ready', depth: 'cause', confidence: 0.9, topics: ['evict'],
    source: 'pkg/controller/tainteviction/taint_eviction.go',
    match: when({ reasons: ['TaintManagerEviction', 'DeletionByTaintManager'], not: ['Cancelling'] }),
  },
  {
    id: 'node-shutdown', stage: 'ready', depth: 'cause', confidence: 0.9, topics: ['evict'],
    source: 'pkg/kubelet/nodeshutdown/nodeshutdown_manager.go',
    match: when({ any: ['node shutdown', 'imminent node shutdown', 'Pod was terminated in response to', 'Node is shutting down'] }),
  },
  {
    id: 'api-eviction', stage: 'ready', depth: 'effect', confidence: 0.85, topics: ['evict'],
    source: 'pkg/registry/core/pod/storage/eviction.go',
    match: when({ reasons: ['EvictionByEvictionAPI'] }),
  },
  {
    id: 'node-lost', stage: 'ready', depth: 'cause', confidence: 0.9, topics: ['evict'],
    source: 'pkg/controller/podgc/gc_controller.go',
    match: when({ reasons: ['NodeLost', 'DeletionByPodGC', 'NodeControllerEviction'] }),
  },
  {
    id: 'kubelet-refused-resources', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['evict'],
    source: 'pkg/kubelet/lifecycle/predicate.go',
    match: when({ any: ['Node didn\'t have enough resource'] }),
  },
  {
    id: 'kubelet-refused-affinity', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['evict'],
    source: 'pkg/kubelet/lifecycle/predicate.go',
    match: when({ reasons: ['NodeAffinity', 'NodeName', 'NodePorts'] }),
  },
  {
    id: 'kubelet-refused', stage: 'sandbox', depth: 'cause', confidence: 0.85, topics: ['evict'],
    source: 'pkg/kubelet/kubelet.go',
    match: when(
      { reasons: ['UnexpectedAdmissionError', 'AdmissionFailed', 'TopologyAffinityError', 'SMTAlignmentError', 'SysctlForbidden', 'AppArmor', 'PodOSNotSupported', 'PodOSSelectorNodeLabelDoesNotMatch', 'PodFeatureUnsupported', 'PodLevelResourcesNotAdmittedReason', 'SupplementalGroupsPolicyNotSupported'] },
    ),
  },
  {
    id: 'evicted', stage: 'ready', depth: 'cause', confidence: 0.8, topics: ['evict'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['Evicted', 'TerminationByKubelet'] }),
  },
];
