/** The container cannot be made or started. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const STARTED: readonly Rule[] = [
  {
    id: 'env-secret-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.envSecretNotFound.title', {
      defaultMessage: 'A Secret that the container\'s environment needs does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.envSecretNotFound.advice', {
      defaultMessage: 'Create the Secret in the Pod\'s namespace or correct its name.',
    }),
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ all: ['secret "', '" not found'] }),
  },
  {
    id: 'env-config-map-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.envConfigMapNotFound.title', {
      defaultMessage: 'A ConfigMap that the container\'s environment needs does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.envConfigMapNotFound.advice', {
      defaultMessage: 'Create the ConfigMap in the Pod\'s namespace or correct its name.',
    }),
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ all: ['configmap "', '" not found'] }),
  },
  {
    id: 'env-key-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.envKeyNotFound.title', {
      defaultMessage: 'A key that the container\'s environment needs is not in the Secret or ConfigMap',
    }),
    advice: () => i18n.translate('requestTrace.rule.envKeyNotFound.advice', {
      defaultMessage: 'Compare the keys of the object with those that the container asks for.',
    }),
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ any: ['couldn\'t find key '] }),
  },
  {
    id: 'run-as-non-root', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.runAsNonRoot.title', { defaultMessage: 'The image would run as root, and the Pod forbids it' }),
    advice: () => i18n.translate('requestTrace.rule.runAsNonRoot.advice', {
      defaultMessage: 'Set runAsUser to a number other than 0, or use an image with a numeric user.',
    }),
    source: 'pkg/kubelet/kuberuntime/security_context_others.go',
    match: when({ any: ['runAsNonRoot'] }),
  },
  {
    id: 'container-memory-too-low', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerMemoryTooLow.title', {
      defaultMessage: 'The memory limit is too low even to start the container',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerMemoryTooLow.advice', { defaultMessage: 'Raise the container\'s memory limit.' }),
    source: 'https://github.com/opencontainers/runc',
    match: when({ any: ['OOM-killed (memory limit too low', 'container init caused memory limit too low'] }),
  },
  {
    id: 'container-exec-permission', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerExecPermission.title', {
      defaultMessage: 'The container\'s command may not be executed',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerExecPermission.advice', {
      defaultMessage: 'Look at the mode of the file in the image and at the user that the container runs as.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ all: ['exec', 'permission denied'] }),
  },
  {
    id: 'container-exec-format', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerExecFormat.title', {
      defaultMessage: 'The container\'s command is built for another architecture',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerExecFormat.advice', {
      defaultMessage: 'Build the image for the node\'s platform, or select nodes of another.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['exec format error'] }),
  },
  {
    id: 'container-exec-not-found', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerExecNotFound.title', { defaultMessage: 'The container\'s command is not in the image' }),
    advice: () => i18n.translate('requestTrace.rule.containerExecNotFound.advice', {
      defaultMessage: 'Correct command and args in the manifest, or the image\'s entrypoint.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['executable file not found', 'stat /', 'exec: "'] }),
  },
  {
    id: 'container-no-command', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerNoCommand.title', { defaultMessage: 'The container has no command' }),
    advice: () => i18n.translate('requestTrace.rule.containerNoCommand.advice', {
      defaultMessage: 'Set command in the manifest, or an entrypoint in the image.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['no command specified'] }),
  },
  {
    id: 'container-mount-path', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerMountPath.title', { defaultMessage: 'A mount of the container cannot be made' }),
    advice: () => i18n.translate('requestTrace.rule.containerMountPath.advice', {
      defaultMessage: 'Compare mountPath and subPath with what is in the image: a file cannot be mounted on a directory.',
    }),
    source: 'https://github.com/opencontainers/runc',
    match: when(
      { any: ['error mounting', 'not a directory: unknown', 'Are you trying to mount a directory onto a file', 'is not a shared mount', 'mountpoint for'] },
    ),
  },
  {
    id: 'container-security-profile', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerSecurityProfile.title', {
      defaultMessage: 'A security profile of the container is not on the node',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerSecurityProfile.advice', {
      defaultMessage: 'Look at the profile\'s name and whether it is loaded on that node.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['seccomp', 'apparmor', 'AppArmor'] }),
  },
  {
    id: 'container-disk-full', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerDiskFull.title', { defaultMessage: 'The node\'s disk is full' }),
    advice: () => i18n.translate('requestTrace.rule.containerDiskFull.advice', {
      defaultMessage: 'Look at the disk of the container runtime on that node.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ any: ['no space left on device'] }),
  },
  {
    id: 'post-start-hook', stage: 'started', depth: 'cause', confidence: 0.9, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.postStartHook.title', { defaultMessage: 'The container\'s postStart hook failed' }),
    advice: () => i18n.translate('requestTrace.rule.postStartHook.advice', {
      defaultMessage: 'Look at the command of the hook and at what it printed.',
    }),
    source: 'pkg/kubelet/lifecycle/handlers.go',
    match: when({ reasons: ['PostStartHookError', 'FailedPostStartHook'] }),
  },
  {
    id: 'container-oci', stage: 'started', depth: 'cause', confidence: 0.85, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerOci.title', { defaultMessage: 'The container runtime could not start the container' }),
    advice: () => i18n.translate('requestTrace.rule.containerOci.advice', {
      defaultMessage: 'Read what the OCI runtime says; look at mounts, devices, capabilities and cgroups of the container.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when(
      { any: ['OCI runtime', 'runc create failed', 'failed to create shim', 'failed to create containerd task', 'failed to start containerd task', 'failed to generate', 'container create failed', 'cgroup'] },
    ),
  },
  {
    id: 'container-noise', stage: 'started', depth: 'noise', confidence: 0.5, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerNoise.title', { defaultMessage: 'The runtime took too long for the container' }),
    advice: () => i18n.translate('requestTrace.rule.containerNoise.advice', {
      defaultMessage: 'Look at the container runtime\'s log and the node\'s load.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when(
      { any: ['context deadline exceeded', 'DeadlineExceeded', 'context canceled', 'failed to reserve container name', 'is reserved for'] },
    ),
  },
  {
    id: 'container-config-error', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerConfigError.title', {
      defaultMessage: 'The container\'s configuration cannot be put together',
    }),
    advice: () => i18n.translate('requestTrace.rule.containerConfigError.advice', {
      defaultMessage: 'Read what is missing; look at env, envFrom and securityContext of the container.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ reasons: ['CreateContainerConfigError'] }),
  },
  {
    id: 'container-not-started', stage: 'started', depth: 'effect', confidence: 0.7, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerNotStarted.title', { defaultMessage: 'The container could not be started' }),
    advice: () => i18n.translate('requestTrace.rule.containerNotStarted.advice', { defaultMessage: 'Read what the container runtime says.' }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when(
      { reasons: ['CreateContainerError', 'RunContainerError', 'StartError', 'ContainerCannotRun', 'RunInitContainerError', 'PreCreateHookError', 'PreStartHookError'] },
    ),
  },
  {
    id: 'container-failed', stage: 'started', depth: 'effect', confidence: 0.5, topics: ['container'],
    title: () => i18n.translate('requestTrace.rule.containerFailed.title', { defaultMessage: 'The kubelet could not run the container' }),
    advice: () => i18n.translate('requestTrace.rule.containerFailed.advice', {
      defaultMessage: 'Read the message, and look at the kubelet\'s log of that moment.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_container.go',
    match: when({ reasons: ['Failed'] }),
  },
];
