/** The image cannot be pulled. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const PULLED: readonly Rule[] = [
  {
    id: 'image-never-pull', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageNeverPull.title', { defaultMessage: 'The image is not on the node and may not be pulled' }),
    advice: () => i18n.translate('requestTrace.rule.imageNeverPull.advice', {
      defaultMessage: 'Load the image onto the node, or change imagePullPolicy.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['pull policy of Never'] }),
  },
  {
    id: 'image-never-pull-bare', stage: 'pulled', depth: 'effect', confidence: 0.9, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageNeverPullBare.title', {
      defaultMessage: 'The image is not on the node and imagePullPolicy is Never',
    }),
    advice: () => i18n.translate('requestTrace.rule.imageNeverPullBare.advice', {
      defaultMessage: 'Load the image onto the node, or change imagePullPolicy.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ reasons: ['ErrImageNeverPull'] }),
  },
  {
    id: 'image-name-invalid', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageNameInvalid.title', { defaultMessage: 'The image\'s name is not valid' }),
    advice: () => i18n.translate('requestTrace.rule.imageNameInvalid.advice', {
      defaultMessage: 'Correct the image in the manifest: no capitals in the repository, no spaces, one tag.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['couldn\'t parse image', 'invalid reference format', 'Failed to apply default image tag', 'could not parse reference'] }),
  },
  {
    id: 'image-name-invalid-bare', stage: 'pulled', depth: 'effect', confidence: 0.9, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageNameInvalidBare.title', { defaultMessage: 'The image has an invalid name' }),
    advice: () => i18n.translate('requestTrace.rule.imageNameInvalidBare.advice', {
      defaultMessage: 'Correct the image in the manifest: no capitals in the repository, no spaces, one tag.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ reasons: ['InvalidImageName'] }),
  },
  {
    id: 'image-rate-limit', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageRateLimit.title', { defaultMessage: 'The registry limits how often images are pulled' }),
    advice: () => i18n.translate('requestTrace.rule.imageRateLimit.advice', {
      defaultMessage: 'Pull with credentials or through a mirror, or wait.',
    }),
    source: 'https://docs.docker.com/docker-hub/usage/',
    match: when({ any: ['toomanyrequests', '429 Too Many Requests', 'pull rate limit'] }),
  },
  {
    id: 'image-unauthorized', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageUnauthorized.title', { defaultMessage: 'The registry does not let the node pull the image' }),
    advice: () => i18n.translate('requestTrace.rule.imageUnauthorized.advice', {
      defaultMessage: 'Look at imagePullSecrets of the Pod and its service account, whether the Secret exists and is valid, and whether the repository exists.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when(
      { any: ['401 Unauthorized', 'nauthorized', 'authorization failed', 'insufficient_scope', '403 Forbidden', 'no basic auth credentials', 'ccess denied', 'access to the resource is denied', 'pull access denied', 'denied: ', 'authentication required', 'invalid username/password', 'incorrect username or password'] },
    ),
  },
  {
    id: 'registry-dns', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.registryDns.title', { defaultMessage: 'The registry\'s name cannot be resolved on the node' }),
    advice: () => i18n.translate('requestTrace.rule.registryDns.advice', {
      defaultMessage: 'Look at the registry in the image\'s name and at the node\'s DNS.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['no such host', 'server misbehaving', 'name resolution', 'lookup '] }),
  },
  {
    id: 'registry-tls', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.registryTls.title', {
      defaultMessage: 'The node does not trust the registry\'s certificate, or it speaks no TLS',
    }),
    advice: () => i18n.translate('requestTrace.rule.registryTls.advice', {
      defaultMessage: 'Look at the certificates that the container runtime trusts, and at its configuration for that registry.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['x509: ', 'server gave HTTP response to HTTPS client', 'tls: ', 'certificate'] }),
  },
  {
    id: 'image-platform', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imagePlatform.title', { defaultMessage: 'The image does not exist for the node\'s architecture' }),
    advice: () => i18n.translate('requestTrace.rule.imagePlatform.advice', {
      defaultMessage: 'Build the image for that platform, or select nodes of another.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['no match for platform', 'no matching manifest', 'does not match the specified platform'] }),
  },
  {
    id: 'image-disk-full', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageDiskFull.title', { defaultMessage: 'The node\'s disk is full' }),
    advice: () => i18n.translate('requestTrace.rule.imageDiskFull.advice', {
      defaultMessage: 'Look at the disk of the container runtime on that node and at image garbage collection.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['no space left on device'] }),
  },
  {
    id: 'image-signature', stage: 'pulled', depth: 'cause', confidence: 0.9, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageSignature.title', { defaultMessage: 'The image\'s signature was not accepted' }),
    advice: () => i18n.translate('requestTrace.rule.imageSignature.advice', {
      defaultMessage: 'Look at the signature policy of the container runtime on that node.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['SignatureValidationFailed', 'signature'] }),
  },
  {
    id: 'image-not-found', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageNotFound.title', { defaultMessage: 'The image does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.imageNotFound.advice', {
      defaultMessage: 'Correct the image\'s name or tag, or push it to the registry.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when(
      { any: ['not found', 'manifest unknown', 'manifest_unknown', 'name unknown', 'NAME_UNKNOWN', 'does not exist', 'unknown: Artifact'] },
    ),
  },
  {
    id: 'registry-unreachable', stage: 'pulled', depth: 'cause', confidence: 0.9, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.registryUnreachable.title', { defaultMessage: 'The registry does not answer the node' }),
    advice: () => i18n.translate('requestTrace.rule.registryUnreachable.advice', {
      defaultMessage: 'Look at whether the registry runs and the node reaches it: address, port, proxy, firewall.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when(
      { any: ['connection refused', 'i/o timeout', 'no route to host', 'network is unreachable', 'dial tcp', 'connection reset', 'Client.Timeout', 'request canceled', 'TLS handshake timeout', 'EOF', '503 Service', '502 Bad Gateway', '500 Internal', '504 Gateway', 'proxyconnect', 'failed to do request'] },
    ),
  },
  {
    id: 'image-unpack', stage: 'pulled', depth: 'cause', confidence: 0.8, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imageUnpack.title', { defaultMessage: 'The image came incomplete or could not be unpacked' }),
    advice: () => i18n.translate('requestTrace.rule.imageUnpack.advice', {
      defaultMessage: 'Pull it by hand on that node; look at its disk and whether the registry\'s copy is sound.',
    }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['failed to extract layer', 'failed to unpack', 'failed to copy', 'unexpected commit digest', 'failed size validation'] }),
  },
  {
    id: 'pull-secret-missing', stage: 'pulled', depth: 'effect', confidence: 0.5, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.pullSecretMissing.title', { defaultMessage: 'A pull secret that the Pod names does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.pullSecretMissing.advice', {
      defaultMessage: 'Create the Secret in the Pod\'s namespace; images that need no credentials are pulled without it.',
    }),
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ reasons: ['PullSecret', 'FailedToRetrieveImagePullSecret'] }),
  },
  {
    id: 'image-pull-back-off', stage: 'pulled', depth: 'noise', confidence: 0.6, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imagePullBackOff.title', { defaultMessage: 'Pulling the image failed and is tried again later' }),
    advice: () => i18n.translate('requestTrace.rule.imagePullBackOff.advice', { defaultMessage: 'Look for the first error of the pull.' }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ reasons: ['ImagePullBackOff', 'BackOff'] }),
  },
  {
    id: 'image-pull-failed', stage: 'pulled', depth: 'effect', confidence: 0.7, topics: ['pull'],
    title: () => i18n.translate('requestTrace.rule.imagePullFailed.title', { defaultMessage: 'The image could not be pulled' }),
    advice: () => i18n.translate('requestTrace.rule.imagePullFailed.advice', { defaultMessage: 'Read what the registry or the runtime says.' }),
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ not: ['context canceled'] }),
  },
];
