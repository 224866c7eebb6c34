/** Secrets in `key=value`, `key: value`, `"key":"value"` (however often escaped), `--key value`, and headers. */
import { isHarmlessValue, isHeaderKey, isSecretKey, looksRandom } from './secret_keys';
import type { SecretSpan } from './known_tokens';

/** Characters looked back for a key. Longer ones are judged by their end. */
const MAX_KEY_LENGTH = 64;
/** A longer word without a blank is no word of a sentence. */
const MAX_WORD_LENGTH = 256;

interface PairKey {
  text: string;
  start: number;
  /** the character before it and its quotes; '' at the start of a line or of the text */
  precedingChar: string;
  /** `"key"`, `\"key\"`, `'key'` */
  isQuoted: boolean;
}

/** What a pair came to: a secret to take out, a value that is none and where to go on, or no pair of interest. */
export type PairMatch = { secret: SecretSpan } | { skip: number } | null;

const isKeyChar = (char: string | undefined): boolean =>
  char !== undefined && /[A-Za-z0-9_.-]/.test(char);
const isQuote = (char: string | undefined): boolean => char === '"' || char === "'";

/** Reads pairs of one text from left to right; remembers what an environment variable is called (`{"name":…,"value":…}`). */
export class PairReader {
  /** where the name of a variable ended whose value is a secret */
  private secretVariableEnd = -1;

  constructor(private readonly text: string) {}

  /** The pair whose `=` or `:` stands at `at`, or whose `--key ` ends there with a blank. */
  readPairAt(at: number): PairMatch {
    const { text } = this;
    const separator = text[at];
    const isSpaced = text[at - 1] === ' ';
    const key = this.readKeyBefore(isSpaced && separator !== ' ' ? at - 1 : at);
    if (!key) return null;
    if (separator === ' ' && key.text.startsWith('--') === false) return null;
    // `volume "token" : secret "x" not found` is a sentence
    if (isSpaced && separator === ':' && !key.isQuoted) return null;
    const from = this.findValueStart(at, separator, isSpaced);
    const quote = this.findQuoteAt(from);
    if (key.isQuoted && key.text.toLowerCase() === 'name' && quote)
      this.rememberVariableName(quote);
    const isVariable =
      key.text.toLowerCase() === 'value' &&
      this.secretVariableEnd >= 0 &&
      key.start - this.secretVariableEnd <= 12;
    if (!isVariable && !isSecretKey(key.text)) return null;
    if (quote) return this.readQuotedValue(key, separator, quote);
    if (key.isQuoted) return this.readNumber(from);
    return separator === ':'
      ? this.readValueAfterColon(key, at, from)
      : this.readBareValue(key, from);
  }

  private readKeyBefore(end: number): PairKey | null {
    const { text } = this;
    let last = end - 1;
    const isQuoted = isQuote(text[last]);
    if (isQuoted) {
      last--;
      while (last >= 0 && end - last < MAX_KEY_LENGTH && text[last] === '\\') last--;
    }
    let start = last + 1;
    while (start > 0 && last - start < MAX_KEY_LENGTH && isKeyChar(text[start - 1])) start--;
    if (start > last) return null;
    let before = start - 1;
    if (isQuoted && isQuote(text[before])) before--;
    return {
      text: text.slice(start, last + 1),
      start,
      precedingChar: text[before] ?? '',
      isQuoted,
    };
  }

  private findValueStart(at: number, separator: string | undefined, isSpaced: boolean): number {
    const { text } = this;
    let from = at + 1;
    const most = separator === ':' ? 8 : separator === '=' && isSpaced ? 1 : 0;
    for (let i = 0; i < most && text[from] === ' '; i++) from++;
    // a header as Go writes it: Authorization:[Bearer …]
    return text[from] === '[' ? from + 1 : from;
  }

  /** The quote that opens a value at `from`, with as many backslashes before it as it is escaped. */
  private findQuoteAt(from: number): { start: number; slashes: number; mark: string } | null {
    const { text } = this;
    let start = from;
    while (start - from < MAX_KEY_LENGTH && text[start] === '\\') start++;
    const mark = text[start];
    return mark !== undefined && isQuote(mark)
      ? { start: start + 1, slashes: start - from, mark }
      : null;
  }

  private readQuotedValue(
    key: PairKey,
    separator: string | undefined,
    { start, slashes, mark }: { start: number; slashes: number; mark: string }
  ): PairMatch {
    const { text } = this;
    const end = findStringEnd(text, start, slashes, mark);
    // short ones only: a kept value is gone over again
    const value = end - start <= MAX_WORD_LENGTH * 2 ? text.slice(start, end) : null;
    if (value !== null && isHarmlessValue(key.text, value)) return { skip: end };
    // `secret: "web-tls" not found` is a sentence about an object
    const isSentence =
      separator === ':' &&
      !key.isQuoted &&
      /^ [a-z]/.test(text.slice(end + slashes + 1, end + slashes + 3));
    if (isSentence && value !== null && !looksRandom(value)) return { skip: end };
    return { secret: { start, end } };
  }

