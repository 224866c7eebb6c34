/** The volume cannot be mounted into the Pod. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const MOUNTED: readonly Rule[] = [
  {
    id: 'secret-not-found', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.secretNotFound.title', { defaultMessage: 'A Secret that the Pod mounts does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.secretNotFound.advice', {
      defaultMessage: 'Create the Secret in the Pod\'s namespace or correct its name; the kubelet goes on by itself.',
    }),
    source: 'pkg/volume/secret/secret.go',
    match: when({ all: ['secret "', '" not found'] }),
  },
  {
    id: 'config-map-not-found', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.configMapNotFound.title', { defaultMessage: 'A ConfigMap that the Pod mounts does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.configMapNotFound.advice', {
      defaultMessage: 'Create the ConfigMap in the Pod\'s namespace or correct its name; the kubelet goes on by itself.',
    }),
    source: 'pkg/volume/configmap/configmap.go',
    match: when({ all: ['configmap "', '" not found'] }),
  },
  {
    id: 'key-not-found', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.keyNotFound.title', {
      defaultMessage: 'A key that the Pod mounts is not in the Secret or ConfigMap',
    }),
    advice: () => i18n.translate('requestTrace.rule.keyNotFound.advice', {
      defaultMessage: 'Compare the items of the volume with the keys that the object has.',
    }),
    source: 'pkg/volume/secret/secret.go',
    match: when({ any: ['references non-existent secret key', 'references non-existent config key'] }),
  },
  {
    id: 'volume-service-account-missing', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.volumeServiceAccountMissing.title', {
      defaultMessage: 'The Pod\'s service account does not exist any more',
    }),
    advice: () => i18n.translate('requestTrace.rule.volumeServiceAccountMissing.advice', {
      defaultMessage: 'Create the ServiceAccount again, or delete the Pod.',
    }),
    source: 'pkg/volume/projected/projected.go',
    match: when({ all: ['serviceaccounts "', '" not found'] }),
  },
  {
    id: 'mount-cache', stage: 'mounted', depth: 'noise', confidence: 0.4, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.mountCache.title', {
      defaultMessage: 'The kubelet had not read the Pod\'s Secrets and ConfigMaps yet',
    }),
    advice: () => i18n.translate('requestTrace.rule.mountCache.advice', {
      defaultMessage: 'It passes by itself; if it stays, look at the kubelet\'s connection to the API server.',
    }),
    source: 'pkg/kubelet/util/manager/watch_based_manager.go',
    match: when({ any: ['failed to sync secret cache', 'failed to sync configmap cache', 'not registered', 'failed to fetch token'] }),
  },
  {
    id: 'host-path-type', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.hostPathType.title', { defaultMessage: 'The path on the node is not what the volume says' }),
    advice: () => i18n.translate('requestTrace.rule.hostPathType.advice', {
      defaultMessage: 'Look at the path on that node: it has to exist and be of the hostPath\'s type, or use DirectoryOrCreate.',
    }),
    source: 'pkg/volume/hostpath/host_path.go',
    match: when({ any: ['hostPath type check failed'] }),
  },
  {
    id: 'csi-driver-not-registered', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.csiDriverNotRegistered.title', { defaultMessage: 'The CSI driver is not registered on the node' }),
    advice: () => i18n.translate('requestTrace.rule.csiDriverNotRegistered.advice', {
      defaultMessage: 'Look at whether the driver\'s DaemonSet has a Pod on that node, at its node-driver-registrar, and at the name of the driver.',
    }),
    source: 'pkg/volume/csi/csi_plugin.go',
    match: when({ any: ['not found in the list of registered CSI drivers'] }),
  },
  {
    id: 'csi-driver-unreachable', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.csiDriverUnreachable.title', { defaultMessage: 'The CSI driver on the node does not answer' }),
    advice: () => i18n.translate('requestTrace.rule.csiDriverUnreachable.advice', {
      defaultMessage: 'Look at the driver\'s Pod on that node and its log.',
    }),
    source: 'pkg/volume/csi/csi_client.go',
    match: when({ any: ['csi.sock', 'error while dialing', 'Error while dialing'] }),
  },
  {
    id: 'mount-denied', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.mountDenied.title', { defaultMessage: 'The node is not allowed to mount the volume' }),
    advice: () => i18n.translate('requestTrace.rule.mountDenied.advice', {
      defaultMessage: 'Look at the exports or access rules of the storage for that node, and at the mount\'s credentials.',
    }),
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when(
      { any: ['access denied by server', 'Permission denied', 'permission denied', 'operation not permitted', 'Operation not permitted', 'PermissionDenied'] },
    ),
  },
  {
    id: 'sub-path', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['mount', 'container'],
    title: () => i18n.translate('requestTrace.rule.subPath.title', { defaultMessage: 'A subPath of the volume cannot be prepared' }),
    advice: () => i18n.translate('requestTrace.rule.subPath.advice', {
      defaultMessage: 'Look at whether the path exists in the volume, and whether it is a file where a directory is asked for.',
    }),
    source: 'pkg/volume/util/subpath/subpath_linux.go',
    match: when({ any: ['subPath'] }),
  },
  {
    id: 'mount-server-unreachable', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.mountServerUnreachable.title', { defaultMessage: 'The storage server does not answer the node' }),
    advice: () => i18n.translate('requestTrace.rule.mountServerUnreachable.advice', {
      defaultMessage: 'Look at whether the server runs and the node reaches its address and port.',
    }),
    source: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
    match: when(
      { any: ['mount.nfs: Connection', 'Connection refused', 'Connection timed out', 'No route to host', 'Host is down', 'mount error(11', 'mount error(113', 'Name or service not known', 'Could not resolve', 'could not resolve'] },
    ),
  },
  {
    id: 'mount-bad-filesystem', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.mountBadFilesystem.title', { defaultMessage: 'The volume\'s file system cannot be mounted' }),
    advice: () => i18n.translate('requestTrace.rule.mountBadFilesystem.advice', {
      defaultMessage: 'Look at fsType and mountOptions, whether the node has the mount helper, and whether the file system is sound.',
    }),
    source: 'staging/src/k8s.io/mount-utils/mount_linux.go',
    match: when(
      { any: ['wrong fs type', 'bad superblock', 'bad option', 'unknown filesystem type', 'fsck found errors', 'Structure needs cleaning'] },
    ),
  },
  {
    id: 'mount-exit-status', stage: 'mounted', depth: 'cause', confidence: 0.85, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.mountExitStatus.title', { defaultMessage: 'mount failed on the node' }),
    advice: () => i18n.translate('requestTrace.rule.mountExitStatus.advice', {
      defaultMessage: 'Read the output of mount in the message; try the same command on the node.',
    }),
    source: 'staging/src/k8s.io/mount-utils/mount_linux.go',
    match: when({ any: ['mount failed: exit status', 'exit status 32'] }),
  },
  {
    id: 'volume-path-missing', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.volumePathMissing.title', { defaultMessage: 'What the volume points to is not on the node' }),
    advice: () => i18n.translate('requestTrace.rule.volumePathMissing.advice', {
      defaultMessage: 'Look at the path or device of the volume on that node.',
    }),
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({ any: ['no such file or directory', 'does not exist', 'special device'] }),
  },
  {
    id: 'volume-claim-missing', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.volumeClaimMissing.title', { defaultMessage: 'The Pod\'s volume claim does not exist any more' }),
    advice: () => i18n.translate('requestTrace.rule.volumeClaimMissing.advice', {
      defaultMessage: 'Create the PersistentVolumeClaim, or delete the Pod.',
    }),
    source: 'pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go',
    match: when({ all: ['persistentvolumeclaim "', '" not found'] }),
  },
  {
    id: 'volume-full', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.volumeFull.title', { defaultMessage: 'There is no room left for the volume on the node' }),
    advice: () => i18n.translate('requestTrace.rule.volumeFull.advice', { defaultMessage: 'Look at the node\'s disk (kubelet root directory).' }),
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({ any: ['no space left on device', 'No space left on device', 'disk quota exceeded'] }),
  },
  {
    id: 'volume-not-attached', stage: 'attached', depth: 'effect', confidence: 0.6, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.volumeNotAttached.title', { defaultMessage: 'The volume is not attached to the node yet' }),
    advice: () => i18n.translate('requestTrace.rule.volumeNotAttached.advice', {
      defaultMessage: 'Look at the VolumeAttachment and at the attach-detach controller\'s lines of that volume.',
    }),
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when(
      { any: ['not attached according to node status', 'has not been added to the list of VolumesInUse', 'volume attachment is being deleted', 'could not find volume attachment'] },
    ),
  },
  {
    id: 'mount-noise', stage: 'mounted', depth: 'noise', confidence: 0.5, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.mountNoise.title', { defaultMessage: 'Not all volumes of the Pod got mounted in time' }),
    advice: () => i18n.translate('requestTrace.rule.mountNoise.advice', { defaultMessage: 'Look for the volume\'s own error: it says why.' }),
    source: 'pkg/kubelet/volumemanager/volume_manager.go',
    match: when(
      { any: ['unmounted volumes=[', 'timed out waiting for the condition', 'context canceled', 'context deadline exceeded', 'DeadlineExceeded', 'an operation with the given Volume ID', 'failed to process volumes'] },
    ),
  },
  {
    id: 'mount-failed', stage: 'mounted', depth: 'cause', confidence: 0.7, topics: ['mount'],
    title: () => i18n.translate('requestTrace.rule.mountFailed.title', { defaultMessage: 'The volume could not be mounted' }),
    advice: () => i18n.translate('requestTrace.rule.mountFailed.advice', {
      defaultMessage: 'Read what the driver says, and look at its log on that node.',
    }),
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({}),
  },
];
