/** audit.k8s.io/v1 (and v1beta1) records: k8s.io/apiserver/pkg/apis/audit/v1/types.go. */
import type { ObjectReference } from '../model/log_record';
import {
  compact,
  isObject,
  numberOf,
  objectFrom,
  textOf,
  textsOf,
  type JsonObject,
} from './json_values';
import { kindOfResource } from './kinds';
import { isoToUtc } from './timestamp';

/** The API's verbs that change what is stored (k8s.io/apiserver request info). */
export const CHANGING_VERBS: readonly string[] = [
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
];
export const CHANGING: ReadonlySet<string> = new Set(CHANGING_VERBS);

export interface AuditUser {
  username?: string;
  uid?: string;
  groups?: string[];
}

export interface AuditObjectRef {
  resource?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  apiGroup?: string;
  apiVersion?: string;
  subresource?: string;
}

export interface OwnerReference {
  kind?: string;
  name?: string;
  uid?: string;
  controller?: boolean;
}

/** What the request's and answer's bodies say about the object; a create with generateName has its name only there. */
export interface AuditObject extends ObjectReference {
  generateName?: string;
  ownerReferences?: OwnerReference[];
}

export interface AuditRecord {
  auditID: string;
  level?: string;
  /** RequestReceived, ResponseStarted, ResponseComplete or Panic */
  stage?: string;
  verb?: string;
  requestURI?: string;
  user?: AuditUser;
  impersonatedUser?: AuditUser;
  sourceIPs?: string[];
  userAgent?: string;
  objectRef?: AuditObjectRef;
  responseStatus?: { status?: string; reason?: string; message?: string; code?: number };
  /** ISO 8601, UTC, microseconds */
  requestReceivedTimestamp?: string;
  stageTimestamp?: string;
  annotations?: Record<string, string>;
  /** from the bodies, where the policy kept them */
  object?: AuditObject;
  /** the bodies as they are, where they were read: nobody vouches for their shape. A patch in JSON form is an array. */
  requestObject?: JsonObject | unknown[];
  responseObject?: JsonObject;
}

/**
 * Reads an audit record: its JSON text, the decoded object, or a document that has it below `kubernetes.audit` (Elastic's
 * integration). null where it is none: an auditID and at least one of stage, verb and level make one.
 */
export function parseAudit(value: unknown): AuditRecord | null {
  if (typeof value === 'string' && !value.includes('"auditID"')) return null;
  const outer = objectFrom(value);
  if (outer === null) return null;
  const kubernetes = outer.kubernetes;
  const source =
    textOf(outer.auditID) === undefined && isObject(kubernetes) && isObject(kubernetes.audit)
      ? kubernetes.audit
      : outer;
  const auditID = textOf(source.auditID);
  const stage = textOf(source.stage);
  const verb = textOf(source.verb);
  const level = textOf(source.level);
  if (auditID === undefined || (stage === undefined && verb === undefined && level === undefined))
    return null;
  const status = isObject(source.responseStatus) ? source.responseStatus : undefined;
  // some API servers and collectors keep the text of a refusal in the answer's body only (a Status, apimachinery meta/v1)
  const answer =
    isObject(source.responseObject) && source.responseObject.kind === 'Status'
      ? source.responseObject
      : undefined;
  const objectRef = objectRefOf(source.objectRef);
  return compact<AuditRecord>({
    auditID,
    level,
    stage,
    verb,
    requestURI: textOf(source.requestURI),
    user: userOf(source.user),
    impersonatedUser: userOf(source.impersonatedUser),
    sourceIPs: textsOf(source.sourceIPs),
    userAgent: textOf(source.userAgent),
    objectRef,
    responseStatus:
      status &&
      compact({
        status: textOf(status.status),
        reason: textOf(status.reason),
        message: textOf(status.message) ?? textOf(answer?.message),
        code: numberOf(status.code),
      }),
    requestReceivedTimestamp: timeOf(source.requestReceivedTimestamp),
    stageTimestamp: timeOf(source.stageTimestamp),
    annotations: annotationsOf(source.annotations),
    object: objectOf(source.requestObject, source.responseObject, objectRef),
    requestObject:
      isObject(source.requestObject) || Array.isArray(source.requestObject)
        ? source.requestObject
        : undefined,
    responseObject: isObject(source.responseObject) ? source.responseObject : undefined,
  });
}

function timeOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : (isoToUtc(text) ?? undefined);
}

function userOf(value: unknown): AuditUser | undefined {
  if (!isObject(value)) return undefined;
  const user = compact<AuditUser>({
    username: textOf(value.username),
    uid: textOf(value.uid),
    groups: textsOf(value.groups),
  });
  return Object.keys(user).length > 0 ? user : undefined;
}

function objectRefOf(value: unknown): AuditObjectRef | undefined {
  if (!isObject(value)) return undefined;
  return compact<AuditObjectRef>({
    resource: textOf(value.resource),
    namespace: textOf(value.namespace),
    name: textOf(value.name),
    uid: textOf(value.uid),
    apiGroup: textOf(value.apiGroup),
    apiVersion: textOf(value.apiVersion),
    subresource: textOf(value.subresource),
  });
}

