/** What the status of an object in an audit record's bodies says of a failure: k8s.io/api core/v1, apps/v1, batch/v1 types.go. */
import type { ObjectReference } from '../../../../common/model/log_record';
import type { AuditRecord } from '../../../../common/parse/audit';
import {
  isJsonObject,
  readNumber,
  readText,
  readTexts,
  type JsonObject,
} from '../../../../common/parse/json_values';
import type { Evidence } from '../../evidence';
import { schedulerFocus } from './scheduler';
import type { FailureSignal, Topic } from './failure_signal';
import { topicOfReason } from './topics';
import { unwrap } from './unwrap';

/** The statements of an accepted request's bodies: the answer's, else (metadata and status patches kept only) the request's. */
export function statusSignals(evidence: Evidence, audit: AuditRecord): FailureSignal[] {
  const body =
    isJsonObject(audit.responseObject) && isJsonObject(audit.responseObject.metadata)
      ? audit.responseObject
      : isJsonObject(audit.requestObject)
        ? audit.requestObject
        : undefined;
  if (body === undefined) return [];
  const object = evidence.record.objects[0];
  const resource = audit.objectRef?.resource;
  const found = finalizers(evidence, body, object);
  if (!isJsonObject(body.status)) return found;
  if (resource === 'pods') found.push(...podSignals(evidence, body, object));
  else found.push(...conditions(evidence, body.status, object));
  return found;
}

/** A body whose object is marked for deletion and that something still holds. */
function finalizers(
  evidence: Evidence,
  body: JsonObject,
  object: ObjectReference | undefined
): FailureSignal[] {
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  if (readText(metadata.deletionTimestamp) === undefined) return [];
  const left = readTexts(metadata.finalizers) ?? [];
  const spec = isJsonObject(body.spec) ? body.spec : {};
  // every Namespace has `kubernetes` until it is empty: its conditions say what is left in it
  const all =
    readText(body.kind) === 'Namespace'
      ? [...left, ...(readTexts(spec.finalizers) ?? []).filter((name) => name !== 'kubernetes')]
      : left;
  if (all.length === 0) return [];
  return [
    {
      evidence,
      topic: 'delete',
      form: 'status',
      reason: 'Finalizers',
      text: `finalizers left: ${all.slice(0, 10).join(', ')}`,
      object,
    },
  ];
}

/** A Pod's containers, its conditions, and its own reason (`Evicted`). */
export function podSignals(
  evidence: Evidence,
  body: unknown,
  object: ObjectReference | undefined
): FailureSignal[] {
  if (!isJsonObject(body) || !isJsonObject(body.status)) return [];
  const { status } = body;
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  const deleted = readText(metadata.deletionTimestamp) !== undefined;
  const found: FailureSignal[] = [];
  const say = (topic: Topic, reason: string, text: string, extra: Partial<FailureSignal> = {}) =>
    found.push({ evidence, topic, form: 'status', reason, text, object, ...extra });
  const reason = readText(status.reason);
  const topic = reason === undefined ? null : topicOfReason(reason, '');
  if (reason !== undefined && topic !== null)
    say(topic === 'node' ? 'evict' : topic, reason, readText(status.message) ?? reason);
  found.push(...conditions(evidence, status, object));
  for (const [list, what] of [
    [status.initContainerStatuses, 'init container'],
    [status.containerStatuses, 'container'],
  ] as const) {
    if (!Array.isArray(list)) continue;
    for (const container of list)
      if (isJsonObject(container)) containerStates(container, what, deleted, say);
  }
  return found;
}

type Say = (topic: Topic, reason: string, text: string, extra?: Partial<FailureSignal>) => void;

