import type { WriteFact } from './fact';

/** Kubernetes' own actors, by what they are called; a user is none. */
export type SystemActor =
  | 'kubelet' | 'kube-scheduler' | 'replicaset-controller' | 'replication-controller' | 'deployment-controller' | 'statefulset-controller'
  | 'daemon-set-controller' | 'job-controller' | 'cronjob-controller' | 'generic-garbage-collector' | 'namespace-controller' | 'node-controller'
  | 'taint-eviction-controller' | 'pod-garbage-collector' | 'ttl-after-finished-controller' | 'horizontal-pod-autoscaler' | 'other-controller';

/** Service accounts of kube-controller-manager's loops (cmd/kube-controller-manager/names, client names). */
const CONTROLLERS: ReadonlySet<string> = new Set<SystemActor>([
  'replicaset-controller', 'replication-controller', 'deployment-controller', 'statefulset-controller', 'daemon-set-controller', 'job-controller',
  'cronjob-controller', 'generic-garbage-collector', 'namespace-controller', 'node-controller', 'taint-eviction-controller',
  'pod-garbage-collector', 'ttl-after-finished-controller', 'horizontal-pod-autoscaler',
]);

const SERVICE_ACCOUNT = 'system:serviceaccount:kube-system:';

/**
 * Which of Kubernetes' own actors sent this; undefined for a user, an operator or somebody's service account. Without
 * `--use-service-account-credentials` all controllers are one user, and only the user agent's end tells them apart.
 */
export function systemActor({ user = '', impersonatedUser, userAgent = '' }: Pick<WriteFact, 'user' | 'impersonatedUser' | 'userAgent'>): SystemActor | undefined {
  if (impersonatedUser) return undefined;
  if (user.startsWith('system:node:')) return 'kubelet';
  if (user === 'system:kube-scheduler') return 'kube-scheduler';
  const name = user.startsWith(SERVICE_ACCOUNT)
    ? user.slice(SERVICE_ACCOUNT.length)
    : user === 'system:kube-controller-manager' ? userAgent.slice(Math.max(userAgent.lastIndexOf('/'), userAgent.lastIndexOf(':')) + 1) : '';
  if (CONTROLLERS.has(name)) return name as SystemActor;
  return user === 'system:kube-controller-manager' || user === 'system:apiserver' ? 'other-controller' : undefined;
}

/** As a reader knows who it was: `alice`, `carol (as alice)`, `replicaset-controller`. */
export function actorName(write: Pick<WriteFact, 'user' | 'impersonatedUser' | 'userAgent'>): string {
  const actor = systemActor(write);
  if (actor && actor !== 'other-controller' && actor !== 'kubelet') return actor;
  if (actor === 'kubelet') return `kubelet ${write.user!.slice('system:node:'.length)}`;
  const user = write.user ?? '?';
  return write.impersonatedUser ? `${user} (as ${write.impersonatedUser})` : user;
}
