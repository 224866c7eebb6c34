/**
 * A container's own log: text in no common form. What tells of a failure are the words for it at the level's place (`ERROR`,
 * `level=error`, `"level":"fatal"`, `E1123`), exceptions and panics.
 */
import { isJsonObject, readText } from '../../../../common/parse/json_values';
import { parseCriLine } from '../../../../common/parse/cri_line';
import { parseSeverity } from '../../../../common/parse/json_log';
import { isLetter } from '../../../../common/parse/text_scanners';
import type { Severity } from '../../../../common/model/log_record';
import type { Evidence } from '../../evidence';
import type { FailureSignal } from './failure_signal';

/** How much of a line is read: a level and an exception's name stand in front. */
const HEAD = 1000;

/** A container's line that tells of an error, its weight in `reason`: Fatal, Exception, CausedBy, Error or Phrase; null for the others. */
export function containerSignal(evidence: Evidence): FailureSignal | null {
  const text = lineText(evidence.record.message);
  const reason = weightOf(text);
  if (reason === null) return null;
  return signalOf(evidence, text, reason);
}

/** Any line, for a container that said nothing of an error before it ended. */
export const anyLineSignal = (evidence: Evidence): FailureSignal =>
  signalOf(evidence, lineText(evidence.record.message), 'LastLine');

function signalOf(evidence: Evidence, text: string, reason: string): FailureSignal {
  return {
    evidence,
    topic: 'log',
    form: 'log',
    reason,
    text: jsonText(text) ?? text.trim(),
    object: evidence.record.objects[0],
    container: evidence.record.component,
  };
}

const lineText = (message: string): string =>
  withoutTime(withoutColours(parseCriLine(message)?.text ?? message));

/** Terminal colours (`ESC[31m`) stand right before a level. */
function withoutColours(text: string): string {
  if (!text.includes('\u001b[')) return text;
  return text
    .split('\u001b[')
    .map((part, i) => (i === 0 ? part : part.slice(part.indexOf('m') + 1)))
    .join('');
}

/** Without the time in front: the record has it. */
function withoutTime(text: string): string {
  const time =
    /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d[.,\d]{0,10}(Z|[+-]\d\d:?\d\d)?\]? +/.exec(
      text.slice(0, 60)
    );
  return time === null ? text : text.slice(time[0].length);
}

function weightOf(text: string): string | null {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  const first = head.charCodeAt(0);
  // a stack's frames
  if (first === 9 || (first === 32 && head.trimStart().startsWith('at '))) return null;
  if (first === 123) {
    const severity = jsonSeverity(head, text);
    return severity === 'fatal' ? 'Fatal' : severity === 'error' ? 'Error' : null;
  }
  if (head.startsWith('Caused by: ')) return 'CausedBy';
  if (
    head.startsWith('panic: ') ||
    head.startsWith('fatal error: ') ||
    (head.startsWith("thread '") && head.includes(' panicked at'))
  )
    return 'Exception';
  if (isException(head)) return 'Exception';
  const severity = levelOf(head);
  if (severity === null) return PHRASES.some((phrase) => head.includes(phrase)) ? 'Phrase' : null;
  return severity === 'fatal' ? 'Fatal' : severity === 'error' ? 'Error' : null;
}

/** `java.lang.IllegalStateException: …`, `ValueError: …`, `Unhandled exception. System.…`, `Error: Cannot find module …` */
function isException(head: string): boolean {
  if (
    head.startsWith('Exception in thread ') ||
    head.startsWith('Unhandled exception') ||
    head.startsWith('Uncaught ')
  )
    return true;
  let end = 0;
  while (
    end < head.length &&
    (isLetter(head.charCodeAt(end)) || '._$0123456789'.includes(head.charAt(end)))
  )
    end++;
  if (end < 5 || (head.charAt(end) !== ':' && end !== head.length)) return false;
  const name = head.slice(0, end);
  // `Error:` alone is what programs print; a class ends in it and begins with a capital, after its package
  return (
    (name.endsWith('Exception') || name.endsWith('Error') || name.endsWith('Exit')) &&
    /[A-Z]/.test(name.charAt(name.lastIndexOf('.') + 1))
  );
}

