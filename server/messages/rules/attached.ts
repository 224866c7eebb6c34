/** Texts of the rules in engine/diagnosis/rules/attached.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const ATTACHED_MESSAGES: RuleMessages = {
  'multi-attach': {
    title: () => i18n.translate('requestTrace.rule.multiAttach.title', { defaultMessage: 'The volume is still attached to another node' }),
    advice: () => i18n.translate('requestTrace.rule.multiAttach.advice', {
      defaultMessage: 'Look at which Pod uses the volume there and whether its node still runs; a lost node holds its volumes until it is removed.',
    }),
  },
  'external-attacher-timeout': {
    title: () => i18n.translate('requestTrace.rule.externalAttacherTimeout.title', {
      defaultMessage: 'The CSI driver\'s attacher does not attach the volume',
    }),
    advice: () => i18n.translate('requestTrace.rule.externalAttacherTimeout.advice', {
      defaultMessage: 'Look at whether the attacher of that CSI driver runs, at its log, and at the VolumeAttachment\'s status.',
    }),
  },
  'attach-timeout': {
    title: () => i18n.translate('requestTrace.rule.attachTimeout.title', { defaultMessage: 'Attaching the volume took too long' }),
    advice: () => i18n.translate('requestTrace.rule.attachTimeout.advice', {
      defaultMessage: 'Look at whether the attacher of the CSI driver runs, and at the VolumeAttachment\'s status.',
    }),
  },
  'csi-driver-not-on-node': {
    title: () => i18n.translate('requestTrace.rule.csiDriverNotOnNode.title', { defaultMessage: 'The CSI driver does not run on the node' }),
    advice: () => i18n.translate('requestTrace.rule.csiDriverNotOnNode.advice', {
      defaultMessage: 'Look at the CSINode of that node and at the driver\'s Pod there.',
    }),
  },
  'attach-limit': {
    title: () => i18n.translate('requestTrace.rule.attachLimit.title', { defaultMessage: 'The node has as many volumes attached as it may' }),
    advice: () => i18n.translate('requestTrace.rule.attachLimit.advice', {
      defaultMessage: 'Look at which Pods use volumes on that node, and at the limit in its CSINode.',
    }),
  },
  'attach-volume-missing': {
    title: () => i18n.translate('requestTrace.rule.attachVolumeMissing.title', { defaultMessage: 'The storage does not know the volume' }),
    advice: () => i18n.translate('requestTrace.rule.attachVolumeMissing.advice', {
      defaultMessage: 'Look at the volumeHandle of the PersistentVolume and whether the disk exists in the storage.',
    }),
  },
  'attach-unauthorized': {
    title: () => i18n.translate('requestTrace.rule.attachUnauthorized.title', {
      defaultMessage: 'The storage does not let the driver attach the volume',
    }),
    advice: () => i18n.translate('requestTrace.rule.attachUnauthorized.advice', {
      defaultMessage: 'Look at the credentials and permissions of the CSI driver\'s controller.',
    }),
  },
  'attach-noise': {
    title: () => i18n.translate('requestTrace.rule.attachNoise.title', { defaultMessage: 'The volume is not attached yet' }),
    advice: () => i18n.translate('requestTrace.rule.attachNoise.advice', {
      defaultMessage: 'Look at the attach-detach controller\'s and the driver\'s log.',
    }),
  },
  'attach-failed': {
    title: () => i18n.translate('requestTrace.rule.attachFailed.title', { defaultMessage: 'The volume could not be attached' }),
    advice: () => i18n.translate('requestTrace.rule.attachFailed.advice', {
      defaultMessage: 'Read what the driver says, look at the VolumeAttachment\'s status and at the driver\'s log.',
    }),
  },
};
