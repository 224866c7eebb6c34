/**
 * The keys under which Kubernetes' components log objects, as their sources have them (the convention is the kind's name in
 * lower camel case, contributors/devel/sig-instrumentation/migration-to-structured-logging.md; older code differs).
 */
import { kindOfWord } from './kinds';

export interface KeyRule {
  /**
   * name: a name or list of names; uid: a uid or list of uids; volumeName: depends on who writes; meta: an object's
   * metadata; text: a sentence that may name objects; reflector: kubelet's watch of one object; uri: a request's URL
   */
  how: 'name' | 'uid' | 'volumeName' | 'meta' | 'text' | 'reflector' | 'uri';
  kind?: string;
  /** whether a name without its namespace counts, of a namespaced kind */
  bare?: boolean;
}

const KIND_KEYS: Record<string, string> = {
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
const NO_OBJECT: ReadonlySet<string> = new Set([
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

const UID_KEYS: Record<string, string | undefined> = {
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
const META_KEYS: ReadonlySet<string> = new Set([
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
const QUEUE_KINDS: Record<string, string> = {
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
export const kindOfQueue = (logger: string | undefined): string | undefined =>
  logger !== undefined && Object.hasOwn(QUEUE_KINDS, logger) ? QUEUE_KINDS[logger] : undefined;

function makeRule(key: string): KeyRule | undefined {
  const lower = key.toLowerCase();
  if (lower === 'volumename') return { how: 'volumeName' };
  if (lower === 'reflector') return { how: 'reflector' };
  if (lower === 'url' || lower === 'uri' || lower === 'requesturi') return { how: 'uri' };
  if (Object.hasOwn(KIND_KEYS, lower))
    return { how: 'name', kind: KIND_KEYS[lower], bare: BARE_KEYS.has(lower) };
  if (Object.hasOwn(UID_KEYS, lower)) return { how: 'uid', kind: UID_KEYS[lower] };
  if (NAME_KEYS.has(lower)) return { how: 'name' };
  // a workload as `ns/name` (controller_utils.go), or a controller's own name
  if (lower === 'controller') return { how: 'name', bare: false };
  if (META_KEYS.has(lower)) return { how: 'meta' };
  if (TEXT_KEYS.has(lower)) return { how: 'text' };
  if (NO_OBJECT.has(lower)) return undefined;
  const kind = kindOfWord(key);
  return kind === undefined ? undefined : { how: 'name', kind, bare: false };
}

const rules = new Map<string, KeyRule | null>();

/** The rule for a pair's key; undefined where its value is no object. Remembers its answers: a log has few different keys. */
export function ruleOf(key: string): KeyRule | undefined {
  const known = rules.get(key);
  if (known !== undefined) return known ?? undefined;
  if (key.length > 40) return undefined;
  const rule = makeRule(key);
  // keys come from the logs: bounded
  if (rules.size < 4096) rules.set(key, rule ?? null);
  return rule;
}
