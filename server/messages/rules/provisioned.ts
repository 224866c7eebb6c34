/** Texts of the rules in engine/diagnosis/rules/provisioned.ts. */
import type { RuleTexts } from './rule_texts';

export const PROVISIONED_TEXTS: RuleTexts = {
  'storage-class-missing': {
    title: "The claim's StorageClass does not exist",
    advice:
      'List the StorageClasses of the cluster and correct the claim (it has to be made anew).',
  },
  'no-volume-no-class': {
    title: 'No volume matches the claim, and it names no StorageClass',
    advice:
      'Name a StorageClass in the claim, mark one as default, or create a PersistentVolume of that size and access mode.',
  },
  'no-provisioner': {
    title: 'The StorageClass has nobody who makes volumes',
    advice:
      'Look at the provisioner of the StorageClass; create a PersistentVolume by hand where it makes none.',
  },
  'waiting-for-provisioner': {
    title: 'The claim waits for its external provisioner',
    advice: "Look at whether the CSI driver's provisioner runs and at its log.",
  },
  'provisioner-out-of-space': {
    title: 'The storage has no room left for the volume',
    advice: 'Look at the free capacity and the quota of the storage behind the StorageClass.',
  },
  'claim-lost': {
    title: 'The claim lost its volume',
    advice:
      'The PersistentVolume was deleted while it was bound; look in the audit log for who did.',
  },
  'volume-mismatch': {
    title: 'The volume that the claim names does not fit it',
    advice: 'Compare size, access modes and class of the claim and the volume that it names.',
  },
  'resize-failed': {
    title: 'The volume could not be enlarged',
    advice: "Look at allowVolumeExpansion of the StorageClass and at the CSI driver's resizer log.",
  },
  'provisioning-failed': {
    title: 'The volume could not be made',
    advice: 'Read what the provisioner says, and look at its log.',
  },
  'provisioning-error': {
    title: 'Binding the claim to a volume failed',
    advice: "Look at the claim's events and at the provisioner's log.",
  },
};
