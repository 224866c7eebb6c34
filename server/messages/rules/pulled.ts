/** Texts of the rules in engine/diagnosis/rules/pulled.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const PULLED_MESSAGES: RuleMessages = {
  'image-never-pull': {
    title: () => i18n.translate('requestTrace.rule.imageNeverPull.title', { defaultMessage: 'The image is not on the node and may not be pulled' }),
    advice: () => i18n.translate('requestTrace.rule.imageNeverPull.advice', {
      defaultMessage: 'Load the image onto the node, or change imagePullPolicy.',
    }),
  },
  'image-never-pull-bare': {
    title: () => i18n.translate('requestTrace.rule.imageNeverPullBare.title', {
      defaultMessage: 'The image is not on the node and imagePullPolicy is Never',
    }),
    advice: () => i18n.translate('requestTrace.rule.imageNeverPullBare.advice', {
      defaultMessage: 'Load the image onto the node, or change imagePullPolicy.',
    }),
  },
  'image-name-invalid': {
    title: () => i18n.translate('requestTrace.rule.imageNameInvalid.title', { defaultMessage: 'The image\'s name is not valid' }),
    advice: () => i18n.translate('requestTrace.rule.imageNameInvalid.advice', {
      defaultMessage: 'Correct the image in the manifest: no capitals in the repository, no spaces, one tag.',
    }),
  },
  'image-name-invalid-bare': {
    title: () => i18n.translate('requestTrace.rule.imageNameInvalidBare.title', { defaultMessage: 'The image has an invalid name' }),
    advice: () => i18n.translate('requestTrace.rule.imageNameInvalidBare.advice', {
      defaultMessage: 'Correct the image in the manifest: no capitals in the repository, no spaces, one tag.',
    }),
  },
  'image-rate-limit': {
    title: () => i18n.translate('requestTrace.rule.imageRateLimit.title', { defaultMessage: 'The registry limits how often images are pulled' }),
    advice: () => i18n.translate('requestTrace.rule.imageRateLimit.advice', {
      defaultMessage: 'Pull with credentials or through a mirror, or wait.',
    }),
  },
  'image-unauthorized': {
    title: () => i18n.translate('requestTrace.rule.imageUnauthorized.title', { defaultMessage: 'The registry does not let the node pull the image' }),
    advice: () => i18n.translate('requestTrace.rule.imageUnauthorized.advice', {
      defaultMessage: 'Look at imagePullSecrets of the Pod and its service account, whether the Secret exists and is valid, and whether the repository exists.',
    }),
  },
  'registry-dns': {
    title: () => i18n.translate('requestTrace.rule.registryDns.title', { defaultMessage: 'The registry\'s name cannot be resolved on the node' }),
    advice: () => i18n.translate('requestTrace.rule.registryDns.advice', {
      defaultMessage: 'Look at the registry in the image\'s name and at the node\'s DNS.',
    }),
  },
  'registry-tls': {
    title: () => i18n.translate('requestTrace.rule.registryTls.title', {
      defaultMessage: 'The node does not trust the registry\'s certificate, or it speaks no TLS',
    }),
    advice: () => i18n.translate('requestTrace.rule.registryTls.advice', {
      defaultMessage: 'Look at the certificates that the container runtime trusts, and at its configuration for that registry.',
    }),
  },
  'image-platform': {
    title: () => i18n.translate('requestTrace.rule.imagePlatform.title', { defaultMessage: 'The image does not exist for the node\'s architecture' }),
    advice: () => i18n.translate('requestTrace.rule.imagePlatform.advice', {
      defaultMessage: 'Build the image for that platform, or select nodes of another.',
    }),
  },
  'image-disk-full': {
    title: () => i18n.translate('requestTrace.rule.imageDiskFull.title', { defaultMessage: 'The node\'s disk is full' }),
    advice: () => i18n.translate('requestTrace.rule.imageDiskFull.advice', {
      defaultMessage: 'Look at the disk of the container runtime on that node and at image garbage collection.',
    }),
  },
  'image-signature': {
    title: () => i18n.translate('requestTrace.rule.imageSignature.title', { defaultMessage: 'The image\'s signature was not accepted' }),
    advice: () => i18n.translate('requestTrace.rule.imageSignature.advice', {
      defaultMessage: 'Look at the signature policy of the container runtime on that node.',
    }),
  },
  'image-not-found': {
    title: () => i18n.translate('requestTrace.rule.imageNotFound.title', { defaultMessage: 'The image does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.imageNotFound.advice', {
      defaultMessage: 'Correct the image\'s name or tag, or push it to the registry.',
    }),
  },
  'registry-unreachable': {
    title: () => i18n.translate('requestTrace.rule.registryUnreachable.title', { defaultMessage: 'The registry does not answer the node' }),
    advice: () => i18n.translate('requestTrace.rule.registryUnreachable.advice', {
      defaultMessage: 'Look at whether the registry runs and the node reaches it: address, port, proxy, firewall.',
    }),
  },
  'image-unpack': {
    title: () => i18n.translate('requestTrace.rule.imageUnpack.title', { defaultMessage: 'The image came incomplete or could not be unpacked' }),
    advice: () => i18n.translate('requestTrace.rule.imageUnpack.advice', {
      defaultMessage: 'Pull it by hand on that node; look at its disk and whether the registry\'s copy is sound.',
    }),
  },
  'pull-secret-missing': {
    title: () => i18n.translate('requestTrace.rule.pullSecretMissing.title', { defaultMessage: 'A pull secret that the Pod names does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.pullSecretMissing.advice', {
      defaultMessage: 'Create the Secret in the Pod\'s namespace; images that need no credentials are pulled without it.',
    }),
  },
  'image-pull-back-off': {
    title: () => i18n.translate('requestTrace.rule.imagePullBackOff.title', { defaultMessage: 'Pulling the image failed and is tried again later' }),
    advice: () => i18n.translate('requestTrace.rule.imagePullBackOff.advice', { defaultMessage: 'Look for the first error of the pull.' }),
  },
  'image-pull-failed': {
    title: () => i18n.translate('requestTrace.rule.imagePullFailed.title', { defaultMessage: 'The image could not be pulled' }),
    advice: () => i18n.translate('requestTrace.rule.imagePullFailed.advice', { defaultMessage: 'Read what the registry or the runtime says.' }),
  },
};
