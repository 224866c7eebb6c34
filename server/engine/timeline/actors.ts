/**
 * Who sends requests to the API server: the one classification of its users. An actor is a person, automation that deploys on
 * behalf of people (a pipeline, GitOps, an operator), a controller, a node, or another part of the platform.
 */
import type { AuditRecord } from '../../../common/parse/audit';

export type ActorKind = 'person' | 'automation' | 'controller' | 'node' | 'platform';

/** What an audit record, or kube-apiserver's line, says of the sender. */
export interface Sender {
  user?: string;
  impersonatedUser?: string;
  userAgent?: string;
}

export const senderOf = ({ user, impersonatedUser, userAgent }: AuditRecord): Sender => ({
  user: user?.username,
  impersonatedUser: impersonatedUser?.username,
  userAgent,
});

/** The API server's own client: admission and registries look objects up, or write them, while they answer (LimitRanger, IP allocation). */
export const API_SERVER = 'system:apiserver';
export const SCHEDULER = 'system:kube-scheduler';
const CONTROLLER_MANAGER = 'system:kube-controller-manager';
const NODE_PREFIX = 'system:node:';
const ACCOUNT_PREFIX = 'system:serviceaccount:';
const CONTROLLER_PREFIX = `${ACCOUNT_PREFIX}kube-system:`;

const controllerUser = (name: string): string => `${CONTROLLER_PREFIX}${name}`;
export const NAMESPACE_CONTROLLER = controllerUser('namespace-controller');
/** Controllers that take Pods off a node, because of its taints or its loss (pkg/controller/tainteviction, nodelifecycle, podgc). */
const EVICTION_CONTROLLERS: ReadonlySet<string> = new Set([
  'taint-eviction-controller',
  'node-controller',
  'pod-garbage-collector',
]);
/** The same as users, for queries. */
export const EVICTION_USERS: readonly string[] = [...EVICTION_CONTROLLERS].map(controllerUser);

/** Client names of kube-controller-manager's control loops (cmd/kube-controller-manager/names). */
const CONTROLLERS: ReadonlySet<string> = new Set([
  'replicaset-controller',
  'replication-controller',
  'deployment-controller',
  'statefulset-controller',
  'daemon-set-controller',
  'job-controller',
  'cronjob-controller',
  'generic-garbage-collector',
  'namespace-controller',
  'node-controller',
  'taint-eviction-controller',
  'pod-garbage-collector',
  'ttl-after-finished-controller',
  'horizontal-pod-autoscaler',
  'endpoint-controller',
  'endpointslice-controller',
  'disruption-controller',
  'resourcequota-controller',
  'persistent-volume-binder',
  'attachdetach-controller',
  'expand-controller',
  'pvc-protection-controller',
  'pv-protection-controller',
  'service-account-controller',
  'root-ca-cert-publisher',
  'ephemeral-volume-controller',
]);

/** The control plane's own clients, as their user agents begin (component-base's default user agent: the binary's name). */
export const SYSTEM_AGENTS: readonly string[] = [
  'kube-apiserver/',
  'kube-controller-manager/',
  'kube-scheduler/',
  'kubelet/',
  'kube-proxy/',
  'cloud-controller-manager/',
];

/** Users below `system:` who are people all the same: the cluster's administrator, and whoever is not authenticated. */
export const SYSTEM_PEOPLE: readonly string[] = ['system:admin', 'system:anonymous'];

/** What a platform runs its own parts with. */
interface Platform {
  name: string;
  /** users that are called so, or begin or end so */
  users?: readonly string[];
  userPrefixes?: readonly string[];
  userSuffixes?: readonly string[];
  /** namespaces of its service accounts; a `*` at the end stands for anything */
  namespaces?: readonly string[];
  /** namespaces among these that hold automation of the cluster's users */
  automation?: readonly string[];
  source: string;
}

const PLATFORMS: readonly Platform[] = [
  {
    name: 'Kubernetes',
    namespaces: ['kube-system'],
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles',
  },
  {
    name: 'EKS',
    userPrefixes: ['eks:'],
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html',
  },
  {
    name: 'AKS',
    users: ['aksService', 'aksProblemDetector', 'hcpService'],
    userPrefixes: ['aks-'],
    source: 'https://learn.microsoft.com/azure/aks/monitor-aks-reference',
  },
  {
    name: 'GKE',
    userPrefixes: ['gke-'],
    userSuffixes: ['@container-engine-robot.iam.gserviceaccount.com'],
    namespaces: ['gke-managed-*', 'gmp-system'],
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/audit-logging',
  },
  {
    name: 'OpenShift',
    namespaces: ['openshift', 'openshift-*'],
    automation: ['openshift-gitops', 'openshift-pipelines'],
    source:
      'https://docs.openshift.com/container-platform/latest/authentication/using-service-accounts-in-applications.html',
  },
  {
    name: 'Rancher',
    userPrefixes: ['system:cattle:'],
    namespaces: ['cattle-*'],
    automation: ['cattle-fleet-system', 'cattle-fleet-local-system'],
    source: 'https://ranchermanager.docs.rancher.com/reference-guides/rancher-cluster-tools',
  },
  {
    name: 'k3s, RKE2',
    userPrefixes: ['k3s-', 'rke2-'],
    source: 'https://docs.k3s.io/security/hardening-guide',
  },
];

const matches = (value: string, pattern: string): boolean =>
  pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;

