/** The claim gets no volume. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const PROVISIONED: readonly Rule[] = [
  {
    id: 'storage-class-missing', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ any: ['storageclass.storage.k8s.io "', 'storageclasses.storage.k8s.io "'] }),
  },
  {
    id: 'no-volume-no-class', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ any: ['no persistent volumes available for this claim and no storage class is set'] }),
  },
  {
    id: 'no-provisioner', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ any: ['no volume plugin matched', 'no-provisioner', 'does not support dynamic provisioning'] }),
  },
  {
    id: 'waiting-for-provisioner', stage: 'scheduled', depth: 'effect', confidence: 0.75, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['ExternalProvisioning'] }),
  },
  {
    id: 'provisioner-out-of-space', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['provision'],
    source: 'https://github.com/kubernetes-csi/external-provisioner',
    match: when({ any: ['ResourceExhausted', 'not enough free space', 'insufficient capacity', 'QuotaExceeded', 'VolumeLimitExceeded'] }),
  },
  {
    id: 'claim-lost', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['ClaimLost'] }),
  },
  {
    id: 'volume-mismatch', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['VolumeMismatch'] }),
  },
  {
    id: 'resize-failed', stage: 'accepted', depth: 'cause', confidence: 0.85, topics: ['provision'],
    source: 'pkg/controller/volume/expand/expand_controller.go',
    match: when({ reasons: ['VolumeResizeFailed', 'FileSystemResizeFailed'] }),
  },
  {
    id: 'provisioning-failed', stage: 'scheduled', depth: 'cause', confidence: 0.75, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['ProvisioningFailed', 'FailedBinding'] }),
  },
  {
    id: 'provisioning-error', stage: 'scheduled', depth: 'effect', confidence: 0.6, topics: ['provision'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ not: ['object has been modified'] }),
  },
];
