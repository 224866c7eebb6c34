/** Texts of the rules in engine/diagnosis/rules/sandbox.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const SANDBOX_MESSAGES: RuleMessages = {
  'runtime-class': {
    title: () => i18n.translate('requestTrace.rule.runtimeClass.title', {
      defaultMessage: 'The Pod\'s RuntimeClass is not there, or the node\'s runtime does not know its handler',
    }),
    advice: () => i18n.translate('requestTrace.rule.runtimeClass.advice', {
      defaultMessage: 'Look at the RuntimeClass that the Pod names, and whether the container runtime of that node is configured for its handler.',
    }),
  },
  'no-pod-addresses': {
    title: () => i18n.translate('requestTrace.rule.noPodAddresses.title', { defaultMessage: 'No address is left for the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.noPodAddresses.advice', {
      defaultMessage: 'Look at the size of the node\'s Pod range and at addresses that dead Pods still hold.',
    }),
  },
  'network-not-ready': {
    title: () => i18n.translate('requestTrace.rule.networkNotReady.title', { defaultMessage: 'The network plugin of the node is not ready' }),
    advice: () => i18n.translate('requestTrace.rule.networkNotReady.advice', {
      defaultMessage: 'Look at the network plugin\'s Pod on that node, and at its configuration below /etc/cni/net.d.',
    }),
  },
  'network-setup': {
    title: () => i18n.translate('requestTrace.rule.networkSetup.title', { defaultMessage: 'The network plugin could not connect the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.networkSetup.advice', {
      defaultMessage: 'Read what the plugin says, and look at its Pod\'s log on that node.',
    }),
  },
  'sandbox-image': {
    title: () => i18n.translate('requestTrace.rule.sandboxImage.title', {
      defaultMessage: 'The image that every Pod needs (pause) cannot be pulled',
    }),
    advice: () => i18n.translate('requestTrace.rule.sandboxImage.advice', {
      defaultMessage: 'Look at the sandbox image in the runtime\'s configuration and whether the node reaches its registry.',
    }),
  },
  'sandbox-oci': {
    title: () => i18n.translate('requestTrace.rule.sandboxOci.title', { defaultMessage: 'The container runtime could not start the sandbox' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxOci.advice', {
      defaultMessage: 'Read what the OCI runtime says; look at cgroups and kernel of that node.',
    }),
  },
  'sandbox-disk-full': {
    title: () => i18n.translate('requestTrace.rule.sandboxDiskFull.title', { defaultMessage: 'The node\'s disk is full' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxDiskFull.advice', {
      defaultMessage: 'Look at the disk of the container runtime on that node.',
    }),
  },
  'runtime-unreachable': {
    title: () => i18n.translate('requestTrace.rule.runtimeUnreachable.title', { defaultMessage: 'The container runtime does not answer' }),
    advice: () => i18n.translate('requestTrace.rule.runtimeUnreachable.advice', {
      defaultMessage: 'Look at the container runtime\'s service on that node.',
    }),
  },
  'dynamic-resources': {
    title: () => i18n.translate('requestTrace.rule.dynamicResources.title', {
      defaultMessage: 'The devices that the Pod claims could not be prepared',
    }),
    advice: () => i18n.translate('requestTrace.rule.dynamicResources.advice', {
      defaultMessage: 'Look at the DRA driver\'s Pod on that node and its log.',
    }),
  },
  'sandbox-noise': {
    title: () => i18n.translate('requestTrace.rule.sandboxNoise.title', { defaultMessage: 'The sandbox is still being made' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxNoise.advice', {
      defaultMessage: 'The runtime is slow or hangs: look at its log and the node\'s load.',
    }),
  },
  'sandbox-failed': {
    title: () => i18n.translate('requestTrace.rule.sandboxFailed.title', { defaultMessage: 'The Pod\'s sandbox could not be made' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxFailed.advice', { defaultMessage: 'Look at the container runtime\'s log on that node.' }),
  },
};
