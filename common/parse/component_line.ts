/** One shape for the lines of all components, whichever logger wrote them. */
import type { Severity } from '../model/log_record';
import { parseJsonLog } from './json_log';
import { parseKlog } from './klog';
import { parseLogfmt } from './logfmt_log';
import { goQuote } from './text_scanners';

export interface ComponentLine {
  /** ISO 8601, UTC, with the source's precision */
  timestamp: string;
  severity: Severity;
  /** `file.go:123`; JSON logs write it with its directory */
  caller?: string;
  logger?: string;
  message: string;
  /**
   * What a person reads of the record: all of it but the header. klog's body as it stands; of JSON and logfmt lines the
   * same form, `"message" key="value"`.
   */
  text: string;
  /** in order, duplicates kept; without what is in the fields above. Values of `{…}`/`[…]` are their text. */
  pairs: Array<[key: string, value: string]>;
  format: 'klog' | 'json' | 'logfmt';
  /** klog: the lines after the first that are no pair's value */
  continuation?: string;
  /** klog: `Trace[N]:` */
  traceNumber?: number;
}

export interface ComponentLineOptions {
  /** the year that klog's header lacks; without it that of `defaultTimestamp`, without both the current one */
  year?: number;
  /** ISO 8601: when the shipper saw the line */
  defaultTimestamp?: string;
}

/** Parses one record of a component's log, or null where it is in none of the formats (the caller says what it is). */
export function parseComponentLine(
  record: string,
  options: ComponentLineOptions = {}
): ComponentLine | null {
  const first = record.charCodeAt(0);
  if (first === 73 || first === 87 || first === 69 || first === 70)
    return parseKlogLine(record, options);
  if (first === 123 || first === 32 || first === 9) return parseJsonLine(record);
  return parseLogfmtLine(record);
}

function parseKlogLine(record: string, options: ComponentLineOptions): ComponentLine | null {
  const parsed = parseKlog(record, { year: resolveYear(options) });
  if (parsed === null) return null;
  const line: ComponentLine = {
    timestamp: parsed.timestamp,
    severity: parsed.header.severity,
    caller: parsed.header.caller,
    message: parsed.message,
    text: record.slice(parsed.header.bodyStart),
    pairs: [],
    format: 'klog',
  };
  for (const pair of parsed.pairs) {
    if (pair.key === 'logger' && line.logger === undefined) line.logger = pair.value;
    else line.pairs.push([pair.key, pair.value]);
  }
  if (parsed.continuation !== '') line.continuation = parsed.continuation;
  if (parsed.trace !== undefined) line.traceNumber = parsed.trace.id;
  return line;
}

function parseJsonLine(record: string): ComponentLine | null {
  const parsed = parseJsonLog(record);
  if (parsed === null) return null;
  const line: ComponentLine = {
    timestamp: parsed.timestamp,
    severity: parsed.severity,
    message: parsed.message,
    text: formatBody(parsed.message, parsed.pairs, 'composite', 'literal'),
    pairs: parsed.pairs.map((pair) => [pair.key, pair.value]),
    format: 'json',
  };
  if (parsed.caller !== undefined) line.caller = parsed.caller;
  if (parsed.logger !== undefined) line.logger = parsed.logger;
  return line;
}

function parseLogfmtLine(record: string): ComponentLine | null {
  const parsed = parseLogfmt(record);
  if (parsed === null) return null;
  const line: ComponentLine = {
    timestamp: parsed.timestamp,
    severity: parsed.severity,
    message: parsed.message,
    text: formatBody(parsed.message, parsed.pairs, 'bare', 'composite'),
    pairs: parsed.pairs.map((pair) => [pair.key, pair.value]),
    format: 'logfmt',
  };
  if (parsed.caller !== undefined) line.caller = parsed.caller;
  return line;
}

function resolveYear(options: ComponentLineOptions): number {
  if (options.year !== undefined) return options.year;
  const year =
    options.defaultTimestamp === undefined ? NaN : Number(options.defaultTimestamp.slice(0, 4));
  return Number.isInteger(year) ? year : new Date().getUTCFullYear();
}

/** klog's text form of a message and its pairs; values of the two unquoted forms stay bare. */
function formatBody(
  message: string,
  pairs: ReadonlyArray<{ key: string; value: string; kind?: string; form?: string }>,
  bareA: string,
  bareB: string
): string {
  if (pairs.length === 0) return message;
  let text = goQuote(message);
  for (const { key, value, kind, form } of pairs) {
    const how = kind ?? form;
    text +=
      how === bareA || how === bareB
        ? ` ${key}=${formatObjectName(value) ?? value}`
        : ` ${key}=${goQuote(value)}`;
  }
  return text;
}

/** klog.KObj in JSON, `{"name":"web","namespace":"shop"}`, as klog's text writes it: `"shop/web"`; null for other values. */
function formatObjectName(value: string): string | null {
  if (!value.startsWith('{"name":"') || value.length > 400 || value.includes('\\')) return null;
  const nameEnd = value.indexOf('"', 9);
  if (nameEnd < 0) return null;
  const name = value.slice(9, nameEnd);
  const rest = value.slice(nameEnd + 1);
  if (rest === '}') return `"${name}"`;
  if (
    !rest.startsWith(',"namespace":"') ||
    !rest.endsWith('"}') ||
    rest.indexOf('"', 14) !== rest.length - 2
  )
    return null;
  return `"${rest.slice(14, -2)}/${name}"`;
}

/** What a person reads of a line: all of it but the header. */
export const formatLineText = (line: ComponentLine): string => line.text;
