import { COMPONENTS, isComponentName } from './component_names';

/** What a file's name and folders say about the log in it. */
export interface FileInfo {
  /** kube-apiserver, kubelet, containerd, … */
  component?: string;
  node?: string;
  namespace?: string;
  pod?: { name: string; uid?: string };
  container?: string;
}

/** Words that stand after a component's name without being a node: `kubelet_service.log`, `kubelet.INFO`, `kubelet-json.log`. */
const NON_NODE_SUFFIXES = new Set([
  'service',
  'log',
  'logs',
  'json',
  'text',
  'current',
  'previous',
  'info',
  'warning',
  'error',
  'fatal',
  'audit',
]);

/** The name without `.gz`: a packed file and its unpacked self are one log. */
export const removeGzipExtension = (path: string): string =>
  path.endsWith('.gz') ? path.slice(0, -3) : path;

/**
 * Container logs, `…/pods/<namespace>_<pod>_<uid>/<container>/<n>.log` (kubelet: pkg/kubelet/kuberuntime/helpers.go,
 * BuildContainerLogsDirectory) or its link `/var/log/containers/<pod>_<namespace>_<container>-<id>.log`.
 */
function parseContainerPath(path: string): FileInfo | null {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const [namespace, pod, uid, ...more] = (parts.at(-3) ?? '').split('_');
  if (namespace && pod && uid && more.length === 0 && /^\d+\.log/.test(file)) {
    return { namespace, pod: { name: pod, uid }, container: parts.at(-2) };
  }
  // a must-gather: namespaces/<namespace>/pods/<pod>/<container>/<container>/logs/current.log
  if (parts.at(-2) === 'logs' && parts.at(-6) === 'pods' && parts.at(-8) === 'namespaces') {
    return { namespace: parts.at(-7), pod: { name: parts.at(-5) ?? '' }, container: parts.at(-3) };
  }
  const link = /^([^_]+)_([^_]+)_([^_]+)-[0-9a-f]{64}\.log/.exec(file);
  if (link) return { namespace: link[2], pod: { name: link[1] ?? '' }, container: link[3] };
  return null;
}

/** `kubelet-node-a.log` → kubelet on node-a. Rotated names (`kubelet.log.1`, `kubelet-20240101.log`) name no node. */
export function parseFileName(path: string): FileInfo {
  const plain = removeGzipExtension(path);
  const container = parseContainerPath(plain);
  if (container) {
    const component = container.container;
    return component !== undefined && isComponentName(component)
      ? { ...container, component }
      : container;
  }
  const base = plain.slice(plain.lastIndexOf('/') + 1);
  const component = [...COMPONENTS].find(
    (name) => base.startsWith(name) && !/[a-z0-9]/i.test(base.charAt(name.length))
  );
  if (!component) return {};
  const log = base.indexOf('.log', component.length);
  const rest = base.slice(component.length, log < 0 ? undefined : log);
  const node = rest.slice(1);
  const isNode =
    /^[-_.]/.test(rest) && /^[a-z][a-z0-9.-]*$/.test(node) && !NON_NODE_SUFFIXES.has(node);
  return isNode ? { component, node } : { component };
}

/** Source files that only one component has; counted over the file's beginning where its name says nothing. */
const COMPONENT_MARKERS: ReadonlyArray<readonly [word: string, component: string]> = [
  ['--etcd-servers=', 'kube-apiserver'],
  ['apf_controller.go:', 'kube-apiserver'],
  ['cacher.go:', 'kube-apiserver'],
  ['bootstrap-controller', 'kube-apiserver'],
  ['aggregator.go:', 'kube-apiserver'],
  ['--concurrent-deployment-syncs=', 'kube-controller-manager'],
  ['replica_set.go:', 'kube-controller-manager'],
  ['controllermanager.go:', 'kube-controller-manager'],
  ['garbagecollector.go:', 'kube-controller-manager'],
  ['deployment_controller.go:', 'kube-controller-manager'],
  ['endpointslice_controller.go:', 'kube-controller-manager'],
  ['schedule_one.go:', 'kube-scheduler'],
  ['eventhandlers.go:', 'kube-scheduler'],
  ['--pod-max-in-unschedulable-pods-duration=', 'kube-scheduler'],
  ['kubelet.go:', 'kubelet'],
  ['kuberuntime_', 'kubelet'],
  ['kubelet_', 'kubelet'],
  ['--pod-infra-container-image=', 'kubelet'],
  ['proxier.go:', 'kube-proxy'],
  ['--cleanup-iptables=', 'kube-proxy'],
  ['--cloud-provider=', 'cloud-controller-manager'],
  ['node_lifecycle_controller.go:', 'cloud-controller-manager'],
];

/** The component that most of the telling words in a file's beginning belong to. */
export function detectComponent(head: string): string | undefined {
  const votes = new Map<string, number>();
  for (const [word, component] of COMPONENT_MARKERS) {
    if (head.includes(word)) votes.set(component, (votes.get(component) ?? 0) + 1);
  }
  let best: string | undefined;
  let most = 0;
  for (const [component, count] of votes) if (count > most) [best, most] = [component, count];
  return best;
}
