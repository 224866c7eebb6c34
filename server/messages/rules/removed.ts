/** Texts of the rules in engine/diagnosis/rules/removed.ts. */
import type { RuleTexts } from './rule_texts';

export const REMOVED_TEXTS: RuleTexts = {
  'pvc-in-use': {
    title: 'A Pod still uses the claim',
    advice:
      'Delete or change the Pods that use it; the claim goes when the last of them has ended.',
  },
  'pv-in-use': {
    title: 'A claim is still bound to the volume',
    advice: 'Delete the claim first.',
  },
  'protection-finalizer': {
    title: 'The volume or claim is protected while it is in use',
    advice: 'Look at which Pods use the claim, or which claim the volume is bound to.',
  },
  'routine-finalizer': {
    title: 'A controller of Kubernetes still has to tidy up',
    advice: "Look at that controller's log if it takes long.",
  },
  finalizer: {
    title: 'A finalizer holds the object',
    advice:
      'Look for the controller that should remove this finalizer and why it does not; taking it off by hand skips its work.',
  },
  'namespace-discovery': {
    title: 'The namespace cannot be emptied: an API group does not answer',
    advice: 'Look at kubectl get apiservices for one that is not available.',
  },
  'namespace-finalizers-remain': {
    title: 'Objects in the namespace are held by finalizers',
    advice: 'List what is left in the namespace and look at its finalizers.',
  },
  'namespace-content-remains': {
    title: 'The namespace still has objects in it',
    advice: 'List what is left in the namespace; Pods take as long as their grace period.',
  },
  'kill-failed': {
    title: 'The kubelet cannot stop the Pod',
    advice:
      "Look at the container runtime's log on that node; a process that hangs in the kernel cannot be killed.",
  },
  'pre-stop-hook': {
    title: "The container's preStop hook failed",
    advice: 'Look at the command of the hook; the container is stopped all the same.',
  },
  'volume-delete-failed': {
    title: 'The volume could not be deleted in the storage',
    advice: 'Read what the driver says, and look at its log.',
  },
  'unmount-failed': {
    title: 'The volume cannot be unmounted from the node',
    advice: 'Look at which process still uses it on that node, and whether its storage answers.',
  },
  'detach-failed': {
    title: 'The volume cannot be detached from the node',
    advice: "Look at the VolumeAttachment and at the CSI driver's attacher.",
  },
  'delete-error': {
    title: 'Removing the object failed',
    advice: "Read the message, and look at the component's log of that moment.",
  },
};
