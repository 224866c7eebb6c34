/** The object does not go away. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const REMOVED: readonly Rule[] = [
  {
    id: 'pvc-in-use', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    source: 'pkg/controller/volume/pvcprotection/pvc_protection_controller.go',
    match: when({ reasons: ['PVCInUse'] }),
  },
  {
    id: 'pv-in-use', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    source: 'pkg/controller/volume/pvprotection/pv_protection_controller.go',
    match: when({ reasons: ['PVInUse'] }),
  },
  {
    id: 'protection-finalizer', stage: 'terminating', depth: 'effect', confidence: 0.8, topics: ['delete'],
    source: 'pkg/volume/util/finalizer.go',
    match: when({ reasons: ['Finalizers'], any: ['kubernetes.io/pvc-protection', 'kubernetes.io/pv-protection'] }),
  },
  {
    id: 'routine-finalizer', stage: 'terminating', depth: 'noise', confidence: 0.4, topics: ['delete'],
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    match: when(
      { reasons: ['Finalizers'], any: ['finalizers left: foregroundDeletion', 'finalizers left: orphan', 'finalizers left: batch.kubernetes.io/job-tracking', 'finalizers left: external-attacher/', 'finalizers left: external-provisioner', 'finalizers left: service.kubernetes.io/load-balancer-cleanup'] },
    ),
  },
  {
    id: 'finalizer', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    match: when({ reasons: ['Finalizers'] }),
  },
  {
    id: 'namespace-discovery', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
    match: when({ any: ['unable to retrieve the complete list of server APIs', 'Discovery failed for some groups', 'stale GroupVersion discovery'] }),
  },
  {
    id: 'namespace-finalizers-remain', stage: 'terminating', depth: 'cause', confidence: 0.9, topics: ['delete'],
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
    match: when({ any: ['has finalizers remaining', 'finalizers remaining', 'Some content in the namespace has finalizers remaining'] }),
  },
  {
    id: 'namespace-content-remains', stage: 'terminating', depth: 'effect', confidence: 0.7, topics: ['delete'],
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
    match: when(
      { any: ['unexpected items still remain in namespace', 'has resource instances', 'content still remains', 'Some resources are remaining'] },
    ),
  },
  {
    id: 'kill-failed', stage: 'terminating', depth: 'cause', confidence: 0.85, topics: ['delete'],
    source: 'pkg/kubelet/pod_workers.go',
    match: when({ reasons: ['FailedKillPod', 'KillPodSandboxError', 'KillContainerError', 'ExceededGracePeriod'] }),
  },
  {
    id: 'pre-stop-hook', stage: 'terminating', depth: 'effect', confidence: 0.8, topics: ['delete'],
    source: 'pkg/kubelet/lifecycle/handlers.go',
    match: when({ reasons: ['FailedPreStopHook'] }),
  },
  {
    id: 'volume-delete-failed', stage: 'removed', depth: 'cause', confidence: 0.85, topics: ['delete'],
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
    match: when({ reasons: ['VolumeFailedDelete'] }),
  },
  {
    id: 'unmount-failed', stage: 'unmounted', depth: 'cause', confidence: 0.85, topics: ['delete'],
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({ any: ['target is busy', 'device is busy', 'UnmountVolume', 'UnmountDevice', 'unmount', 'umount'] }),
  },
  {
    id: 'detach-failed', stage: 'unmounted', depth: 'cause', confidence: 0.8, topics: ['delete'],
    source: 'pkg/controller/volume/attachdetach/reconciler/reconciler.go',
    match: when({ reasons: ['FailedDetachVolume', 'DetachVolume.Detach'] }),
  },
  {
    id: 'delete-error', stage: 'terminating', depth: 'effect', confidence: 0.5, topics: ['delete'],
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    match: when({ not: ['not found', 'object has been modified'] }),
  },
];
