/** What a request to the API server changes, read once from its audit record: what was asked for, and the object as it was answered. */
import type { AuditRecord, OwnerReference } from '../../../common/parse/audit';
import {
  isJsonObject,
  readNumber,
  readText,
  type JsonObject,
} from '../../../common/parse/json_values';
import type { ObjectPart } from '../control_loops/control_loop';
import { memoize } from '../memoize';
import { count, finalizersOf, isStored, items, objectField, text } from './object_body';

export interface Taint {
  key: string;
  value?: string;
  effect?: string;
}

export interface MutationChange {
  /** the request's body is there; the object as it was answered is there (audit policy levels Request and RequestResponse) */
  hasRequestBody: boolean;
  hasAnswer: boolean;
  /** which parts of the object it changes; undefined where no record shows it */
  parts?: ReadonlySet<ObjectPart>;

  // what was asked for
  graceSeconds?: number;
  replicas?: number;
  changesTemplate?: boolean;
  unschedulable?: boolean;
  /** `null`: all taints are removed; absent: the request does not mention taints */
  taints?: Taint[] | null;
  /** `preconditions.uid` of a deletion */
  preconditionUid?: string;

  // of the object as it was answered, or of the status that was written
  owner?: OwnerReference;
  /** the Pod's node; of a binding the node that was chosen */
  node?: string;
  finalizers?: string[];
  phase?: string;
  statusReason?: string;
  statusMessage?: string;
  /** condition `DisruptionTarget` (core/v1 PodConditionType) */
  disruption?: { reason?: string; message?: string };
  /** of a deletecollection: the objects that it deleted */
  items?: Array<{ namespace?: string; name?: string; uid?: string }>;
}

/** A namespace may have thousands of Pods. */
const MAX_ITEMS = 2_000;
const MAX_PATCH_OPERATIONS = 200;

/** Reads what an audit record tells of its request's change. Read once for each record. */
export const readChange: (audit: AuditRecord) => MutationChange = memoize(
  (audit: AuditRecord): MutationChange => {
    const { requestObject, responseObject, object } = audit;
    const change: MutationChange = {
      hasRequestBody: requestObject !== undefined,
      hasAnswer: false,
      owner: controllerOf(object?.ownerReferences),
    };
    if (responseObject) readAnswer(responseObject, change);
    if (Array.isArray(requestObject)) readJsonPatch(requestObject, change);
    else if (requestObject) readRequest(requestObject, audit.objectRef?.subresource, change);
    change.parts = changedParts(audit);
    return change;
  }
);

function controllerOf(owners: OwnerReference[] | undefined): OwnerReference | undefined {
  return owners?.find(({ controller }) => controller) ?? owners?.[0];
}

function readAnswer(answer: JsonObject, change: MutationChange): void {
  if (readText(answer.kind) === 'Status') return;
  change.hasAnswer = true;
  if (Array.isArray(answer.items)) {
    change.items = answer.items
      .slice(0, MAX_ITEMS)
      .filter(isJsonObject)
      .map((item) => {
        const metadata = objectField(item, 'metadata');
        return {
          namespace: text(metadata, 'namespace'),
          name: text(metadata, 'name'),
          uid: text(metadata, 'uid'),
        };
      });
    return;
  }
  change.node = text(objectField(answer, 'spec'), 'nodeName');
  change.finalizers = finalizersOf(answer);
  readStatus(objectField(answer, 'status'), change);
}

function readRequest(
  request: JsonObject,
  subresource: string | undefined,
  change: MutationChange
): void {
  change.graceSeconds =
    count(request, 'gracePeriodSeconds') ??
    count(objectField(request, 'deleteOptions'), 'gracePeriodSeconds');
  change.preconditionUid = text(objectField(request, 'preconditions'), 'uid');
  if (subresource === 'binding') change.node = text(objectField(request, 'target'), 'name');
  if (!change.disruption) readStatus(objectField(request, 'status'), change);
  const { spec } = request;
  if (!isJsonObject(spec)) return;
  change.replicas = readNumber(spec.replicas);
  change.changesTemplate = spec.template !== undefined;
  if (spec.unschedulable !== undefined) change.unschedulable = spec.unschedulable === true;
  if (spec.taints !== undefined) change.taints = taintsOf(spec.taints);
}

/** RFC 6902, as `kubectl rollout undo` sends it. */
function readJsonPatch(operations: unknown[], change: MutationChange): void {
  for (const operation of operations.slice(0, MAX_PATCH_OPERATIONS)) {
    if (!isJsonObject(operation)) continue;
    const path = readText(operation.path) ?? '';
    if (path.startsWith('/spec/template')) change.changesTemplate = true;
    if (path === '/spec/replicas') change.replicas = readNumber(operation.value);
    if (path === '/spec/unschedulable') change.unschedulable = operation.value === true;
    if (path === '/spec/taints')
      change.taints = operation.op === 'remove' ? null : taintsOf(operation.value);
  }
}

function readStatus(status: JsonObject, change: MutationChange): void {
  change.phase ??= text(status, 'phase');
  change.statusReason ??= text(status, 'reason');
  change.statusMessage ??= text(status, 'message');
  const target = items(status, 'conditions').find(
    ({ type, status: value, reason }) =>
      type === 'DisruptionTarget' && value !== 'False' && reason !== undefined
  );
  if (target)
    change.disruption = { reason: text(target, 'reason'), message: text(target, 'message') };
}

function taintsOf(value: unknown): Taint[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter(isJsonObject).map((taint) => ({
    key: text(taint, 'key') ?? '',
    value: text(taint, 'value'),
    effect: text(taint, 'effect'),
  }));
}

/** Members of an object that belong to no part: they name its type. */
const TYPE_MEMBERS: ReadonlySet<string> = new Set(['kind', 'apiVersion']);

/**
 * Which parts a request changes. A patch names what it changes. An update sends the whole object: then only the caller can tell, by
 * comparing `metadata.generation`, which the API server raises with each change of the spec (apimachinery ObjectMeta).
 */
function changedParts({
  verb,
  objectRef,
  requestObject,
}: AuditRecord): ReadonlySet<ObjectPart> | undefined {
  const subresource = objectRef?.subresource;
  if (verb === 'delete' || verb === 'deletecollection' || subresource === 'eviction')
    return new Set<ObjectPart>(['deletion']);
  if (subresource === 'status') return new Set<ObjectPart>(['status']);
  if (verb === 'create') return new Set<ObjectPart>(['spec', 'metadata']);
  if (subresource === 'scale') return new Set<ObjectPart>(['spec']);
  if (verb !== 'patch' || requestObject === undefined) return undefined;
  if (Array.isArray(requestObject)) {
    if (requestObject.length > MAX_PATCH_OPERATIONS) return undefined;
    return new Set(
      requestObject
        .filter(isJsonObject)
        .filter(({ op }) => op !== 'test')
        .map(({ path }) => partOf((readText(path) ?? '').split('/', 2)[1] ?? ''))
    );
  }
  // server-side apply sends the whole object: what it leaves as it is can't be told apart
  if (isStored(requestObject) && requestObject.spec !== undefined) return undefined;
  return new Set(
    Object.keys(requestObject)
      .filter((key) => !TYPE_MEMBERS.has(key) && !key.startsWith('$'))
      .map(partOf)
  );
}

const partOf = (key: string): ObjectPart => (key === 'metadata' || key === 'status' ? key : 'spec');
