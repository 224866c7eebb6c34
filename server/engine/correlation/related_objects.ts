/** The objects that a relation of the catalogue (control_loops/control_loop.ts) points to, seen from an object of the trace. */
import { addToList } from '../../../common/add_to_list';
import { isJsonObject, readText } from '../../../common/parse/json_values';
import type { Relation } from '../control_loops/control_loop';
import type { Effect } from '../control_loops/control_loops';
import { SCHEDULER } from '../timeline/actors';
import type { Timeline } from '../timeline/build_timeline';
import { isEviction } from '../timeline/mutations';
import { objectField, text } from '../timeline/object_body';
import type { TimelineObject } from '../timeline/object_index';
import { referencesOf } from '../timeline/pod_references';
import { eventOf } from '../timeline/read_event';
import { wordsOf } from './object_references';
import type { TraceObject } from './trace_objects';

type Resolver = (of: TraceObject, effect: Effect) => Iterable<TimelineObject>;

const UID_LENGTHS: ReadonlySet<number> = new Set([36]);

/** Looks up related objects in indexes that are built once for a trace. */
export class RelatedObjects {
  private readonly byNamespace = new Map<string, TimelineObject[]>();
  /** volumes by their names, and by the claims that they are for */
  private readonly volumes = new Map<string, TimelineObject[]>();
  /** VolumeAttachments by their volumes' names */
  private readonly attachments = new Map<string, TimelineObject[]>();
  /** Pods that were evicted, by node; '' where the node is not known */
  private readonly evicted = new Map<string, TimelineObject[]>();
  /** Pods that kube-scheduler removed, by the uid of the Pod that they made room for; '' where no Event tells it */
  private readonly preempted = new Map<string, TimelineObject[]>();

  private readonly resolvers: Partial<Record<Relation, Resolver>> = {
    inside: ({ state }) =>
      (state.kind === 'Namespace' && state.deleting && this.byNamespace.get(state.name ?? '')) ||
      [],
    volume: ({ state }) => this.volumesOf(state),
    claim: ({ state }) => this.claimsOf(state),
    attachment: ({ state }) => this.attachmentsOf(state),
    fieldReference: ({ state }, effect) => this.fieldReferenceOf(state, effect),
    preempted: (of) => this.preemptedFor(of),
    evicted: ({ state }) => [
      ...(this.evicted.get(state.name ?? '') ?? []),
      ...(this.evicted.get('') ?? []),
    ],
    referenced: ({ state, since }) => referencesOf(state, this.timeline.objects, since),
  };

  constructor(private readonly timeline: Timeline) {
    const preemptors = preemptorsIn(timeline);
    for (const state of timeline.objects.all) {
      if (state.namespace !== undefined) addToList(this.byNamespace, state.namespace, state);
      if (state.kind === 'PersistentVolume') this.addVolume(state);
      if (state.kind === 'VolumeAttachment') {
        const volume = text(
          objectField(objectField(state.body, 'spec'), 'source'),
          'persistentVolumeName'
        );
        if (volume !== undefined) addToList(this.attachments, volume, state);
      }
      if (state.kind !== 'Pod' || !state.deleting) continue;
      if (isEviction(state.deleting)) addToList(this.evicted, state.pod?.node ?? '', state);
      if (state.deleting.audit?.user?.username !== SCHEDULER) continue;
      for (const uid of (state.uid && preemptors.get(state.uid)) || [''])
        addToList(this.preempted, uid, state);
    }
  }

  /** Objects of that relation which the effect may write. */
  *of(object: TraceObject, effect: Effect): Generator<TimelineObject> {
    const { relation, kinds } = effect;
    for (const state of this.resolvers[relation]?.(object, effect) ?? []) {
      if (state !== object.state && (!kinds || (state.kind !== undefined && kinds.has(state.kind))))
        yield state;
    }
  }

  private addVolume(state: TimelineObject): void {
    const claim = objectField(objectField(state.body, 'spec'), 'claimRef');
    const name = text(claim, 'name');
    if (name !== undefined)
      addToList(this.volumes, `${text(claim, 'namespace') ?? ''}/${name}`, state);
    if (state.name !== undefined) addToList(this.volumes, state.name, state);
  }

  private volumesOf({ body, uid, namespace, name }: TimelineObject): Iterable<TimelineObject> {
    // external-provisioner names a volume after its claim's uid
    const volume = text(objectField(body, 'spec'), 'volumeName') ?? (uid && `pvc-${uid}`);
    return new Set([
      ...((volume && this.volumes.get(volume)) || []),
      ...(this.volumes.get(`${namespace ?? ''}/${name ?? ''}`) ?? []),
    ]);
  }

  private claimsOf(pod: TimelineObject): TimelineObject[] {
    return (pod.pod?.claims ?? []).flatMap(
      (name) =>
        this.timeline.objects.find({
          kind: 'PersistentVolumeClaim',
          namespace: pod.namespace,
          name,
        }) ?? []
    );
  }

  private attachmentsOf(state: TimelineObject): TimelineObject[] {
    const volumes =
      state.kind === 'PersistentVolume'
        ? [state.name]
        : this.claimsOf(state).map(({ body }) => text(objectField(body, 'spec'), 'volumeName'));
    return volumes.flatMap(
      (volume) => (volume !== undefined && this.attachments.get(volume)) || []
    );
  }

  private fieldReferenceOf(
    { body, namespace }: TimelineObject,
    { field = '', kinds }: Effect
  ): TimelineObject[] {
    let value: unknown = body;
    for (const key of field.split('.'))
      value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    const references = isJsonObject(value)
      ? [{ kind: text(value, 'kind'), name: text(value, 'name') }]
      : [...(kinds ?? [])].map((kind) => ({ kind, name: readText(value) }));
    return references.flatMap(
      (reference) =>
        this.timeline.objects.find({ ...reference, namespace }) ??
        this.timeline.objects.find(reference) ??
        []
    );
  }

  /** By the Event that names the Pod's uid (default_preemption.go), else by time: the Pod waits, and is bound after the removal. */
  private *preemptedFor({ state, since }: TraceObject): Generator<TimelineObject> {
    if (state.uid) yield* this.preempted.get(state.uid) ?? [];
    const scheduledAt = state.pod?.proofs.get('scheduled')?.at ?? Infinity;
    if (!state.created) return;
    for (const victim of this.preempted.get('') ?? []) {
      const { at } = victim.deleting!;
      if (at > since && scheduledAt > at) yield victim;
    }
  }
}

/** For each Pod that an Event `Preempted` is about, the uids in the Event's text: "Preempted by pod <uid> on node w-1". */
function preemptorsIn({ evidence }: Timeline): Map<string, string[]> {
  const preemptors = new Map<string, string[]>();
  for (const one of evidence) {
    if (one.event?.reason !== 'Preempted') continue;
    const uids = [...wordsOf(eventOf(one)?.message ?? '', UID_LENGTHS)];
    for (const { uid } of one.record.objects)
      if (uid !== undefined && uids.length && !preemptors.has(uid)) preemptors.set(uid, uids);
  }
  return preemptors;
}
