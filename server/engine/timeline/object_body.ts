/** Reading audit bodies: objects of the Kubernetes API whose shape nobody vouches for. Missing and wrong types are the same. */
import {
  isJsonObject,
  readNumber,
  readText,
  type JsonObject,
} from '../../../common/parse/json_values';
import type { AuditRecord, OwnerReference } from '../../../common/parse/audit';

const NOTHING: JsonObject = {};

export const objectField = (value: JsonObject | undefined, key: string): JsonObject => {
  const found = value?.[key];
  return isJsonObject(found) ? found : NOTHING;
};

/** The objects of a list; what isn't one is left out. */
export const items = (value: JsonObject | undefined, key: string): JsonObject[] => {
  const found = value?.[key];
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
};

export const text = (value: JsonObject | undefined, key: string): string | undefined =>
  readText(value?.[key]);
export const count = (value: JsonObject | undefined, key: string): number | undefined =>
  readNumber(value?.[key]);

/** Whether the body is an object as it is stored, not a Status, a list or options. */
export const isStored = (body: JsonObject | undefined): body is JsonObject =>
  body !== undefined &&
  isJsonObject(body.metadata) &&
  body.kind !== 'Status' &&
  body.kind !== 'DeleteOptions' &&
  (readText(body.metadata.uid) !== undefined || readText(body.metadata.name) !== undefined);

/** The object as the API server answered it; of a write without an answer's body (policy level Request) as it was sent. */
export function storedObject(audit: AuditRecord): JsonObject | undefined {
  if (isStored(audit.responseObject)) return audit.responseObject;
  const { requestObject, verb } = audit;
  return verb !== 'patch' && !Array.isArray(requestObject) && isStored(requestObject)
    ? requestObject
    : undefined;
}

/** `metadata.finalizers`: what has to happen before the object may go. */
export function finalizersOf(body: JsonObject): string[] {
  const found = objectField(body, 'metadata').finalizers;
  return Array.isArray(found)
    ? found.filter((item): item is string => typeof item === 'string')
    : [];
}

/** `spec.finalizers` of a Namespace (kubernetes.io/docs: namespaces' own way to hold their deletion). */
export function specFinalizersOf(body: JsonObject): string[] {
  const found = objectField(body, 'spec').finalizers;
  return Array.isArray(found)
    ? found.filter((item): item is string => typeof item === 'string')
    : [];
}

export function ownersOf(body: JsonObject): OwnerReference[] {
  return items(objectField(body, 'metadata'), 'ownerReferences').map((owner) => ({
    kind: text(owner, 'kind'),
    name: text(owner, 'name'),
    uid: text(owner, 'uid'),
    controller: owner.controller === true,
  }));
}

/** The condition of that type; its `status` is 'True', 'False' or 'Unknown'. */
export function conditionOf(status: JsonObject, type: string): JsonObject | undefined {
  return items(status, 'conditions').find((condition) => condition.type === type);
}
