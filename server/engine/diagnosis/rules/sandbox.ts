/** The Pod's sandbox or network cannot be made. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const SANDBOX: readonly Rule[] = [
  {
    id: 'runtime-class', stage: 'sandbox', depth: 'cause', confidence: 0.95, topics: ['sandbox'],
    source: 'pkg/kubelet/runtimeclass/runtimeclass_manager.go',
    match: when({ any: ['RuntimeClass', 'runtimeclass', 'no runtime for "', 'unknown runtime handler'] }),
  },
  {
    id: 'no-pod-addresses', stage: 'sandbox', depth: 'cause', confidence: 0.95, topics: ['sandbox'],
    source: 'https://www.cni.dev/plugins/current/ipam/host-local/',
    match: when(
      { any: ['no IP addresses available', 'failed to allocate for range', 'no available IP', 'failed to assign an IP address', 'No free IP', 'failed to allocate address', 'InsufficientFreeAddresses'] },
    ),
  },
  {
    id: 'network-not-ready', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    source: 'pkg/kubelet/kubelet.go',
    match: when(
      { any: ['cni plugin not initialized', 'cni config uninitialized', 'NetworkPluginNotReady', 'network is not ready', 'network plugin is not ready', 'no networks found in'] },
    ),
  },
  {
    id: 'network-setup', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    source: 'https://www.cni.dev/docs/spec/',
    match: when(
      { any: ['failed to setup network for sandbox', 'failed to set up sandbox container', 'failed to set up pod', 'plugin type=', 'networkPlugin', 'network for sandbox', 'CNI', 'cni'] },
    ),
  },
  {
    id: 'sandbox-image', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    source: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    match: when({ any: ['failed to get sandbox image', 'failed to pull image'] }),
  },
  {
    id: 'sandbox-oci', stage: 'sandbox', depth: 'cause', confidence: 0.85, topics: ['sandbox'],
    source: 'https://github.com/opencontainers/runc',
    match: when({ any: ['OCI runtime', 'runc create failed', 'failed to create containerd task', 'failed to create shim', 'cgroup'] }),
  },
  {
    id: 'sandbox-disk-full', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    source: 'https://github.com/containerd/containerd',
    match: when({ any: ['no space left on device'] }),
  },
  {
    id: 'runtime-unreachable', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
    match: when({ any: ['containerd.sock', 'crio.sock', 'dockerd', 'connect: connection refused', 'error reading server preface'] }),
  },
  {
    id: 'dynamic-resources', stage: 'sandbox', depth: 'cause', confidence: 0.85, topics: ['sandbox'],
    source: 'pkg/kubelet/cm/dra/manager.go',
    match: when({ reasons: ['FailedPrepareDynamicResources'] }),
  },
  {
    id: 'sandbox-noise', stage: 'sandbox', depth: 'noise', confidence: 0.5, topics: ['sandbox'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
    match: when({ any: ['failed to reserve sandbox name', 'DeadlineExceeded', 'context deadline exceeded', 'context canceled', 'already exists'] }),
  },
  {
    id: 'sandbox-failed', stage: 'sandbox', depth: 'effect', confidence: 0.7, topics: ['sandbox'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
    match: when({}),
  },
];
