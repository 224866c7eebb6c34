/** Texts of the rules in engine/diagnosis/rules/scheduled.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const SCHEDULED_MESSAGES: RuleMessages = {
  'no-scale-up': {
    title: () => i18n.translate('requestTrace.rule.noScaleUp.title', { defaultMessage: 'The cluster autoscaler sees no node group that would help' }),
    advice: () => i18n.translate('requestTrace.rule.noScaleUp.advice', {
      defaultMessage: 'Look at why: limits of the node groups, or a Pod that no node of theirs would fit.',
    }),
  },
  'insufficient-cpu': {
    title: () => i18n.translate('requestTrace.rule.insufficientCpu.title', { defaultMessage: 'No node has enough free CPU' }),
    advice: () => i18n.translate('requestTrace.rule.insufficientCpu.advice', {
      defaultMessage: 'Compare the Pod\'s CPU request with what the nodes have left (kubectl describe nodes, Allocated resources); ask for less, free some, or add a node.',
    }),
  },
  'insufficient-memory': {
    title: () => i18n.translate('requestTrace.rule.insufficientMemory.title', { defaultMessage: 'No node has enough free memory' }),
    advice: () => i18n.translate('requestTrace.rule.insufficientMemory.advice', {
      defaultMessage: 'Compare the Pod\'s memory request with what the nodes have left (kubectl describe nodes, Allocated resources); ask for less, free some, or add a node.',
    }),
  },
  'insufficient-ephemeral-storage': {
    title: () => i18n.translate('requestTrace.rule.insufficientEphemeralStorage.title', {
      defaultMessage: 'No node has enough free ephemeral storage',
    }),
    advice: () => i18n.translate('requestTrace.rule.insufficientEphemeralStorage.advice', {
      defaultMessage: 'Compare the Pod\'s ephemeral-storage request with what the nodes can allocate.',
    }),
  },
  'too-many-pods': {
    title: () => i18n.translate('requestTrace.rule.tooManyPods.title', { defaultMessage: 'The nodes run as many Pods as they may' }),
    advice: () => i18n.translate('requestTrace.rule.tooManyPods.advice', {
      defaultMessage: 'Look at the nodes\' allocatable pods (maxPods of the kubelet); add a node or remove Pods.',
    }),
  },
  'insufficient-extended-resource': {
    title: () => i18n.translate('requestTrace.rule.insufficientExtendedResource.title', {
      defaultMessage: 'No node has enough of a resource that the Pod asks for',
    }),
    advice: () => i18n.translate('requestTrace.rule.insufficientExtendedResource.advice', {
      defaultMessage: 'Look at the nodes\' allocatable of that resource: whether its device plugin runs there, and who uses it.',
    }),
  },
  'node-affinity': {
    title: () => i18n.translate('requestTrace.rule.nodeAffinity.title', { defaultMessage: 'No node has the labels that the Pod asks for' }),
    advice: () => i18n.translate('requestTrace.rule.nodeAffinity.advice', {
      defaultMessage: 'Compare the Pod\'s nodeSelector and node affinity with the nodes\' labels (kubectl get nodes --show-labels).',
    }),
  },
  'node-unschedulable': {
    title: () => i18n.translate('requestTrace.rule.nodeUnschedulable.title', { defaultMessage: 'The nodes that would fit are cordoned' }),
    advice: () => i18n.translate('requestTrace.rule.nodeUnschedulable.advice', {
      defaultMessage: 'Look at who cordoned them (kubectl get nodes shows SchedulingDisabled) and uncordon one when its work is done.',
    }),
  },
  'node-not-ready-taint': {
    title: () => i18n.translate('requestTrace.rule.nodeNotReadyTaint.title', { defaultMessage: 'The nodes that would fit are not healthy' }),
    advice: () => i18n.translate('requestTrace.rule.nodeNotReadyTaint.advice', {
      defaultMessage: 'Look at the conditions of the nodes (kubectl describe nodes) and the kubelets\' logs there.',
    }),
  },
  'untolerated-taint': {
    title: () => i18n.translate('requestTrace.rule.untoleratedTaint.title', { defaultMessage: 'The Pod does not tolerate the nodes\' taints' }),
    advice: () => i18n.translate('requestTrace.rule.untoleratedTaint.advice', {
      defaultMessage: 'Compare the nodes\' taints with the Pod\'s tolerations; a taint may stand for a reason.',
    }),
  },
  'pod-anti-affinity': {
    title: () => i18n.translate('requestTrace.rule.podAntiAffinity.title', { defaultMessage: 'Pod anti-affinity leaves no node' }),
    advice: () => i18n.translate('requestTrace.rule.podAntiAffinity.advice', {
      defaultMessage: 'Look at which Pods the rule keeps away from, and whether there are enough nodes or zones for it.',
    }),
  },
  'pod-affinity': {
    title: () => i18n.translate('requestTrace.rule.podAffinity.title', { defaultMessage: 'No node runs the Pods that this one must be near' }),
    advice: () => i18n.translate('requestTrace.rule.podAffinity.advice', {
      defaultMessage: 'Look at whether Pods with the labels of the affinity rule exist, in that namespace and topology.',
    }),
  },
  'topology-spread': {
    title: () => i18n.translate('requestTrace.rule.topologySpread.title', { defaultMessage: 'Topology spread constraints leave no node' }),
    advice: () => i18n.translate('requestTrace.rule.topologySpread.advice', {
      defaultMessage: 'Compare how the Pods are spread with maxSkew, and whether the nodes have the topology\'s label.',
    }),
  },
  'host-port': {
    title: () => i18n.translate('requestTrace.rule.hostPort.title', { defaultMessage: 'The host port is taken on every node' }),
    advice: () => i18n.translate('requestTrace.rule.hostPort.advice', {
      defaultMessage: 'Look at which Pods use that hostPort; use a Service instead, or spread them over more nodes.',
    }),
  },
  'scheduling-gated': {
    title: () => i18n.translate('requestTrace.rule.schedulingGated.title', { defaultMessage: 'The Pod waits for its scheduling gates' }),
    advice: () => i18n.translate('requestTrace.rule.schedulingGated.advice', {
      defaultMessage: 'Look at the Pod\'s schedulingGates and at the controller that should remove them.',
    }),
  },
  'no-nodes': {
    title: () => i18n.translate('requestTrace.rule.noNodes.title', { defaultMessage: 'The cluster has no nodes' }),
    advice: () => i18n.translate('requestTrace.rule.noNodes.advice', {
      defaultMessage: 'Look at kubectl get nodes and at the kubelets that should have registered.',
    }),
  },
  'node-name-mismatch': {
    title: () => i18n.translate('requestTrace.rule.nodeNameMismatch.title', { defaultMessage: 'The node that the Pod names does not fit' }),
    advice: () => i18n.translate('requestTrace.rule.nodeNameMismatch.advice', { defaultMessage: 'Look at nodeName in the Pod\'s spec.' }),
  },
  'no-node-fits': {
    title: () => i18n.translate('requestTrace.rule.noNodeFits.title', { defaultMessage: 'No node fits the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.noNodeFits.advice', {
      defaultMessage: 'Read the list: for each reason the number of nodes that gave it.',
    }),
  },
  'scheduling-failed': {
    title: () => i18n.translate('requestTrace.rule.schedulingFailed.title', { defaultMessage: 'The Pod could not be scheduled' }),
    advice: () => i18n.translate('requestTrace.rule.schedulingFailed.advice', { defaultMessage: 'Look at the scheduler\'s log of that moment.' }),
  },
};
