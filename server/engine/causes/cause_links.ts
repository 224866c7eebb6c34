/** Walks the catalogue of control loops backwards: from an object to the objects whose change its loops may have answered. */
import { addToList } from '../../../common/add_to_list';
import type { ObjectReference } from '../../../common/model/log_record';
import { findIds } from '../../../common/parse/find_ids';
import { CLUSTER_SCOPED } from '../../../common/parse/object_list';
import { ANY_KIND, PROOFS, type ObjectPart, type Relation } from '../control_loops/control_loop';
import type { ControlLoops } from '../control_loops/control_loops';
import {
  controllerOf,
  isControlPlaneUser,
  isEvictionController,
  nodeOf,
  senderOf,
} from '../timeline/actors';
import type { Timeline } from '../timeline/build_timeline';
import { isEviction } from '../timeline/mutations';
import { items, objectField, text } from '../timeline/object_body';
import type { TimelineObject } from '../timeline/object_index';
import { referencesOf } from '../timeline/pod_references';

interface BackwardStep {
  /** how likely it is that a change of the other object is behind what happened to this one, 0..1 */
  likelihood: number;
  /** relations to follow from the other object; absent: all */
  then?: readonly Relation[];
}

/**
 * Steps backwards along each relation. The likelihoods only order what the forward walk has to decide. Without an entry: `referenced`
 * (a kubelet reads a Secret, which changes nothing of it), `scaleTarget` (an autoscaler follows the load).
 */
const BACKWARD: Partial<Record<Relation, BackwardStep>> = {
  owned: { likelihood: 0.97 },
  // a Pod that was removed and replaced: who needed its place, or the taint of its node, is behind that
  owner: { likelihood: 0.85, then: ['preempted', 'evicted', 'unschedulable'] },
  inside: { likelihood: 0.9, then: [] },
  volume: { likelihood: 0.8 },
  attachment: { likelihood: 0.8 },
  claim: { likelihood: 0.75, then: ['owned', 'owner', 'preempted', 'evicted'] },
  heldClaim: { likelihood: 0.75, then: ['owned', 'owner', 'preempted', 'evicted'] },
  waiting: { likelihood: 0.78, then: ['owned', 'claim', 'heldClaim'] },
  counts: { likelihood: 0.8 },
  preempted: { likelihood: 0.9 },
  evicted: { likelihood: 0.9, then: [] },
  unschedulable: { likelihood: 0.6, then: [] },
  daemonPod: { likelihood: 0.6, then: [] },
};

export interface CauseLink {
  object: TimelineObject;
  relation: Relation;
  likelihood: number;
  /** the parts of the object whose change the loops answer */
  parts: ReadonlySet<ObjectPart>;
}

/** How long after a Pod's removal its owner replaces it: at once, or when its back-off ends. Microseconds. */
const REPLACED_US = 30_000_000;
const SLACK_US = 1_000_000;
/** Addresses of one Service that are followed. */
const MAX_ENDPOINTS = 40;
/** Every Pod refers to it (serviceaccount admission): who made it has caused nothing of the Pod. */
const ROOT_CA = 'kube-root-ca.crt';

export class CauseLinks {
  private readonly usersOfClaim = new Map<string, TimelineObject[]>();
  private readonly preemptors = new Map<TimelineObject, ObjectReference>();
  private readonly loops: ControlLoops;

  constructor(private readonly timeline: Timeline) {
    this.loops = timeline.loops;
    for (const object of timeline.objects.all) {
      for (const claim of object.pod?.claims ?? [])
        addToList(this.usersOfClaim, `${object.namespace ?? ''}/${claim}`, object);
    }
    for (const { event, at } of timeline.evidence) {
      if (event?.reason !== 'Preempted') continue;
      const victim = timeline.objects.find(event.regarding, at);
      // the Event names the preempting Pod as its related object; older schedulers name its uid in the message only
      const uid = findIds(event.message ?? '', { limit: 5 }).find(
        ({ kind }) => kind === 'uid'
      )?.value;
      const preemptor = event.related ?? (uid === undefined ? undefined : { kind: 'Pod', uid });
      if (victim && preemptor) this.preemptors.set(victim, preemptor);
    }
  }

  /**
   * @param by the relation by which the object was reached
   * @param until microseconds: when what happened to the object was over
   */
  of(object: TimelineObject, by: Relation, until: number): CauseLink[] {
    const { then } = BACKWARD[by] ?? {};
    const links = new Map<string, CauseLink & { parts: Set<ObjectPart> }>();
    const known = new Map<Relation, TimelineObject[]>();
    for (const loop of this.loops.writing(object.kind)) {
      for (const { kind, relation } of loop.writes) {
        if (
          (kind !== object.kind && kind !== ANY_KIND) ||
          !BACKWARD[relation] ||
          (then && !then.includes(relation))
        )
          continue;
        if (relation === 'inside' && by !== 'self' && by !== 'owned') continue;
        if (!known.has(relation)) known.set(relation, this.related(object, relation, until));
        for (const other of known.get(relation)!) {
          if (!this.loops.reactingTo(other.kind).includes(loop)) continue;
          const key = `${relation} ${other.key}`;
          const link = links.get(key) ?? {
            object: other,
            relation,
            likelihood: this.likelihoodOf(object, other, relation),
            parts: new Set<ObjectPart>(),
          };
          for (const part of loop.reactsTo.parts) link.parts.add(part);
          links.set(key, link);
        }
      }
    }
    return [...links.values(), ...this.countersOf(object)];
  }

