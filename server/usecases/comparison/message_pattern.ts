/** What kind of record one is: its component, caller and message with what varies from request to request taken out. */
import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import { isGeneratedSuffix, removeSuffix } from '../../../common/parse/names/generated_names';
import { goUnquote, findQuotedEnd } from '../../../common/parse/text_scanners';

/** Characters of a message that are looked at, and of what is kept of it. */
const MAX_MESSAGE_LENGTH = 2_000;
const MAX_PATTERN_LENGTH = 300;
/** Objects of one record that are looked for in its text. */
const MAX_OBJECTS = 10;
const NO_NAMES: ReadonlySet<string> = new Set();

/** Keys whose values say what happened; all others of a structured line say to what. */
const ERROR_KEYS = ['err=', 'error=', 'reason='];

const isWordChar = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 45 ||
  code > 127;
/** These join words to a name, path, time, address or image. */
const isJoiningChar = (code: number): boolean =>
  code === 46 || code === 47 || code === 58 || code === 64 || code === 43 || code === 37;

/** Whether a word is a name, an ID, a number or a time rather than a word of the sentence. */
function isVariableWord(word: string, names: ReadonlySet<string>): boolean {
  if (names.has(word) || /\d/.test(word)) return true;
  if (/[/@%]/.test(word)) return true;
  return removeSuffix(word, isGeneratedSuffix) !== undefined;
}

/** The end of what stands between `\"` and `\"`; -1 where it does not close. */
function findEscapedQuoteEnd(text: string, start: number): number {
  if (text.charCodeAt(start + 1) !== 34) return start + 1;
  const at = text.indexOf('\\"', start + 2);
  return at < 0 ? -1 : at + 2;
}

/**
 * A text with `*` for what varies: quoted strings, words with digits or slashes, generated names, and the names given. Each
 * character is read a constant number of times.
 */
export function maskVariableWords(
  text: string,
  names: ReadonlySet<string> = NO_NAMES,
  objects: readonly ObjectReference[] = []
): string {
  const parts: string[] = [];
  let length = 0;
  const closes: Record<number, boolean> = {};
  const put = (part: string): void => {
    // several in a row are one: lists have different lengths
    if (part === '*' && parts[parts.length - 1] === '*') return;
    parts.push(part);
    length += part.length;
  };
  for (let i = 0; i < text.length && length < MAX_PATTERN_LENGTH;) {
    const code = text.charCodeAt(i);
    if (code === 34 || code === 92) {
      const end =
        closes[code] === false
          ? -1
          : code === 34
            ? findQuotedEnd(text, i)
            : findEscapedQuoteEnd(text, i);
      // what doesn't close once closes nowhere after it: looked for to the end once only
      if (end < 0) closes[code] = false;
      put('*');
      i = end < 0 ? i + 1 : end;
    } else if (isWordChar(code)) {
      const start = i;
      while (
        i < text.length &&
        (isWordChar(text.charCodeAt(i)) ||
          (isJoiningChar(text.charCodeAt(i)) &&
            i + 1 < text.length &&
            isWordChar(text.charCodeAt(i + 1))))
      )
        i++;
      const word = text.slice(start, i);
      put(
        isVariableWord(word, names) ||
          objects
            .slice(0, MAX_OBJECTS)
            .some(({ namespace, name }) => word === name || word === namespace)
          ? '*'
          : word
      );
    } else {
      // punctuation holds names together as often as sentences: it tells nothing
      i++;
    }
  }
  return parts.join(' ').slice(0, MAX_PATTERN_LENGTH);
}

/** The sentence of klog's structured line without its quotes, with what its error says; null where it is none. */
function readStructuredSentence(message: string): string | null {
  if (message.charCodeAt(0) !== 34) return null;
  const end = findQuotedEnd(message, 0);
  if (end < 0) return null;
  const parts = [goUnquote(message.slice(1, end - 1))];
  for (const key of ERROR_KEYS) {
    const at = message.indexOf(` ${key}"`, end);
    if (at < 0) continue;
    const start = at + key.length + 1;
    const close = findQuotedEnd(message, start);
    parts.push(goUnquote(message.slice(start + 1, close < 0 ? message.length : close - 1)));
  }
  return parts.join(' ');
}

/**
 * Names that a trace speaks of, to be taken out of all of its messages: of objects, as far as they look like names (a Pod may
 * be called `pod`), and of nodes.
 */
export function collectTraceNames(records: readonly LogRecord[]): Set<string> {
  const names = new Set<string>();
  for (const { objects, node } of records) {
    if (node) names.add(node);
    for (const { namespace, name } of objects)
      for (const part of [namespace, name]) if (part && /[-.\d]/.test(part)) names.add(part);
  }
  return names;
}

/** `user create pods/binding → Created`: an audit record's summary (auditSummary) without who and whose name. */
function getAuditPattern({ message }: LogRecord, names: ReadonlySet<string>): string {
  const words = message.split(' ');
  // a controller's name tells which one it was; a person's or a node's only who
  const user = words[0]!.startsWith('system:node:')
    ? 'node'
    : words[0]!.startsWith('system:')
      ? words[0]!
      : 'user';
  const verb = words[1] === '(as' ? 3 : 1;
  const arrow = words.indexOf('→', verb);
  return [
    user,
    ...words.slice(verb, verb + 2),
    arrow < 0 ? '' : maskVariableWords(words.slice(arrow + 2).join(' '), names),
  ].join(' ');
}

/**
 * The same for records that say the same of different objects.
 * @param names what varies beside the record's own objects: `namesOfTrace`
 */
export function getMessagePattern(record: LogRecord, names: ReadonlySet<string>): string {
  const message = record.message.slice(0, MAX_MESSAGE_LENGTH);
  const text =
    record.source === 'audit'
      ? getAuditPattern({ ...record, message }, names)
      : maskVariableWords(readStructuredSentence(message) ?? message, names, record.objects);
  return JSON.stringify([record.source, record.component, record.caller ?? '', text]);
}
