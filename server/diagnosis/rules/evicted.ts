/** Something removed the Pod, or the node did not take it. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const EVICTED: readonly Rule[] = [
  {
    id: 'preempted', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.preempted.title', { defaultMessage: 'A Pod of higher priority took its place' }),
    advice: () => i18n.translate('requestTrace.rule.preempted.advice', {
      defaultMessage: 'Look at the Pod that preempted it and at the PriorityClasses; add room, or raise the priority.',
    }),
    source: 'pkg/scheduler/framework/preemption/preemption.go',
    match: when({ any: ['Preempted by', 'preempting to accommodate', 'Preempted in order to admit critical pod'] }),
  },
  {
    id: 'local-storage-exceeded', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.localStorageExceeded.title', {
      defaultMessage: 'The Pod used more ephemeral storage than its limit',
    }),
    advice: () => i18n.translate('requestTrace.rule.localStorageExceeded.advice', {
      defaultMessage: 'Look at what the containers write (logs, emptyDir, their own layer) and at the limit.',
    }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ any: ['exceeds the total limit of containers', 'local ephemeral storage', 'exceeds the limit "', 'ephemeral-storage limit'] }),
  },
  {
    id: 'evicted-memory', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.evictedMemory.title', { defaultMessage: 'The node ran out of memory and evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evictedMemory.advice', {
      defaultMessage: 'Compare the Pod\'s memory use with its request; look at what else runs on that node.',
    }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ any: ['low on resource: memory', 'MemoryPressure'] }),
  },
  {
    id: 'evicted-disk', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.evictedDisk.title', { defaultMessage: 'The node ran out of disk and evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evictedDisk.advice', {
      defaultMessage: 'Look at what fills the node\'s disk: images, logs, emptyDir volumes.',
    }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when(
      { any: ['low on resource: ephemeral-storage', 'low on resource: inodes', 'low on resource: nodefs', 'low on resource: imagefs', 'DiskPressure'] },
    ),
  },
  {
    id: 'evicted-pids', stage: 'ready', depth: 'cause', confidence: 0.95, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.evictedPids.title', { defaultMessage: 'The node ran out of process IDs and evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evictedPids.advice', {
      defaultMessage: 'Look at which Pod starts so many processes on that node.',
    }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ any: ['low on resource: pids', 'PIDPressure'] }),
  },
  {
    id: 'taint-eviction', stage: 'ready', depth: 'cause', confidence: 0.9, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.taintEviction.title', { defaultMessage: 'A taint of the node drove the Pod off' }),
    advice: () => i18n.translate('requestTrace.rule.taintEviction.advice', {
      defaultMessage: 'Look at the node\'s taints: not-ready and unreachable mean that the node was lost.',
    }),
    source: 'pkg/controller/tainteviction/taint_eviction.go',
    match: when({ reasons: ['TaintManagerEviction', 'DeletionByTaintManager'], not: ['Cancelling'] }),
  },
  {
    id: 'node-shutdown', stage: 'ready', depth: 'cause', confidence: 0.9, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.nodeShutdown.title', { defaultMessage: 'The node was shut down' }),
    advice: () => i18n.translate('requestTrace.rule.nodeShutdown.advice', {
      defaultMessage: 'Look at who shut the node down; its Pods start elsewhere.',
    }),
    source: 'pkg/kubelet/nodeshutdown/nodeshutdown_manager.go',
    match: when({ any: ['node shutdown', 'imminent node shutdown', 'Pod was terminated in response to', 'Node is shutting down'] }),
  },
  {
    id: 'api-eviction', stage: 'ready', depth: 'effect', confidence: 0.85, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.apiEviction.title', { defaultMessage: 'The Pod was evicted on request' }),
    advice: () => i18n.translate('requestTrace.rule.apiEviction.advice', {
      defaultMessage: 'Look in the audit log for who evicted it: a drain, the autoscaler, or a user.',
    }),
    source: 'pkg/registry/core/pod/storage/eviction.go',
    match: when({ reasons: ['EvictionByEvictionAPI'] }),
  },
  {
    id: 'node-lost', stage: 'ready', depth: 'cause', confidence: 0.9, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.nodeLost.title', { defaultMessage: 'The node of the Pod is gone' }),
    advice: () => i18n.translate('requestTrace.rule.nodeLost.advice', {
      defaultMessage: 'Look at the node: whether it was removed or does not answer.',
    }),
    source: 'pkg/controller/podgc/gc_controller.go',
    match: when({ reasons: ['NodeLost', 'DeletionByPodGC', 'NodeControllerEviction'] }),
  },
  {
    id: 'kubelet-refused-resources', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.kubeletRefusedResources.title', { defaultMessage: 'The node had no room for the Pod after all' }),
    advice: () => i18n.translate('requestTrace.rule.kubeletRefusedResources.advice', {
      defaultMessage: 'Compare the node\'s allocatable with its Pods, also static ones; the Pod has to be made anew.',
    }),
    source: 'pkg/kubelet/lifecycle/predicate.go',
    match: when({ any: ['Node didn\'t have enough resource'] }),
  },
  {
    id: 'kubelet-refused-affinity', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.kubeletRefusedAffinity.title', { defaultMessage: 'The node does not fit the Pod (any more)' }),
    advice: () => i18n.translate('requestTrace.rule.kubeletRefusedAffinity.advice', {
      defaultMessage: 'Look at whether the node\'s labels changed, e.g. after a restart; the Pod has to be made anew.',
    }),
    source: 'pkg/kubelet/lifecycle/predicate.go',
    match: when({ reasons: ['NodeAffinity', 'NodeName', 'NodePorts'] }),
  },
  {
    id: 'kubelet-refused', stage: 'sandbox', depth: 'cause', confidence: 0.85, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.kubeletRefused.title', { defaultMessage: 'The node\'s kubelet refused the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.kubeletRefused.advice', {
      defaultMessage: 'Read why: often a device plugin was restarted, or a policy of the kubelet forbids what the Pod asks for.',
    }),
    source: 'pkg/kubelet/kubelet.go',
    match: when(
      { reasons: ['UnexpectedAdmissionError', 'AdmissionFailed', 'TopologyAffinityError', 'SMTAlignmentError', 'SysctlForbidden', 'AppArmor', 'PodOSNotSupported', 'PodOSSelectorNodeLabelDoesNotMatch', 'PodFeatureUnsupported', 'PodLevelResourcesNotAdmittedReason', 'SupplementalGroupsPolicyNotSupported'] },
    ),
  },
  {
    id: 'evicted', stage: 'ready', depth: 'cause', confidence: 0.8, topics: ['evict'],
    title: () => i18n.translate('requestTrace.rule.evicted.title', { defaultMessage: 'The kubelet evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evicted.advice', {
      defaultMessage: 'Read the message, and look at the node\'s conditions of that time.',
    }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['Evicted', 'TerminationByKubelet'] }),
  },
];
