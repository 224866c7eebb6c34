/** What Events prove: those that were collected, and those that a component logs as it sends them (client-go tools/record). */
import type { ObjectReference } from '../../../common/model/log_record';
import type { ComponentLine } from '../../../common/parse/component_line';
import type { Evidence } from '../evidence';
import type { ObjectIndex, TimelineObject } from './object_index';
import { concludeFromContainers } from './pod_status';
import { hasSecondPrecision, SECOND_US, type PodState } from './pod_state';

/** An Event as far as the diagnosis reads it. */
export interface ObservedEvent {
  reason: string;
  message: string;
  fieldPath?: string;
  regarding: ObjectReference;
}

/** The Event that a record is or tells of; undefined where it is none. */
export function eventOf({ event, line }: Evidence): ObservedEvent | undefined {
  if (event)
    return event.reason
      ? {
          reason: event.reason,
          message: event.message ?? '',
          fieldPath: event.fieldPath,
          regarding: event.regarding,
        }
      : undefined;
  // `"Event occurred" object="ns/name" kind="Pod" reason="Pulled" message="…"` (event broadcaster's StartStructuredLogging)
  if (line?.message !== 'Event occurred') return undefined;
  return fromLine(line);
}

function fromLine(line: ComponentLine): ObservedEvent | undefined {
  const told: ObservedEvent = { reason: '', message: '', regarding: {} };
  for (const [key, value] of line.pairs) {
    if (key === 'reason') told.reason = value;
    else if (key === 'message' || key === 'note') told.message = value;
    else if (key === 'fieldPath') told.fieldPath = value;
    else if (key === 'kind') told.regarding.kind = value;
    else if (key === 'object') {
      const { namespace, name } = nameOf(value);
      told.regarding.namespace = namespace;
      told.regarding.name = name;
    }
  }
  return told.reason ? told : undefined;
}

/** `ns/name`, `name`, or JSON `{"name":…,"namespace":…}` */
function nameOf(value: string): { namespace?: string; name?: string } {
  if (value.startsWith('{') && value.length < 1_000) {
    try {
      const { name, namespace } = JSON.parse(value) as { name?: unknown; namespace?: unknown };
      return {
        name: typeof name === 'string' ? name : undefined,
        namespace: typeof namespace === 'string' && namespace ? namespace : undefined,
      };
    } catch {
      return {};
    }
  }
  const slash = value.indexOf('/');
  return slash < 0
    ? { name: value }
    : { namespace: value.slice(0, slash) || undefined, name: value.slice(slash + 1) };
}

/** Reasons of Events about Pods that prove a stage or only speak of one (pkg/kubelet/events/event.go; others named). */
const POD_REASONS: Record<
  string,
  {
    proves?: 'scheduled' | 'attached' | 'terminating';
    about?: 'scheduled' | 'attached' | 'mounted' | 'sandbox' | 'pulled' | 'started' | 'ready';
  }
> = {
  Scheduled: { proves: 'scheduled' }, // pkg/scheduler/schedule_one.go
  FailedScheduling: { about: 'scheduled' },
  SuccessfulAttachVolume: { proves: 'attached' }, // pkg/controller/volume/attachdetach
  FailedAttachVolume: { about: 'attached' },
  FailedMount: { about: 'mounted' },
  FailedCreatePodSandBox: { about: 'sandbox' },
  SandboxChanged: { about: 'sandbox' },
  Pulling: { about: 'pulled' },
  Created: { about: 'started' },
  BackOff: { about: 'started' },
  Unhealthy: { about: 'ready' },
  Preempted: { proves: 'terminating' }, // pkg/scheduler/framework/preemption
  Evicted: { proves: 'terminating' }, // pkg/kubelet/eviction
};

/** Events that end a Job for good (pkg/controller/job/job_controller.go, batch/v1 JobReason…). */
const JOB_FAILURES: ReadonlySet<string> = new Set([
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'PodFailurePolicy',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
]);

/** Notes what an Event says of the object it is about, and of those that it names. */
export function readEvent(told: ObservedEvent, evidence: Evidence, graph: ObjectIndex): void {
  const object = graph.resolve(told.regarding, evidence.at);
  if (!object) return;
  if (object.pod) readPodEvent(object.pod, told, evidence);
  else readOwnerEvent(object, told, evidence, graph);
}

