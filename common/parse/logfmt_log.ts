/** logfmt as logrus writes it (containerd, many operators): `time="…" level=info msg="…" key=value`. */
import type { Severity } from '../model/log_record';
import { parseSeverity } from './json_log';
import { parsePairs, type KlogPair } from './klog_pairs';
import { isoToUtc } from './timestamp';

export interface LogfmtRecord {
  /** ISO 8601, UTC, with the digits that were written */
  timestamp: string;
  severity: Severity;
  message: string;
  caller?: string;
  /** every pair but time, level, msg and caller */
  pairs: KlogPair[];
  /** every pair, spans index into the line */
  allPairs: KlogPair[];
}

/** Parses one line; null where it doesn't begin with `time=`, `ts=`, `level=` or has no time or message. */
export function parseLogfmt(record: string): LogfmtRecord | null {
  if (!record.startsWith('time=') && !record.startsWith('level=') && !record.startsWith('ts='))
    return null;
  const lineEnd = record.indexOf('\n');
  const found = parsePairs(record, 0, lineEnd < 0 ? record.length : lineEnd);
  let timestamp: string | null = null;
  let message: string | undefined;
  const parsed: LogfmtRecord = {
    timestamp: '',
    severity: 'unknown',
    message: '',
    pairs: [],
    allPairs: found.pairs,
  };
  for (const pair of found.pairs) {
    if (timestamp === null && (pair.key === 'time' || pair.key === 'ts'))
      timestamp = isoToUtc(pair.value);
    else if (message === undefined && pair.key === 'msg') message = pair.value;
    else if (parsed.severity === 'unknown' && pair.key === 'level')
      parsed.severity = parseSeverity(pair.value);
    else if (parsed.caller === undefined && (pair.key === 'caller' || pair.key === 'source'))
      parsed.caller = pair.value;
    else parsed.pairs.push(pair);
  }
  if (timestamp === null || message === undefined) return null;
  parsed.timestamp = timestamp;
  parsed.message = message;
  return parsed;
}
