/** Texts of the rules in engine/diagnosis/rules/scheduled_volumes.ts. */
import type { RuleTexts } from './rule_texts';

export const SCHEDULED_VOLUMES_TEXTS: RuleTexts = {
  'claim-unbound': {
    title: "The Pod's volume claim is not bound",
    advice:
      "Look at the claim's events (kubectl describe pvc): a StorageClass or a provisioner may be missing.",
  },
  'volume-node-affinity': {
    title: "The Pod's volume lies where no fitting node is",
    advice:
      "Compare the volume's node affinity (its zone or node) with the nodes that the Pod could run on.",
  },
  'no-volume-to-bind': {
    title: 'No volume can be bound for the claim on any node',
    advice:
      "Look at the free PersistentVolumes of the claim's class, their size, access modes and node affinity.",
  },
  'volume-limit': {
    title: 'The nodes have as many volumes attached as they may',
    advice: 'Look at the limit in the CSINode objects and at which Pods use volumes there.',
  },
  'volume-exclusive': {
    title: 'Another Pod uses the volume, and only one may',
    advice: 'Look at which Pod uses the claim; ReadWriteOncePod allows one only.',
  },
  'claim-missing': {
    title: 'The Pod names a volume claim that does not exist',
    advice: "Create the PersistentVolumeClaim in the Pod's namespace, or correct its name.",
  },
  'scheduling-storage-class-missing': {
    title: "The claim's StorageClass does not exist",
    advice:
      'List the StorageClasses of the cluster and correct the claim (it has to be made anew).',
  },
  'resource-claim': {
    title: 'The devices that the Pod claims are not available',
    advice:
      'Look at the ResourceClaims of the Pod, the DeviceClass, and the ResourceSlices of the driver.',
  },
};
