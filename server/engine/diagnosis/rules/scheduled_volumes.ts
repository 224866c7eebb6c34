/** No node fits the Pod for its volumes or devices. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const SCHEDULED_VOLUMES: readonly Rule[] = [
  {
    id: 'claim-unbound',
    stage: 'scheduled',
    depth: 'effect',
    confidence: 0.9,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({
      focus: ['unbound immediate PersistentVolumeClaims', 'unbound PersistentVolumeClaims'],
    }),
  },
  {
    id: 'volume-node-affinity',
    stage: 'scheduled',
    depth: 'cause',
    confidence: 0.95,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({
      focus: [
        'volume node affinity conflict',
        "didn't match PersistentVolume's node affinity",
        'no available volume zone',
      ],
    }),
  },
  {
    id: 'no-volume-to-bind',
    stage: 'scheduled',
    depth: 'cause',
    confidence: 0.95,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/volumebinding/binder.go',
    match: when({
      focus: [
        "didn't find available persistent volumes to bind",
        'unavailable due to one or more pvc(s) bound to non-existent pv(s)',
        'did not have enough free storage',
      ],
    }),
  },
  {
    id: 'volume-limit',
    stage: 'scheduled',
    depth: 'cause',
    confidence: 0.95,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/nodevolumelimits/csi.go',
    match: when({ focus: ['exceed max volume count'] }),
  },
  {
    id: 'volume-exclusive',
    stage: 'scheduled',
    depth: 'cause',
    confidence: 0.9,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go',
    match: when({ focus: ['ReadWriteOncePod access mode already in use', 'no available disk'] }),
  },
  {
    id: 'claim-missing',
    stage: 'scheduled',
    depth: 'cause',
    confidence: 0.95,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({ any: ['persistentvolumeclaim "'] }),
  },
  {
    id: 'scheduling-storage-class-missing',
    stage: 'scheduled',
    depth: 'cause',
    confidence: 0.95,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({ any: ['storageclass.storage.k8s.io "'] }),
  },
  {
    id: 'resource-claim',
    stage: 'scheduled',
    depth: 'cause',
    confidence: 0.85,
    topics: ['schedule'],
    source: 'pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go',
    match: when({ any: ['resourceclaim', 'cannot allocate all claims', 'ResourceClaim'] }),
  },
];
