/** The control plane's own users whose requests mean something of their own to a trace over objects. */

const controller = (name: string): string => `system:serviceaccount:kube-system:${name}`;

/** The API server's own client: admission and registries look things up, or write them, while they answer (LimitRanger, IP allocation). */
export const API_SERVER = 'system:apiserver';
export const SCHEDULER = 'system:kube-scheduler';
export const NAMESPACE_CONTROLLER = controller('namespace-controller');
/** Who takes Pods off a node: its taints, or its loss (pkg/controller/tainteviction, nodelifecycle, podgc). */
export const EVICTORS: readonly string[] = ['taint-eviction-controller', 'node-controller', 'pod-garbage-collector'].map(controller);
