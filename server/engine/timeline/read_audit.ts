/** What audit records prove: who did what to which object, and its state as the bodies have it (where the policy kept them). */
import { kindOfResource } from '../../../common/parse/builtin_kinds';
import type { AuditRecord } from '../../../common/parse/audit';
import type { JsonObject } from '../../../common/parse/json_values';
import type { Evidence } from '../evidence';
import {
  count,
  finalizersOf,
  items,
  objectField,
  ownersOf,
  specFinalizersOf,
  storedObject,
  text,
} from './object_body';
import type { ObjectIndex, TimelineObject } from './object_index';
import { readPodStatus } from './pod_status';

/** Whether the API server did it. Unknown code (stage RequestReceived): no. */
export const wasAccepted = ({ responseStatus }: AuditRecord): boolean =>
  responseStatus?.code !== undefined && responseStatus.code < 400;

/** The object that a request is about; of a create with generateName its answer names it. */
export function targetOf(
  audit: AuditRecord,
  at: number,
  graph: ObjectIndex
): TimelineObject | undefined {
  const { objectRef, object } = audit;
  if (!objectRef?.resource) return undefined;
  // of a custom resource only a body tells the kind
  const kind = kindOfResource(objectRef.resource) ?? object?.kind ?? objectRef.resource;
  const namespace =
    objectRef.resource === 'namespaces' ? undefined : (objectRef.namespace ?? object?.namespace);
  const reference = {
    kind,
    namespace,
    name: objectRef.name ?? object?.name,
    uid: object?.uid ?? objectRef.uid,
  };
  return audit.verb === 'create' && objectRef.subresource === undefined && wasAccepted(audit)
    ? graph.created(reference, at)
    : graph.resolve(reference, at);
}

export function readAudit(audit: AuditRecord, evidence: Evidence, graph: ObjectIndex): void {
  const target = targetOf(audit, evidence.at, graph);
  if (!target) return;
  const { verb, objectRef, responseStatus } = audit;
  if (responseStatus?.code === 404) target.missing = evidence;
  if (!wasAccepted(audit) || isDryRun(audit)) return;
  if (target.missing && verb !== 'delete') target.missing = undefined;
  const { subresource } = objectRef!;
  const body = storedObject(audit);
  // a subresource's own body (Scale, Binding, Eviction, TokenRequest) is not the object
  const own =
    body &&
    (subresource === undefined ||
      subresource === 'status' ||
      subresource === 'finalize' ||
      subresource === 'ephemeralcontainers' ||
      subresource === 'resize')
      ? body
      : undefined;
  if (own) takeBody(target, own, evidence);
  if (verb === 'create' && subresource === undefined) readCreate(target, evidence);
  else if (verb === 'create' && subresource === 'binding') readBinding(target, audit, evidence);
  else if (verb === 'create' && subresource === 'eviction') markDeleting(target, evidence);
  else if (verb === 'delete') readDelete(target, audit, own, evidence);
  else if (verb === 'update' || verb === 'patch') {
    if (subresource !== 'status') target.updated ??= evidence;
    readAfterDeletion(target, audit, own, evidence);
  }
  if (target.pod && own) {
    readSpec(target, own);
    // a creation's status is the API server's default
    if (verb !== 'create') readPodStatus(target.pod, objectField(own, 'status'), evidence);
  } else if (
    target.pod &&
    subresource === 'status' &&
    audit.requestObject &&
    !Array.isArray(audit.requestObject)
  ) {
    readPodStatus(target.pod, objectField(audit.requestObject, 'status'), evidence);
  }
}

/** `?dryRun=All`, or the same in the options of a deletion or an eviction: nothing is stored. */
export function isDryRun({ requestURI, requestObject, verb, objectRef }: AuditRecord): boolean {
  if (requestURI?.includes('dryRun=All')) return true;
  if (!requestObject || Array.isArray(requestObject)) return false;
  const options =
    objectRef?.subresource === 'eviction'
      ? objectField(requestObject, 'deleteOptions')
      : requestObject.kind === 'DeleteOptions' || verb === 'delete' || verb === 'deletecollection'
        ? requestObject
        : undefined;
  return Array.isArray(options?.dryRun) && options.dryRun.length > 0;
}

function takeBody(target: TimelineObject, body: JsonObject, evidence: Evidence): void {
  target.body = body;
  target.bodyBy = evidence;
  target.finalizers = target.kind === 'Namespace' ? specFinalizersOf(body) : finalizersOf(body);
  const owners = ownersOf(body);
  if (owners.length) target.owners = owners;
}

