/** Events, and the lines in which a component says which Event it sends. */
import type { ObjectReference } from '../../../../common/model/log_record';
import type { Evidence } from '../../evidence';
import { containerOf, eventOf } from '../../timeline/read_event';
import { schedulerFocus } from './scheduler';
import type { Form, FailureSignal } from './failure_signal';
import { topicOfReason } from './topics';
import { unwrap } from './unwrap';

export interface EventContent {
  reason: string;
  message: string;
  object?: ObjectReference;
  fieldPath?: string;
}

/** What an Event says of a failure; null for what is routine. */
export function eventSignal(
  evidence: Evidence,
  event: EventContent,
  form: Form = 'event'
): FailureSignal | null {
  const topic = topicOfReason(event.reason, event.message);
  if (topic === null) return null;
  const inner = unwrap(event.message);
  const signal: FailureSignal = {
    evidence,
    topic,
    form,
    reason: inner.reason ?? event.reason,
    text: inner.text,
  };
  // "Error: ImagePullBackOff": the reason is all it says
  const bare =
    topic === 'pull' || topic === 'container' || topic === 'exit'
      ? topicOfReason(inner.text, '')
      : null;
  if (bare !== null) signal.reason = inner.text;
  if (topic === 'schedule') Object.assign(signal, schedulerFocus(inner.text));
  if (event.object) signal.object = event.object;
  const container = inner.container ?? containerOf(event.fieldPath)?.name;
  if (container !== undefined) signal.container = container;
  return signal;
}

/** What a line says of a failure in which a component repeats the Event that it sends. */
export function eventLine(evidence: Evidence): FailureSignal | null {
  const event = eventOf(evidence);
  if (!event) return null;
  const { objects } = evidence.record;
  return eventSignal(evidence, {
    ...event,
    object: objects.find(({ kind }) => kind === event.regarding.kind) ?? objects[0],
  });
}
