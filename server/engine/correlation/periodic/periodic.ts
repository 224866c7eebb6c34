/**
 * Work that goes on whatever anybody asks for: leases, heartbeats, resyncs, garbage collection, probes. Such a record may name
 * an object of the request and has still nothing to do with it.
 */
import type { ParsedRecord } from '../../../../common/parse/parsed_record';
import { lineRules, type PeriodicKind } from './line_rules';
import { periodicAudit, periodicRequestLine, periodicWatchStart } from './requests';

export interface Periodic {
  /** the kind of work, stable: `lease`, `cadvisor`, `volume-resync` … */
  rule: string;
  kind: PeriodicKind;
}

/** Whether a record is periodic work, by who wrote it and how its message begins; null: not that we know. */
export function isPeriodic({ record, audit, line }: ParsedRecord): Periodic | null {
  if (audit) return never(periodicAudit(audit));
  if (!line) return null;
  if (line.message === 'HTTP') return never(periodicRequestLine(line));
  if (line.message === 'Starting watch') return never(periodicWatchStart(line));
  const failed =
    record.severity === 'warning' || record.severity === 'error' || record.severity === 'fatal';
  for (const { rule, kind, messages } of lineRules(sourceFile(line.caller))) {
    // a failure is news, unless the rule knows its message
    if (
      messages === undefined
        ? !failed
        : messages.some((message) => line.message.startsWith(message))
    )
      return { rule, kind };
  }
  return null;
}

const never = (rule: string | null): Periodic | null =>
  rule === null ? null : { rule, kind: 'never' };

/** `config/config.go:292` (JSON logs write the folder) → `config.go` */
export function sourceFile(caller: string | undefined): string {
  if (caller === undefined) return '';
  const colon = caller.lastIndexOf(':');
  const file = colon < 0 ? caller : caller.slice(0, colon);
  return file.slice(file.lastIndexOf('/') + 1);
}
