/**
 * Which control loops delete Pods, what each reacts to when it does, and which explanation that asks for: the backward step from
 * `deleted by controller X`. Shaped like the entries of the control loop catalogue.
 */
import type { ObjectPart } from '../timeline/mutation_change';

/** How to explain a deletion: by a change of the owner, by the deletion of an owner, and so on. */
export type Explanation = 'workload' | 'owner-deletion' | 'namespace-deletion' | 'taint' | 'preemption' | 'job' | 'pod-collection';

export interface PodRemover {
  controller: string;
  reactsTo: ReadonlyArray<{ kind: string; parts: readonly ObjectPart[]; relation: 'owner' | 'any-owner' | 'namespace' | 'node' | 'preemptor' }>;
  explanation: Explanation;
  /** path in the repository kubernetes/kubernetes */
  source: string;
}

export const POD_REMOVERS: readonly PodRemover[] = [
  { controller: 'replicaset-controller', reactsTo: [{ kind: 'ReplicaSet', parts: ['spec'], relation: 'owner' }], explanation: 'workload', source: 'pkg/controller/replicaset/replica_set.go' },
  {
    controller: 'replication-controller', reactsTo: [{ kind: 'ReplicationController', parts: ['spec'], relation: 'owner' }], explanation: 'workload',
    source: 'pkg/controller/replication/replication_controller.go',
  },
  { controller: 'statefulset-controller', reactsTo: [{ kind: 'StatefulSet', parts: ['spec'], relation: 'owner' }], explanation: 'workload', source: 'pkg/controller/statefulset/stateful_set_control.go' },
  {
    controller: 'daemon-set-controller',
    reactsTo: [{ kind: 'DaemonSet', parts: ['spec'], relation: 'owner' }, { kind: 'Node', parts: ['spec', 'metadata'], relation: 'node' }], explanation: 'workload',
    source: 'pkg/controller/daemon/daemon_controller.go',
  },
  { controller: 'job-controller', reactsTo: [{ kind: 'Job', parts: ['spec', 'status'], relation: 'owner' }], explanation: 'job', source: 'pkg/controller/job/job_controller.go' },
  {
    controller: 'generic-garbage-collector', reactsTo: [{ kind: '*', parts: ['deletion'], relation: 'any-owner' }], explanation: 'owner-deletion',
    source: 'pkg/controller/garbagecollector/garbagecollector.go',
  },
  {
    controller: 'namespace-controller', reactsTo: [{ kind: 'Namespace', parts: ['deletion'], relation: 'namespace' }], explanation: 'namespace-deletion',
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
  },
  { controller: 'node-controller', reactsTo: [{ kind: 'Node', parts: ['spec', 'status'], relation: 'node' }], explanation: 'taint', source: 'pkg/controller/nodelifecycle/node_lifecycle_controller.go' },
  { controller: 'taint-eviction-controller', reactsTo: [{ kind: 'Node', parts: ['spec'], relation: 'node' }], explanation: 'taint', source: 'pkg/controller/tainteviction/taint_eviction.go' },
  { controller: 'kube-scheduler', reactsTo: [{ kind: 'Pod', parts: ['spec'], relation: 'preemptor' }], explanation: 'preemption', source: 'pkg/scheduler/framework/preemption/preemption.go' },
  { controller: 'pod-garbage-collector', reactsTo: [{ kind: 'Node', parts: ['deletion'], relation: 'node' }], explanation: 'pod-collection', source: 'pkg/controller/podgc/gc_controller.go' },
];

const byController = new Map(POD_REMOVERS.map((remover) => [remover.controller, remover]));

export const podRemoverOf = (controller: string): PodRemover | undefined => byController.get(controller);
