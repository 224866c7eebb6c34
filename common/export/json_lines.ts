/** A trace as JSON lines (one JSON object a line, UTF-8), without secrets. */
import type { Trace } from '../model/trace';
import { redactDeep } from './redact';

/**
 * The first line is `{"trace": …}`: what was asked for, by whom, how it ended, and whether IDs or objects hold it together; each
 * line after it is one LogRecord, in the trace's order, with its confidence and what it is shared with.
 * @returns the lines, each with its line break
 */
export function formatJsonLines(trace: Trace): string[] {
  const {
    id,
    idKind,
    correlation,
    reqIDs,
    window,
    total,
    truncated,
    origin,
    outcome,
    verdict,
    stages,
    coverage,
    warnings,
    records,
  } = trace;
  const head = {
    id,
    idKind,
    correlation,
    reqIDs,
    window,
    total,
    truncated,
    exported: records.length,
    origin,
    outcome,
    verdict,
    stages,
    errors: trace.diagnosis?.errors ?? [],
    coverage,
    warnings,
  };
  return [{ trace: head }, ...records].map(
    (line) => `${JSON.stringify(redactDeep<unknown>(line))}\n`
  );
}
