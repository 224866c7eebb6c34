/** What the catalogue states of a control loop: the change it reacts to, what it writes then, and how the link is proven. */

/** Parts of an object that control loops react to. `spec` stands for everything but metadata and status: `data` of a Secret as well. */
export type ObjectPart = 'spec' | 'metadata' | 'status' | 'deletion';

export type Verb = 'get' | 'create' | 'update' | 'patch' | 'delete';

/** Any kind. */
export const ANY_KIND = '*';
/** Any kind that no other entry reacts to: custom resources, whose controllers are not known. */
export const UNLISTED_KIND = 'unlisted';

/** How the object that a loop writes is related to the object that changed. `correlation/relations.ts` finds the objects of each. */
export type Relation =
  /** the object that changed */
  | 'self'
  /** an object whose ownerReferences or generated name point to it */
  | 'owned'
  /** the object that owns it */
  | 'owner'
  /** an object in the Namespace */
  | 'inside'
  /** a claim that the Pod mounts */
  | 'claim'
  /** the claim's volume */
  | 'volume'
  /** a VolumeAttachment of the volume, or of a volume that the Pod mounts */
  | 'attachment'
  /** a Secret, ConfigMap or ServiceAccount that the Pod's spec refers to */
  | 'referenced'
  /** an object of the same namespace that counts Pods, and the object that owns it */
  | 'counts'
  /** the object that a field of the object names: `spec.scaleTargetRef`, `spec.secretName` */
  | 'fieldReference'
  /** a Pod that was removed to make room for the Pod */
  | 'preempted'
  /** a Pod that was evicted from the Node */
  | 'evicted'
  /** a Pod that no node had room for, and that was bound to this node then */
  | 'unschedulable'
  /** the node's Pod of a DaemonSet */
  | 'daemonPod'
  /** a Pod that could not start without this object */
  | 'waiting'
  /** a claim whose deletion waited for the Pod that mounts it */
  | 'heldClaim';

/** Relations in the order in which they are followed: an object that is related in several ways is taken for the first. */
export const RELATIONS: readonly Relation[] = [
  'self',
  'owned',
  'owner',
  'inside',
  'volume',
  'claim',
  'attachment',
  'fieldReference',
  'preempted',
  'evicted',
  'heldClaim',
  'daemonPod',
  'unschedulable',
  'waiting',
  'referenced',
  'counts',
];

/** What shows that a loop wrote an object because of another one. */
export type Proof =
  | 'request'
  | 'ownerReference'
  | 'ownerOfChanged'
  | 'generatedName'
  | 'namespace'
  | 'volumeReference'
  | 'podReference'
  | 'fieldReference'
  | 'countedPods'
  | 'preemptionEvent'
  | 'nodeEviction'
  | 'waitedFor';

/** How a controller makes the names of what it creates, from the owner's name. */
export type NameRule =
  /** `<owner>-<5 characters>` (apiserver names.SimpleNameGenerator) */
  | 'randomSuffix'
  /** `<owner>-<hash of the template>` (rand.SafeEncodeString) */
  | 'templateHash'
  /** `<owner>-<number>`: ordinals and revisions */
  | 'ordinal'
  /** `<claim template>-<owner>-<ordinal>` (statefulset getPersistentVolumeClaimName) */
  | 'claimOrdinal'
  /** `<owner>-<minutes since the epoch>` (cronjob getJobName) */
  | 'scheduledMinute'
  /** `<owner>-<completion index>-<5 characters>` (job podGenerateNameWithIndex) */
  | 'indexAndRandomSuffix'
  /** the owner's name */
  | 'sameName'
  /** from an ID or a digest, not from the owner's name: `pvc-<uid>`, `csi-<sha256>` */
  | 'fromId';

/** When a loop has nothing more to do for an object: until then what it does belongs to the request that changed the object. */
export type Convergence =
  /** the Pod is ready, or has completed */
  | 'podReady'
  /** the Job has ended */
  | 'jobEnded'
  /** the first Job has ended */
  | 'firstJobEnded'
  /** the claim has its volume */
  | 'claimBound'
  /** `status.attached` */
  | 'attached'
  /** no Pod was refused (condition ReplicaFailure) */
  | 'noReplicaFailure'
  /** the condition of that type is True */
  | { condition: string };

export interface LoopWrite {
  kind: string;
  verbs: readonly Verb[];
  relation: Relation;
  /** of a fieldReference: the field that holds the name, or an object with `kind` and `name` */
  field?: string;
  /** the subresource that it writes; without one any */
  subresource?: string;
  /** names of what it creates */
  names?: readonly NameRule[];
  /** the line that the component logs when such a request was answered */
  logsAnswer?: { verb: Verb; message: string };
}

export interface ControlLoop {
  controller: string;
  /** where it runs, when its lines show its clock */
  component?: string;
  reactsTo: { kind: string; parts: readonly ObjectPart[] };
  writes: readonly LoopWrite[];
  proofs: readonly Proof[];
  /** milliseconds: how long after the change it usually writes */
  usualDelayMs: number;
  /** milliseconds: how long after the change a write still counts as its effect. Without one, as long as the trace goes on. */
  maxDelayMs?: number;
  /** why `maxDelayMs` is what it is */
  delayReason?: string;
  convergesWhen?: Convergence;
  /** file in kubernetes/kubernetes, or a link */
  source: string;
}

/**
 * How sure each proof is, given that the object that changed belongs to the trace. The values are calibrated on labelled clusters:
 * `npm run accuracy` compares them with the share of right records.
 */
export const PROOFS: Readonly<Record<Proof, number>> = {
  /** the request itself names the object */
  request: 1,
  /** `metadata.ownerReferences`, an Event or a line of the controller names the owner */
  ownerReference: 0.98,
  /** the owner of an object that the request changed or removed: its controller reacts, other changes may be counted in */
  ownerOfChanged: 0.95,
  /** only the name, made as the controller makes names */
  generatedName: 0.88,
  /** the object is in the Namespace that is deleted */
  namespace: 0.95,
  /** `spec.volumeName`, `spec.claimRef`, `spec.source.persistentVolumeName` or the Pod's volumes */
  volumeReference: 0.96,
  /** the Pod's spec; many Pods may refer to the same object */
  podReference: 0.85,
  /** a field such as `spec.scaleTargetRef`; others may write the same object */
  fieldReference: 0.92,
  /** same namespace, and written right after a Pod changed: other Pods may have changed too */
  countedPods: 0.75,
  /** Event Preempted names the Pod, or its place became free right before it was bound */
  preemptionEvent: 0.92,
  /** an eviction controller deleted the Pod of that node */
  nodeEviction: 0.9,
  /** a line or an Event says that the object waited, and it went on right after the change */
  waitedFor: 0.9,
};

/** How each relation is proven; `owned` by a generated name where no reference tells the owner. */
export const RELATION_PROOFS: Readonly<Record<Relation, Proof>> = {
  self: 'request',
  owned: 'ownerReference',
  owner: 'ownerOfChanged',
  inside: 'namespace',
  claim: 'volumeReference',
  volume: 'volumeReference',
  attachment: 'volumeReference',
  referenced: 'podReference',
  counts: 'countedPods',
  fieldReference: 'fieldReference',
  preempted: 'preemptionEvent',
  evicted: 'nodeEviction',
  unschedulable: 'waitedFor',
  daemonPod: 'waitedFor',
  waiting: 'waitedFor',
  heldClaim: 'waitedFor',
};