function readPodEvent(
  pod: PodState,
  { reason, fieldPath, message }: ObservedEvent,
  evidence: Evidence
): void {
  const rule = Object.hasOwn(POD_REASONS, reason) ? POD_REASONS[reason] : undefined;
  if (reason === 'FailedAttachVolume' || reason === 'SuccessfulAttachVolume') pod.attaching = true;
  if (rule?.proves) pod.prove(rule.proves, evidence);
  else if (rule?.about) pod.mention(rule.about);
  if (reason === 'Scheduled') {
    const at = message.lastIndexOf(' to ');
    if (at > 0) pod.node ??= message.slice(at + 4);
  }
  if (reason !== 'Pulled' && reason !== 'Started') return;
  const container = containerOf(fieldPath);
  if (container?.init) {
    pod.initNames.add(container.name);
    pod.mention(reason === 'Pulled' ? 'pulled' : 'started');
    return;
  }
  // an image is pulled, a container started, only in a sandbox
  const name = container?.name ?? '';
  if (reason === 'Pulled') pod.pulledContainers.add(name);
  else pod.startedContainers.add(name);
  pod.mention(reason === 'Pulled' ? 'pulled' : 'started');
  if (pod.containerNames.length || pod.containers.size) concludeFromContainers(pod, evidence);
  // no body tells how many there are: the first is what is known
  else pod.prove(reason === 'Pulled' ? 'pulled' : 'started', evidence);
}

/** `spec.containers{web}`, `spec.initContainers{wait}` */
export function containerOf(
  fieldPath: string | undefined
): { name: string; init: boolean } | undefined {
  if (fieldPath === undefined) return undefined;
  const open = fieldPath.indexOf('{');
  if (open < 0 || !fieldPath.endsWith('}')) return undefined;
  return { name: fieldPath.slice(open + 1, -1), init: fieldPath.startsWith('spec.initContainers') };
}

/** Controllers' `SuccessfulCreate` "Created pod: x", `SuccessfulDelete` "Deleted pod: x" (pkg/controller/controller_utils.go); Jobs' ends. */
function readOwnerEvent(
  object: TimelineObject,
  told: ObservedEvent,
  evidence: Evidence,
  graph: ObjectIndex
): void {
  const { reason } = told;
  if (object.kind === 'Job' && (reason === 'Completed' || JOB_FAILURES.has(reason))) {
    object.ended = { failed: reason !== 'Completed', evidence };
    return;
  }
  const announced = isCapitalised(told) ? undefined : announcedPod(told, evidence);
  const child = announced && graph.resolve(announced.pod, announced.at);
  if (!child?.pod) return;
  if (!child.owners.length)
    child.owners = [{ kind: object.kind, name: object.name, uid: object.uid, controller: true }];
  if (reason === 'SuccessfulCreate') {
    child.created ??= evidence;
    child.pod.prove('expanded', evidence);
  } else {
    child.deleting ??= evidence;
    child.pod.prove('terminating', evidence);
  }
}

/** What client-go's aggregator puts before a message once ten similar Events were sent (tools/record/events_cache.go). */
const COMBINED = '(combined from similar events): ';

export const plainMessage = (message: string): string =>
  message.startsWith(COMBINED) ? message.slice(COMBINED.length) : message;

/** The Pod that its owner reports to have created or deleted, and the time to resolve its name at (microseconds). */
export function announcedPod(
  { reason, message, regarding }: ObservedEvent,
  evidence: Evidence
): { pod: ObjectReference; at: number } | undefined {
  if (reason !== 'SuccessfulCreate' && reason !== 'SuccessfulDelete') return undefined;
  const text = plainMessage(message);
  const name =
    text.startsWith('Created pod: ') || text.startsWith('Deleted pod: ')
      ? text.slice(13)
      : podOfStatefulSet(text);
  if (!name || name.includes(' ')) return undefined;
  // a StatefulSet uses the name again, maybe in the same second
  const at =
    reason === 'SuccessfulCreate' && hasSecondPrecision(evidence)
      ? evidence.at + SECOND_US - 1
      : evidence.at;
  return { pod: { kind: 'Pod', namespace: regarding.namespace, name }, at };
}

/**
 * Since 1.35 the StatefulSet controller writes "Create Pod …". As a proof it costs more precision than it gains recall on audit logs at
 * level Metadata (`npm run accuracy`), so it is a report only.
 */
const isCapitalised = ({ message }: ObservedEvent): boolean =>
  message.startsWith('Create Pod ') || message.startsWith('Delete Pod ');

/** "create Pod db-0 in StatefulSet db successful", since 1.35 "Create Pod …" (pkg/controller/statefulset/stateful_pod_control.go) */
function podOfStatefulSet(message: string): string | undefined {
  const [verb, kind, name] = message.split(' ', 3);
  return kind === 'Pod' && (verb?.toLowerCase() === 'create' || verb?.toLowerCase() === 'delete')
    ? name
    : undefined;
}
