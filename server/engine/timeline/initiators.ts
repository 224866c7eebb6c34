/** Which changes begin something, and which follow from others. */
import { isAutomationUser } from './actors';
import { userOf } from './api_requests';
import type { Mutation } from './mutations';

/** What a pipeline deploys. Operators write these too, but own them then: by a custom resource. */
const DEPLOYED: ReadonlySet<string | undefined> = new Set([
  'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'ReplicationController', 'Service', 'Ingress', 'ConfigMap', 'Secret', 'Namespace',
  'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy', 'ServiceAccount', 'Role', 'RoleBinding',
]);

/** Somebody asked for it: a person; or a service account outside kube-system, of what nobody owns. */
export function isInitiating({ request: { audit, byUser }, state }: Mutation): boolean {
  if (byUser) return true;
  const subresource = audit.objectRef?.subresource;
  return isAutomationUser(userOf(audit)) && DEPLOYED.has(state.kind) && !state.owners.length && (subresource === undefined || subresource === 'scale' || subresource === 'eviction');
}
