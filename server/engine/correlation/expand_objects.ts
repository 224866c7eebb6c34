/** Follows what the request changed to what changed because of it, over what records tell: owners, volumes, nodes, namespaces. */
import { addToList } from '../../../common/list_map';
import type { TimelineObject } from '../timeline/object_index';
import { member as part, text } from '../timeline/object_body';
import { kindOfResource } from '../../../common/parse/kinds';
import { isDryRun } from '../timeline/read_audit';
import { SECOND_US } from '../timeline/pod_state';
import { eventOf } from '../timeline/read_event';
import type { Evidence } from '../evidence';
import type { Timeline } from '../timeline/build_timeline';
import { CHANGING } from '../../../common/parse/audit';
import { isInitiating } from '../timeline/initiators';
import type { SessionRequest } from '../timeline/client_session';
import { SCHEDULER } from '../timeline/actors';
import { isEviction } from '../timeline/mutations';
import { latest, TraceObjects, type Link, type TraceObject } from './trace_objects';
import { type OwnerIndex } from '../timeline/owners';
import { type MutationIndex } from '../timeline/mutations';
import { referencesOf } from '../timeline/pod_references';
import type { UnblockingChanges } from './unblocking_changes';

/** A request's line is written at its end and clocks differ a little: so much earlier an effect may seem. Microseconds. */
const SLACK_US = 300_000;
/** Endpoints, budgets and quotas follow a Pod's change within this (EndpointSlice updates are batched for 500 ms to 1 s). */
const COUNTS_US = 2_500_000;

/** Controllers make their names, so a new name is a new object. Of Pods more is known. */
const MADE_KINDS: ReadonlySet<string | undefined> = new Set(['ReplicaSet', 'EndpointSlice', 'ControllerRevision', 'Job']);
const COUNTING: ReadonlySet<string | undefined> = new Set(['Endpoints', 'EndpointSlice', 'PodDisruptionBudget', 'ResourceQuota', 'HorizontalPodAutoscaler']);

interface Expansion {
  members: TraceObjects;
  owners: OwnerIndex;
  writes: MutationIndex;
  /** the audit log describes the session's own requests: then it describes what follows from them, too */
  isAudited: boolean;
}

/** @param own the requests of the command, the one asked for first */
export function expandObjects(own: SessionRequest[], world: Timeline, releases: UnblockingChanges): TraceObjects {
  const members = new TraceObjects();
  const { owners, mutations: writes } = world;
  const growth = { members, owners, writes, isAudited: own.some(({ request }) => request.audited) };
  const queue: TraceObject[] = [];
  const push = (member: TraceObject | undefined): void => { if (member) queue.push(member); };
  for (const root of rootsOf(own, world, members)) push(root);
  const ownIds = new Set(own.map(({ request }) => request.auditID));
  const places = placesOf(world);
  for (let member = queue.shift(); member; member = queue.shift()) {
    if (member.refused) continue;
    const { state } = member;
    for (const { state: child, told } of owners.childrenOf(state)) push(addChanged(child, told ? 'owned' : 'named', member, growth));
    if (isLosing(member)) {
      const owner = owners.ownerOf(state);
      if (owner) push(members.add(owner.state, 'owner', member.since, member));
    }
    for (const [other, link] of linked(member, world, places)) push(addChanged(other, link, member, growth));
    for (const write of writes.of(state)) {
      // a Pod that was taken away because of the request makes room as well
      if (!ownIds.has(write.request.auditID) && !(state.kind === 'Pod' && write.request.audit.verb === 'delete' && write.at >= member.since)) continue;
      for (const other of releases.of(write)) push(members.add(other, 'released', Math.max(write.at, other.created?.at ?? 0), member));
    }
    if (state.kind === 'Pod') {
      for (const other of referencesOf(state, world.objects, member.since)) push(members.add(other, 'referred', member.since, member));
    }
  }
  for (const counting of world.objects.all) if (COUNTING.has(counting.kind)) addCounting(counting, growth);
  return members;
}

