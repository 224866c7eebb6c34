/** No node fits the Pod: the scheduler's own words, by the reason that most nodes gave. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const SCHEDULED: readonly Rule[] = [
  {
    id: 'no-scale-up', stage: 'scheduled', depth: 'effect', confidence: 0.7, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.noScaleUp.title', { defaultMessage: 'The cluster autoscaler sees no node group that would help' }),
    advice: () => i18n.translate('requestTrace.rule.noScaleUp.advice', {
      defaultMessage: 'Look at why: limits of the node groups, or a Pod that no node of theirs would fit.',
    }),
    source: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md',
    match: when({ reasons: ['NotTriggerScaleUp'] }),
  },
  {
    id: 'insufficient-cpu', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.insufficientCpu.title', { defaultMessage: 'No node has enough free CPU' }),
    advice: () => i18n.translate('requestTrace.rule.insufficientCpu.advice', {
      defaultMessage: 'Compare the Pod\'s CPU request with what the nodes have left (kubectl describe nodes, Allocated resources); ask for less, free some, or add a node.',
    }),
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient cpu'] }),
  },
  {
    id: 'insufficient-memory', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.insufficientMemory.title', { defaultMessage: 'No node has enough free memory' }),
    advice: () => i18n.translate('requestTrace.rule.insufficientMemory.advice', {
      defaultMessage: 'Compare the Pod\'s memory request with what the nodes have left (kubectl describe nodes, Allocated resources); ask for less, free some, or add a node.',
    }),
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient memory'] }),
  },
  {
    id: 'insufficient-ephemeral-storage', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.insufficientEphemeralStorage.title', {
      defaultMessage: 'No node has enough free ephemeral storage',
    }),
    advice: () => i18n.translate('requestTrace.rule.insufficientEphemeralStorage.advice', {
      defaultMessage: 'Compare the Pod\'s ephemeral-storage request with what the nodes can allocate.',
    }),
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient ephemeral-storage'] }),
  },
  {
    id: 'too-many-pods', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.tooManyPods.title', { defaultMessage: 'The nodes run as many Pods as they may' }),
    advice: () => i18n.translate('requestTrace.rule.tooManyPods.advice', {
      defaultMessage: 'Look at the nodes\' allocatable pods (maxPods of the kubelet); add a node or remove Pods.',
    }),
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Too many pods'] }),
  },
  {
    id: 'insufficient-extended-resource', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.insufficientExtendedResource.title', {
      defaultMessage: 'No node has enough of a resource that the Pod asks for',
    }),
    advice: () => i18n.translate('requestTrace.rule.insufficientExtendedResource.advice', {
      defaultMessage: 'Look at the nodes\' allocatable of that resource: whether its device plugin runs there, and who uses it.',
    }),
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient '] }),
  },
  {
    id: 'node-affinity', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.nodeAffinity.title', { defaultMessage: 'No node has the labels that the Pod asks for' }),
    advice: () => i18n.translate('requestTrace.rule.nodeAffinity.advice', {
      defaultMessage: 'Compare the Pod\'s nodeSelector and node affinity with the nodes\' labels (kubectl get nodes --show-labels).',
    }),
    source: 'pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go',
    match: when({ focus: ['didn\'t match Pod\'s node affinity/selector', 'didn\'t match node selector', 'didn\'t match Pod\'s node affinity'] }),
  },
  {
    id: 'node-unschedulable', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.nodeUnschedulable.title', { defaultMessage: 'The nodes that would fit are cordoned' }),
    advice: () => i18n.translate('requestTrace.rule.nodeUnschedulable.advice', {
      defaultMessage: 'Look at who cordoned them (kubectl get nodes shows SchedulingDisabled) and uncordon one when its work is done.',
    }),
    source: 'pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go',
    match: when({ focus: ['were unschedulable', 'node(s) were not ready', 'node.kubernetes.io/unschedulable'] }),
  },
  {
    id: 'node-not-ready-taint', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.nodeNotReadyTaint.title', { defaultMessage: 'The nodes that would fit are not healthy' }),
    advice: () => i18n.translate('requestTrace.rule.nodeNotReadyTaint.advice', {
      defaultMessage: 'Look at the conditions of the nodes (kubectl describe nodes) and the kubelets\' logs there.',
    }),
    source: 'pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go',
    match: when(
      { focus: ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable', 'node.kubernetes.io/disk-pressure', 'node.kubernetes.io/memory-pressure', 'node.kubernetes.io/pid-pressure', 'node.kubernetes.io/network-unavailable', 'node.cloudprovider.kubernetes.io/uninitialized'] },
    ),
  },
  {
    id: 'untolerated-taint', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.untoleratedTaint.title', { defaultMessage: 'The Pod does not tolerate the nodes\' taints' }),
    advice: () => i18n.translate('requestTrace.rule.untoleratedTaint.advice', {
      defaultMessage: 'Compare the nodes\' taints with the Pod\'s tolerations; a taint may stand for a reason.',
    }),
    source: 'pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go',
    match: when({ focus: ['untolerated taint', 'that the pod didn\'t tolerate'] }),
  },
  {
    id: 'pod-anti-affinity', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.podAntiAffinity.title', { defaultMessage: 'Pod anti-affinity leaves no node' }),
    advice: () => i18n.translate('requestTrace.rule.podAntiAffinity.advice', {
      defaultMessage: 'Look at which Pods the rule keeps away from, and whether there are enough nodes or zones for it.',
    }),
    source: 'pkg/scheduler/framework/plugins/interpodaffinity/filtering.go',
    match: when({ focus: ['didn\'t match pod anti-affinity rules', 'didn\'t satisfy existing pods anti-affinity rules'] }),
  },
  {
    id: 'pod-affinity', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.podAffinity.title', { defaultMessage: 'No node runs the Pods that this one must be near' }),
    advice: () => i18n.translate('requestTrace.rule.podAffinity.advice', {
      defaultMessage: 'Look at whether Pods with the labels of the affinity rule exist, in that namespace and topology.',
    }),
    source: 'pkg/scheduler/framework/plugins/interpodaffinity/filtering.go',
    match: when({ focus: ['didn\'t match pod affinity rules', 'didn\'t match pod affinity/anti-affinity'] }),
  },
  {
    id: 'topology-spread', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.topologySpread.title', { defaultMessage: 'Topology spread constraints leave no node' }),
    advice: () => i18n.translate('requestTrace.rule.topologySpread.advice', {
      defaultMessage: 'Compare how the Pods are spread with maxSkew, and whether the nodes have the topology\'s label.',
    }),
    source: 'pkg/scheduler/framework/plugins/podtopologyspread/filtering.go',
    match: when({ focus: ['didn\'t match pod topology spread constraints'] }),
  },
  {
    id: 'host-port', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.hostPort.title', { defaultMessage: 'The host port is taken on every node' }),
    advice: () => i18n.translate('requestTrace.rule.hostPort.advice', {
      defaultMessage: 'Look at which Pods use that hostPort; use a Service instead, or spread them over more nodes.',
    }),
    source: 'pkg/scheduler/framework/plugins/nodeports/node_ports.go',
    match: when({ focus: ['didn\'t have free ports'] }),
  },
  {
    id: 'scheduling-gated', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.schedulingGated.title', { defaultMessage: 'The Pod waits for its scheduling gates' }),
    advice: () => i18n.translate('requestTrace.rule.schedulingGated.advice', {
      defaultMessage: 'Look at the Pod\'s schedulingGates and at the controller that should remove them.',
    }),
    source: 'pkg/scheduler/framework/plugins/schedulinggates/scheduling_gates.go',
    match: when({ any: ['non-empty scheduling gates', 'Scheduling is blocked due to non-empty scheduling gates'] }),
  },
  {
    id: 'no-nodes', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.noNodes.title', { defaultMessage: 'The cluster has no nodes' }),
    advice: () => i18n.translate('requestTrace.rule.noNodes.advice', {
      defaultMessage: 'Look at kubectl get nodes and at the kubelets that should have registered.',
    }),
    source: 'pkg/scheduler/schedule_one.go',
    match: when({ any: ['no nodes available to schedule pods'] }),
  },
  {
    id: 'node-name-mismatch', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.nodeNameMismatch.title', { defaultMessage: 'The node that the Pod names does not fit' }),
    advice: () => i18n.translate('requestTrace.rule.nodeNameMismatch.advice', { defaultMessage: 'Look at nodeName in the Pod\'s spec.' }),
    source: 'pkg/scheduler/framework/plugins/nodename/node_name.go',
    match: when({ focus: ['didn\'t match the requested node name', 'didn\'t match plugin requirement'] }),
  },
  {
    id: 'no-node-fits', stage: 'scheduled', depth: 'cause', confidence: 0.7, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.noNodeFits.title', { defaultMessage: 'No node fits the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.noNodeFits.advice', {
      defaultMessage: 'Read the list: for each reason the number of nodes that gave it.',
    }),
    source: 'pkg/scheduler/framework/types.go',
    match: when({ any: ['nodes are available'] }),
  },
  {
    id: 'scheduling-failed', stage: 'scheduled', depth: 'effect', confidence: 0.6, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.schedulingFailed.title', { defaultMessage: 'The Pod could not be scheduled' }),
    advice: () => i18n.translate('requestTrace.rule.schedulingFailed.advice', { defaultMessage: 'Look at the scheduler\'s log of that moment.' }),
    source: 'pkg/scheduler/schedule_one.go',
    match: when({}),
  },
];