const WORDS = new Map<string, Severity>([
  ['fatal', 'fatal'],
  ['panic', 'fatal'],
  ['critical', 'fatal'],
  ['crit', 'fatal'],
  ['emerg', 'fatal'],
  ['emergency', 'fatal'],
  ['alert', 'fatal'],
  ['error', 'error'],
  ['err', 'error'],
  ['severe', 'error'],
  ['failure', 'error'],
  ['traceback', 'info'],
  ['info', 'info'],
  ['debug', 'debug'],
  ['trace', 'debug'],
  ['notice', 'info'],
  ['warn', 'warning'],
  ['warning', 'warning'],
]);

/** Words of a line that are looked at for its level. */
const LEVEL_WORDS = 12;

/**
 * The level that a line gives itself: the first word among its first that is one. A word in capitals, in brackets, before a
 * colon or after `level=` counts; elsewhere it may be anything ("0 errors", "error rate").
 */
function levelOf(head: string): Severity | null {
  const klog = klogLevel(head);
  if (klog !== null) return klog;
  let words = 0;
  for (let i = 0; i < head.length && words < LEVEL_WORDS; i++) {
    if (!isLetter(head.charCodeAt(i))) continue;
    const start = i;
    while (i < head.length && isLetter(head.charCodeAt(i))) i++;
    words++;
    const word = head.slice(start, i);
    const severity = word.length > 10 ? undefined : WORDS.get(word.toLowerCase());
    if (severity === undefined) continue;
    const before = head.charAt(start - 1);
    const after = head.charAt(i);
    const named =
      (before === '=' || before === '"') &&
      head
        .slice(Math.max(0, start - 10), start)
        .toLowerCase()
        .includes('l');
    if (
      (word === word.toUpperCase() && after !== '_') ||
      '[(<|'.includes(before || ' ') ||
      after === ':' ||
      after === ']' ||
      named
    )
      return severity;
  }
  return null;
}

/** What programs say that know no levels. */
const PHRASES = [
  'annot ',
  "an't ",
  'ould not ',
  'ailed to ',
  'Failed ',
  'nable to ',
  'o such file or directory',
  'ermission denied',
  'ccess denied',
  'onnection refused',
  'imed out',
  'rror:',
  'rror -',
  'not found',
  'nvalid ',
  'issing ',
  'is required',
  'is not set',
  'not specified',
  'does not exist',
  'egmentation fault',
  'undefined ',
];

/** `E1123 07:40:39.1 …` */
function klogLevel(head: string): Severity | null {
  const first = head.charAt(0);
  if (!'IWEF'.includes(first) || first === '' || !/^[IWEF]\d{4} \d\d:/.test(head)) return null;
  return first === 'F' ? 'fatal' : first === 'E' ? 'error' : first === 'W' ? 'warning' : 'info';
}

const LEVEL_KEYS = ['level', 'lvl', 'severity', 'log.level', 'levelname', 'loglevel', '@level'];
const TEXT_KEYS = ['msg', 'message', '@message', 'event', 'text'];
const ERROR_KEYS = ['err', 'error', 'exception', 'reason', 'cause'];

function jsonOf(text: string): Record<string, unknown> | null {
  if (text.length > 100_000) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

function jsonSeverity(head: string, text: string): Severity {
  if (
    !LEVEL_KEYS.some((key) => head.includes(`"${key}"`)) &&
    !ERROR_KEYS.some((key) => head.includes(`"${key}"`))
  )
    return 'unknown';
  const value = jsonOf(text);
  if (value === null) return 'unknown';
  for (const key of LEVEL_KEYS) {
    const level = value[key];
    // bunyan and pino count: 50 error, 60 fatal
    if (typeof level === 'number') return level >= 60 ? 'fatal' : level >= 50 ? 'error' : 'info';
    if (typeof level === 'string') return parseSeverity(level);
  }
  return ERROR_KEYS.some((key) => readText(value[key]) !== undefined) ? 'error' : 'unknown';
}

/** `{"level":"error","msg":"cannot start","err":"no such key"}` → `cannot start: no such key`; null where the line is not JSON. */
function jsonText(text: string): string | null {
  if (text.charCodeAt(0) !== 123) return null;
  const value = jsonOf(text);
  if (value === null) return null;
  const message = TEXT_KEYS.map((key) => readText(value[key])).find((found) => found !== undefined);
  const errors = ERROR_KEYS.map((key) => {
    const error = value[key];
    return (
      readText(error) ??
      (isJsonObject(error) ? (readText(error.message) ?? readText(error.msg)) : undefined)
    );
  }).filter((error): error is string => error !== undefined && error !== message);
  if (message === undefined && errors.length === 0) return null;
  return [message, ...errors].filter((part) => part !== undefined).join(': ');
}