/** What the requests of the command wrote, or tried to. */
function rootsOf(own: SessionRequest[], { objects: graph }: Timeline, members: TraceObjects): TraceObject[] {
  const roots: TraceObject[] = [];
  for (const { request } of own) {
    const { audit, at } = request;
    const { objectRef, object, verb } = audit;
    const kind = (objectRef?.resource && kindOfResource(objectRef.resource)) ?? object?.kind ?? objectRef?.resource;
    const name = objectRef?.name ?? object?.name;
    if (!CHANGING.has(verb ?? '') || !kind || name === undefined || objectRef?.resource?.endsWith('reviews')) continue;
    const namespace = objectRef?.resource === 'namespaces' ? undefined : objectRef?.namespace ?? object?.namespace;
    const reference = { kind, namespace, name, uid: object?.uid ?? objectRef?.uid };
    const state = verb === 'create' && objectRef?.subresource === undefined && request.changed ? graph.created(reference, at) : graph.resolve(reference, at);
    const root = state && members.add(state, 'requested', at);
    if (!root) continue;
    if (request.named !== undefined) {
      root.confidence *= request.named;
      state.created ??= request.evidence[0];
    }
    if (!request.changed || isDryRun(audit)) root.refused = true;
    roots.push(root);
  }
  // what one request was refused another of the same command may have done
  for (const root of roots) {
    if (root.refused && own.some(({ request }) => request.changed && request.audit.objectRef?.name === root.state.name && !isDryRun(request.audit))) root.refused = false;
  }
  return roots;
}

/** The object goes, or was changed by others than its owner: its owner's controller reacts. */
const isLosing = ({ state, link }: TraceObject): boolean =>
  link === 'owner' || link === 'requested' || link === 'released' || ((link === 'preempted' || link === 'evicted') && state.deleting !== undefined);

/** Adds an object that was made, changed or taken away from that member's time on; one that only is there is no effect. */
function addChanged(state: TimelineObject, link: Link, parent: TraceObject, { members, owners, writes, isAudited }: Expansion): TraceObject | undefined {
  const from = parent.since - SLACK_US;
  const isIn = (at: number): boolean => at >= from && at <= parent.until;
  const times: number[] = [];
  const take = (evidence: Evidence | undefined): void => {
    // an Event knows the second only: it wasn't before what caused it
    if (evidence && isIn(latest(evidence))) times.push(Math.max(evidence.at, from));
  };
  if (link !== 'evicted' && link !== 'preempted') {
    take(state.created);
    if (times.length) times.push(Math.max(from, Math.min(times[0]!, state.since)));
    const scheduled = state.pod?.proofs.get('scheduled');
    // a status that is written later tells of it as well, but not when
    const isWhen = scheduled && (!scheduled.evidence.audit || scheduled.evidence.audit.objectRef?.subresource === 'binding');
    if (!state.created && isWhen) take(scheduled.evidence);
    const write = writes.firstOf(state, from, { status: state.kind !== 'Pod' });
    if (write && isIn(write.at)) times.push(write.at);
  }
  take(state.deleting);
  take(state.removed);
  // a name that its owner's controller made, and nobody knew before: it was made then, though no body says so
  const isCreationTold = state.created !== undefined || isAudited;
  if ((!times.length || !isCreationTold) && (link === 'owned' || link === 'named') && MADE_KINDS.has(state.kind)) {
    // what it made itself it made later
    const first = Math.min(state.since, ...owners.childrenOf(state).map(({ state: child }) => (child.created ? latest(child.created) : child.since)));
    // where only an Event told, it may have been at any time of that second, whose end stands for it
    if (isIn(first)) times.push(Math.max(from, (first + 1) % SECOND_US === 0 ? first + 1 - SECOND_US : first));
  }
  if (times.length) return members.add(state, link, Math.min(...times), parent);
  // nothing tells what was written: a controller's own objects are spoken of only where it works on them
  if (state.kind !== 'Pod' && !isAudited) return members.add(state, link, parent.since, parent);
  return undefined;
}

/** Objects by what ties them to others: gone over once, however many members there are. */
interface Places {
  namespaces: Map<string, TimelineObject[]>;
  volumes: TimelineObject[];
  attachments: TimelineObject[];
  /** Pods that kube-scheduler took away */
  victims: TimelineObject[];
  /** Pods that were taken off their nodes */
  evicted: TimelineObject[];
  /** what the Event says of a preempted Pod, by its uid */
  preempted: Map<string, string>;
}

