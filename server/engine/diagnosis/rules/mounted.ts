/** The volume cannot be mounted into the Pod. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const MOUNTED: readonly Rule[] = [
  {
    id: 'secret-not-found', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    source: 'pkg/volume/secret/secret.go',
    match: when({ all: ['secret "', '" not found'] }),
  },
  {
    id: 'config-map-not-found', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    source: 'pkg/volume/configmap/configmap.go',
    match: when({ all: ['configmap "', '" not found'] }),
  },
  {
    id: 'key-not-found', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    source: 'pkg/volume/secret/secret.go',
    match: when({ any: ['references non-existent secret key', 'references non-existent config key'] }),
  },
  {
    id: 'volume-service-account-missing', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'pkg/volume/projected/projected.go',
    match: when({ all: ['serviceaccounts "', '" not found'] }),
  },
  {
    id: 'mount-cache', stage: 'mounted', depth: 'noise', confidence: 0.4, topics: ['mount'],
    source: 'pkg/kubelet/util/manager/watch_based_manager.go',
    match: when({ any: ['failed to sync secret cache', 'failed to sync configmap cache', 'not registered', 'failed to fetch token'] }),
  },
  {
    id: 'host-path-type', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    source: 'pkg/volume/hostpath/host_path.go',
    match: when({ any: ['hostPath type check failed'] }),
  },
  {
    id: 'csi-driver-not-registered', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    source: 'pkg/volume/csi/csi_plugin.go',
    match: when({ any: ['not found in the list of registered CSI drivers'] }),
  },
  {
    id: 'csi-driver-unreachable', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'pkg/volume/csi/csi_client.go',
    match: when({ any: ['csi.sock', 'error while dialing', 'Error while dialing'] }),
  },
  {
    id: 'mount-denied', stage: 'mounted', depth: 'cause', confidence: 0.95, topics: ['mount'],
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when(
      { any: ['access denied by server', 'Permission denied', 'permission denied', 'operation not permitted', 'Operation not permitted', 'PermissionDenied'] },
    ),
  },
  {
    id: 'sub-path', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['mount', 'container'],
    source: 'pkg/volume/util/subpath/subpath_linux.go',
    match: when({ any: ['subPath'] }),
  },
  {
    id: 'mount-server-unreachable', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
    match: when(
      { any: ['mount.nfs: Connection', 'Connection refused', 'Connection timed out', 'No route to host', 'Host is down', 'mount error(11', 'mount error(113', 'Name or service not known', 'Could not resolve', 'could not resolve'] },
    ),
  },
  {
    id: 'mount-bad-filesystem', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'staging/src/k8s.io/mount-utils/mount_linux.go',
    match: when(
      { any: ['wrong fs type', 'bad superblock', 'bad option', 'unknown filesystem type', 'fsck found errors', 'Structure needs cleaning'] },
    ),
  },
  {
    id: 'volume-format-failed', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'staging/src/k8s.io/mount-utils/mount_linux.go',
    match: when({ any: ['format of disk "', 'mkfs.'] }),
  },
  {
    id: 'mount-exit-status', stage: 'mounted', depth: 'cause', confidence: 0.85, topics: ['mount'],
    source: 'staging/src/k8s.io/mount-utils/mount_linux.go',
    match: when({ any: ['mount failed: exit status', 'exit status 32'] }),
  },
  {
    id: 'volume-path-missing', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({ any: ['no such file or directory', 'does not exist', 'special device'] }),
  },
  {
    id: 'volume-claim-missing', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go',
    match: when({ all: ['persistentvolumeclaim "', '" not found'] }),
  },
  {
    id: 'volume-full', stage: 'mounted', depth: 'cause', confidence: 0.9, topics: ['mount'],
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({ any: ['no space left on device', 'No space left on device', 'disk quota exceeded'] }),
  },
  {
    id: 'volume-not-attached', stage: 'attached', depth: 'effect', confidence: 0.6, topics: ['mount'],
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when(
      { any: ['not attached according to node status', 'has not been added to the list of VolumesInUse', 'volume attachment is being deleted', 'could not find volume attachment'] },
    ),
  },
  {
    id: 'mount-noise', stage: 'mounted', depth: 'noise', confidence: 0.5, topics: ['mount'],
    source: 'pkg/kubelet/volumemanager/volume_manager.go',
    match: when(
      { any: ['unmounted volumes=[', 'timed out waiting for the condition', 'context canceled', 'context deadline exceeded', 'DeadlineExceeded', 'an operation with the given Volume ID', 'failed to process volumes'] },
    ),
  },
  {
    id: 'mount-failed', stage: 'mounted', depth: 'cause', confidence: 0.7, topics: ['mount'],
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({}),
  },
];
