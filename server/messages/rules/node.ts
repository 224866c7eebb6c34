/** Texts of the rules in engine/diagnosis/rules/node.ts. */
import type { RuleTexts } from './rule_texts';

export const NODE_TEXTS: RuleTexts = {
  'node-not-ready': {
    title: 'The node does not report any more',
    advice:
      'Look at the kubelet and the container runtime on that node, and its connection to the API server.',
  },
  'node-disk-pressure': {
    title: "The node's disk is nearly full",
    advice: 'Look at what fills it: images, logs, emptyDir volumes.',
  },
  'node-memory-pressure': {
    title: 'The node is short of memory',
    advice: 'Look at which Pods and system services use it.',
  },
  'node-pid-pressure': {
    title: 'The node is short of process IDs',
    advice: 'Look at which Pod starts so many processes.',
  },
  'node-shutting-down': {
    title: 'The node is being shut down',
    advice: 'Look at who shuts it down.',
  },
  'eviction-threshold': {
    title: 'The kubelet reclaims resources on the node',
    advice: "Look at the node's conditions and at what uses the resource.",
  },
  'node-removed': {
    title: 'The node was removed from the cluster',
    advice: 'Look in the audit log for who deleted it, or at the cloud provider.',
  },
};
