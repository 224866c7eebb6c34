/**
 * klog's text format: `Lmmdd hh:mm:ss.uuuuuu threadid file:line] msg` (k8s.io/klog/v2 internal/buffer, FormatHeader)
 * with the message either plain text or, structured, `"message" key="value" …` (internal/serialize, KVFormat).
 */
import type { Severity } from '../model/log_record';
import { parsePairs, parseTrailingPairs, type KlogPair } from './klog_pairs';
import { parseDigits, goUnquote, isDigit, findQuotedEnd, type Span } from './text_scanners';

export type { KlogPair } from './klog_pairs';

export type KlogSeverity = Extract<Severity, 'info' | 'warning' | 'error' | 'fatal'>;

export interface KlogHeader {
  severity: KlogSeverity;
  /** 1..12 */
  month: number;
  /** 1..31 */
  day: number;
  /** `HH:MM:SS.ffffff`; klog writes no zone, components in clusters run in UTC */
  time: string;
  /** klog's "thread id": the process id */
  thread: number;
  /** `file.go:123` */
  caller: string;
  /** index of the first character after `] ` */
  bodyStart: number;
}

export interface KlogRecord {
  header: KlogHeader;
  /** ISO 8601 with microseconds, in the year that the caller gave */
  timestamp: string;
  /** The record as it was: spans index into it. */
  record: string;
  /** whether the body is `"message" key=value …` */
  structured: boolean;
  /** the human text, unquoted */
  message: string;
  /** where the message (with its quotes) stands */
  messageSpan: Span;
  pairs: KlogPair[];
  /** text of the first line that is neither message nor pair */
  loose: Span[];
  /** the lines after the first, without those that are the value of a pair; '' where there are none */
  continuation: string;
  continuationSpan: Span;
  /** `Trace[N]:` lines (k8s.io/utils/trace) */
  trace?: { id: number };
}

const SEVERITIES: Record<string, KlogSeverity> = {
  I: 'info',
  W: 'warning',
  E: 'error',
  F: 'fatal',
};

/** The longest `file.go:123` that is believed; keeps a line of rubbish from being searched to its end. */
const MAX_CALLER_LENGTH = 256;

