/** The claim gets no volume. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const PROVISIONED: readonly Rule[] = [
  {
    id: 'storage-class-missing', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.storageClassMissing.title', { defaultMessage: 'The claim\'s StorageClass does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.storageClassMissing.advice', {
      defaultMessage: 'List the StorageClasses of the cluster and correct the claim (it has to be made anew).',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ any: ['storageclass.storage.k8s.io "', 'storageclasses.storage.k8s.io "'] }),
  },
  {
    id: 'no-volume-no-class', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.noVolumeNoClass.title', {
      defaultMessage: 'No volume matches the claim, and it names no StorageClass',
    }),
    advice: () => i18n.translate('requestTrace.rule.noVolumeNoClass.advice', {
      defaultMessage: 'Name a StorageClass in the claim, mark one as default, or create a PersistentVolume of that size and access mode.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ any: ['no persistent volumes available for this claim and no storage class is set'] }),
  },
  {
    id: 'no-provisioner', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.noProvisioner.title', { defaultMessage: 'The StorageClass has nobody who makes volumes' }),
    advice: () => i18n.translate('requestTrace.rule.noProvisioner.advice', {
      defaultMessage: 'Look at the provisioner of the StorageClass; create a PersistentVolume by hand where it makes none.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ any: ['no volume plugin matched', 'no-provisioner', 'does not support dynamic provisioning'] }),
  },
  {
    id: 'waiting-for-provisioner', stage: 'scheduled', depth: 'effect', confidence: 0.75, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.waitingForProvisioner.title', { defaultMessage: 'The claim waits for its external provisioner' }),
    advice: () => i18n.translate('requestTrace.rule.waitingForProvisioner.advice', {
      defaultMessage: 'Look at whether the CSI driver\'s provisioner runs and at its log.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['ExternalProvisioning'] }),
  },
  {
    id: 'provisioner-out-of-space', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.provisionerOutOfSpace.title', { defaultMessage: 'The storage has no room left for the volume' }),
    advice: () => i18n.translate('requestTrace.rule.provisionerOutOfSpace.advice', {
      defaultMessage: 'Look at the free capacity and the quota of the storage behind the StorageClass.',
    }),
    source: 'https://github.com/kubernetes-csi/external-provisioner',
    match: when({ any: ['ResourceExhausted', 'not enough free space', 'insufficient capacity', 'QuotaExceeded', 'VolumeLimitExceeded'] }),
  },
  {
    id: 'claim-lost', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.claimLost.title', { defaultMessage: 'The claim lost its volume' }),
    advice: () => i18n.translate('requestTrace.rule.claimLost.advice', {
      defaultMessage: 'The PersistentVolume was deleted while it was bound; look in the audit log for who did.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['ClaimLost'] }),
  },
  {
    id: 'volume-mismatch', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.volumeMismatch.title', { defaultMessage: 'The volume that the claim names does not fit it' }),
    advice: () => i18n.translate('requestTrace.rule.volumeMismatch.advice', {
      defaultMessage: 'Compare size, access modes and class of the claim and the volume that it names.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['VolumeMismatch'] }),
  },
  {
    id: 'resize-failed', stage: 'accepted', depth: 'cause', confidence: 0.85, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.resizeFailed.title', { defaultMessage: 'The volume could not be enlarged' }),
    advice: () => i18n.translate('requestTrace.rule.resizeFailed.advice', {
      defaultMessage: 'Look at allowVolumeExpansion of the StorageClass and at the CSI driver\'s resizer log.',
    }),
    source: 'pkg/controller/volume/expand/expand_controller.go',
    match: when({ reasons: ['VolumeResizeFailed', 'FileSystemResizeFailed'] }),
  },
  {
    id: 'provisioning-failed', stage: 'scheduled', depth: 'cause', confidence: 0.75, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.provisioningFailed.title', { defaultMessage: 'The volume could not be made' }),
    advice: () => i18n.translate('requestTrace.rule.provisioningFailed.advice', {
      defaultMessage: 'Read what the provisioner says, and look at its log.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['ProvisioningFailed', 'FailedBinding'] }),
  },
  {
    id: 'provisioning-error', stage: 'scheduled', depth: 'effect', confidence: 0.6, topics: ['provision'],
    title: () => i18n.translate('requestTrace.rule.provisioningError.title', { defaultMessage: 'Binding the claim to a volume failed' }),
    advice: () => i18n.translate('requestTrace.rule.provisioningError.advice', {
      defaultMessage: 'Look at the claim\'s events and at the provisioner\'s log.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ not: ['object has been modified'] }),
  },
];