function annotationsOf(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  );
}

/**
 * The object of the bodies, the answer's first. A refusal's body is a Status, a pods/binding or pods/eviction request's
 * one speaks of the pod by name; a list or a patch (whose metadata may name nothing) adds nothing.
 */
function objectOf(
  request: unknown,
  response: unknown,
  ref: AuditObjectRef | undefined
): AuditObject | undefined {
  const bodies = [response, request].filter(
    (body): body is JsonObject =>
      isObject(body) &&
      isObject(body.metadata) &&
      !/^(Status|.*List|Table|DeleteOptions|TokenRequest)$/.test(textOf(body.kind) ?? '')
  );
  if (bodies.length === 0) return undefined;
  const pick = <T>(
    read: (metadata: JsonObject, body: JsonObject) => T | undefined
  ): T | undefined => {
    for (const body of bodies) {
      const found = read(body.metadata as JsonObject, body);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  // the body of a subresource (scale, binding, status …) is not always of the object's own kind
  const kind =
    ref?.subresource !== undefined && ref.subresource !== 'status' && ref.resource !== undefined
      ? kindOfResource(ref.resource)
      : pick((_, body) => textOf(body.kind));
  const object = compact<AuditObject>({
    kind,
    namespace: pick((metadata) => textOf(metadata.namespace)) ?? ref?.namespace,
    name: pick((metadata) => textOf(metadata.name)) ?? ref?.name,
    uid: pick((metadata) => textOf(metadata.uid)),
    generateName: pick((metadata) => textOf(metadata.generateName)),
    ownerReferences: pick((metadata) => ownersOf(metadata.ownerReferences)),
  });
  return object.name === undefined && object.uid === undefined && object.generateName === undefined
    ? undefined
    : object;
}

function ownersOf(value: unknown): OwnerReference[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const owners = value.filter(isObject).map((owner) =>
    compact<OwnerReference>({
      kind: textOf(owner.kind),
      name: textOf(owner.name),
      uid: textOf(owner.uid),
      controller: typeof owner.controller === 'boolean' ? owner.controller : undefined,
    })
  );
  return owners.length > 0 ? owners : undefined;
}

/** One short sentence: `alice create deployments shop/web → 201`, `bob (as alice) delete pods shop/db-0 → 403 Forbidden`. */
export function auditSummary(record: AuditRecord): string {
  const { objectRef, responseStatus } = record;
  const words: string[] = [];
  words.push(record.user?.username ?? 'somebody');
  if (record.impersonatedUser?.username !== undefined)
    words.push(`(as ${record.impersonatedUser.username})`);
  words.push(record.verb ?? 'request');
  if (objectRef?.resource === undefined) {
    words.push(record.requestURI ?? '');
  } else {
    words.push(
      objectRef.subresource === undefined
        ? objectRef.resource
        : `${objectRef.resource}/${objectRef.subresource}`
    );
    const namespace = objectRef.namespace ?? record.object?.namespace;
    const name =
      objectRef.name ??
      record.object?.name ??
      (record.object?.generateName && `${record.object.generateName}…`);
    if (name !== undefined)
      words.push(
        namespace === undefined || objectRef.resource === 'namespaces'
          ? name
          : `${namespace}/${name}`
      );
    else if (namespace !== undefined) words.push(`in ${namespace}`);
  }
  if (responseStatus?.code !== undefined) {
    const reason = responseStatus.reason ?? STATUS_TEXTS[responseStatus.code];
    words.push(
      reason === undefined ? `→ ${responseStatus.code}` : `→ ${responseStatus.code} ${reason}`
    );
    if (responseStatus.code >= 400 && responseStatus.message !== undefined)
      words.push(`(${responseStatus.message})`);
  } else if (record.stage === 'Panic') {
    words.push('→ panic in the API server');
  } else if (record.stage === 'RequestReceived') {
    words.push('(received)');
  }
  return words.filter((word) => word !== '').join(' ');
}

const STATUS_TEXTS: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The record's object first, then its owners. A request for a collection names none. */
export function objectsOfAudit(record: AuditRecord): ObjectReference[] {
  const { objectRef, object } = record;
  const objects: ObjectReference[] = [];
  const resource = objectRef?.resource;
  const kind = object?.kind ?? (resource === undefined ? undefined : kindOfResource(resource));
  const name = objectRef?.name ?? object?.name;
  const uid = object?.uid ?? objectRef?.uid;
  if (name !== undefined || uid !== undefined) {
    const namespace =
      resource === 'namespaces' ? undefined : (objectRef?.namespace ?? object?.namespace);
    objects.push(compact<ObjectReference>({ kind, namespace, name, uid }));
  }
  for (const owner of object?.ownerReferences ?? []) {
    if (owner.name === undefined && owner.uid === undefined) continue;
    // an owner lives in the object's namespace, or in none: only a Node owns things from outside
    const namespace =
      owner.kind === 'Node' || owner.kind === 'Namespace'
        ? undefined
        : (objectRef?.namespace ?? object?.namespace);
    objects.push(
      compact<ObjectReference>({ kind: owner.kind, namespace, name: owner.name, uid: owner.uid })
    );
  }
  return objects;
}
