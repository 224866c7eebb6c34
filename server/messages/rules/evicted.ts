/** Texts of the rules in engine/diagnosis/rules/evicted.ts. */
import type { RuleTexts } from './rule_texts';

export const EVICTED_TEXTS: RuleTexts = {
  preempted: {
    title: 'A Pod of higher priority took its place',
    advice:
      'Look at the Pod that preempted it and at the PriorityClasses; add room, or raise the priority.',
  },
  'local-storage-exceeded': {
    title: 'The Pod used more ephemeral storage than its limit',
    advice: 'Look at what the containers write (logs, emptyDir, their own layer) and at the limit.',
  },
  'evicted-memory': {
    title: 'The node ran out of memory and evicted the Pod',
    advice: "Compare the Pod's memory use with its request; look at what else runs on that node.",
  },
  'evicted-disk': {
    title: 'The node ran out of disk and evicted the Pod',
    advice: "Look at what fills the node's disk: images, logs, emptyDir volumes.",
  },
  'evicted-pids': {
    title: 'The node ran out of process IDs and evicted the Pod',
    advice: 'Look at which Pod starts so many processes on that node.',
  },
  'taint-eviction': {
    title: 'A taint of the node drove the Pod off',
    advice: "Look at the node's taints: not-ready and unreachable mean that the node was lost.",
  },
  'node-shutdown': {
    title: 'The node was shut down',
    advice: 'Look at who shut the node down; its Pods start elsewhere.',
  },
  'api-eviction': {
    title: 'The Pod was evicted on request',
    advice: 'Look in the audit log for who evicted it: a drain, the autoscaler, or a user.',
  },
  'node-lost': {
    title: 'The node of the Pod is gone',
    advice: 'Look at the node: whether it was removed or does not answer.',
  },
  'kubelet-refused-resources': {
    title: 'The node had no room for the Pod after all',
    advice:
      "Compare the node's allocatable with its Pods, also static ones; the Pod has to be made anew.",
  },
  'kubelet-refused-affinity': {
    title: 'The node does not fit the Pod (any more)',
    advice:
      "Look at whether the node's labels changed, e.g. after a restart; the Pod has to be made anew.",
  },
  'kubelet-refused': {
    title: "The node's kubelet refused the Pod",
    advice:
      'Read why: often a device plugin was restarted, or a policy of the kubelet forbids what the Pod asks for.',
  },
  evicted: {
    title: 'The kubelet evicted the Pod',
    advice: "Read the message, and look at the node's conditions of that time.",
  },
};
