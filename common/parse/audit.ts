/** audit.k8s.io/v1 (and v1beta1) records: k8s.io/apiserver/pkg/apis/audit/v1/types.go. */
import type { ObjectReference } from '../model/log_record';
import {
  omitUndefined,
  isJsonObject,
  readNumber,
  parseJsonObject,
  readText,
  readTexts,
  type JsonObject,
} from './json_values';
import { kindOfResource } from './builtin_kinds';
import { isoToUtc } from './timestamp';

/** The API's verbs that change what is stored (k8s.io/apiserver request info). */
export const CHANGING_VERBS: readonly string[] = [
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
];
export const CHANGING_VERB_SET: ReadonlySet<string> = new Set(CHANGING_VERBS);

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
export function parseAuditRecord(value: unknown): AuditRecord | null {
  if (typeof value === 'string' && !value.includes('"auditID"')) return null;
  const outer = parseJsonObject(value);
  if (outer === null) return null;
  const kubernetes = outer.kubernetes;
  const source =
    readText(outer.auditID) === undefined &&
    isJsonObject(kubernetes) &&
    isJsonObject(kubernetes.audit)
      ? kubernetes.audit
      : outer;
  const auditID = readText(source.auditID);
  const stage = readText(source.stage);
  const verb = readText(source.verb);
  const level = readText(source.level);
  if (auditID === undefined || (stage === undefined && verb === undefined && level === undefined))
    return null;
  const status = isJsonObject(source.responseStatus) ? source.responseStatus : undefined;
  // some API servers and collectors keep the text of a refusal in the answer's body only (a Status, apimachinery meta/v1)
  const answer =
    isJsonObject(source.responseObject) && source.responseObject.kind === 'Status'
      ? source.responseObject
      : undefined;
  const objectRef = parseObjectRef(source.objectRef);
  return omitUndefined<AuditRecord>({
    auditID,
    level,
    stage,
    verb,
    requestURI: readText(source.requestURI),
    user: parseUser(source.user),
    impersonatedUser: parseUser(source.impersonatedUser),
    sourceIPs: readTexts(source.sourceIPs),
    userAgent: readText(source.userAgent),
    objectRef,
    responseStatus:
      status &&
      omitUndefined({
        status: readText(status.status),
        reason: readText(status.reason),
        message: readText(status.message) ?? readText(answer?.message),
        code: readNumber(status.code),
      }),
    requestReceivedTimestamp: parseTime(source.requestReceivedTimestamp),
    stageTimestamp: parseTime(source.stageTimestamp),
    annotations: parseAnnotations(source.annotations),
    object: parseObject(source.requestObject, source.responseObject, objectRef),
    requestObject:
      isJsonObject(source.requestObject) || Array.isArray(source.requestObject)
        ? source.requestObject
        : undefined,
    responseObject: isJsonObject(source.responseObject) ? source.responseObject : undefined,
  });
}

function parseTime(value: unknown): string | undefined {
  const text = readText(value);
  return text === undefined ? undefined : (isoToUtc(text) ?? undefined);
}

function parseUser(value: unknown): AuditUser | undefined {
  if (!isJsonObject(value)) return undefined;
  const user = omitUndefined<AuditUser>({
    username: readText(value.username),
    uid: readText(value.uid),
    groups: readTexts(value.groups),
  });
  return Object.keys(user).length > 0 ? user : undefined;
}

function parseObjectRef(value: unknown): AuditObjectRef | undefined {
  if (!isJsonObject(value)) return undefined;
  return omitUndefined<AuditObjectRef>({
    resource: readText(value.resource),
    namespace: readText(value.namespace),
    name: readText(value.name),
    uid: readText(value.uid),
    apiGroup: readText(value.apiGroup),
    apiVersion: readText(value.apiVersion),
    subresource: readText(value.subresource),
  });
}

function parseAnnotations(value: unknown): Record<string, string> | undefined {
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  );
}

/**
 * The object of the bodies, the answer's first. A refusal's body is a Status, a pods/binding or pods/eviction request's
 * one speaks of the pod by name; a list or a patch (whose metadata may name nothing) adds nothing.
 */
function parseObject(
  request: unknown,
  response: unknown,
  ref: AuditObjectRef | undefined
): AuditObject | undefined {
  const bodies = [response, request].filter(
    (body): body is JsonObject =>
      isJsonObject(body) &&
      isJsonObject(body.metadata) &&
      !/^(Status|.*List|Table|DeleteOptions|TokenRequest)$/.test(readText(body.kind) ?? '')
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
      : pick((_, body) => readText(body.kind));
  const object = omitUndefined<AuditObject>({
    kind,
    namespace: pick((metadata) => readText(metadata.namespace)) ?? ref?.namespace,
    name: pick((metadata) => readText(metadata.name)) ?? ref?.name,
    uid: pick((metadata) => readText(metadata.uid)),
    generateName: pick((metadata) => readText(metadata.generateName)),
    ownerReferences: pick((metadata) => parseOwnerReferences(metadata.ownerReferences)),
  });
  return object.name === undefined && object.uid === undefined && object.generateName === undefined
    ? undefined
    : object;
}

function parseOwnerReferences(value: unknown): OwnerReference[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const owners = value.filter(isJsonObject).map((owner) =>
    omitUndefined<OwnerReference>({
      kind: readText(owner.kind),
      name: readText(owner.name),
      uid: readText(owner.uid),
      controller: typeof owner.controller === 'boolean' ? owner.controller : undefined,
    })
  );
  return owners.length > 0 ? owners : undefined;
}

/** One short sentence: `alice create deployments shop/web → 201`, `bob (as alice) delete pods shop/db-0 → 403 Forbidden`. */
export function formatAuditSummary(record: AuditRecord): string {
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
export function listAuditObjects(record: AuditRecord): ObjectReference[] {
  const { objectRef, object } = record;
  const objects: ObjectReference[] = [];
  const resource = objectRef?.resource;
  const kind = object?.kind ?? (resource === undefined ? undefined : kindOfResource(resource));
  const name = objectRef?.name ?? object?.name;
  const uid = object?.uid ?? objectRef?.uid;
  if (name !== undefined || uid !== undefined) {
    const namespace =
      resource === 'namespaces' ? undefined : (objectRef?.namespace ?? object?.namespace);
    objects.push(omitUndefined<ObjectReference>({ kind, namespace, name, uid }));
  }
  for (const owner of object?.ownerReferences ?? []) {
    if (owner.name === undefined && owner.uid === undefined) continue;
    // an owner lives in the object's namespace, or in none: only a Node owns things from outside
    const namespace =
      owner.kind === 'Node' || owner.kind === 'Namespace'
        ? undefined
        : (objectRef?.namespace ?? object?.namespace);
    objects.push(
      omitUndefined<ObjectReference>({
        kind: owner.kind,
        namespace,
        name: owner.name,
        uid: owner.uid,
      })
    );
  }
  return objects;
}