/** The namespace of a service account's user; undefined for other users. */
function accountNamespace(user: string): string | undefined {
  if (!user.startsWith(ACCOUNT_PREFIX)) return undefined;
  const colon = user.indexOf(':', ACCOUNT_PREFIX.length);
  return user.slice(ACCOUNT_PREFIX.length, colon < 0 ? undefined : colon);
}

const isPlatformNamespace = (namespace: string): boolean =>
  PLATFORMS.some(
    ({ namespaces = [], automation = [] }) =>
      namespaces.some((pattern) => matches(namespace, pattern)) && !automation.includes(namespace)
  );

const isPlatformUser = (user: string): boolean =>
  PLATFORMS.some(
    ({ users = [], userPrefixes = [], userSuffixes = [] }) =>
      users.includes(user) ||
      userPrefixes.some((prefix) => user.startsWith(prefix)) ||
      userSuffixes.some((suffix) => user.endsWith(suffix))
  );

/** Classifies a user by its name alone. Who is not known to be anything else is a person. */
export function kindOfUser(user: string): ActorKind {
  if (user.startsWith(NODE_PREFIX)) return 'node';
  const namespace = accountNamespace(user);
  if (namespace !== undefined) {
    if (!isPlatformNamespace(namespace)) return 'automation';
    return namespace === 'kube-system' ? 'controller' : 'platform';
  }
  if (user === CONTROLLER_MANAGER || user === SCHEDULER) return 'controller';
  if (SYSTEM_PEOPLE.includes(user)) return 'person';
  return user.startsWith('system:') || isPlatformUser(user) ? 'platform' : 'person';
}

/** Users of the cluster itself and service accounts: what they request follows from what somebody else requested. */
export const isSystemUser = (user: string | undefined): boolean =>
  user !== undefined && kindOfUser(user) !== 'person';

/** A service account that is no part of the platform: a pipeline requests with it as people do, an operator reacts to what they request. */
export const isAutomationUser = (user: string | undefined): boolean =>
  user !== undefined && kindOfUser(user) === 'automation';

/** The control plane, nodes and the platform's own parts: what they are refused they request again. */
export const isControlPlaneUser = (user: string | undefined): boolean =>
  isSystemUser(user) && !isAutomationUser(user);

/** The same where only the user agent is known. A controller's ends with its service account's name. */
export const isSystemAgent = (agent: string | undefined): boolean =>
  agent !== undefined &&
  (SYSTEM_AGENTS.some((begin) => agent.startsWith(begin)) || agent.includes('/system:'));

/** Programs that run for one command and end, as their user agents begin. */
const COMMANDS = ['kubectl', 'helm/', 'oc/'];
export const isCommandAgent = (userAgent: string | undefined): boolean => {
  const agent = userAgent?.slice(0, 20).toLowerCase();
  return agent !== undefined && COMMANDS.some((name) => agent.startsWith(name));
};

/** Whether a person sent it, or a pipeline with a person's tool. Whoever impersonates a user is the one who asked. */
export const isPersonal = ({ user, userAgent }: Sender): boolean =>
  !isSystemUser(user) || (isAutomationUser(user) && isCommandAgent(userAgent));

/** The control loop that sent a request, or `kube-scheduler`; undefined for anything else. */
export function controllerOf({
  user = '',
  impersonatedUser,
  userAgent = '',
}: Sender): string | undefined {
  if (impersonatedUser) return undefined;
  if (user === SCHEDULER) return 'kube-scheduler';
  if (user.startsWith(CONTROLLER_PREFIX)) {
    const name = user.slice(CONTROLLER_PREFIX.length);
    return CONTROLLERS.has(name) ? name : undefined;
  }
  // without --use-service-account-credentials all loops are one user: the user agent's end tells them apart
  if (user !== CONTROLLER_MANAGER) return undefined;
  const name = userAgent.slice(
    Math.max(userAgent.lastIndexOf('/'), userAgent.lastIndexOf(':')) + 1
  );
  return CONTROLLERS.has(name) ? name : 'other-controller';
}

/** Whether this sender takes Pods off nodes. */
export const isEvictionController = (sender: Sender): boolean =>
  EVICTION_CONTROLLERS.has(controllerOf(sender) ?? '');

/** The node whose kubelet sent it; undefined for anybody else. */
export const nodeOf = ({ user, impersonatedUser }: Sender): string | undefined =>
  !impersonatedUser && user?.startsWith(NODE_PREFIX) ? user.slice(NODE_PREFIX.length) : undefined;

/** Kubernetes' own components: control loops, kube-scheduler, kubelets, the API server. Anyone else is somebody who can be asked for the reason. */
export const isKubernetesComponent = (sender: Sender): boolean =>
  controllerOf(sender) !== undefined ||
  nodeOf(sender) !== undefined ||
  (sender.user === API_SERVER && !sender.impersonatedUser);

/** Formats the sender for a reader: `alice`, `carol (as alice)`, `replicaset-controller`, `kubelet node-a`. */
export function actorName(sender: Sender): string {
  const controller = controllerOf(sender);
  if (controller && controller !== 'other-controller') return controller;
  const node = nodeOf(sender);
  if (node !== undefined) return `kubelet ${node}`;
  const user = sender.user ?? '?';
  return sender.impersonatedUser ? `${user} (as ${sender.impersonatedUser})` : user;
}
