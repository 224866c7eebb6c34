/** Which other objects' changes may have caused what happened to an object: the links between objects, walked backwards. */
import { addToList } from '../../../common/list_map';
import type { ObjectReference } from '../../../common/model/log_record';
import { findIds } from '../../../common/parse/ids';
import { CLUSTER_SCOPED } from '../../../common/parse/object_list';
import { controllerOf, isControlPlaneUser, isEvictionController, nodeOf, senderOf } from '../timeline/actors';
import type { Timeline } from '../timeline/build_timeline';
import { isEviction } from '../timeline/mutations';
import { items, member, text } from '../timeline/object_body';
import type { TimelineObject } from '../timeline/object_index';
import { referencesOf } from '../timeline/pod_references';

export type CauseRelation =
  | 'self' | 'owner' | 'name' | 'volume' | 'claim-user' | 'reference' | 'endpoint' | 'replaced-pod' | 'preemptor' | 'evicting-node' | 'node' | 'namespace';

interface CauseLink {
  /** how sure it is that a change of the other object changes this one, 0..1 */
  confidence: number;
  /** only the removal of the other object changes this one */
  isRemovalOnly?: true;
  /** relations to follow from the other object; absent: all */
  then?: readonly CauseRelation[];
  /** path in the repository kubernetes/kubernetes */
  source: string;
}

