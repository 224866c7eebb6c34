/** Texts of the rules in engine/diagnosis/rules/mounted.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const MOUNTED_MESSAGES: RuleMessages = {
  'secret-not-found': {
    title: () => i18n.translate('requestTrace.rule.secretNotFound.title', { defaultMessage: 'A Secret that the Pod mounts does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.secretNotFound.advice', {
      defaultMessage: 'Create the Secret in the Pod\'s namespace or correct its name; the kubelet goes on by itself.',
    }),
  },
  'config-map-not-found': {
    title: () => i18n.translate('requestTrace.rule.configMapNotFound.title', { defaultMessage: 'A ConfigMap that the Pod mounts does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.configMapNotFound.advice', {
      defaultMessage: 'Create the ConfigMap in the Pod\'s namespace or correct its name; the kubelet goes on by itself.',
    }),
  },
  'key-not-found': {
    title: () => i18n.translate('requestTrace.rule.keyNotFound.title', {
      defaultMessage: 'A key that the Pod mounts is not in the Secret or ConfigMap',
    }),
    advice: () => i18n.translate('requestTrace.rule.keyNotFound.advice', {
      defaultMessage: 'Compare the items of the volume with the keys that the object has.',
    }),
  },
  'volume-service-account-missing': {
    title: () => i18n.translate('requestTrace.rule.volumeServiceAccountMissing.title', {
      defaultMessage: 'The Pod\'s service account does not exist any more',
    }),
    advice: () => i18n.translate('requestTrace.rule.volumeServiceAccountMissing.advice', {
      defaultMessage: 'Create the ServiceAccount again, or delete the Pod.',
    }),
  },
  'mount-cache': {
    title: () => i18n.translate('requestTrace.rule.mountCache.title', {
      defaultMessage: 'The kubelet had not read the Pod\'s Secrets and ConfigMaps yet',
    }),
    advice: () => i18n.translate('requestTrace.rule.mountCache.advice', {
      defaultMessage: 'It passes by itself; if it stays, look at the kubelet\'s connection to the API server.',
    }),
  },
  'host-path-type': {
    title: () => i18n.translate('requestTrace.rule.hostPathType.title', { defaultMessage: 'The path on the node is not what the volume says' }),
    advice: () => i18n.translate('requestTrace.rule.hostPathType.advice', {
      defaultMessage: 'Look at the path on that node: it has to exist and be of the hostPath\'s type, or use DirectoryOrCreate.',
    }),
  },
  'csi-driver-not-registered': {
    title: () => i18n.translate('requestTrace.rule.csiDriverNotRegistered.title', { defaultMessage: 'The CSI driver is not registered on the node' }),
    advice: () => i18n.translate('requestTrace.rule.csiDriverNotRegistered.advice', {
      defaultMessage: 'Look at whether the driver\'s DaemonSet has a Pod on that node, at its node-driver-registrar, and at the name of the driver.',
    }),
  },
  'csi-driver-unreachable': {
    title: () => i18n.translate('requestTrace.rule.csiDriverUnreachable.title', { defaultMessage: 'The CSI driver on the node does not answer' }),
    advice: () => i18n.translate('requestTrace.rule.csiDriverUnreachable.advice', {
      defaultMessage: 'Look at the driver\'s Pod on that node and its log.',
    }),
  },
  'mount-denied': {
    title: () => i18n.translate('requestTrace.rule.mountDenied.title', { defaultMessage: 'The node is not allowed to mount the volume' }),
    advice: () => i18n.translate('requestTrace.rule.mountDenied.advice', {
      defaultMessage: 'Look at the exports or access rules of the storage for that node, and at the mount\'s credentials.',
    }),
  },
  'sub-path': {
    title: () => i18n.translate('requestTrace.rule.subPath.title', { defaultMessage: 'A subPath of the volume cannot be prepared' }),
    advice: () => i18n.translate('requestTrace.rule.subPath.advice', {
      defaultMessage: 'Look at whether the path exists in the volume, and whether it is a file where a directory is asked for.',
    }),
  },
  'mount-server-unreachable': {
    title: () => i18n.translate('requestTrace.rule.mountServerUnreachable.title', { defaultMessage: 'The storage server does not answer the node' }),
    advice: () => i18n.translate('requestTrace.rule.mountServerUnreachable.advice', {
      defaultMessage: 'Look at whether the server runs and the node reaches its address and port.',
    }),
  },
  'mount-bad-filesystem': {
    title: () => i18n.translate('requestTrace.rule.mountBadFilesystem.title', { defaultMessage: 'The volume\'s file system cannot be mounted' }),
    advice: () => i18n.translate('requestTrace.rule.mountBadFilesystem.advice', {
      defaultMessage: 'Look at fsType and mountOptions, whether the node has the mount helper, and whether the file system is sound.',
    }),
  },
  'volume-format-failed': {
    title: () => i18n.translate('requestTrace.rule.volumeFormatFailed.title', { defaultMessage: 'The volume could not be formatted' }),
    advice: () => i18n.translate('requestTrace.rule.volumeFormatFailed.advice', {
      defaultMessage: 'Read what the format command printed. Check on the node whether another program, such as multipathd, holds the device.',
    }),
  },
  'mount-exit-status': {
    title: () => i18n.translate('requestTrace.rule.mountExitStatus.title', { defaultMessage: 'mount failed on the node' }),
    advice: () => i18n.translate('requestTrace.rule.mountExitStatus.advice', {
      defaultMessage: 'Read the output of mount in the message; try the same command on the node.',
    }),
  },
  'volume-path-missing': {
    title: () => i18n.translate('requestTrace.rule.volumePathMissing.title', { defaultMessage: 'What the volume points to is not on the node' }),
    advice: () => i18n.translate('requestTrace.rule.volumePathMissing.advice', {
      defaultMessage: 'Look at the path or device of the volume on that node.',
    }),
  },
  'volume-claim-missing': {
    title: () => i18n.translate('requestTrace.rule.volumeClaimMissing.title', { defaultMessage: 'The Pod\'s volume claim does not exist any more' }),
    advice: () => i18n.translate('requestTrace.rule.volumeClaimMissing.advice', {
      defaultMessage: 'Create the PersistentVolumeClaim, or delete the Pod.',
    }),
  },
  'volume-full': {
    title: () => i18n.translate('requestTrace.rule.volumeFull.title', { defaultMessage: 'There is no room left for the volume on the node' }),
    advice: () => i18n.translate('requestTrace.rule.volumeFull.advice', { defaultMessage: 'Look at the node\'s disk (kubelet root directory).' }),
  },
  'volume-not-attached': {
    title: () => i18n.translate('requestTrace.rule.volumeNotAttached.title', { defaultMessage: 'The volume is not attached to the node yet' }),
    advice: () => i18n.translate('requestTrace.rule.volumeNotAttached.advice', {
      defaultMessage: 'Look at the VolumeAttachment and at the attach-detach controller\'s lines of that volume.',
    }),
  },
  'mount-noise': {
    title: () => i18n.translate('requestTrace.rule.mountNoise.title', { defaultMessage: 'Not all volumes of the Pod got mounted in time' }),
    advice: () => i18n.translate('requestTrace.rule.mountNoise.advice', { defaultMessage: 'Look for the volume\'s own error: it says why.' }),
  },
  'mount-failed': {
    title: () => i18n.translate('requestTrace.rule.mountFailed.title', { defaultMessage: 'The volume could not be mounted' }),
    advice: () => i18n.translate('requestTrace.rule.mountFailed.advice', {
      defaultMessage: 'Read what the driver says, and look at its log on that node.',
    }),
  },
};
