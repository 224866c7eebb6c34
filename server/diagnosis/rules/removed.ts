/** The object does not go away. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const REMOVED: readonly Rule[] = [
  {
    id: 'pvc-in-use', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.pvcInUse.title', { defaultMessage: 'A Pod still uses the claim' }),
    advice: () => i18n.translate('requestTrace.rule.pvcInUse.advice', {
      defaultMessage: 'Delete or change the Pods that use it; the claim goes when the last of them has ended.',
    }),
    source: 'pkg/controller/volume/pvcprotection/pvc_protection_controller.go',
    match: when({ reasons: ['PVCInUse'] }),
  },
  {
    id: 'pv-in-use', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.pvInUse.title', { defaultMessage: 'A claim is still bound to the volume' }),
    advice: () => i18n.translate('requestTrace.rule.pvInUse.advice', { defaultMessage: 'Delete the claim first.' }),
    source: 'pkg/controller/volume/pvprotection/pv_protection_controller.go',
    match: when({ reasons: ['PVInUse'] }),
  },
  {
    id: 'protection-finalizer', stage: 'terminating', depth: 'effect', confidence: 0.8, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.protectionFinalizer.title', {
      defaultMessage: 'The volume or claim is protected while it is in use',
    }),
    advice: () => i18n.translate('requestTrace.rule.protectionFinalizer.advice', {
      defaultMessage: 'Look at which Pods use the claim, or which claim the volume is bound to.',
    }),
    source: 'pkg/volume/util/finalizer.go',
    match: when({ reasons: ['Finalizers'], any: ['kubernetes.io/pvc-protection', 'kubernetes.io/pv-protection'] }),
  },
  {
    id: 'routine-finalizer', stage: 'terminating', depth: 'noise', confidence: 0.4, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.routineFinalizer.title', { defaultMessage: 'A controller of Kubernetes still has to tidy up' }),
    advice: () => i18n.translate('requestTrace.rule.routineFinalizer.advice', { defaultMessage: 'Look at that controller\'s log if it takes long.' }),
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    match: when(
      { reasons: ['Finalizers'], any: ['finalizers left: foregroundDeletion', 'finalizers left: orphan', 'finalizers left: batch.kubernetes.io/job-tracking', 'finalizers left: external-attacher/', 'finalizers left: external-provisioner', 'finalizers left: service.kubernetes.io/load-balancer-cleanup'] },
    ),
  },
  {
    id: 'finalizer', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.finalizer.title', { defaultMessage: 'A finalizer holds the object' }),
    advice: () => i18n.translate('requestTrace.rule.finalizer.advice', {
      defaultMessage: 'Look for the controller that should remove this finalizer and why it does not; taking it off by hand skips its work.',
    }),
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    match: when({ reasons: ['Finalizers'] }),
  },
  {
    id: 'namespace-discovery', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.namespaceDiscovery.title', {
      defaultMessage: 'The namespace cannot be emptied: an API group does not answer',
    }),
    advice: () => i18n.translate('requestTrace.rule.namespaceDiscovery.advice', {
      defaultMessage: 'Look at kubectl get apiservices for one that is not available.',
    }),
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
    match: when({ any: ['unable to retrieve the complete list of server APIs', 'Discovery failed for some groups', 'stale GroupVersion discovery'] }),
  },
  {
    id: 'namespace-finalizers-remain', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.namespaceFinalizersRemain.title', {
      defaultMessage: 'Objects in the namespace are held by finalizers',
    }),
    advice: () => i18n.translate('requestTrace.rule.namespaceFinalizersRemain.advice', {
      defaultMessage: 'List what is left in the namespace and look at its finalizers.',
    }),
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
    match: when({ any: ['has finalizers remaining', 'finalizers remaining', 'Some content in the namespace has finalizers remaining'] }),
  },
  {
    id: 'namespace-content-remains', stage: 'terminating', depth: 'effect', confidence: 0.7, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.namespaceContentRemains.title', { defaultMessage: 'The namespace still has objects in it' }),
    advice: () => i18n.translate('requestTrace.rule.namespaceContentRemains.advice', {
      defaultMessage: 'List what is left in the namespace; Pods take as long as their grace period.',
    }),
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
    match: when(
      { any: ['unexpected items still remain in namespace', 'has resource instances', 'content still remains', 'Some resources are remaining'] },
    ),
  },
  {
    id: 'kill-failed', stage: 'terminating', depth: 'cause', confidence: 0.85, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.killFailed.title', { defaultMessage: 'The kubelet cannot stop the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.killFailed.advice', {
      defaultMessage: 'Look at the container runtime\'s log on that node; a process that hangs in the kernel cannot be killed.',
    }),
    source: 'pkg/kubelet/pod_workers.go',
    match: when({ reasons: ['FailedKillPod', 'KillPodSandboxError', 'KillContainerError', 'ExceededGracePeriod'] }),
  },
  {
    id: 'pre-stop-hook', stage: 'terminating', depth: 'effect', confidence: 0.8, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.preStopHook.title', { defaultMessage: 'The container\'s preStop hook failed' }),
    advice: () => i18n.translate('requestTrace.rule.preStopHook.advice', {
      defaultMessage: 'Look at the command of the hook; the container is stopped all the same.',
    }),
    source: 'pkg/kubelet/lifecycle/handlers.go',
    match: when({ reasons: ['FailedPreStopHook'] }),
  },
  {
    id: 'volume-delete-failed', stage: 'removed', depth: 'cause', confidence: 0.85, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.volumeDeleteFailed.title', { defaultMessage: 'The volume could not be deleted in the storage' }),
    advice: () => i18n.translate('requestTrace.rule.volumeDeleteFailed.advice', {
      defaultMessage: 'Read what the driver says, and look at its log.',
    }),
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['VolumeFailedDelete'] }),
  },
  {
    id: 'unmount-failed', stage: 'unmounted', depth: 'cause', confidence: 0.85, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.unmountFailed.title', { defaultMessage: 'The volume cannot be unmounted from the node' }),
    advice: () => i18n.translate('requestTrace.rule.unmountFailed.advice', {
      defaultMessage: 'Look at which process still uses it on that node, and whether its storage answers.',
    }),
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({ any: ['target is busy', 'device is busy', 'UnmountVolume', 'UnmountDevice', 'unmount', 'umount'] }),
  },
  {
    id: 'detach-failed', stage: 'unmounted', depth: 'cause', confidence: 0.8, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.detachFailed.title', { defaultMessage: 'The volume cannot be detached from the node' }),
    advice: () => i18n.translate('requestTrace.rule.detachFailed.advice', {
      defaultMessage: 'Look at the VolumeAttachment and at the CSI driver\'s attacher.',
    }),
    source: 'pkg/controller/volume/attachdetach/reconciler/reconciler.go',
    match: when({ reasons: ['FailedDetachVolume', 'DetachVolume.Detach'] }),
  },
  {
    id: 'delete-error', stage: 'terminating', depth: 'effect', confidence: 0.5, topics: ['delete'],
    title: () => i18n.translate('requestTrace.rule.deleteError.title', { defaultMessage: 'Removing the object failed' }),
    advice: () => i18n.translate('requestTrace.rule.deleteError.advice', {
      defaultMessage: 'Read the message, and look at the component\'s log of that moment.',
    }),
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    match: when({ not: ['not found', 'object has been modified'] }),
  },
];
