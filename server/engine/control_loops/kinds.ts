/** What the walk has to know of kinds, apart from the loops that write them. */

/** What people and pipelines deploy. Operators write these kinds too, but then own them by a custom resource. */
export const DEPLOYED_KINDS: ReadonlySet<string | undefined> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Pod',
  'ReplicationController',
  'Service',
  'Ingress',
  'ConfigMap',
  'Secret',
  'Namespace',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'NetworkPolicy',
  'ServiceAccount',
  'Role',
  'RoleBinding',
]);

/** Kinds that people create as well as controllers: a name that no owner confirms may be anybody's word. */
export const ALSO_NAMED_BY_PEOPLE: ReadonlySet<string | undefined> = new Set(['Pod', 'ReplicaSet']);

/** Kinds to look for by their audit records only: lines name them for many other reasons. */
export const AUDIT_ONLY_KINDS: ReadonlySet<string | undefined> = new Set([
  'ServiceAccount',
  'Event',
  'Lease',
]);
