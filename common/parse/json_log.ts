/**
 * JSON logs: component-base's (k8s.io/component-base/logs/json: `ts` in float milliseconds, `v`, `msg`, `caller`,
 * `logger`, `err`) and zap's own (etcd: `level`, `ts` as RFC 3339).
 */
import type { Severity } from '../model/log_record';
import { findBalancedEnd, findQuotedEnd } from './text_scanners';
import { epochToIso, isoToUtc } from './timestamp';

export interface JsonLogPair {
  key: string;
  /** a string's text; of anything else its JSON as written */
  value: string;
  kind: 'string' | 'literal' | 'composite';
}

export interface JsonLogRecord {
  /** ISO 8601, UTC */
  timestamp: string;
  severity: Severity;
  message: string;
  /** `dir/file.go:123`: with its directory, other than klog's text */
  caller?: string;
  logger?: string;
  /** klog's verbosity; an error has none */
  v?: number;
  err?: string;
  /** `component-base` (numeric ts) or `zap` (RFC 3339 ts, level) */
  style: 'component-base' | 'zap';
  /** every other member in order, duplicate keys included (JSON.parse would drop all but the last) */
  pairs: JsonLogPair[];
  /** every member as written, for who needs to build the line again */
  members: Array<JsonLogPair & { rawKey: string; rawValue: string }>;
}

const SEVERITY_BY_LEVEL: Record<string, Severity> = {
  debug: 'debug',
  trace: 'debug',
  info: 'info',
  notice: 'info',
  warn: 'warning',
  warning: 'warning',
  error: 'error',
  err: 'error',
  dpanic: 'error',
  panic: 'fatal',
  fatal: 'fatal',
  critical: 'fatal',
};

/** A level's name, of whichever logger, as one of our severities. */
export function parseSeverity(level: string): Severity {
  const key = level.length > 10 ? '' : level.toLowerCase();
  return Object.hasOwn(SEVERITY_BY_LEVEL, key) ? (SEVERITY_BY_LEVEL[key] as Severity) : 'unknown';
}

/**
 * The top-level members of one JSON object, in order and with duplicates; null where the text is not one object.
 * Nested values are only checked for balanced brackets.
 */
export function readJsonMembers(text: string): JsonLogRecord['members'] | null {
  const members: JsonLogRecord['members'] = [];
  let i = skipSpace(text, 0);
  if (text.charCodeAt(i) !== 123) return null;
  i = skipSpace(text, i + 1);
  if (text.charCodeAt(i) === 125) return skipSpace(text, i + 1) === text.length ? members : null;
  for (;;) {
    if (text.charCodeAt(i) !== 34) return null;
    const keyEnd = findQuotedEnd(text, i);
    if (keyEnd < 0) return null;
    const rawKey = text.slice(i, keyEnd);
    const key = parseJsonString(rawKey);
    i = skipSpace(text, keyEnd);
    if (key === null || text.charCodeAt(i) !== 58) return null;
    i = skipSpace(text, i + 1);
    const code = text.charCodeAt(i);
    let end: number;
    let kind: JsonLogPair['kind'];
    let value: string | null;
    if (code === 34) {
      kind = 'string';
      end = findQuotedEnd(text, i);
      value = end < 0 ? null : parseJsonString(text.slice(i, end));
    } else if (code === 123 || code === 91) {
      kind = 'composite';
      end = findBalancedEnd(text, i);
      value = text.slice(i, end);
    } else {
      kind = 'literal';
      end = i;
      while (end < text.length && isLiteralChar(text.charCodeAt(end))) end++;
      value = end === i ? null : text.slice(i, end);
    }
    if (end < 0 || value === null) return null;
    members.push({ key, value, kind, rawKey, rawValue: text.slice(i, end) });
    i = skipSpace(text, end);
    const next = text.charCodeAt(i);
    if (next === 125) return skipSpace(text, i + 1) === text.length ? members : null;
    if (next !== 44) return null;
    i = skipSpace(text, i + 1);
  }
}

/** Parses one line of a JSON log; null where it is no JSON object or has no `ts` and `msg`. */
export function parseJsonLog(line: string): JsonLogRecord | null {
  if (line.charCodeAt(skipSpace(line, 0)) !== 123) return null;
  const members = readJsonMembers(line);
  if (members === null) return null;
  let timestamp: string | null = null;
  let message: string | undefined;
  let level: string | undefined;
  const record: JsonLogRecord = {
    timestamp: '',
    severity: 'info',
    message: '',
    style: 'component-base',
    pairs: [],
    members,
  };
  for (const member of members) {
    const { key, value, kind } = member;
    if (key === 'ts' && timestamp === null) {
      timestamp =
        kind === 'string' ? isoToUtc(value) : kind === 'literal' ? epochToIso(value) : null;
      if (kind === 'string') record.style = 'zap';
      if (timestamp !== null) continue;
    } else if (key === 'msg' && kind === 'string' && message === undefined) {
      message = value;
      continue;
    } else if (key === 'v' && kind === 'literal' && record.v === undefined) {
      record.v = Number(value);
      continue;
    } else if (key === 'caller' && kind === 'string' && record.caller === undefined) {
      record.caller = value;
      continue;
    } else if (key === 'logger' && kind === 'string' && record.logger === undefined) {
      record.logger = value;
      continue;
    } else if (key === 'level' && kind === 'string' && level === undefined) {
      level = value;
      continue;
    } else if (key === 'err' && record.err === undefined) {
      record.err = value;
    }
    record.pairs.push({ key, value, kind });
  }
  if (timestamp === null || message === undefined) return null;
  record.timestamp = timestamp;
  record.message = message;
  if (level !== undefined) record.severity = parseSeverity(level);
  // zapr writes `v` for Info and leaves it out for Error (which may have no err either)
  else record.severity = record.v === undefined ? 'error' : 'info';
  return record;
}

function parseJsonString(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}

function skipSpace(text: string, from: number): number {
  let i = from;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) break;
  }
  return i;
}

/** what `true`, `false`, `null` and numbers are made of */
const isLiteralChar = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 97 && code <= 122) ||
  code === 45 ||
  code === 43 ||
  code === 46 ||
  code === 69;
