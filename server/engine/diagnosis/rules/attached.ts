/** The volume cannot be attached to the node. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const ATTACHED: readonly Rule[] = [
  {
    id: 'multi-attach', stage: 'attached', depth: 'cause', confidence: 0.95, topics: ['attach'],
    source: 'pkg/controller/volume/attachdetach/reconciler/reconciler.go',
    match: when({ any: ['Multi-Attach error'] }),
  },
  {
    id: 'external-attacher-timeout', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['timed out waiting for external-attacher'] }),
  },
  {
    id: 'attach-timeout', stage: 'attached', depth: 'effect', confidence: 0.85, topics: ['attach'],
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['Attach timeout after', 'Detach timeout after'] }),
  },
  {
    id: 'csi-driver-not-on-node', stage: 'attached', depth: 'cause', confidence: 0.95, topics: ['attach'],
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['does not contain driver', 'CSINode '] }),
  },
  {
    id: 'attach-limit', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    source: 'https://kubernetes.io/docs/concepts/storage/storage-limits/',
    match: when({ any: ['max volume count', 'AttachmentLimitExceeded', 'maximum number of', 'too many volumes'] }),
  },
  {
    id: 'attach-volume-missing', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['NotFound', ' not found', 'does not exist'] }),
  },
  {
    id: 'attach-unauthorized', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['UnauthorizedOperation', 'AccessDenied', 'PermissionDenied', 'ermission denied', 'AuthFailure', 'googleapi: Error 403'] }),
  },
  {
    id: 'attach-noise', stage: 'attached', depth: 'noise', confidence: 0.5, topics: ['attach'],
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['context deadline exceeded', 'not yet attached', 'is not attached'] }),
  },
  {
    id: 'attach-failed', stage: 'attached', depth: 'cause', confidence: 0.75, topics: ['attach'],
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({}),
  },
];