export const CAUSE_LINKS: Record<CauseRelation, CauseLink> = {
  self: { confidence: 1, source: '' },
  owner: { confidence: 0.97, source: 'pkg/controller/controller_utils.go' },
  // as `owner`, but only the name tells it
  name: { confidence: 0.85, source: 'staging/src/k8s.io/apiserver/pkg/storage/names/generate.go' },
  volume: { confidence: 0.8, then: ['owner', 'name', 'volume', 'claim-user', 'reference', 'node', 'evicting-node', 'preemptor', 'replaced-pod'], source: 'pkg/controller/volume/persistentvolume/pv_controller.go' },
  'claim-user': { confidence: 0.75, then: ['owner', 'name', 'preemptor', 'evicting-node', 'replaced-pod'], source: 'pkg/controller/volume/pvcprotection/pvc_protection_controller.go' },
  // whoever wrote a Secret has nothing to do with what else happens to it
  reference: { confidence: 0.75, then: [], source: 'pkg/kubelet/kubelet_pods.go' },
  endpoint: { confidence: 0.8, source: 'pkg/controller/endpointslice/endpointslice_controller.go' },
  // its removal made room; who preempted it, or the taint of its node, is behind that
  'replaced-pod': { confidence: 0.85, isRemovalOnly: true, then: ['preemptor', 'evicting-node', 'node'], source: 'pkg/controller/replicaset/replica_set.go' },
  preemptor: { confidence: 0.9, source: 'pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go' },
  'evicting-node': { confidence: 0.9, then: [], source: 'pkg/controller/tainteviction/taint_eviction.go' },
  node: { confidence: 0.6, then: [], source: 'pkg/scheduler/eventhandlers.go' },
  namespace: { confidence: 0.9, isRemovalOnly: true, then: [], source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go' },
};

/** The deletion of a namespace reaches everything in it: it is looked at for the object itself and for its owners only. */
const IN_NAMESPACE: ReadonlySet<CauseRelation> = new Set(['self', 'owner', 'name']);

/** Workloads whose controllers replace a Pod that is removed. */
const REPLACING: ReadonlySet<string | undefined> = new Set(['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController', 'Deployment']);
/** A removed Pod is replaced at once; an owner that backs off tries again within this time. Microseconds. */
const REPLACED_US = 30_000_000;
const SLACK_US = 1_000_000;

export interface LinkedObject { object: TimelineObject; relation: CauseRelation }

export class CauseLinks {
  private readonly usersOfClaim = new Map<string, TimelineObject[]>();
  private readonly preemptors = new Map<TimelineObject, ObjectReference>();

  constructor(private readonly timeline: Timeline) {
    for (const object of timeline.objects.all) {
      for (const claim of object.pod?.claims ?? []) addToList(this.usersOfClaim, `${object.namespace ?? ''}/${claim}`, object);
    }
    for (const { event, at } of timeline.evidence) {
      if (event?.reason !== 'Preempted') continue;
      const victim = timeline.objects.find(event.regarding, at);
      // the Event names the preempting Pod as its related object; older schedulers name its uid in the message only
      const uid = findIds(event.message ?? '', { limit: 5 }).find(({ kind }) => kind === 'uid')?.value;
      const preemptor = event.related ?? (uid === undefined ? undefined : { kind: 'Pod', uid });
      if (victim && preemptor) this.preemptors.set(victim, preemptor);
    }
  }

  /**
   * @param until microseconds: when what happened to the object was over
   * @param by how the object was reached
   */
  of(object: TimelineObject, by: CauseRelation, until: number): LinkedObject[] {
    const { then } = CAUSE_LINKS[by];
    const linked: LinkedObject[] = [];
    const add = (relation: CauseRelation, to: ObjectReference | undefined): void => {
      if (!to || (then && !then.includes(relation))) return;
      const found = this.timeline.objects.resolve(to, object.since);
      if (found && found !== object) linked.push({ object: found, relation });
    };
    this.addOwner(object, add);
    if (object.pod) this.addOfPod(object, add);
    this.addVolumes(object, add);
    this.addEndpoints(object, add);
    if (REPLACING.has(object.kind)) for (const pod of this.replacedPods(object, until)) add('replaced-pod', pod);
    if (object.namespace && IN_NAMESPACE.has(by)) add('namespace', { kind: 'Namespace', name: object.namespace });
    return linked;
  }

  private addOwner(object: TimelineObject, add: (relation: CauseRelation, to: ObjectReference) => void): void {
    const owner = this.timeline.owners.ownerOf(object);
    if (owner) return add(owner.told ? 'owner' : 'name', owner.state);
    const reference = object.owners.find(({ controller }) => controller) ?? object.owners[0];
    if (!reference?.kind) return;
    const namespace = CLUSTER_SCOPED.has(reference.kind) ? undefined : object.namespace;
    add('owner', { kind: reference.kind, namespace, name: reference.name, uid: reference.uid });
  }

  private addOfPod(pod: TimelineObject, add: (relation: CauseRelation, to: ObjectReference | undefined) => void): void {
    const { objects } = this.timeline;
    const { node, claims = [] } = pod.pod!;
    if (node) add(pod.deleting && isEviction(pod.deleting) ? 'evicting-node' : 'node', { kind: 'Node', name: node });
    for (const name of claims) add('volume', { kind: 'PersistentVolumeClaim', namespace: pod.namespace, name });
    // every Pod refers to its service account and the cluster's certificate: who made these has caused nothing of it
    const references = pod.body ? referencesOf(pod, objects, pod.since) : [];
    for (const reference of references) if (reference.kind !== 'ServiceAccount' && reference.name !== ROOT_CA) add('reference', reference);
    add('preemptor', this.preemptors.get(pod));
  }

  private addVolumes({ kind, namespace, name, uid, body }: TimelineObject, add: (relation: CauseRelation, to: ObjectReference) => void): void {
    const spec = member(body, 'spec');
    if (kind === 'PersistentVolumeClaim') {
      const volume = text(spec, 'volumeName');
      if (volume) add('volume', { kind: 'PersistentVolume', name: volume });
      for (const user of this.usersOfClaim.get(`${namespace ?? ''}/${name ?? uid}`) ?? []) add('claim-user', user);
    } else if (kind === 'PersistentVolume') {
      const claim = member(spec, 'claimRef');
      add('volume', { kind: 'PersistentVolumeClaim', namespace: text(claim, 'namespace'), name: text(claim, 'name') });
    } else if (kind === 'VolumeAttachment') {
      add('volume', { kind: 'PersistentVolume', name: text(member(spec, 'source'), 'persistentVolumeName') });
      add('node', { kind: 'Node', name: text(spec, 'nodeName') });
    }
  }

  private addEndpoints({ kind, namespace, name, body }: TimelineObject, add: (relation: CauseRelation, to: ObjectReference) => void): void {
    if (kind === 'Service') add('name', { kind: 'Endpoints', namespace, name });
    else if (kind === 'EndpointSlice') {
      for (const endpoint of items(body, 'endpoints').slice(0, MAX_ENDPOINTS)) add('endpoint', { kind: 'Pod', namespace, name: text(member(endpoint, 'targetRef'), 'name') });
    } else if (kind === 'Endpoints') {
      for (const subset of items(body, 'subsets')) {
        const addresses = [...items(subset, 'addresses'), ...items(subset, 'notReadyAddresses')];
        for (const address of addresses.slice(0, MAX_ENDPOINTS)) add('endpoint', { kind: 'Pod', namespace, name: text(member(address, 'targetRef'), 'name') });
      }
    }
  }

  /** Pods of a workload that somebody other than its own controllers removed. */
  private replacedPods(workload: TimelineObject, until: number): TimelineObject[] {
    const pods: TimelineObject[] = [];
    for (const { state } of this.timeline.owners.childrenOf(workload)) {
      const audit = state.pod && state.deleting?.audit;
      if (!audit || state.deleting!.at > until + SLACK_US || state.deleting!.at < until - REPLACED_US) continue;
      const sender = senderOf(audit);
      const isForeign = !isControlPlaneUser(sender.user) || isEvictionController(sender) || controllerOf(sender) === 'kube-scheduler' || nodeOf(sender) !== undefined;
      if (isForeign) pods.push(state);
    }
    return pods;
  }
}

const ROOT_CA = 'kube-root-ca.crt';
/** Addresses of one Service that are followed. */
const MAX_ENDPOINTS = 40;
