/** Texts of the rules in engine/diagnosis/rules/node.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const NODE_MESSAGES: RuleMessages = {
  'node-not-ready': {
    title: () => i18n.translate('requestTrace.rule.nodeNotReady.title', { defaultMessage: 'The node does not report any more' }),
    advice: () => i18n.translate('requestTrace.rule.nodeNotReady.advice', {
      defaultMessage: 'Look at the kubelet and the container runtime on that node, and its connection to the API server.',
    }),
  },
  'node-disk-pressure': {
    title: () => i18n.translate('requestTrace.rule.nodeDiskPressure.title', { defaultMessage: 'The node\'s disk is nearly full' }),
    advice: () => i18n.translate('requestTrace.rule.nodeDiskPressure.advice', {
      defaultMessage: 'Look at what fills it: images, logs, emptyDir volumes.',
    }),
  },
  'node-memory-pressure': {
    title: () => i18n.translate('requestTrace.rule.nodeMemoryPressure.title', { defaultMessage: 'The node is short of memory' }),
    advice: () => i18n.translate('requestTrace.rule.nodeMemoryPressure.advice', { defaultMessage: 'Look at which Pods and system services use it.' }),
  },
  'node-pid-pressure': {
    title: () => i18n.translate('requestTrace.rule.nodePidPressure.title', { defaultMessage: 'The node is short of process IDs' }),
    advice: () => i18n.translate('requestTrace.rule.nodePidPressure.advice', { defaultMessage: 'Look at which Pod starts so many processes.' }),
  },
  'node-shutting-down': {
    title: () => i18n.translate('requestTrace.rule.nodeShuttingDown.title', { defaultMessage: 'The node is being shut down' }),
    advice: () => i18n.translate('requestTrace.rule.nodeShuttingDown.advice', { defaultMessage: 'Look at who shuts it down.' }),
  },
  'eviction-threshold': {
    title: () => i18n.translate('requestTrace.rule.evictionThreshold.title', { defaultMessage: 'The kubelet reclaims resources on the node' }),
    advice: () => i18n.translate('requestTrace.rule.evictionThreshold.advice', {
      defaultMessage: 'Look at the node\'s conditions and at what uses the resource.',
    }),
  },
  'node-removed': {
    title: () => i18n.translate('requestTrace.rule.nodeRemoved.title', { defaultMessage: 'The node was removed from the cluster' }),
    advice: () => i18n.translate('requestTrace.rule.nodeRemoved.advice', {
      defaultMessage: 'Look in the audit log for who deleted it, or at the cloud provider.',
    }),
  },
};
