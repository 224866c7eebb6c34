/** A trace as JSON lines (one JSON object a line, UTF-8), without secrets. */
import type { Trace } from '../model/trace';
import { redactDeep } from './redact';

/**
 * The first line is `{"trace": …}`: what was asked for, by whom, and how it ended; each line after it is one LogRecord, in the
 * trace's order.
 * @returns the lines, each with its line break
 */
export function jsonLines(trace: Trace): string[] {
  const { id, idKind, reqIDs, window, total, truncated, origin, outcome, verdict, stages, coverage, warnings, records } = trace;
  const head = { id, idKind, reqIDs, window, total, truncated, exported: records.length, origin, outcome, verdict, stages, errors: trace.diagnosis?.errors ?? [], coverage, warnings };
  return [{ trace: head }, ...records].map((line) => `${JSON.stringify(redactDeep<unknown>(line))}\n`);
}
