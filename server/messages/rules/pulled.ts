/** Texts of the rules in engine/diagnosis/rules/pulled.ts. */
import type { RuleTexts } from './rule_texts';

export const PULLED_TEXTS: RuleTexts = {
  'image-never-pull': {
    title: 'The image is not on the node and may not be pulled',
    advice: 'Load the image onto the node, or change imagePullPolicy.',
  },
  'image-never-pull-bare': {
    title: 'The image is not on the node and imagePullPolicy is Never',
    advice: 'Load the image onto the node, or change imagePullPolicy.',
  },
  'image-name-invalid': {
    title: "The image's name is not valid",
    advice: 'Correct the image in the manifest: no capitals in the repository, no spaces, one tag.',
  },
  'image-name-invalid-bare': {
    title: 'The image has an invalid name',
    advice: 'Correct the image in the manifest: no capitals in the repository, no spaces, one tag.',
  },
  'image-rate-limit': {
    title: 'The registry limits how often images are pulled',
    advice: 'Pull with credentials or through a mirror, or wait.',
  },
  'image-unauthorized': {
    title: 'The registry does not let the node pull the image',
    advice:
      'Look at imagePullSecrets of the Pod and its service account, whether the Secret exists and is valid, and whether the repository exists.',
  },
  'registry-dns': {
    title: "The registry's name cannot be resolved on the node",
    advice: "Look at the registry in the image's name and at the node's DNS.",
  },
  'registry-tls': {
    title: "The node does not trust the registry's certificate, or it speaks no TLS",
    advice:
      'Look at the certificates that the container runtime trusts, and at its configuration for that registry.',
  },
  'image-platform': {
    title: "The image does not exist for the node's architecture",
    advice: 'Build the image for that platform, or select nodes of another.',
  },
  'image-disk-full': {
    title: "The node's disk is full",
    advice:
      'Look at the disk of the container runtime on that node and at image garbage collection.',
  },
  'image-signature': {
    title: "The image's signature was not accepted",
    advice: 'Look at the signature policy of the container runtime on that node.',
  },
  'image-not-found': {
    title: 'The image does not exist',
    advice: "Correct the image's name or tag, or push it to the registry.",
  },
  'registry-unreachable': {
    title: 'The registry does not answer the node',
    advice:
      'Look at whether the registry runs and the node reaches it: address, port, proxy, firewall.',
  },
  'image-unpack': {
    title: 'The image came incomplete or could not be unpacked',
    advice:
      "Pull it by hand on that node; look at its disk and whether the registry's copy is sound.",
  },
  'pull-secret-missing': {
    title: 'A pull secret that the Pod names does not exist',
    advice:
      "Create the Secret in the Pod's namespace; images that need no credentials are pulled without it.",
  },
  'image-pull-back-off': {
    title: 'Pulling the image failed and is tried again later',
    advice: 'Look for the first error of the pull.',
  },
  'image-pull-failed': {
    title: 'The image could not be pulled',
    advice: 'Read what the registry or the runtime says.',
  },
};
