/**
 * The keys under which Kubernetes' components log objects, as their sources have them (the convention is the kind's name in
 * lower camel case, contributors/devel/sig-instrumentation/migration-to-structured-logging.md; older code differs).
 */
import { findKind } from './builtin_kinds';

export interface KeyRule {
  /**
   * name: a name or list of names; uid: a uid or list of uids; volumeName: depends on who writes; meta: an object's
   * metadata; text: a sentence that may name objects; reflector: kubelet's watch of one object; uri: a request's URL
   */
  valueType: 'name' | 'uid' | 'volumeName' | 'meta' | 'text' | 'reflector' | 'uri';
  kind?: string;
  /** whether a name without its namespace counts, of a namespaced kind */
  allowsBareName?: boolean;
}

const KIND_BY_KEY: Record<string, string> = {
  rs: 'ReplicaSet',
  rc: 'ReplicationController',
  ds: 'DaemonSet',
  pvc: 'PersistentVolumeClaim',
  claim: 'PersistentVolumeClaim',
  claimname: 'PersistentVolumeClaim',
  pv: 'PersistentVolume',
  persistentvolume: 'PersistentVolume',
  pdb: 'PodDisruptionBudget',
  hpa: 'HorizontalPodAutoscaler',
  podname: 'Pod',
  podref: 'Pod',
  victim: 'Pod',
  preemptor: 'Pod',
  victims: 'Pod',
  scheduledpods: 'Pod',
  staticpod: 'Pod',
  mirrorpod: 'Pod',
  nodename: 'Node',
  nodes: 'Node',
  svc: 'Service',
  sa: 'ServiceAccount',
  crd: 'CustomResourceDefinition',
  csr: 'CertificateSigningRequest',
  va: 'VolumeAttachment',
  attachment: 'VolumeAttachment',
  quota: 'ResourceQuota',
  oldreplicaset: 'ReplicaSet',
  newreplicaset: 'ReplicaSet',
  relatedreplicasets: 'ReplicaSet',
  nominatednode: 'Node',
  nominatednodename: 'Node',
  targetnode: 'Node',
};

/** keys whose values are names by definition, namespace or not */
const BARE_KEYS: ReadonlySet<string> = new Set([
  'podname',
  'claimname',
  'nodename',
  'nominatednodename',
  'staticpod',
  'mirrorpod',
]);

/** kinds that no key of these names an object by (`event="…"` is an event's text, `role`, `lease`, `binding` other things) */
const NON_OBJECT_KEYS: ReadonlySet<string> = new Set([
  'event',
  'events',
  'binding',
  'bindings',
  'role',
  'roles',
  'namespace',
  'namespaces',
  'componentstatus',
]);

const KIND_BY_UID_KEY: Record<string, string | undefined> = {
  poduid: 'Pod',
  podid: 'Pod',
  poduids: 'Pod',
  claimuid: 'PersistentVolumeClaim',
  pvcuid: 'PersistentVolumeClaim',
  uid: undefined,
  objectuid: undefined,
  owneruid: undefined,
  nodeuid: 'Node',
  jobuid: 'Job',
};

const NAME_KEYS: ReadonlySet<string> = new Set([
  'key',
  'keys',
  'object',
  'obj',
  'objname',
  'item',
  'owner',
  'queuekey',
]);
const METADATA_KEYS: ReadonlySet<string> = new Set([
  'oldobjectmeta',
  'curobjectmeta',
  'newobjectmeta',
  'objectmeta',
  'labels',
  'detail',
]);
const TEXT_KEYS: ReadonlySet<string> = new Set([
  'err',
  'error',
  'message',
  'event',
  'status',
  'reason',
  'volumestatus',
  'claimstatus',
  'output',
  'containermessage',
]);

/** Whose queues' `key` is of which kind: the controllers' loggers (cmd/kube-controller-manager/names). */
const KIND_BY_QUEUE: Record<string, string> = {
  'deployment-controller': 'Deployment',
  'replicaset-controller': 'ReplicaSet',
  'statefulset-controller': 'StatefulSet',
  'daemonset-controller': 'DaemonSet',
  'job-controller': 'Job',
  'cronjob-controller': 'CronJob',
  'replicationcontroller-controller': 'ReplicationController',
  'endpoints-controller': 'Service',
  'endpointslice-controller': 'Service',
  'endpointslice-mirroring-controller': 'Endpoints',
  'resourcequota-controller': 'ResourceQuota',
};

/** The kind of what stands under `key` in a controller's lines; undefined where its logger doesn't tell. */
export const findQueueKind = (logger: string | undefined): string | undefined =>
  logger !== undefined && Object.hasOwn(KIND_BY_QUEUE, logger) ? KIND_BY_QUEUE[logger] : undefined;

function createRule(key: string): KeyRule | undefined {
  const lower = key.toLowerCase();
  if (lower === 'volumename') return { valueType: 'volumeName' };
  if (lower === 'reflector') return { valueType: 'reflector' };
  if (lower === 'url' || lower === 'uri' || lower === 'requesturi') return { valueType: 'uri' };
  if (Object.hasOwn(KIND_BY_KEY, lower))
    return { valueType: 'name', kind: KIND_BY_KEY[lower], allowsBareName: BARE_KEYS.has(lower) };
  if (Object.hasOwn(KIND_BY_UID_KEY, lower))
    return { valueType: 'uid', kind: KIND_BY_UID_KEY[lower] };
  if (NAME_KEYS.has(lower)) return { valueType: 'name' };
  // a workload as `ns/name` (controller_utils.go), or a controller's own name
  if (lower === 'controller') return { valueType: 'name', allowsBareName: false };
  if (METADATA_KEYS.has(lower)) return { valueType: 'meta' };
  if (TEXT_KEYS.has(lower)) return { valueType: 'text' };
  if (NON_OBJECT_KEYS.has(lower)) return undefined;
  const kind = findKind(key);
  return kind === undefined ? undefined : { valueType: 'name', kind, allowsBareName: false };
}

const ruleCache = new Map<string, KeyRule | null>();

/** The rule for a pair's key; undefined where its value is no object. Remembers its answers: a log has few different keys. */
export function getKeyRule(key: string): KeyRule | undefined {
  const known = ruleCache.get(key);
  if (known !== undefined) return known ?? undefined;
  if (key.length > 40) return undefined;
  const rule = createRule(key);
  // keys come from the logs: bounded
  if (ruleCache.size < 4096) ruleCache.set(key, rule ?? null);
  return rule;
}