  private likelihoodOf(object: TimelineObject, other: TimelineObject, relation: Relation): number {
    const owner = relation === 'owned' ? this.timeline.owners.ownerOf(object) : undefined;
    return (
      BACKWARD[relation]!.likelihood *
      (owner?.state === other && !owner.told ? PROOFS.generatedName : 1)
    );
  }

  /** The objects at the other end of a relation, whose change a loop answers by writing this object. */
  private related(object: TimelineObject, relation: Relation, until: number): TimelineObject[] {
    const references = this.referencesBy(object, relation, until);
    const found = references.flatMap(
      (reference) => this.timeline.objects.resolve(reference, object.since) ?? []
    );
    return found.filter((other) => other !== object);
  }

  private referencesBy(
    object: TimelineObject,
    relation: Relation,
    until: number
  ): ObjectReference[] {
    const { namespace, name, body, pod } = object;
    const spec = objectField(body, 'spec');
    switch (relation) {
      case 'owned':
        return this.ownerOf(object);
      case 'owner':
        return this.replacedPods(object, until);
      case 'inside':
        return namespace ? [{ kind: 'Namespace', name: namespace }] : [];
      case 'claim':
      case 'heldClaim':
        return this.usersOfClaim.get(`${namespace ?? ''}/${name ?? ''}`) ?? [];
      case 'volume':
        return [
          {
            kind: 'PersistentVolumeClaim',
            namespace: text(objectField(spec, 'claimRef'), 'namespace'),
            name: text(objectField(spec, 'claimRef'), 'name'),
          },
        ];
      case 'attachment':
        return [
          {
            kind: 'PersistentVolume',
            name: text(objectField(spec, 'source'), 'persistentVolumeName'),
          },
        ];
      case 'counts':
        return endpointsOf(object);
      case 'preempted':
        return [this.preemptors.get(object) ?? []].flat();
      case 'evicted':
        return object.deleting && isEviction(object.deleting) ? nodeOfPod(object) : [];
      case 'unschedulable':
        return nodeOfPod(object);
      case 'daemonPod':
        return object.owners.some(({ kind }) => kind === 'DaemonSet') ? nodeOfPod(object) : [];
      case 'waiting':
        return [
          ...(pod?.claims ?? []).map((claim) => ({
            kind: 'PersistentVolumeClaim',
            namespace,
            name: claim,
          })),
          ...(body
            ? referencesOf(object, this.timeline.objects, object.since).filter(
                (reference) => reference.name !== ROOT_CA
              )
            : []),
        ];
      default:
        return [];
    }
  }

  private ownerOf(object: TimelineObject): ObjectReference[] {
    const owner = this.timeline.owners.ownerOf(object);
    if (owner) return [owner.state];
    const reference = object.owners.find(({ controller }) => controller) ?? object.owners[0];
    if (!reference?.kind) return [];
    const namespace = CLUSTER_SCOPED.has(reference.kind) ? undefined : object.namespace;
    return [{ kind: reference.kind, namespace, name: reference.name, uid: reference.uid }];
  }

  /** Pods of a workload that somebody other than its own controllers removed. */
  private replacedPods(workload: TimelineObject, until: number): TimelineObject[] {
    return this.timeline.owners
      .childrenOf(workload)
      .map(({ state }) => state)
      .filter(({ pod, deleting }) => {
        if (
          !pod ||
          !deleting?.audit ||
          deleting.at > until + SLACK_US ||
          deleting.at < until - REPLACED_US
        )
          return false;
        const sender = senderOf(deleting.audit);
        return (
          !isControlPlaneUser(sender.user) ||
          isEvictionController(sender) ||
          controllerOf(sender) === 'kube-scheduler' ||
          nodeOf(sender) !== undefined
        );
      });
  }

  /** What counts the Pods of an object has its name (Endpoints of a Service): what changes one is said of the other. */
  private countersOf({ kind, namespace, name, since }: TimelineObject): CauseLink[] {
    const counters = [...this.loops.countingKinds.keys()].filter((counting) =>
      this.loops
        .ownerNamesOf(counting)
        .some(({ ownerKind, rule }) => ownerKind === kind && rule === 'sameName')
    );
    return counters
      .flatMap(
        (counting) =>
          this.timeline.objects.resolve({ kind: counting, namespace, name }, since) ?? []
      )
      .map((object) => ({
        object,
        relation: 'counts',
        likelihood: BACKWARD.counts!.likelihood,
        parts: new Set<ObjectPart>(['spec', 'deletion']),
      }));
  }
}

const nodeOfPod = ({ pod }: TimelineObject): ObjectReference[] =>
  pod?.node ? [{ kind: 'Node', name: pod.node }] : [];

/** The Pods that Endpoints and EndpointSlices name. */
function endpointsOf({ namespace, body }: TimelineObject): ObjectReference[] {
  const addresses = items(body, 'subsets').flatMap((subset) => [
    ...items(subset, 'addresses'),
    ...items(subset, 'notReadyAddresses'),
  ]);
  return [...items(body, 'endpoints'), ...addresses].slice(0, MAX_ENDPOINTS).map((endpoint) => ({
    kind: 'Pod',
    namespace,
    name: text(objectField(endpoint, 'targetRef'), 'name'),
  }));
}