/** Reads klog's header; null where the line doesn't begin with one. */
export function parseKlogHeader(line: string): KlogHeader | null {
  const severity = SEVERITIES[line.charAt(0)];
  if (severity === undefined || line.charCodeAt(5) !== 32) return null;
  const month = parseDigits(line, 1, 2);
  const day = parseDigits(line, 3, 2);
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  // hh:mm:ss.uuuuuu
  if (line.charCodeAt(8) !== 58 || line.charCodeAt(11) !== 58 || line.charCodeAt(14) !== 46)
    return null;
  const hour = parseDigits(line, 6, 2);
  const minute = parseDigits(line, 9, 2);
  const second = parseDigits(line, 12, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return null;
  if (parseDigits(line, 15, 6) < 0) return null;
  let i = 21;
  while (line.charCodeAt(i) === 32) i++;
  const threadStart = i;
  while (isDigit(line.charCodeAt(i))) i++;
  if (i === 21 || i === threadStart || i - threadStart > 15 || line.charCodeAt(i) !== 32)
    return null;
  const thread = Number(line.slice(threadStart, i));
  const callerStart = ++i;
  const limit = Math.min(line.length, callerStart + MAX_CALLER_LENGTH);
  while (i < limit && line.charCodeAt(i) !== 93 && line.charCodeAt(i) !== 10) i++;
  if (i >= limit || line.charCodeAt(i) !== 93) return null;
  let colon = i - 1;
  while (colon > callerStart && isDigit(line.charCodeAt(colon))) colon--;
  if (colon === i - 1 || colon <= callerStart || line.charCodeAt(colon) !== 58) return null;
  const after = line.charCodeAt(i + 1);
  if (i + 1 < line.length && after !== 32 && after !== 10) return null;
  return {
    severity,
    month,
    day,
    time: line.slice(6, 21),
    thread,
    caller: line.slice(callerStart, i),
    bodyStart: after === 32 ? i + 2 : i + 1,
  };
}

/** The header's time in the given year, as UTC: `YYYY-MM-DDTHH:MM:SS.ffffffZ`. */
export function formatKlogTimestamp(header: KlogHeader, year: number): string {
  const month = header.month < 10 ? `0${header.month}` : `${header.month}`;
  const day = header.day < 10 ? `0${header.day}` : `${header.day}`;
  return `${String(year).padStart(4, '0')}-${month}-${day}T${header.time}Z`;
}

/**
 * Parses one record: a line with klog's header and the lines that follow it (up to, not including, the next header).
 * null where there is no header. Never throws, never loses text: see `rebuildKlog`.
 */
export function parseKlog(record: string, options: { year: number }): KlogRecord | null {
  const header = parseKlogHeader(record);
  if (header === null) return null;
  const bodyStart = header.bodyStart;
  let lineEnd = record.indexOf('\n', bodyStart);
  if (lineEnd < 0) lineEnd = record.length;
  const parsed: KlogRecord = {
    header,
    timestamp: formatKlogTimestamp(header, options.year),
    record,
    structured: false,
    message: '',
    messageSpan: { start: bodyStart, end: lineEnd },
    pairs: [],
    loose: [],
    continuation: '',
    continuationSpan: { start: lineEnd, end: record.length },
  };
  if (!readStructuredBody(parsed, lineEnd)) readPlainBody(parsed, lineEnd);
  const rest = parsed.continuationSpan;
  if (rest.start < rest.end) {
    const skip = record.charCodeAt(rest.start) === 10 ? 1 : 0;
    parsed.continuation = record.slice(rest.start + skip, rest.end);
  }
  return parsed;
}

/** `"message" key=value …`; false (and nothing changed) where the body isn't that. */
function readStructuredBody(parsed: KlogRecord, lineEnd: number): boolean {
  const {
    record,
    header: { bodyStart },
  } = parsed;
  if (record.charCodeAt(bodyStart) !== 34) return false;
  const line = lineEnd === record.length ? record : record.slice(0, lineEnd);
  const end = findQuotedEnd(line, bodyStart);
  if (end < 0 || (end < lineEnd && record.charCodeAt(end) !== 32)) return false;
  const found = parsePairs(record, end, lineEnd);
  if (found.pairs.length === 0 && found.loose.length > 0) return false;
  parsed.structured = true;
  parsed.message = goUnquote(record.slice(bodyStart + 1, end - 1));
  parsed.messageSpan = { start: bodyStart, end };
  parsed.pairs = found.pairs;
  parsed.loose = found.loose;
  parsed.continuationSpan = { start: found.end, end: record.length };
  return true;
}

/** Plain text; `key="value"` pairs that end the line (a reqID put there) are taken off the message. */
function readPlainBody(parsed: KlogRecord, lineEnd: number): void {
  const {
    record,
    header: { bodyStart },
  } = parsed;
  parsed.pairs = parseTrailingPairs(record, bodyStart, lineEnd);
  const first = parsed.pairs[0];
  let end = first === undefined ? lineEnd : first.start;
  while (end > bodyStart && record.charCodeAt(end - 1) === 32) end--;
  parsed.message = record.slice(bodyStart, end);
  parsed.messageSpan = { start: bodyStart, end };
  if (parsed.message.startsWith('Trace[')) {
    const close = parsed.message.indexOf(']');
    const id = close > 6 && close < 30 ? Number(parsed.message.slice(6, close)) : NaN;
    if (Number.isSafeInteger(id)) parsed.trace = { id };
  }
}

/**
 * Puts the record together again from its parts. Throws where parts overlap or where text other than spaces is in none
 * of them: the parser has lost something.
 */
export function rebuildKlog(parsed: KlogRecord): string {
  const { record, continuationSpan } = parsed;
  const spans: Span[] = [
    { start: 0, end: parsed.header.bodyStart },
    parsed.messageSpan,
    ...parsed.pairs,
    ...parsed.loose,
  ];
  if (continuationSpan.start < continuationSpan.end) spans.push(continuationSpan);
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  const fill = (to: number) => {
    const gap = record.slice(at, to);
    if (gap.trim() !== '') throw new Error(`klog record: text at ${at}..${to} belongs to no part`);
    parts.push(gap);
  };
  for (const span of spans) {
    if (span.start < at) throw new Error(`klog record: parts overlap at ${span.start}`);
    fill(span.start);
    parts.push(record.slice(span.start, span.end));
    at = span.end;
  }
  fill(record.length);
  return parts.join('');
}