function placesOf({ objects: graph, evidence }: Timeline): Places {
  const pods = graph.all.filter(({ kind, deleting }) => kind === 'Pod' && deleting !== undefined);
  const preempted = new Map<string, string>();
  for (const one of evidence) {
    if (one.event?.reason !== 'Preempted') continue;
    for (const { uid } of one.record.objects) if (uid !== undefined && !preempted.has(uid)) preempted.set(uid, eventOf(one)?.message ?? '');
  }
  return {
    namespaces: byNamespace(graph.all),
    volumes: graph.all.filter(({ kind }) => kind === 'PersistentVolume'),
    attachments: graph.all.filter(({ kind }) => kind === 'VolumeAttachment'),
    victims: pods.filter(({ deleting }) => deleting!.audit?.user?.username === SCHEDULER),
    evicted: pods.filter(({ deleting }) => isEviction(deleting!)),
    preempted,
  };
}

/** Objects that are tied to a member otherwise than by ownership. */
function* linked(member: TraceObject, { objects: graph }: Timeline, { namespaces, volumes, attachments, victims, evicted, preempted }: Places): Generator<[TimelineObject, Link]> {
  const { state, since } = member;
  if (state.kind === 'Namespace' && state.deleting) {
    for (const other of namespaces.get(state.name ?? '') ?? []) yield [other, 'inside'];
  }
  if (state.kind === 'PersistentVolumeClaim') {
    const volume = text(part(state.body, 'spec'), 'volumeName') ?? (state.uid && `pvc-${state.uid}`);
    for (const other of volumes) {
      const claim = part(part(other.body, 'spec'), 'claimRef');
      if (other.name === volume || (text(claim, 'name') === state.name && text(claim, 'namespace') === state.namespace)) yield [other, 'volume'];
    }
  }
  if (state.kind === 'PersistentVolume') yield* attachmentsOf(state.name);
  if (state.kind === 'Pod') {
    for (const name of state.pod?.claims ?? []) {
      const claim = graph.find({ kind: 'PersistentVolumeClaim', namespace: state.namespace, name });
      if (!claim) continue;
      yield [claim, 'volume'];
      yield* attachmentsOf(text(part(claim.body, 'spec'), 'volumeName'));
    }
    for (const other of victims) if (other !== state && isVictimOf(other)) yield [other, 'preempted'];
  }
  if (state.kind === 'Node') {
    for (const other of evicted) if ((other.pod?.node ?? state.name) === state.name) yield [other, 'evicted'];
  }

  function* attachmentsOf(volume: string | undefined): Generator<[TimelineObject, Link]> {
    if (volume === undefined) return;
    for (const other of attachments) if (text(part(part(other.body, 'spec'), 'source'), 'persistentVolumeName') === volume) yield [other, 'volume'];
  }

  /** By the Event that names the preemptor's uid (default_preemption.go), else by time: the Pod waits, and got its place after that. */
  function isVictimOf(victim: TimelineObject): boolean {
    const message = victim.uid && preempted.get(victim.uid);
    if (message && state.uid) return message.includes(state.uid);
    return state.created !== undefined && victim.deleting!.at > since && (state.pod?.proofs.get('scheduled')?.at ?? Infinity) > victim.deleting!.at;
  }
}

/** Endpoints, budgets, quotas: written right after a Pod of the trace was made, got ready or went. */
function addCounting(state: TimelineObject, { members, owners, writes }: Expansion): void {
  if (members.of(state)) return;
  for (const write of writes.of(state)) {
    if (isInitiating(write)) continue;
    const pod = members.all.find((member) => member.state.kind === 'Pod' && !member.refused && member.state.namespace === state.namespace && changesOf(member).some((at) => write.at >= at - SLACK_US && write.at <= at + COUNTS_US));
    if (!pod) continue;
    const since = Math.min(...changesOf(pod), write.at);
    members.add(state, 'counts', since, pod);
    // what its controllers say of it they say of the Service
    const service = owners.ownerOf(state);
    if (service?.state.kind === 'Service') members.add(service.state, 'counts', since, pod);
    return;
  }
}

/** When a Pod came, got ready, began to go and went. */
function changesOf({ state, since }: TraceObject): number[] {
  const { pod, deleting, removed } = state;
  return [pod?.proofs.get('scheduled')?.at, pod?.proofs.get('ready')?.at, pod?.readyChanged?.at, pod?.proofs.get('completed')?.at, deleting?.at, removed?.at]
    .filter((at): at is number => at !== undefined && at >= since - SLACK_US);
}

function byNamespace(states: TimelineObject[]): Map<string, TimelineObject[]> {
  const namespaces = new Map<string, TimelineObject[]>();
  for (const state of states) if (state.namespace !== undefined) addToList(namespaces, state.namespace, state);
  return namespaces;
}
