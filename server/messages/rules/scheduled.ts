/** Texts of the rules in engine/diagnosis/rules/scheduled.ts. */
import type { RuleTexts } from './rule_texts';

export const SCHEDULED_TEXTS: RuleTexts = {
  'no-scale-up': {
    title: 'The cluster autoscaler sees no node group that would help',
    advice: 'Look at why: limits of the node groups, or a Pod that no node of theirs would fit.',
  },
  'insufficient-cpu': {
    title: 'No node has enough free CPU',
    advice:
      "Compare the Pod's CPU request with what the nodes have left (kubectl describe nodes, Allocated resources); ask for less, free some, or add a node.",
  },
  'insufficient-memory': {
    title: 'No node has enough free memory',
    advice:
      "Compare the Pod's memory request with what the nodes have left (kubectl describe nodes, Allocated resources); ask for less, free some, or add a node.",
  },
  'insufficient-ephemeral-storage': {
    title: 'No node has enough free ephemeral storage',
    advice: "Compare the Pod's ephemeral-storage request with what the nodes can allocate.",
  },
  'too-many-pods': {
    title: 'The nodes run as many Pods as they may',
    advice:
      "Look at the nodes' allocatable pods (maxPods of the kubelet); add a node or remove Pods.",
  },
  'insufficient-extended-resource': {
    title: 'No node has enough of a resource that the Pod asks for',
    advice:
      "Look at the nodes' allocatable of that resource: whether its device plugin runs there, and who uses it.",
  },
  'node-affinity': {
    title: 'No node has the labels that the Pod asks for',
    advice:
      "Compare the Pod's nodeSelector and node affinity with the nodes' labels (kubectl get nodes --show-labels).",
  },
  'node-unschedulable': {
    title: 'The nodes that would fit are cordoned',
    advice:
      'Look at who cordoned them (kubectl get nodes shows SchedulingDisabled) and uncordon one when its work is done.',
  },
  'node-not-ready-taint': {
    title: 'The nodes that would fit are not healthy',
    advice:
      "Look at the conditions of the nodes (kubectl describe nodes) and the kubelets' logs there.",
  },
  'untolerated-taint': {
    title: "The Pod does not tolerate the nodes' taints",
    advice: "Compare the nodes' taints with the Pod's tolerations; a taint may stand for a reason.",
  },
  'pod-anti-affinity': {
    title: 'Pod anti-affinity leaves no node',
    advice:
      'Look at which Pods the rule keeps away from, and whether there are enough nodes or zones for it.',
  },
  'pod-affinity': {
    title: 'No node runs the Pods that this one must be near',
    advice:
      'Look at whether Pods with the labels of the affinity rule exist, in that namespace and topology.',
  },
  'topology-spread': {
    title: 'Topology spread constraints leave no node',
    advice:
      "Compare how the Pods are spread with maxSkew, and whether the nodes have the topology's label.",
  },
  'host-port': {
    title: 'The host port is taken on every node',
    advice:
      'Look at which Pods use that hostPort; use a Service instead, or spread them over more nodes.',
  },
  'scheduling-gated': {
    title: 'The Pod waits for its scheduling gates',
    advice: "Look at the Pod's schedulingGates and at the controller that should remove them.",
  },
  'no-nodes': {
    title: 'The cluster has no nodes',
    advice: 'Look at kubectl get nodes and at the kubelets that should have registered.',
  },
  'node-name-mismatch': {
    title: 'The node that the Pod names does not fit',
    advice: "Look at nodeName in the Pod's spec.",
  },
  'no-node-fits': {
    title: 'No node fits the Pod',
    advice: 'Read the list: for each reason the number of nodes that gave it.',
  },
  'scheduling-failed': {
    title: 'The Pod could not be scheduled',
    advice: "Look at the scheduler's log of that moment.",
  },
};
