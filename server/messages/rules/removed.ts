/** Texts of the rules in engine/diagnosis/rules/removed.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const REMOVED_MESSAGES: RuleMessages = {
  'pvc-in-use': {
    title: () => i18n.translate('requestTrace.rule.pvcInUse.title', { defaultMessage: 'A Pod still uses the claim' }),
    advice: () => i18n.translate('requestTrace.rule.pvcInUse.advice', {
      defaultMessage: 'Delete or change the Pods that use it; the claim goes when the last of them has ended.',
    }),
  },
  'pv-in-use': {
    title: () => i18n.translate('requestTrace.rule.pvInUse.title', { defaultMessage: 'A claim is still bound to the volume' }),
    advice: () => i18n.translate('requestTrace.rule.pvInUse.advice', { defaultMessage: 'Delete the claim first.' }),
  },
  'protection-finalizer': {
    title: () => i18n.translate('requestTrace.rule.protectionFinalizer.title', {
      defaultMessage: 'The volume or claim is protected while it is in use',
    }),
    advice: () => i18n.translate('requestTrace.rule.protectionFinalizer.advice', {
      defaultMessage: 'Look at which Pods use the claim, or which claim the volume is bound to.',
    }),
  },
  'routine-finalizer': {
    title: () => i18n.translate('requestTrace.rule.routineFinalizer.title', { defaultMessage: 'A controller of Kubernetes still has to tidy up' }),
    advice: () => i18n.translate('requestTrace.rule.routineFinalizer.advice', { defaultMessage: 'Look at that controller\'s log if it takes long.' }),
  },
  'finalizer': {
    title: () => i18n.translate('requestTrace.rule.finalizer.title', { defaultMessage: 'A finalizer holds the object' }),
    advice: () => i18n.translate('requestTrace.rule.finalizer.advice', {
      defaultMessage: 'Look for the controller that should remove this finalizer and why it does not; taking it off by hand skips its work.',
    }),
  },
  'namespace-discovery': {
    title: () => i18n.translate('requestTrace.rule.namespaceDiscovery.title', {
      defaultMessage: 'The namespace cannot be emptied: an API group does not answer',
    }),
    advice: () => i18n.translate('requestTrace.rule.namespaceDiscovery.advice', {
      defaultMessage: 'Look at kubectl get apiservices for one that is not available.',
    }),
  },
  'namespace-finalizers-remain': {
    title: () => i18n.translate('requestTrace.rule.namespaceFinalizersRemain.title', {
      defaultMessage: 'Objects in the namespace are held by finalizers',
    }),
    advice: () => i18n.translate('requestTrace.rule.namespaceFinalizersRemain.advice', {
      defaultMessage: 'List what is left in the namespace and look at its finalizers.',
    }),
  },
  'namespace-content-remains': {
    title: () => i18n.translate('requestTrace.rule.namespaceContentRemains.title', { defaultMessage: 'The namespace still has objects in it' }),
    advice: () => i18n.translate('requestTrace.rule.namespaceContentRemains.advice', {
      defaultMessage: 'List what is left in the namespace; Pods take as long as their grace period.',
    }),
  },
  'kill-failed': {
    title: () => i18n.translate('requestTrace.rule.killFailed.title', { defaultMessage: 'The kubelet cannot stop the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.killFailed.advice', {
      defaultMessage: 'Look at the container runtime\'s log on that node; a process that hangs in the kernel cannot be killed.',
    }),
  },
  'pre-stop-hook': {
    title: () => i18n.translate('requestTrace.rule.preStopHook.title', { defaultMessage: 'The container\'s preStop hook failed' }),
    advice: () => i18n.translate('requestTrace.rule.preStopHook.advice', {
      defaultMessage: 'Look at the command of the hook; the container is stopped all the same.',
    }),
  },
  'volume-delete-failed': {
    title: () => i18n.translate('requestTrace.rule.volumeDeleteFailed.title', { defaultMessage: 'The volume could not be deleted in the storage' }),
    advice: () => i18n.translate('requestTrace.rule.volumeDeleteFailed.advice', {
      defaultMessage: 'Read what the driver says, and look at its log.',
    }),
  },
  'unmount-failed': {
    title: () => i18n.translate('requestTrace.rule.unmountFailed.title', { defaultMessage: 'The volume cannot be unmounted from the node' }),
    advice: () => i18n.translate('requestTrace.rule.unmountFailed.advice', {
      defaultMessage: 'Look at which process still uses it on that node, and whether its storage answers.',
    }),
  },
  'detach-failed': {
    title: () => i18n.translate('requestTrace.rule.detachFailed.title', { defaultMessage: 'The volume cannot be detached from the node' }),
    advice: () => i18n.translate('requestTrace.rule.detachFailed.advice', {
      defaultMessage: 'Look at the VolumeAttachment and at the CSI driver\'s attacher.',
    }),
  },
  'delete-error': {
    title: () => i18n.translate('requestTrace.rule.deleteError.title', { defaultMessage: 'Removing the object failed' }),
    advice: () => i18n.translate('requestTrace.rule.deleteError.advice', {
      defaultMessage: 'Read the message, and look at the component\'s log of that moment.',
    }),
  },
};
