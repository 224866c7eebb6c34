/** Texts of the rules in engine/diagnosis/rules/scheduled_volumes.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const SCHEDULED_VOLUMES_MESSAGES: RuleMessages = {
  'claim-unbound': {
    title: () => i18n.translate('requestTrace.rule.claimUnbound.title', { defaultMessage: 'The Pod\'s volume claim is not bound' }),
    advice: () => i18n.translate('requestTrace.rule.claimUnbound.advice', {
      defaultMessage: 'Look at the claim\'s events (kubectl describe pvc): a StorageClass or a provisioner may be missing.',
    }),
  },
  'volume-node-affinity': {
    title: () => i18n.translate('requestTrace.rule.volumeNodeAffinity.title', { defaultMessage: 'The Pod\'s volume lies where no fitting node is' }),
    advice: () => i18n.translate('requestTrace.rule.volumeNodeAffinity.advice', {
      defaultMessage: 'Compare the volume\'s node affinity (its zone or node) with the nodes that the Pod could run on.',
    }),
  },
  'no-volume-to-bind': {
    title: () => i18n.translate('requestTrace.rule.noVolumeToBind.title', { defaultMessage: 'No volume can be bound for the claim on any node' }),
    advice: () => i18n.translate('requestTrace.rule.noVolumeToBind.advice', {
      defaultMessage: 'Look at the free PersistentVolumes of the claim\'s class, their size, access modes and node affinity.',
    }),
  },
  'volume-limit': {
    title: () => i18n.translate('requestTrace.rule.volumeLimit.title', { defaultMessage: 'The nodes have as many volumes attached as they may' }),
    advice: () => i18n.translate('requestTrace.rule.volumeLimit.advice', {
      defaultMessage: 'Look at the limit in the CSINode objects and at which Pods use volumes there.',
    }),
  },
  'volume-exclusive': {
    title: () => i18n.translate('requestTrace.rule.volumeExclusive.title', { defaultMessage: 'Another Pod uses the volume, and only one may' }),
    advice: () => i18n.translate('requestTrace.rule.volumeExclusive.advice', {
      defaultMessage: 'Look at which Pod uses the claim; ReadWriteOncePod allows one only.',
    }),
  },
  'claim-missing': {
    title: () => i18n.translate('requestTrace.rule.claimMissing.title', { defaultMessage: 'The Pod names a volume claim that does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.claimMissing.advice', {
      defaultMessage: 'Create the PersistentVolumeClaim in the Pod\'s namespace, or correct its name.',
    }),
  },
  'scheduling-storage-class-missing': {
    title: () => i18n.translate('requestTrace.rule.schedulingStorageClassMissing.title', {
      defaultMessage: 'The claim\'s StorageClass does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.schedulingStorageClassMissing.advice', {
      defaultMessage: 'List the StorageClasses of the cluster and correct the claim (it has to be made anew).',
    }),
  },
  'resource-claim': {
    title: () => i18n.translate('requestTrace.rule.resourceClaim.title', { defaultMessage: 'The devices that the Pod claims are not available' }),
    advice: () => i18n.translate('requestTrace.rule.resourceClaim.advice', {
      defaultMessage: 'Look at the ResourceClaims of the Pod, the DeviceClass, and the ResourceSlices of the driver.',
    }),
  },
};
