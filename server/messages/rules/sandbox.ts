/** Texts of the rules in engine/diagnosis/rules/sandbox.ts. */
import type { RuleTexts } from './rule_texts';

export const SANDBOX_TEXTS: RuleTexts = {
  'runtime-class': {
    title: "The Pod's RuntimeClass is not there, or the node's runtime does not know its handler",
    advice:
      'Look at the RuntimeClass that the Pod names, and whether the container runtime of that node is configured for its handler.',
  },
  'no-pod-addresses': {
    title: 'No address is left for the Pod',
    advice: "Look at the size of the node's Pod range and at addresses that dead Pods still hold.",
  },
  'network-not-ready': {
    title: 'The network plugin of the node is not ready',
    advice:
      "Look at the network plugin's Pod on that node, and at its configuration below /etc/cni/net.d.",
  },
  'network-setup': {
    title: 'The network plugin could not connect the Pod',
    advice: "Read what the plugin says, and look at its Pod's log on that node.",
  },
  'sandbox-image': {
    title: 'The image that every Pod needs (pause) cannot be pulled',
    advice:
      "Look at the sandbox image in the runtime's configuration and whether the node reaches its registry.",
  },
  'sandbox-oci': {
    title: 'The container runtime could not start the sandbox',
    advice: 'Read what the OCI runtime says; look at cgroups and kernel of that node.',
  },
  'sandbox-disk-full': {
    title: "The node's disk is full",
    advice: 'Look at the disk of the container runtime on that node.',
  },
  'runtime-unreachable': {
    title: 'The container runtime does not answer',
    advice: "Look at the container runtime's service on that node.",
  },
  'dynamic-resources': {
    title: 'The devices that the Pod claims could not be prepared',
    advice: "Look at the DRA driver's Pod on that node and its log.",
  },
  'sandbox-noise': {
    title: 'The sandbox is still being made',
    advice: "The runtime is slow or hangs: look at its log and the node's load.",
  },
  'sandbox-failed': {
    title: "The Pod's sandbox could not be made",
    advice: "Look at the container runtime's log on that node.",
  },
};
