/** The container cannot be made or started. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const STARTED: readonly Rule[] = [
  {
    id: 'env-secret-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ all: ['secret "', '" not found'] }),
  },
  {
    id: 'env-config-map-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ all: ['configmap "', '" not found'] }),
  },
  {
    id: 'env-key-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ any: ['couldn\'t find key '] }),
  },
  {
    id: 'run-as-non-root', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/security_context_others.go',
    match: when({ any: ['runAsNonRoot'] }),
  },
  {
    id: 'container-memory-too-low', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'https://github.com/opencontainers/runc',
    match: when({ any: ['OOM-killed (memory limit too low', 'container init caused memory limit too low'] }),
  },
  {
    id: 'container-exec-permission', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ all: ['exec', 'permission denied'] }),
  },
  {
    id: 'container-exec-format', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['exec format error'] }),
  },
  {
    id: 'container-exec-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['executable file not found', 'stat /', 'exec: "'] }),
  },
  {
    id: 'container-no-command', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['no command specified'] }),
  },
  {
    id: 'container-mount-path', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    source: 'https://github.com/opencontainers/runc',
    match: when(
      { any: ['error mounting', 'not a directory: unknown', 'Are you trying to mount a directory onto a file', 'is not a shared mount', 'mountpoint for'] },
    ),
  },
  {
    id: 'container-security-profile', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['seccomp', 'apparmor', 'AppArmor'] }),
  },
  {
    id: 'container-disk-full', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['no space left on device'] }),
  },
  {
    id: 'post-start-hook', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    source: 'pkg/kubelet/lifecycle/handlers.go',
    match: when({ reasons: ['PostStartHookError', 'FailedPostStartHook'] }),
  },
  {
    id: 'container-oci', stage: 'started', depth: 'cause', confidence: 0.85, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when(
      { any: ['OCI runtime', 'runc create failed', 'failed to create shim', 'failed to create containerd task', 'failed to start containerd task', 'failed to generate', 'container create failed', 'cgroup'] },
    ),
  },
  {
    id: 'container-noise', stage: 'started', depth: 'noise', confidence: 0.5, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when(
      { any: ['context deadline exceeded', 'DeadlineExceeded', 'context canceled', 'failed to reserve container name', 'is reserved for'] },
    ),
  },
  {
    id: 'container-config-error', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ reasons: ['CreateContainerConfigError'] }),
  },
  {
    id: 'container-not-started', stage: 'started', depth: 'effect', confidence: 0.7, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when(
      { reasons: ['CreateContainerError', 'RunContainerError', 'StartError', 'ContainerCannotRun', 'RunInitContainerError', 'PreCreateHookError', 'PreStartHookError'] },
    ),
  },
  {
    id: 'container-failed', stage: 'started', depth: 'effect', confidence: 0.5, topics: ['container'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ reasons: ['Failed'] }),
  },
];
