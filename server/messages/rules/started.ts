/** Texts of the rules in engine/diagnosis/rules/started.ts. */
import type { RuleTexts } from './rule_texts';

export const STARTED_TEXTS: RuleTexts = {
  'env-secret-not-found': {
    title: "A Secret that the container's environment needs does not exist",
    advice: "Create the Secret in the Pod's namespace or correct its name.",
  },
  'env-config-map-not-found': {
    title: "A ConfigMap that the container's environment needs does not exist",
    advice: "Create the ConfigMap in the Pod's namespace or correct its name.",
  },
  'env-key-not-found': {
    title: "A key that the container's environment needs is not in the Secret or ConfigMap",
    advice: 'Compare the keys of the object with those that the container asks for.',
  },
  'run-as-non-root': {
    title: 'The image would run as root, and the Pod forbids it',
    advice: 'Set runAsUser to a number other than 0, or use an image with a numeric user.',
  },
  'container-memory-too-low': {
    title: 'The memory limit is too low even to start the container',
    advice: "Raise the container's memory limit.",
  },
  'container-exec-permission': {
    title: "The container's command may not be executed",
    advice: 'Look at the mode of the file in the image and at the user that the container runs as.',
  },
  'container-exec-format': {
    title: "The container's command is built for another architecture",
    advice: "Build the image for the node's platform, or select nodes of another.",
  },
  'container-exec-not-found': {
    title: "The container's command is not in the image",
    advice: "Correct command and args in the manifest, or the image's entrypoint.",
  },
  'container-no-command': {
    title: 'The container has no command',
    advice: 'Set command in the manifest, or an entrypoint in the image.',
  },
  'container-mount-path': {
    title: 'A mount of the container cannot be made',
    advice:
      'Compare mountPath and subPath with what is in the image: a file cannot be mounted on a directory.',
  },
  'container-security-profile': {
    title: 'A security profile of the container is not on the node',
    advice: "Look at the profile's name and whether it is loaded on that node.",
  },
  'container-disk-full': {
    title: "The node's disk is full",
    advice: 'Look at the disk of the container runtime on that node.',
  },
  'post-start-hook': {
    title: "The container's postStart hook failed",
    advice: 'Look at the command of the hook and at what it printed.',
  },
  'container-oci': {
    title: 'The container runtime could not start the container',
    advice:
      'Read what the OCI runtime says; look at mounts, devices, capabilities and cgroups of the container.',
  },
  'container-noise': {
    title: 'The runtime took too long for the container',
    advice: "Look at the container runtime's log and the node's load.",
  },
  'container-config-error': {
    title: "The container's configuration cannot be put together",
    advice: 'Read what is missing; look at env, envFrom and securityContext of the container.',
  },
  'container-not-started': {
    title: 'The container could not be started',
    advice: 'Read what the container runtime says.',
  },
  'container-failed': {
    title: 'The kubelet could not run the container',
    advice: "Read the message, and look at the kubelet's log of that moment.",
  },
};
