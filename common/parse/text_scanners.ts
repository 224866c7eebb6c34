/**
 * Hand-written scanners that the parsers share. Each reads a character at most a constant number of times; none uses a
 * regular expression, so that a hostile line costs time in proportion to its length.
 */

const QUOTE = 34;
const BACKSLASH = 92;

export interface Span {
  /** index of the first character */
  start: number;
  /** index after the last character */
  end: number;
}

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

export const isHex = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

export const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** What the keys of klog, logr and logfmt are made of: letters, digits and `_ . : / - @ $ + []`. */
export function isKeyChar(code: number): boolean {
  return isLetter(code) || (code >= 45 && code <= 58) || code === 95 || code === 64 || code === 36;
}

/**
 * End of the double-quoted string that opens at `start` (Go's %q and JSON alike): the index after its closing quote,
 * or -1 where it never closes.
 */
export function findQuotedEnd(text: string, start: number): number {
  let from = start + 1;
  for (;;) {
    const at = text.indexOf('"', from);
    if (at < 0) return -1;
    let slashes = at;
    while (slashes > from && text.charCodeAt(slashes - 1) === BACKSLASH) slashes--;
    if ((at - slashes) % 2 === 0) return at + 1;
    from = at + 1;
  }
}

/**
 * End of the `{…}` or `[…]` that opens at `start`: the index after its closing bracket, or -1 where it never closes.
 * Brackets inside double-quoted strings don't count. The kinds of brackets are not matched against each other (Go's %+v
 * of a struct is as welcome as JSON).
 */
export function findBalancedEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = findQuotedEnd(text, i);
      if (end < 0) return -1;
      i = end - 1;
    } else if (code === 123 || code === 91) {
      depth++;
    } else if (code === 125 || code === 93) {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}

const SIMPLE_ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '/': '/',
};

/**
 * The text inside a Go-quoted string (strconv.Quote); `text` is without its outer quotes. `\xHH` above 0x7f is how Go
 * writes a byte that is not UTF-8: it becomes U+FFFD. Escapes that Go doesn't write stay as they are.
 */
export function goUnquote(text: string): string {
  let at = text.indexOf('\\');
  if (at < 0) return text;
  const parts: string[] = [];
  let from = 0;
  while (at >= 0 && at + 1 < text.length) {
    const letter = text[at + 1] as string;
    const simple = SIMPLE_ESCAPES[letter];
    let length = 2;
    let value = simple;
    if (value === undefined) {
      const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
      const code = digits === 0 ? -1 : parseHexDigits(text, at + 2, digits);
      if (code >= 0 && code <= 0x10ffff) {
        length = 2 + digits;
        value =
          digits === 2 && code > 0x7f
            ? '\ufffd'
            : digits === 4
              ? String.fromCharCode(code)
              : String.fromCodePoint(code);
      }
    }
    if (value !== undefined) {
      parts.push(text.slice(from, at), value);
      from = at + length;
    }
    at = text.indexOf('\\', at + length);
  }
  if (from === 0) return text;
  parts.push(text.slice(from));
  return parts.join('');
}

/** Go's strconv.Quote, but for characters that only Go's tables call unprintable: those stay as they are. */
export function goQuote(text: string): string {
  let from = 0;
  let out = '"';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 32 && code !== QUOTE && code !== BACKSLASH && code !== 127) continue;
    const escape = GO_ESCAPES[code] ?? `\\x${code.toString(16).padStart(2, '0')}`;
    out += text.slice(from, i) + escape;
    from = i + 1;
  }
  return `${out}${from === 0 ? text : text.slice(from)}"`;
}

const GO_ESCAPES: Record<number, string> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/** The number that `count` hex digits from `start` write, or -1 where they aren't all hex digits. */
export function parseHexDigits(text: string, start: number, count: number): number {
  if (start + count > text.length) return -1;
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const code = text.charCodeAt(i);
    if (!isHex(code)) return -1;
    value = value * 16 + (code <= 57 ? code - 48 : (code | 32) - 87);
  }
  return value;
}

/** The number that exactly `count` decimal digits from `start` write, or -1. */
export function parseDigits(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    value = value * 10 + code - 48;
  }
  return value;
}

/** Whether `text` holds a UUID (8-4-4-4-12 hex digits) at `start`. Says nothing about what follows it. */
export function isUuidAt(text: string, start: number): boolean {
  if (start < 0 || start + 36 > text.length) return false;
  if (text.charCodeAt(start + 8) !== 45 || text.charCodeAt(start + 13) !== 45) return false;
  if (text.charCodeAt(start + 18) !== 45 || text.charCodeAt(start + 23) !== 45) return false;
  for (let i = 0; i < 36; i++) {
    if (i === 8 || i === 13 || i === 18 || i === 23) continue;
    if (!isHex(text.charCodeAt(start + i))) return false;
  }
  return true;
}
