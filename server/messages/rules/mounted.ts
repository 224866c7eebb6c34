/** Texts of the rules in engine/diagnosis/rules/mounted.ts. */
import type { RuleTexts } from './rule_texts';

export const MOUNTED_TEXTS: RuleTexts = {
  'secret-not-found': {
    title: 'A Secret that the Pod mounts does not exist',
    advice:
      "Create the Secret in the Pod's namespace or correct its name; the kubelet goes on by itself.",
  },
  'config-map-not-found': {
    title: 'A ConfigMap that the Pod mounts does not exist',
    advice:
      "Create the ConfigMap in the Pod's namespace or correct its name; the kubelet goes on by itself.",
  },
  'key-not-found': {
    title: 'A key that the Pod mounts is not in the Secret or ConfigMap',
    advice: 'Compare the items of the volume with the keys that the object has.',
  },
  'volume-service-account-missing': {
    title: "The Pod's service account does not exist any more",
    advice: 'Create the ServiceAccount again, or delete the Pod.',
  },
  'mount-cache': {
    title: "The kubelet had not read the Pod's Secrets and ConfigMaps yet",
    advice: "It passes by itself; if it stays, look at the kubelet's connection to the API server.",
  },
  'host-path-type': {
    title: 'The path on the node is not what the volume says',
    advice:
      "Look at the path on that node: it has to exist and be of the hostPath's type, or use DirectoryOrCreate.",
  },
  'csi-driver-not-registered': {
    title: 'The CSI driver is not registered on the node',
    advice:
      "Look at whether the driver's DaemonSet has a Pod on that node, at its node-driver-registrar, and at the name of the driver.",
  },
  'csi-driver-unreachable': {
    title: 'The CSI driver on the node does not answer',
    advice: "Look at the driver's Pod on that node and its log.",
  },
  'mount-denied': {
    title: 'The node is not allowed to mount the volume',
    advice:
      "Look at the exports or access rules of the storage for that node, and at the mount's credentials.",
  },
  'sub-path': {
    title: 'A subPath of the volume cannot be prepared',
    advice:
      'Look at whether the path exists in the volume, and whether it is a file where a directory is asked for.',
  },
  'mount-server-unreachable': {
    title: 'The storage server does not answer the node',
    advice: 'Look at whether the server runs and the node reaches its address and port.',
  },
  'mount-bad-filesystem': {
    title: "The volume's file system cannot be mounted",
    advice:
      'Look at fsType and mountOptions, whether the node has the mount helper, and whether the file system is sound.',
  },
  'volume-format-failed': {
    title: 'The volume could not be formatted',
    advice:
      'Read what the format command printed. Check on the node whether another program, such as multipathd, holds the device.',
  },
  'mount-exit-status': {
    title: 'mount failed on the node',
    advice: 'Read the output of mount in the message; try the same command on the node.',
  },
  'volume-path-missing': {
    title: 'What the volume points to is not on the node',
    advice: 'Look at the path or device of the volume on that node.',
  },
  'volume-claim-missing': {
    title: "The Pod's volume claim does not exist any more",
    advice: 'Create the PersistentVolumeClaim, or delete the Pod.',
  },
  'volume-full': {
    title: 'There is no room left for the volume on the node',
    advice: "Look at the node's disk (kubelet root directory).",
  },
  'volume-not-attached': {
    title: 'The volume is not attached to the node yet',
    advice:
      "Look at the VolumeAttachment and at the attach-detach controller's lines of that volume.",
  },
  'mount-noise': {
    title: 'Not all volumes of the Pod got mounted in time',
    advice: "Look for the volume's own error: it says why.",
  },
  'mount-failed': {
    title: 'The volume could not be mounted',
    advice: 'Read what the driver says, and look at its log on that node.',
  },
};