  /** After a quoted key an unquoted word is no JSON: `volume "token": secret not found`. */
  private readNumber(from: number): PairMatch {
    let end = from;
    while (end < this.text.length && /\d/.test(this.text[end]!)) end++;
    return end > from ? { secret: { start: from, end } } : null;
  }

  private readBareValue(key: PairKey, from: number): PairMatch {
    const { text } = this;
    if (isHeaderKey(key.text) && text[from] !== ' ') {
      const header = this.readHeaderValue(from);
      if (header) return header;
    }
    const end = findWordEnd(text, from, '&;,"\'`)}]|<>\\');
    if (end === from) return null;
    const isHarmless =
      end - from <= MAX_WORD_LENGTH && isHarmlessValue(key.text, text.slice(from, end));
    return isHarmless ? { skip: end } : { secret: { start: from, end } };
  }

  private readValueAfterColon(key: PairKey, at: number, from: number): PairMatch {
    const { text } = this;
    // `system:serviceaccount:my-secret:default`, `registry/my-token:1.0`
    if (key.precedingChar === ':' || key.precedingChar === '/') return null;
    if (isHeaderKey(key.text)) {
      const header = this.readHeaderValue(from);
      if (header) return header;
    }
    const end = findWordEnd(text, from, ',;"\'`)}]|<>\\');
    if (end === from) return null;
    if (end - from > MAX_WORD_LENGTH) return { secret: { start: from, end } };
    const word = text.slice(from, end);
    if (isHarmlessValue(key.text, word)) return { skip: end };
    // a struct within a struct, as Go writes them
    if (/^&?[A-Za-z.]*\{/.test(text.slice(from, end + 1)) || /^&[A-Z]/.test(word)) return null;
    const isField = from === at + 1 && /[A-Z]/.test(key.text[0]!);
    const isLast = !/^[:;,.]? +[^ #,;}]/.test(text.slice(end, end + 3));
    const isDatum = isLast && (this.isFirstInLine(key) || /pass|pwd/i.test(key.text));
    return isField || isDatum || looksRandom(word)
      ? { secret: { start: from, end } }
      : { skip: end };
  }

  /** `Bearer …`, `Basic …`, `a=b; c=d`: to the end of the line, or of what it is quoted in. */
  private readHeaderValue(from: number): PairMatch {
    const { text } = this;
    const head = text.slice(from, from + 48);
    if (!/^(?:[A-Za-z][A-Za-z0-9-]{2,20} +\S|[A-Za-z0-9_.-]{1,40}=)/.test(head)) return null;
    if (
      !/^(?:bearer|basic|digest|negotiate|ntlm|token|apikey|aws4|hmac|splunk|bot)/i.test(head) &&
      !/^[^ ]+=/.test(head)
    )
      return null;
    let end = from;
    while (end < text.length && !'\n\r"\'\\]'.includes(text[end]!)) end++;
    return /^bearer <(?:masked|redacted)>/i.test(head)
      ? { skip: end }
      : { secret: { start: from, end } };
  }

  private isFirstInLine(key: PairKey): boolean {
    let before = key.start - 1;
    for (let i = 0; i < MAX_KEY_LENGTH && this.text[before] === ' '; i++) before--;
    const char = this.text[before];
    return char === undefined || '\n\r\t,;{([&?"\'|-'.includes(char);
  }

  private rememberVariableName({
    start,
    slashes,
    mark,
  }: {
    start: number;
    slashes: number;
    mark: string;
  }): void {
    const head = this.text.slice(start, start + MAX_WORD_LENGTH);
    const end = findStringEnd(head, 0, slashes, mark);
    this.secretVariableEnd =
      end < head.length && isSecretKey(head.slice(0, end)) ? start + end : -1;
  }
}

/**
 * The end of a string: before its closing quote and the backslashes of that, or the text's end. A quote that is escaped more
 * often than the opening one belongs to the string.
 */
export function findStringEnd(text: string, start: number, slashes: number, mark: string): number {
  let from = start;
  for (;;) {
    const at = text.indexOf(mark, from);
    if (at < 0) return text.length;
    let first = at;
    while (first > from && text[first - 1] === '\\') first--;
    if (at - first <= slashes || (slashes === 0 && (at - first) % 2 === 0))
      return at - first <= slashes ? first : at;
    from = at + 1;
  }
}

function findWordEnd(text: string, from: number, stops: string): number {
  let end = from;
  while (end < text.length && text[end]! > ' ' && !stops.includes(text[end]!)) end++;
  return end;
}
