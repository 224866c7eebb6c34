/** Texts of the rules in engine/diagnosis/rules/attached.ts. */
import type { RuleTexts } from './rule_texts';

export const ATTACHED_TEXTS: RuleTexts = {
  'multi-attach': {
    title: 'The volume is still attached to another node',
    advice:
      'Look at which Pod uses the volume there and whether its node still runs; a lost node holds its volumes until it is removed.',
  },
  'external-attacher-timeout': {
    title: "The CSI driver's attacher does not attach the volume",
    advice:
      "Look at whether the attacher of that CSI driver runs, at its log, and at the VolumeAttachment's status.",
  },
  'attach-timeout': {
    title: 'Attaching the volume took too long',
    advice:
      "Look at whether the attacher of the CSI driver runs, and at the VolumeAttachment's status.",
  },
  'csi-driver-not-on-node': {
    title: 'The CSI driver does not run on the node',
    advice: "Look at the CSINode of that node and at the driver's Pod there.",
  },
  'attach-limit': {
    title: 'The node has as many volumes attached as it may',
    advice: 'Look at which Pods use volumes on that node, and at the limit in its CSINode.',
  },
  'attach-volume-missing': {
    title: 'The storage does not know the volume',
    advice:
      'Look at the volumeHandle of the PersistentVolume and whether the disk exists in the storage.',
  },
  'attach-unauthorized': {
    title: 'The storage does not let the driver attach the volume',
    advice: "Look at the credentials and permissions of the CSI driver's controller.",
  },
  'attach-noise': {
    title: 'The volume is not attached yet',
    advice: "Look at the attach-detach controller's and the driver's log.",
  },
  'attach-failed': {
    title: 'The volume could not be attached',
    advice:
      "Read what the driver says, look at the VolumeAttachment's status and at the driver's log.",
  },
};
