/** Texts of the rules in engine/diagnosis/rules/provisioned.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const PROVISIONED_MESSAGES: RuleMessages = {
  'storage-class-missing': {
    title: () => i18n.translate('requestTrace.rule.storageClassMissing.title', { defaultMessage: 'The claim\'s StorageClass does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.storageClassMissing.advice', {
      defaultMessage: 'List the StorageClasses of the cluster and correct the claim (it has to be made anew).',
    }),
  },
  'no-volume-no-class': {
    title: () => i18n.translate('requestTrace.rule.noVolumeNoClass.title', {
      defaultMessage: 'No volume matches the claim, and it names no StorageClass',
    }),
    advice: () => i18n.translate('requestTrace.rule.noVolumeNoClass.advice', {
      defaultMessage: 'Name a StorageClass in the claim, mark one as default, or create a PersistentVolume of that size and access mode.',
    }),
  },
  'no-provisioner': {
    title: () => i18n.translate('requestTrace.rule.noProvisioner.title', { defaultMessage: 'The StorageClass has nobody who makes volumes' }),
    advice: () => i18n.translate('requestTrace.rule.noProvisioner.advice', {
      defaultMessage: 'Look at the provisioner of the StorageClass; create a PersistentVolume by hand where it makes none.',
    }),
  },
  'waiting-for-provisioner': {
    title: () => i18n.translate('requestTrace.rule.waitingForProvisioner.title', { defaultMessage: 'The claim waits for its external provisioner' }),
    advice: () => i18n.translate('requestTrace.rule.waitingForProvisioner.advice', {
      defaultMessage: 'Look at whether the CSI driver\'s provisioner runs and at its log.',
    }),
  },
  'provisioner-out-of-space': {
    title: () => i18n.translate('requestTrace.rule.provisionerOutOfSpace.title', { defaultMessage: 'The storage has no room left for the volume' }),
    advice: () => i18n.translate('requestTrace.rule.provisionerOutOfSpace.advice', {
      defaultMessage: 'Look at the free capacity and the quota of the storage behind the StorageClass.',
    }),
  },
  'claim-lost': {
    title: () => i18n.translate('requestTrace.rule.claimLost.title', { defaultMessage: 'The claim lost its volume' }),
    advice: () => i18n.translate('requestTrace.rule.claimLost.advice', {
      defaultMessage: 'The PersistentVolume was deleted while it was bound; look in the audit log for who did.',
    }),
  },
  'volume-mismatch': {
    title: () => i18n.translate('requestTrace.rule.volumeMismatch.title', { defaultMessage: 'The volume that the claim names does not fit it' }),
    advice: () => i18n.translate('requestTrace.rule.volumeMismatch.advice', {
      defaultMessage: 'Compare size, access modes and class of the claim and the volume that it names.',
    }),
  },
  'resize-failed': {
    title: () => i18n.translate('requestTrace.rule.resizeFailed.title', { defaultMessage: 'The volume could not be enlarged' }),
    advice: () => i18n.translate('requestTrace.rule.resizeFailed.advice', {
      defaultMessage: 'Look at allowVolumeExpansion of the StorageClass and at the CSI driver\'s resizer log.',
    }),
  },
  'provisioning-failed': {
    title: () => i18n.translate('requestTrace.rule.provisioningFailed.title', { defaultMessage: 'The volume could not be made' }),
    advice: () => i18n.translate('requestTrace.rule.provisioningFailed.advice', {
      defaultMessage: 'Read what the provisioner says, and look at its log.',
    }),
  },
  'provisioning-error': {
    title: () => i18n.translate('requestTrace.rule.provisioningError.title', { defaultMessage: 'Binding the claim to a volume failed' }),
    advice: () => i18n.translate('requestTrace.rule.provisioningError.advice', {
      defaultMessage: 'Look at the claim\'s events and at the provisioner\'s log.',
    }),
  },
};
