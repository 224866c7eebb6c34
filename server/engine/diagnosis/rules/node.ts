/** Something is wrong with the node itself. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const NODE: readonly Rule[] = [
  {
    id: 'node-not-ready',
    stage: 'ready',
    depth: 'cause',
    confidence: 0.85,
    topics: ['node'],
    source: 'pkg/controller/nodelifecycle/node_lifecycle_controller.go',
    match: when({ reasons: ['NodeNotReady', 'NodeStatusUnknown'] }),
  },
  {
    id: 'node-disk-pressure',
    stage: 'ready',
    depth: 'cause',
    confidence: 0.85,
    topics: ['node'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['NodeHasDiskPressure', 'FreeDiskSpaceFailed', 'ImageGCFailed'] }),
  },
  {
    id: 'node-memory-pressure',
    stage: 'ready',
    depth: 'cause',
    confidence: 0.85,
    topics: ['node'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['NodeHasInsufficientMemory', 'SystemOOM'] }),
  },
  {
    id: 'node-pid-pressure',
    stage: 'ready',
    depth: 'cause',
    confidence: 0.85,
    topics: ['node'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['NodeHasInsufficientPID'] }),
  },
  {
    id: 'node-shutting-down',
    stage: 'ready',
    depth: 'cause',
    confidence: 0.85,
    topics: ['node'],
    source: 'pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go',
    match: when({ reasons: ['NodeShutdown'] }),
  },
  {
    id: 'eviction-threshold',
    stage: 'ready',
    depth: 'effect',
    confidence: 0.7,
    topics: ['node'],
    source: 'pkg/kubelet/eviction/eviction_manager.go',
    match: when({ reasons: ['EvictionThresholdMet'] }),
  },
  {
    id: 'node-removed',
    stage: 'ready',
    depth: 'cause',
    confidence: 0.7,
    topics: ['node'],
    source: 'pkg/controller/nodelifecycle/node_lifecycle_controller.go',
    match: when({ reasons: ['DeletingNode', 'RemovingNode'] }),
  },
];
