/** Texts of the rules in engine/diagnosis/rules/evicted.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const EVICTED_MESSAGES: RuleMessages = {
  'preempted': {
    title: () => i18n.translate('requestTrace.rule.preempted.title', { defaultMessage: 'A Pod of higher priority took its place' }),
    advice: () => i18n.translate('requestTrace.rule.preempted.advice', {
      defaultMessage: 'Look at the Pod that preempted it and at the PriorityClasses; add room, or raise the priority.',
    }),
  },
  'local-storage-exceeded': {
    title: () => i18n.translate('requestTrace.rule.localStorageExceeded.title', {
      defaultMessage: 'The Pod used more ephemeral storage than its limit',
    }),
    advice: () => i18n.translate('requestTrace.rule.localStorageExceeded.advice', {
      defaultMessage: 'Look at what the containers write (logs, emptyDir, their own layer) and at the limit.',
    }),
  },
  'evicted-memory': {
    title: () => i18n.translate('requestTrace.rule.evictedMemory.title', { defaultMessage: 'The node ran out of memory and evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evictedMemory.advice', {
      defaultMessage: 'Compare the Pod\'s memory use with its request; look at what else runs on that node.',
    }),
  },
  'evicted-disk': {
    title: () => i18n.translate('requestTrace.rule.evictedDisk.title', { defaultMessage: 'The node ran out of disk and evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evictedDisk.advice', {
      defaultMessage: 'Look at what fills the node\'s disk: images, logs, emptyDir volumes.',
    }),
  },
  'evicted-pids': {
    title: () => i18n.translate('requestTrace.rule.evictedPids.title', { defaultMessage: 'The node ran out of process IDs and evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evictedPids.advice', {
      defaultMessage: 'Look at which Pod starts so many processes on that node.',
    }),
  },
  'taint-eviction': {
    title: () => i18n.translate('requestTrace.rule.taintEviction.title', { defaultMessage: 'A taint of the node drove the Pod off' }),
    advice: () => i18n.translate('requestTrace.rule.taintEviction.advice', {
      defaultMessage: 'Look at the node\'s taints: not-ready and unreachable mean that the node was lost.',
    }),
  },
  'node-shutdown': {
    title: () => i18n.translate('requestTrace.rule.nodeShutdown.title', { defaultMessage: 'The node was shut down' }),
    advice: () => i18n.translate('requestTrace.rule.nodeShutdown.advice', {
      defaultMessage: 'Look at who shut the node down; its Pods start elsewhere.',
    }),
  },
  'api-eviction': {
    title: () => i18n.translate('requestTrace.rule.apiEviction.title', { defaultMessage: 'The Pod was evicted on request' }),
    advice: () => i18n.translate('requestTrace.rule.apiEviction.advice', {
      defaultMessage: 'Look in the audit log for who evicted it: a drain, the autoscaler, or a user.',
    }),
  },
  'node-lost': {
    title: () => i18n.translate('requestTrace.rule.nodeLost.title', { defaultMessage: 'The node of the Pod is gone' }),
    advice: () => i18n.translate('requestTrace.rule.nodeLost.advice', {
      defaultMessage: 'Look at the node: whether it was removed or does not answer.',
    }),
  },
  'kubelet-refused-resources': {
    title: () => i18n.translate('requestTrace.rule.kubeletRefusedResources.title', { defaultMessage: 'The node had no room for the Pod after all' }),
    advice: () => i18n.translate('requestTrace.rule.kubeletRefusedResources.advice', {
      defaultMessage: 'Compare the node\'s allocatable with its Pods, also static ones; the Pod has to be made anew.',
    }),
  },
  'kubelet-refused-affinity': {
    title: () => i18n.translate('requestTrace.rule.kubeletRefusedAffinity.title', { defaultMessage: 'The node does not fit the Pod (any more)' }),
    advice: () => i18n.translate('requestTrace.rule.kubeletRefusedAffinity.advice', {
      defaultMessage: 'Look at whether the node\'s labels changed, e.g. after a restart; the Pod has to be made anew.',
    }),
  },
  'kubelet-refused': {
    title: () => i18n.translate('requestTrace.rule.kubeletRefused.title', { defaultMessage: 'The node\'s kubelet refused the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.kubeletRefused.advice', {
      defaultMessage: 'Read why: often a device plugin was restarted, or a policy of the kubelet forbids what the Pod asks for.',
    }),
  },
  'evicted': {
    title: () => i18n.translate('requestTrace.rule.evicted.title', { defaultMessage: 'The kubelet evicted the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.evicted.advice', {
      defaultMessage: 'Read the message, and look at the node\'s conditions of that time.',
    }),
  },
};
