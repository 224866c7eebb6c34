/** No node fits the Pod: the scheduler's own words, by the reason that most nodes gave. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const SCHEDULED: readonly Rule[] = [
  {
    id: 'no-scale-up', stage: 'scheduled', depth: 'effect', confidence: 0.7, topics: ['schedule'],
    source: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md',
    match: when({ reasons: ['NotTriggerScaleUp'] }),
  },
  {
    id: 'insufficient-cpu', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient cpu'] }),
  },
  {
    id: 'insufficient-memory', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient memory'] }),
  },
  {
    id: 'insufficient-ephemeral-storage', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient ephemeral-storage'] }),
  },
  {
    id: 'too-many-pods', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Too many pods'] }),
  },
  {
    id: 'insufficient-extended-resource', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/noderesources/fit.go',
    match: when({ focus: ['Insufficient '] }),
  },
  {
    id: 'node-affinity', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go',
    match: when({ focus: ['didn\'t match Pod\'s node affinity/selector', 'didn\'t match node selector', 'didn\'t match Pod\'s node affinity'] }),
  },
  {
    id: 'node-unschedulable', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go',
    match: when({ focus: ['were unschedulable', 'node(s) were not ready', 'node.kubernetes.io/unschedulable'] }),
  },
  {
    id: 'node-not-ready-taint', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go',
    match: when(
      { focus: ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable', 'node.kubernetes.io/disk-pressure', 'node.kubernetes.io/memory-pressure', 'node.kubernetes.io/pid-pressure', 'node.kubernetes.io/network-unavailable', 'node.cloudprovider.kubernetes.io/uninitialized'] },
    ),
  },
  {
    id: 'untolerated-taint', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go',
    match: when({ focus: ['untolerated taint', 'that the pod didn\'t tolerate'] }),
  },
  {
    id: 'pod-anti-affinity', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/interpodaffinity/filtering.go',
    match: when({ focus: ['didn\'t match pod anti-affinity rules', 'didn\'t satisfy existing pods anti-affinity rules'] }),
  },
  {
    id: 'pod-affinity', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/interpodaffinity/filtering.go',
    match: when({ focus: ['didn\'t match pod affinity rules', 'didn\'t match pod affinity/anti-affinity'] }),
  },
  {
    id: 'topology-spread', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/podtopologyspread/filtering.go',
    match: when({ focus: ['didn\'t match pod topology spread constraints'] }),
  },
  {
    id: 'host-port', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/nodeports/node_ports.go',
    match: when({ focus: ['didn\'t have free ports'] }),
  },
  {
    id: 'scheduling-gated', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/schedulinggates/scheduling_gates.go',
    match: when({ any: ['non-empty scheduling gates', 'Scheduling is blocked due to non-empty scheduling gates'] }),
  },
  {
    id: 'no-nodes', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    source: 'pkg/scheduler/schedule_one.go',
    match: when({ any: ['no nodes available to schedule pods'] }),
  },
  {
    id: 'node-name-mismatch', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/nodename/node_name.go',
    match: when({ focus: ['didn\'t match the requested node name', 'didn\'t match plugin requirement'] }),
  },
  {
    id: 'no-node-fits', stage: 'scheduled', depth: 'cause', confidence: 0.7, topics: ['schedule'],
    source: 'pkg/scheduler/framework/types.go',
    match: when({ any: ['nodes are available'] }),
  },
  {
    id: 'scheduling-failed', stage: 'scheduled', depth: 'effect', confidence: 0.6, topics: ['schedule'],
    source: 'pkg/scheduler/schedule_one.go',
    match: when({}),
  },
];
