/** The image cannot be pulled. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const PULLED: readonly Rule[] = [
  {
    id: 'image-never-pull', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['pull policy of Never'] }),
  },
  {
    id: 'image-never-pull-bare', stage: 'pulled', depth: 'effect', confidence: 0.9, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ reasons: ['ErrImageNeverPull'] }),
  },
  {
    id: 'image-name-invalid', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['couldn\'t parse image', 'invalid reference format', 'Failed to apply default image tag', 'could not parse reference'] }),
  },
  {
    id: 'image-name-invalid-bare', stage: 'pulled', depth: 'effect', confidence: 0.9, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ reasons: ['InvalidImageName'] }),
  },
  {
    id: 'image-rate-limit', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'https://docs.docker.com/docker-hub/usage/',
    match: when({ any: ['toomanyrequests', '429 Too Many Requests', 'pull rate limit'] }),
  },
  {
    id: 'image-unauthorized', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when(
      { any: ['401 Unauthorized', 'nauthorized', 'authorization failed', 'insufficient_scope', '403 Forbidden', 'no basic auth credentials', 'ccess denied', 'access to the resource is denied', 'pull access denied', 'denied: ', 'authentication required', 'invalid username/password', 'incorrect username or password'] },
    ),
  },
  {
    id: 'registry-dns', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['no such host', 'server misbehaving', 'name resolution', 'lookup '] }),
  },
  {
    id: 'registry-tls', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['x509: ', 'server gave HTTP response to HTTPS client', 'tls: ', 'certificate'] }),
  },
  {
    id: 'image-platform', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['no match for platform', 'no matching manifest', 'does not match the specified platform'] }),
  },
  {
    id: 'image-disk-full', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['no space left on device'] }),
  },
  {
    id: 'image-signature', stage: 'pulled', depth: 'cause', confidence: 0.9, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['SignatureValidationFailed', 'signature'] }),
  },
  {
    id: 'image-not-found', stage: 'pulled', depth: 'cause', confidence: 0.95, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when(
      { any: ['not found', 'manifest unknown', 'manifest_unknown', 'name unknown', 'NAME_UNKNOWN', 'does not exist', 'unknown: Artifact'] },
    ),
  },
  {
    id: 'registry-unreachable', stage: 'pulled', depth: 'cause', confidence: 0.9, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when(
      { any: ['connection refused', 'i/o timeout', 'no route to host', 'network is unreachable', 'dial tcp', 'connection reset', 'Client.Timeout', 'request canceled', 'TLS handshake timeout', 'EOF', '503 Service', '502 Bad Gateway', '500 Internal', '504 Gateway', 'proxyconnect', 'failed to do request'] },
    ),
  },
  {
    id: 'image-unpack', stage: 'pulled', depth: 'cause', confidence: 0.8, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ any: ['failed to extract layer', 'failed to unpack', 'failed to copy', 'unexpected commit digest', 'failed size validation'] }),
  },
  {
    id: 'pull-secret-missing', stage: 'pulled', depth: 'effect', confidence: 0.5, topics: ['pull'],
    source: 'pkg/kubelet/kubelet_pods.go',
    match: when({ reasons: ['PullSecret', 'FailedToRetrieveImagePullSecret'] }),
  },
  {
    id: 'image-pull-back-off', stage: 'pulled', depth: 'noise', confidence: 0.6, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ reasons: ['ImagePullBackOff', 'BackOff'] }),
  },
  {
    id: 'image-pull-failed', stage: 'pulled', depth: 'effect', confidence: 0.7, topics: ['pull'],
    source: 'pkg/kubelet/images/image_manager.go',
    match: when({ not: ['context canceled'] }),
  },
];
