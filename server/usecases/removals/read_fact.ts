import { CHANGING, type AuditRecord } from '../../../common/parse/audit';
import type { ComponentLine } from '../../../common/parse/component_line';
import type { EventRecord } from '../../../common/parse/event';
import { isObject, numberOf, textOf, type JsonObject } from '../../../common/parse/json_values';
import { toMicros } from '../../../common/time/micros';
import type { Fact, OwnerRef, ReadFact, Taint, WriteFact } from './fact';

/** Items of a list that are read: a namespace may have thousands of Pods. */
const MAX_ITEMS = 2_000;

/** A record as a fact; null where it says nothing of moves: a request that was refused or changed nothing, a record without a time. */
export function factOf({ record, audit, event, line }: ReadFact): Fact | null {
  const at = toMicros(record.timestamp);
  if (at === null) return null;
  if (audit) {
    const write = writeOf(audit);
    return write && { record, at, write };
  }
  const told = plain(event ?? (line && eventOfLine(line)));
  return { record, at, ...(told ? { event: told } : {}), ...(line ? { line } : {}) };
}

/** What client-go's aggregator puts before the message once ten similar Events have been told (tools/record events_cache.go). */
const COMBINED = '(combined from similar events): ';

const plain = (event: EventRecord | undefined): EventRecord | undefined =>
  (event?.message?.startsWith(COMBINED) ? { ...event, message: event.message.slice(COMBINED.length) } : event);

function writeOf(audit: AuditRecord): WriteFact | null {
  const { verb = '', objectRef, requestObject, responseObject, responseStatus, object } = audit;
  const code = responseStatus?.code;
  // a request without an answer (yet) has not been seen to change anything
  if (!CHANGING.has(verb) || !objectRef?.resource || code === undefined || code < 200 || code >= 300) return null;
  const request = isObject(requestObject) ? requestObject : undefined;
  if (request?.dryRun !== undefined || audit.requestURI?.includes('dryRun=All')) return null;
  const fact: WriteFact = {
    auditID: audit.auditID, verb, resource: objectRef.resource,
    subresource: objectRef.subresource,
    namespace: objectRef.resource === 'namespaces' ? undefined : objectRef.namespace ?? object?.namespace,
    name: objectRef.name ?? object?.name,
    uid: object?.uid ?? objectRef.uid ?? textOf(objectAt(request, 'preconditions')?.uid),
    user: audit.user?.username, impersonatedUser: audit.impersonatedUser?.username, userAgent: audit.userAgent,
    owner: controllerOf(object?.ownerReferences),
  };
  if (responseObject) readAnswer(responseObject, fact);
  if (requestObject) fact.asked = true;
  if (request) readRequest(request, fact);
  else if (Array.isArray(requestObject)) readJsonPatch(requestObject, fact);
  return fact;
}

function readAnswer(answer: JsonObject, fact: WriteFact): void {
  if (textOf(answer.kind) === 'Status') return;
  fact.answered = true;
  if (Array.isArray(answer.items)) {
    fact.items = answer.items.slice(0, MAX_ITEMS).filter(isObject).map((item) => {
      const metadata = objectAt(item, 'metadata');
      return { namespace: textOf(metadata?.namespace), name: textOf(metadata?.name), uid: textOf(metadata?.uid) };
    });
    return;
  }
  const spec = objectAt(answer, 'spec');
  const status = objectAt(answer, 'status');
  fact.node = textOf(spec?.nodeName);
  fact.finalizers = textsIn(objectAt(answer, 'metadata')?.finalizers);
  readStatus(status, fact);
}

function readRequest(request: JsonObject, fact: WriteFact): void {
  const spec = objectAt(request, 'spec');
  fact.graceSeconds = numberOf(request.gracePeriodSeconds) ?? numberOf(objectAt(request, 'deleteOptions')?.gracePeriodSeconds);
  if (fact.subresource === 'binding') fact.node = textOf(objectAt(request, 'target')?.name);
  if (!fact.disruption) readStatus(objectAt(request, 'status'), fact);
  if (!spec) return;
  fact.replicas = numberOf(spec.replicas);
  fact.touchesTemplate = spec.template !== undefined;
  if (spec.unschedulable !== undefined) fact.unschedulable = spec.unschedulable === true;
  if (spec.taints !== undefined) fact.taints = taintsOf(spec.taints);
}

/** RFC 6902, as `kubectl rollout undo` sends it. */
function readJsonPatch(operations: unknown[], fact: WriteFact): void {
  for (const operation of operations.slice(0, 200)) {
    if (!isObject(operation)) continue;
    const path = textOf(operation.path) ?? '';
    if (path.startsWith('/spec/template')) fact.touchesTemplate = true;
    if (path === '/spec/replicas') fact.replicas = numberOf(operation.value);
    if (path === '/spec/unschedulable') fact.unschedulable = operation.value === true;
    if (path === '/spec/taints') fact.taints = operation.op === 'remove' ? null : taintsOf(operation.value);
  }
}

function readStatus(status: JsonObject | undefined, fact: WriteFact): void {
  if (!status) return;
  fact.phase ??= textOf(status.phase);
  fact.statusReason ??= textOf(status.reason);
  fact.statusMessage ??= textOf(status.message);
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isObject) : [];
  const target = conditions.find(({ type, status: value, reason }) => type === 'DisruptionTarget' && value !== 'False' && reason !== undefined);
  if (target) fact.disruption = { reason: textOf(target.reason), message: textOf(target.message) };
}

function taintsOf(value: unknown): Taint[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter(isObject).map((taint) => ({ key: textOf(taint.key) ?? '', value: textOf(taint.value), effect: textOf(taint.effect) }));
}

function controllerOf(owners: NonNullable<AuditRecord['object']>['ownerReferences']): OwnerRef | undefined {
  const owner = owners?.find(({ controller }) => controller) ?? owners?.[0];
  return owner?.kind && owner.name ? { kind: owner.kind, name: owner.name, ...(owner.uid ? { uid: owner.uid } : {}) } : undefined;
}

/** client-go logs each Event that a component sends: `"Event occurred" object="shop/web" kind="ReplicaSet" reason="…" message="…"`. */
function eventOfLine({ message, pairs, timestamp }: ComponentLine): EventRecord | undefined {
  if (message !== 'Event occurred') return undefined;
  const value = (key: string): string | undefined => pairs.find((pair) => pair[0] === key)?.[1];
  const object = value('object') ?? '';
  const slash = object.indexOf('/');
  return {
    reason: value('reason'), message: value('message'), type: value('type'), count: 1, timestamp,
    regarding: { kind: value('kind'), ...(slash > 0 ? { namespace: object.slice(0, slash) } : {}), name: object.slice(slash + 1) },
  };
}

function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key];
  return isObject(value) ? value : undefined;
}

const textsIn = (value: unknown): string[] | undefined =>
  (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined);
