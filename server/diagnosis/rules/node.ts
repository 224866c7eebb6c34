/** Something is wrong with the node itself. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const NODE: readonly Rule[] = [
  {
    id: 'node-not-ready', stage: 'ready', depth: 'cause', confidence: 0.85, topics: ['node'],
    title: () => i18n.translate('requestTrace.rule.nodeNotReady.title', { defaultMessage: 'The node does not report any more' }),
    advice: () => i18n.translate('requestTrace.rule.nodeNotReady.advice', {
      defaultMessage: 'Look at the kubelet and the container runtime on that node, and its connection to the API server.',
    }),
    source: 'pkg/controller/nodelifecycle/node_lifecycle_controller.go',
    match: when({ reasons: ['NodeNotReady', 'NodeStatusUnknown'] }),
  },
  {
    id: 'node-disk-pressure', stage: 'ready', depth: 'cause', confidence: 0.85, topics: ['node'],
    title: () => i18n.translate('requestTrace.rule.nodeDiskPressure.title', { defaultMessage: 'The node\'s disk is nearly full' }),
    advice: () => i18n.translate('requestTrace.rule.nodeDiskPressure.advice', {
      defaultMessage: 'Look at what fills it: images, logs, emptyDir volumes.',
    }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['NodeHasDiskPressure', 'FreeDiskSpaceFailed', 'ImageGCFailed'] }),
  },
  {
    id: 'node-memory-pressure', stage: 'ready', depth: 'cause', confidence: 0.85, topics: ['node'],
    title: () => i18n.translate('requestTrace.rule.nodeMemoryPressure.title', { defaultMessage: 'The node is short of memory' }),
    advice: () => i18n.translate('requestTrace.rule.nodeMemoryPressure.advice', { defaultMessage: 'Look at which Pods and system services use it.' }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['NodeHasInsufficientMemory', 'SystemOOM'] }),
  },
  {
    id: 'node-pid-pressure', stage: 'ready', depth: 'cause', confidence: 0.85, topics: ['node'],
    title: () => i18n.translate('requestTrace.rule.nodePidPressure.title', { defaultMessage: 'The node is short of process IDs' }),
    advice: () => i18n.translate('requestTrace.rule.nodePidPressure.advice', { defaultMessage: 'Look at which Pod starts so many processes.' }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['NodeHasInsufficientPID'] }),
  },
  {
    id: 'node-shutting-down', stage: 'ready', depth: 'cause', confidence: 0.85, topics: ['node'],
    title: () => i18n.translate('requestTrace.rule.nodeShuttingDown.title', { defaultMessage: 'The node is being shut down' }),
    advice: () => i18n.translate('requestTrace.rule.nodeShuttingDown.advice', { defaultMessage: 'Look at who shuts it down.' }),
    source: 'pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go',
    match: when({ reasons: ['NodeShutdown'] }),
  },
  {
    id: 'eviction-threshold', stage: 'ready', depth: 'effect', confidence: 0.7, topics: ['node'],
    title: () => i18n.translate('requestTrace.rule.evictionThreshold.title', { defaultMessage: 'The kubelet reclaims resources on the node' }),
    advice: () => i18n.translate('requestTrace.rule.evictionThreshold.advice', {
      defaultMessage: 'Look at the node\'s conditions and at what uses the resource.',
    }),
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['EvictionThresholdMet'] }),
  },
  {
    id: 'node-removed', stage: 'ready', depth: 'cause', confidence: 0.7, topics: ['node'],
    title: () => i18n.translate('requestTrace.rule.nodeRemoved.title', { defaultMessage: 'The node was removed from the cluster' }),
    advice: () => i18n.translate('requestTrace.rule.nodeRemoved.advice', {
      defaultMessage: 'Look in the audit log for who deleted it, or at the cloud provider.',
    }),
    source: 'pkg/controller/nodelifecycle/node_lifecycle_controller.go',
    match: when({ reasons: ['DeletingNode', 'RemovingNode'] }),
  },
];
