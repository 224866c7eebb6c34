import type { Evidence } from '../../evidence';
import { auditSignals } from './api_server';
import { containerSignal } from './container_log';
import { eventSignal } from './events';
import { lineSignals } from './lines';
import type { FailureSignal } from './failure_signal';

/** What a record says of a failure, in the form that the rules read; none for routine. Linear in the record's length. */
export function failureSignalsOf(evidence: Evidence): FailureSignal[] {
  const { record, audit, event, line } = evidence;
  if (audit !== undefined) return auditSignals(evidence, audit);
  if (event !== undefined) {
    const said = eventSignal(evidence, {
      reason: event.reason ?? '',
      message: event.message ?? '',
      object: event.regarding,
      fieldPath: event.fieldPath,
    });
    return said === null ? [] : [said];
  }
  if (line !== undefined) return lineSignals(evidence, line);
  if (record.source !== 'pod') return [];
  const said = containerSignal(evidence);
  return said === null ? [] : [said];
}