function readCreate(target: TimelineObject, evidence: Evidence): void {
  target.created ??= evidence;
  target.pod?.prove('expanded', evidence);
}

/** pods/binding: kube-scheduler's decision stored. */
function readBinding(
  target: TimelineObject,
  { requestObject }: AuditRecord,
  evidence: Evidence
): void {
  if (!target.pod) return;
  const node = Array.isArray(requestObject)
    ? undefined
    : text(objectField(requestObject, 'target'), 'name');
  if (node) target.pod.node = node;
  target.pod.prove('scheduled', evidence);
}

function markDeleting(target: TimelineObject, evidence: Evidence): void {
  target.deleting ??= evidence;
  target.pod?.prove('terminating', evidence);
}

function markRemoved(target: TimelineObject, evidence: Evidence): void {
  target.removed ??= evidence;
  target.pod?.prove('removed', evidence);
}

/** Kinds whose deletion is seldom done at once: they end in grace, or are held by finalizers that every one of them has. */
const LINGERING: ReadonlySet<string | undefined> = new Set([
  'Pod',
  'Namespace',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'VolumeAttachment',
  'CustomResourceDefinition',
]);

/** A deletion ends at once, or marks the object (`deletionTimestamp`) and waits for grace and finalizers (registry/generic/registry/store.go). */
function readDelete(
  target: TimelineObject,
  audit: AuditRecord,
  own: JsonObject | undefined,
  evidence: Evidence
): void {
  markDeleting(target, evidence);
  if (own) {
    if (isGone(own, target)) markRemoved(target, evidence);
    return;
  }
  const answer = audit.responseObject;
  if (answer?.kind === 'Status' && answer.status === 'Success')
    return markRemoved(target, evidence);
  // no body: the kubelet deletes a Pod for good when it has ended it (pkg/kubelet/status/status_manager.go)
  const byNode = audit.user?.username?.startsWith('system:node:') === true;
  if (byNode || !LINGERING.has(target.kind)) markRemoved(target, evidence);
}

/** An update that takes away the last finalizer of an object that is marked deletes it. */
function readAfterDeletion(
  target: TimelineObject,
  audit: AuditRecord,
  own: JsonObject | undefined,
  evidence: Evidence
): void {
  if (own) {
    if (text(objectField(own, 'metadata'), 'deletionTimestamp') === undefined) return;
    markDeleting(target, evidence);
    if (isGone(own, target)) markRemoved(target, evidence);
    return;
  }
  if (!target.deleting) return;
  const { objectRef, user } = audit;
  // Metadata level: the controllers whose update of a marked object is the last (pkg/controller/namespace, volume/pvcprotection)
  if (
    objectRef?.subresource === 'finalize' ||
    (user?.username?.endsWith('-protection-controller') && objectRef?.subresource === undefined)
  )
    markRemoved(target, evidence);
}

function isGone(body: JsonObject, { kind }: TimelineObject): boolean {
  const metadata = objectField(body, 'metadata');
  if (finalizersOf(body).length || (kind === 'Namespace' && specFinalizersOf(body).length))
    return false;
  if (kind === 'Namespace') return text(metadata, 'deletionTimestamp') !== undefined;
  const grace = count(metadata, 'deletionGracePeriodSeconds');
  return text(metadata, 'deletionTimestamp') === undefined ? kind !== 'Pod' : (grace ?? 0) === 0;
}

/** What a Pod's spec needs: its node, its containers, its claims. */
function readSpec(target: TimelineObject, body: JsonObject): void {
  const pod = target.pod!;
  const spec = objectField(body, 'spec');
  const node = text(spec, 'nodeName');
  if (node) pod.node = node;
  pod.restartPolicy = text(spec, 'restartPolicy') ?? pod.restartPolicy;
  for (const container of items(spec, 'initContainers')) {
    const name = text(container, 'name');
    if (!name) continue;
    pod.initNames.add(name);
    if (text(container, 'restartPolicy') === 'Always') pod.sidecars.add(name);
  }
  const names = items(spec, 'containers').flatMap((container) => text(container, 'name') ?? []);
  if (names.length) pod.containerNames = names;
  if (Array.isArray(spec.volumes)) {
    pod.claims = items(spec, 'volumes').flatMap((volume) => {
      const claim = text(objectField(volume, 'persistentVolumeClaim'), 'claimName');
      if (claim) return [claim];
      return 'ephemeral' in volume && target.name
        ? [`${target.name}-${text(volume, 'name') ?? ''}`]
        : [];
    });
  }
}
