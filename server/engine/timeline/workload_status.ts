/** Whether a workload is as its spec wants it, by its status; the conditions are those by which kubectl's rollout status goes. */
import type { JsonObject } from '../../../common/parse/json_values';
import { conditionOf, count, objectField } from './object_body';
import type { TimelineObject } from './object_index';

export interface WorkloadStatus {
  /** as wanted; undefined where its status is older than its spec, or says nothing */
  complete?: boolean;
  /** Pods that it wants, and that there are */
  desired?: number;
  existing?: number;
  ready?: number;
  /** of Jobs: ended for good without its goal */
  failed?: boolean;
  suspended?: boolean;
}

/** @param generation the spec has to be at least this new for its status to count */
export function workloadStatus(
  { kind, body, ended }: TimelineObject,
  generation = 0
): WorkloadStatus {
  if (kind === 'Job' && ended) return { complete: !ended.failed, failed: ended.failed };
  if (!body) return {};
  const spec = objectField(body, 'spec');
  const status = objectField(body, 'status');
  const observed = count(status, 'observedGeneration');
  const current = count(objectField(body, 'metadata'), 'generation');
  const fresh =
    observed !== undefined &&
    observed >= generation &&
    (current === undefined || observed >= current);
  switch (kind) {
    case 'Deployment':
      return deployment(spec, status, fresh);
    case 'ReplicaSet':
    case 'ReplicationController':
      return replicas(spec, status, fresh);
    case 'StatefulSet':
      return statefulSet(spec, status, fresh);
    case 'DaemonSet':
      return daemonSet(status, fresh);
    case 'Job':
      return job(spec, status);
    default:
      return {};
  }
}

const zero = (status: JsonObject, key: string): number => count(status, key) ?? 0;

/** pkg/controller/deployment/util DeploymentComplete */
function deployment(spec: JsonObject, status: JsonObject, fresh: boolean): WorkloadStatus {
  const desired = count(spec, 'replicas') ?? 1;
  if (!fresh) return { desired, ...(desired === 0 ? { complete: true } : {}) };
  const updated = zero(status, 'updatedReplicas');
  const complete =
    updated === desired &&
    zero(status, 'replicas') === desired &&
    zero(status, 'availableReplicas') >= desired;
  return { complete, desired, existing: updated, ready: zero(status, 'readyReplicas') };
}

function replicas(spec: JsonObject, status: JsonObject, fresh: boolean): WorkloadStatus {
  const desired = count(spec, 'replicas') ?? 1;
  if (!fresh) return { desired };
  const ready = zero(status, 'readyReplicas');
  const existing = zero(status, 'replicas');
  return { complete: ready === desired && existing === desired, desired, existing, ready };
}

/** kubectl's polymorphichelpers StatefulSetStatusViewer; `currentRevision` may lag where updates are partitioned. */
function statefulSet(spec: JsonObject, status: JsonObject, fresh: boolean): WorkloadStatus {
  const desired = count(spec, 'replicas') ?? 1;
  if (!fresh) return { desired };
  const ready = zero(status, 'readyReplicas');
  const existing = zero(status, 'replicas');
  const updating =
    status.updateRevision !== undefined && status.updateRevision !== status.currentRevision;
  const complete =
    ready === desired &&
    existing === desired &&
    (!updating || zero(status, 'updatedReplicas') === desired);
  return { complete, desired, existing, ready };
}

function daemonSet(status: JsonObject, fresh: boolean): WorkloadStatus {
  const desired = count(status, 'desiredNumberScheduled');
  if (!fresh || desired === undefined) return {};
  const ready = zero(status, 'numberReady');
  const updated = zero(status, 'updatedNumberScheduled');
  // right after its creation, before its controller saw the nodes, a DaemonSet wants no Pod
  return {
    complete: desired > 0 && ready >= desired && updated >= desired,
    desired,
    existing: zero(status, 'currentNumberScheduled'),
    ready,
  };
}

/** batch/v1 JobStatus: the condition Complete or Failed ends it. */
function job(spec: JsonObject, status: JsonObject): WorkloadStatus {
  const desired = count(spec, 'completions') ?? count(spec, 'parallelism') ?? 1;
  const complete = conditionOf(status, 'Complete')?.status === 'True';
  const failed = conditionOf(status, 'Failed')?.status === 'True';
  return {
    complete,
    failed,
    desired,
    existing: zero(status, 'active') + zero(status, 'succeeded') + zero(status, 'failed'),
    ready: zero(status, 'succeeded'),
    suspended: spec.suspend === true,
  };
}
