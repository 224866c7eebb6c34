/** Texts of the rules in engine/diagnosis/rules/started.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const STARTED_MESSAGES: RuleMessages = {
  'env-secret-not-found': {
    title: () => i18n.translate('requestTrace.rule.envSecretNotFound.title', {
      defaultMessage: 'A Secret that the container\'s environment needs does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.envSecretNotFound.advice', {
      defaultMessage: 'Create the Secret in the Pod\'s namespace or correct its name.',
    }),
  },
  'env-config-map-not-found': {
    title: () => i18n.translate('requestTrace.rule.envConfigMapNotFound.title', {
      defaultMessage: 'A ConfigMap that the container\'s environment needs does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.envConfigMapNotFound.advice', {
      defaultMessage: 'Create the ConfigMap in the Pod\'s namespace or correct its name.',
    }),
  },
  'env-key-not-found': {
    title: () => i18n.translate('requestTrace.rule.envKeyNotFound.title', {
      defaultMessage: 'A key that the container\'s environment needs is not in the Secret or ConfigMap',
    }),
    advice: () => i18n.translate('requestTrace.rule.envKeyNotFound.advice', {
      defaultMessage: 'Compare the keys of the object with those that the container asks for.',
    }),
  },
  'run-as-non-root': {
    title: () => i18n.translate('requestTrace.rule.runAsNonRoot.title', { defaultMessage: 'The image would run as root, and the Pod forbids it' }),
    advice: () => i18n.translate('requestTrace.rule.runAsNonRoot.advice', {
      defaultMessage: 'Set runAsUser to a number other than 0, or use an image with a numeric user.',
    }),
  },
  'container-memory-too-low': {
    title: () => i18n.translate('requestTrace.rule.containerMemoryTooLow.title', {
      defaultMessage: 'The memory limit is too low even to start the container',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerMemoryTooLow.advice', { defaultMessage: 'Raise the container\'s memory limit.' }),
  },
  'container-exec-permission': {
    title: () => i18n.translate('requestTrace.rule.containerExecPermission.title', {
      defaultMessage: 'The container\'s command may not be executed',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerExecPermission.advice', {
      defaultMessage: 'Look at the mode of the file in the image and at the user that the container runs as.',
    }),
  },
  'container-exec-format': {
    title: () => i18n.translate('requestTrace.rule.containerExecFormat.title', {
      defaultMessage: 'The container\'s command is built for another architecture',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerExecFormat.advice', {
      defaultMessage: 'Build the image for the node\'s platform, or select nodes of another.',
    }),
  },
  'container-exec-not-found': {
    title: () => i18n.translate('requestTrace.rule.containerExecNotFound.title', { defaultMessage: 'The container\'s command is not in the image' }),
    advice: () => i18n.translate('requestTrace.rule.containerExecNotFound.advice', {
      defaultMessage: 'Correct command and args in the manifest, or the image\'s entrypoint.',
    }),
  },
  'container-no-command': {
    title: () => i18n.translate('requestTrace.rule.containerNoCommand.title', { defaultMessage: 'The container has no command' }),
    advice: () => i18n.translate('requestTrace.rule.containerNoCommand.advice', {
      defaultMessage: 'Set command in the manifest, or an entrypoint in the image.',
    }),
  },
  'container-mount-path': {
    title: () => i18n.translate('requestTrace.rule.containerMountPath.title', { defaultMessage: 'A mount of the container cannot be made' }),
    advice: () => i18n.translate('requestTrace.rule.containerMountPath.advice', {
      defaultMessage: 'Compare mountPath and subPath with what is in the image: a file cannot be mounted on a directory.',
    }),
  },
  'container-security-profile': {
    title: () => i18n.translate('requestTrace.rule.containerSecurityProfile.title', {
      defaultMessage: 'A security profile of the container is not on the node',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerSecurityProfile.advice', {
      defaultMessage: 'Look at the profile\'s name and whether it is loaded on that node.',
    }),
  },
  'container-disk-full': {
    title: () => i18n.translate('requestTrace.rule.containerDiskFull.title', { defaultMessage: 'The node\'s disk is full' }),
    advice: () => i18n.translate('requestTrace.rule.containerDiskFull.advice', {
      defaultMessage: 'Look at the disk of the container runtime on that node.',
    }),
  },
  'post-start-hook': {
    title: () => i18n.translate('requestTrace.rule.postStartHook.title', { defaultMessage: 'The container\'s postStart hook failed' }),
    advice: () => i18n.translate('requestTrace.rule.postStartHook.advice', {
      defaultMessage: 'Look at the command of the hook and at what it printed.',
    }),
  },
  'container-oci': {
    title: () => i18n.translate('requestTrace.rule.containerOci.title', { defaultMessage: 'The container runtime could not start the container' }),
    advice: () => i18n.translate('requestTrace.rule.containerOci.advice', {
      defaultMessage: 'Read what the OCI runtime says; look at mounts, devices, capabilities and cgroups of the container.',
    }),
  },
  'container-noise': {
    title: () => i18n.translate('requestTrace.rule.containerNoise.title', { defaultMessage: 'The runtime took too long for the container' }),
    advice: () => i18n.translate('requestTrace.rule.containerNoise.advice', {
      defaultMessage: 'Look at the container runtime\'s log and the node\'s load.',
    }),
  },
  'container-config-error': {
    title: () => i18n.translate('requestTrace.rule.containerConfigError.title', {
      defaultMessage: 'The container\'s configuration cannot be put together',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerConfigError.advice', {
      defaultMessage: 'Read what is missing; look at env, envFrom and securityContext of the container.',
    }),
  },
  'container-not-started': {
    title: () => i18n.translate('requestTrace.rule.containerNotStarted.title', { defaultMessage: 'The container could not be started' }),
    advice: () => i18n.translate('requestTrace.rule.containerNotStarted.advice', { defaultMessage: 'Read what the container runtime says.' }),
  },
  'container-failed': {
    title: () => i18n.translate('requestTrace.rule.containerFailed.title', { defaultMessage: 'The kubelet could not run the container' }),
    advice: () => i18n.translate('requestTrace.rule.containerFailed.advice', {
      defaultMessage: 'Read the message, and look at the kubelet\'s log of that moment.',
    }),
  },
};
