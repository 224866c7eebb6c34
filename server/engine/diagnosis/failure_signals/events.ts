/** Events, and the lines in which a component says which Event it sends. */
import type { ObjectReference } from '../../../../common/model/log_record';
import type { ComponentLine } from '../../../../common/parse/component_line';
import type { Evidence } from '../../evidence';
import { schedulerFocus } from './scheduler';
import type { Form, FailureSignal } from './failure_signal';
import { topicOfReason } from './topics';
import { unwrap } from './unwrap';

export interface SaidEvent {
  reason: string;
  message: string;
  object?: ObjectReference;
  fieldPath?: string;
}

/** What an Event says of a failure; null for what is routine. */
export function eventStatement(evidence: Evidence, said: SaidEvent, form: Form = 'event'): FailureSignal | null {
  const topic = topicOfReason(said.reason, said.message);
  if (topic === null) return null;
  const inner = unwrap(said.message);
  const statement: FailureSignal = { evidence, topic, form, reason: inner.reason ?? said.reason, text: inner.text };
  // "Error: ImagePullBackOff": the reason is all it says
  const bare = topic === 'pull' || topic === 'container' || topic === 'exit' ? topicOfReason(inner.text, '') : null;
  if (bare !== null) statement.reason = inner.text;
  if (topic === 'schedule') Object.assign(statement, schedulerFocus(inner.text));
  if (said.object) statement.object = said.object;
  const container = inner.container ?? containerOf(said.fieldPath);
  if (container !== undefined) statement.container = container;
  return statement;
}

/** `"Event occurred" object="shop/web" kind="Pod" reason="Failed" message="…"` (k8s.io/client-go/tools/record/event.go) */
export function eventLine(evidence: Evidence, line: ComponentLine): FailureSignal | null {
  let reason = '';
  let message = '';
  let kind: string | undefined;
  let fieldPath: string | undefined;
  for (const [key, value] of line.pairs) {
    if (key === 'reason') reason = value;
    else if (key === 'message') message = value;
    else if (key === 'kind') kind = value;
    else if (key === 'fieldPath') fieldPath = value;
  }
  if (reason === '') return null;
  const object = evidence.record.objects.find((one) => one.kind === kind) ?? evidence.record.objects[0];
  return eventStatement(evidence, { reason, message, object, fieldPath });
}

/** `spec.containers{web}` → `web` */
function containerOf(fieldPath: string | undefined): string | undefined {
  const open = fieldPath?.indexOf('{') ?? -1;
  return fieldPath !== undefined && open > 0 && fieldPath.endsWith('}') ? fieldPath.slice(open + 1, -1) : undefined;
}
