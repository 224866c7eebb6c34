/** The Pod's sandbox or network cannot be made. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const SANDBOX: readonly Rule[] = [
  {
    id: 'runtime-class', stage: 'sandbox', depth: 'cause', confidence: 0.95, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.runtimeClass.title', {
      defaultMessage: 'The Pod\'s RuntimeClass is not there, or the node\'s runtime does not know its handler',
    }),
    advice: () => i18n.translate('requestTrace.rule.runtimeClass.advice', {
      defaultMessage: 'Look at the RuntimeClass that the Pod names, and whether the container runtime of that node is configured for its handler.',
    }),
    source: 'pkg/kubelet/runtimeclass/runtimeclass_manager.go',
    match: when({ any: ['RuntimeClass', 'runtimeclass', 'no runtime for "', 'unknown runtime handler'] }),
  },
  {
    id: 'no-pod-addresses', stage: 'sandbox', depth: 'cause', confidence: 0.95, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.noPodAddresses.title', { defaultMessage: 'No address is left for the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.noPodAddresses.advice', {
      defaultMessage: 'Look at the size of the node\'s Pod range and at addresses that dead Pods still hold.',
    }),
    source: 'https://www.cni.dev/plugins/current/ipam/host-local/',
    match: when(
      { any: ['no IP addresses available', 'failed to allocate for range', 'no available IP', 'failed to assign an IP address', 'No free IP', 'failed to allocate address', 'InsufficientFreeAddresses'] },
    ),
  },
  {
    id: 'network-not-ready', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.networkNotReady.title', { defaultMessage: 'The network plugin of the node is not ready' }),
    advice: () => i18n.translate('requestTrace.rule.networkNotReady.advice', {
      defaultMessage: 'Look at the network plugin\'s Pod on that node, and at its configuration below /etc/cni/net.d.',
    }),
    source: 'pkg/kubelet/kubelet.go',
    match: when(
      { any: ['cni plugin not initialized', 'cni config uninitialized', 'NetworkPluginNotReady', 'network is not ready', 'network plugin is not ready', 'no networks found in'] },
    ),
  },
  {
    id: 'network-setup', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.networkSetup.title', { defaultMessage: 'The network plugin could not connect the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.networkSetup.advice', {
      defaultMessage: 'Read what the plugin says, and look at its Pod\'s log on that node.',
    }),
    source: 'https://www.cni.dev/docs/spec/',
    match: when(
      { any: ['failed to setup network for sandbox', 'failed to set up sandbox container', 'failed to set up pod', 'plugin type=', 'networkPlugin', 'network for sandbox', 'CNI', 'cni'] },
    ),
  },
  {
    id: 'sandbox-image', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.sandboxImage.title', {
      defaultMessage: 'The image that every Pod needs (pause) cannot be pulled',
    }),
    advice: () => i18n.translate('requestTrace.rule.sandboxImage.advice', {
      defaultMessage: 'Look at the sandbox image in the runtime\'s configuration and whether the node reaches its registry.',
    }),
    source: 'https://github.com/containerd/containerd/blob/main/docs/cri/config.md',
    match: when({ any: ['failed to get sandbox image', 'failed to pull image'] }),
  },
  {
    id: 'sandbox-oci', stage: 'sandbox', depth: 'cause', confidence: 0.85, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.sandboxOci.title', { defaultMessage: 'The container runtime could not start the sandbox' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxOci.advice', {
      defaultMessage: 'Read what the OCI runtime says; look at cgroups and kernel of that node.',
    }),
    source: 'https://github.com/opencontainers/runc',
    match: when({ any: ['OCI runtime', 'runc create failed', 'failed to create containerd task', 'failed to create shim', 'cgroup'] }),
  },
  {
    id: 'sandbox-disk-full', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.sandboxDiskFull.title', { defaultMessage: 'The node\'s disk is full' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxDiskFull.advice', {
      defaultMessage: 'Look at the disk of the container runtime on that node.',
    }),
    source: 'https://github.com/containerd/containerd',
    match: when({ any: ['no space left on device'] }),
  },
  {
    id: 'runtime-unreachable', stage: 'sandbox', depth: 'cause', confidence: 0.9, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.runtimeUnreachable.title', { defaultMessage: 'The container runtime does not answer' }),
    advice: () => i18n.translate('requestTrace.rule.runtimeUnreachable.advice', {
      defaultMessage: 'Look at the container runtime\'s service on that node.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
    match: when({ any: ['containerd.sock', 'crio.sock', 'dockerd', 'connect: connection refused', 'error reading server preface'] }),
  },
  {
    id: 'dynamic-resources', stage: 'sandbox', depth: 'cause', confidence: 0.85, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.dynamicResources.title', {
      defaultMessage: 'The devices that the Pod claims could not be prepared',
    }),
    advice: () => i18n.translate('requestTrace.rule.dynamicResources.advice', {
      defaultMessage: 'Look at the DRA driver\'s Pod on that node and its log.',
    }),
    source: 'pkg/kubelet/cm/dra/manager.go',
    match: when({ reasons: ['FailedPrepareDynamicResources'] }),
  },
  {
    id: 'sandbox-noise', stage: 'sandbox', depth: 'noise', confidence: 0.5, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.sandboxNoise.title', { defaultMessage: 'The sandbox is still being made' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxNoise.advice', {
      defaultMessage: 'The runtime is slow or hangs: look at its log and the node\'s load.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
    match: when({ any: ['failed to reserve sandbox name', 'DeadlineExceeded', 'context deadline exceeded', 'context canceled', 'already exists'] }),
  },
  {
    id: 'sandbox-failed', stage: 'sandbox', depth: 'effect', confidence: 0.7, topics: ['sandbox'],
    title: () => i18n.translate('requestTrace.rule.sandboxFailed.title', { defaultMessage: 'The Pod\'s sandbox could not be made' }),
    advice: () => i18n.translate('requestTrace.rule.sandboxFailed.advice', { defaultMessage: 'Look at the container runtime\'s log on that node.' }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_sandbox.go',
    match: when({}),
  },
];
