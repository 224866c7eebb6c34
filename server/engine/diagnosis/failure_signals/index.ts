import type { Evidence } from '../../evidence';
import { auditStatements } from './api_server';
import { containerStatement } from './container_log';
import { eventStatement } from './events';
import { lineStatements } from './lines';
import type { FailureSignal } from './failure_signal';

/** What a record says of a failure, in the form that the rules read; none for routine. Linear in the record's length. */
export function statementsOf(evidence: Evidence): FailureSignal[] {
  const { record, audit, event, line } = evidence;
  if (audit !== undefined) return auditStatements(evidence, audit);
  if (event !== undefined) {
    const said = eventStatement(evidence, { reason: event.reason ?? '', message: event.message ?? '', object: event.regarding, fieldPath: event.fieldPath });
    return said === null ? [] : [said];
  }
  if (line !== undefined) return lineStatements(evidence, line);
  if (record.source !== 'pod') return [];
  const said = containerStatement(evidence);
  return said === null ? [] : [said];
}