function containerStates(container: JsonObject, what: string, deleted: boolean, say: Say): void {
  const name = readText(container.name);
  const state = isJsonObject(container.state) ? container.state : {};
  const last = isJsonObject(container.lastState) ? container.lastState : {};
  const waiting = isJsonObject(state.waiting) ? state.waiting : undefined;
  const reason = waiting && readText(waiting.reason);
  if (reason !== undefined) {
    const inner = unwrap(readText(waiting?.message) ?? reason);
    const topic = topicOfReason(reason, inner.text);
    if (topic !== null) say(topic, reason, inner.text, { container: name });
  }
  for (const ended of [last.terminated, state.terminated]) {
    if (isJsonObject(ended))
      terminated(ended, { name, what, deleted, looping: reason === 'CrashLoopBackOff' }, say);
  }
}

interface Ended {
  name?: string;
  what: string;
  deleted: boolean;
  looping: boolean;
}

/** How a container ended. One of a Pod that is being deleted was told to. */
function terminated(ended: JsonObject, container: Ended, say: Say): void {
  const code = readNumber(ended.exitCode);
  const reason = readText(ended.reason) ?? '';
  // to end without an error is wrong for one that is started again and again
  if (
    code === undefined ||
    reason === 'ContainerStatusUnknown' ||
    (code === 0 && reason !== 'OOMKilled' && !container.looping)
  )
    return;
  if (container.deleted && reason !== 'OOMKilled') return;
  const said = readText(ended.message);
  const topic = topicOfReason(reason, '') === 'container' ? 'container' : 'exit';
  const how = `${container.what} ${container.name ?? ''} exited with exit code ${code}${reason === '' || reason === 'Error' || reason === 'Completed' ? '' : ` (${reason})`}`;
  say(
    topic,
    reason,
    topic === 'container' && said !== undefined
      ? unwrap(said).text
      : said === undefined
        ? how
        : `${how}: ${said.trim()}`,
    { container: container.name, code }
  );
}

/** Conditions that say that and why something goes wrong. */
function conditions(
  evidence: Evidence,
  status: JsonObject,
  object: ObjectReference | undefined
): FailureSignal[] {
  if (!Array.isArray(status.conditions)) return [];
  const found: FailureSignal[] = [];
  for (const condition of status.conditions) {
    if (!isJsonObject(condition)) continue;
    const type = readText(condition.type) ?? '';
    // a Pod is not ready for many reasons: only this one nobody else tells
    const gated = type === 'Ready' && condition.reason === 'ReadinessGatesNotReady';
    const wrong = BAD_WHEN_TRUE.has(type)
      ? 'True'
      : BAD_WHEN_FALSE.has(type) || gated
        ? 'False'
        : undefined;
    if (wrong === undefined || condition.status !== wrong) continue;
    const reason = readText(condition.reason) ?? '';
    const message = readText(condition.message) ?? reason;
    const topic = TOPICS[type] ?? topicOfReason(reason, message);
    if (topic === null || message === '') continue;
    const inner = unwrap(message);
    const statement: FailureSignal = {
      evidence,
      topic,
      form: 'status',
      reason,
      text: inner.text,
      object,
    };
    if (topic === 'schedule') Object.assign(statement, schedulerFocus(inner.text));
    found.push(statement);
  }
  return found;
}

const BAD_WHEN_TRUE = new Set([
  'ReplicaFailure',
  'Failed',
  'FailureTarget',
  'DisruptionTarget',
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionContentFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceContentRemaining',
  'NamespaceFinalizersRemaining',
]);
const BAD_WHEN_FALSE = new Set(['PodScheduled', 'Progressing']);
const TOPICS: Record<string, Topic> = {
  ReplicaFailure: 'create',
  Failed: 'job',
  FailureTarget: 'job',
  PodScheduled: 'schedule',
  Progressing: 'rollout',
  NamespaceDeletionDiscoveryFailure: 'delete',
  NamespaceDeletionContentFailure: 'delete',
  NamespaceDeletionGroupVersionParsingFailure: 'delete',
  NamespaceContentRemaining: 'delete',
  NamespaceFinalizersRemaining: 'delete',
};
