/** The `key=value` part of klog's structured lines (k8s.io/klog/v2 internal/serialize: KVFormat, writeStringValue). */
import {
  findBalancedEnd,
  goUnquote,
  isKeyChar,
  isLetter,
  findQuotedEnd,
  type Span,
} from './text_scanners';

export interface KlogPair {
  key: string;
  /** unquoted; of `{…}` and `[…]` the text; of a block its lines without their tabs */
  value: string;
  /** how it was written: `key="…"`, `key=word`, `key={…}`/`key=[…]`, or `key=<` with tab-indented lines up to ` >` */
  form: 'quoted' | 'bare' | 'composite' | 'block';
  /** the pair's place in the record, from the key's first character to the value's last */
  start: number;
  end: number;
}

export interface ParsedPairs {
  pairs: KlogPair[];
  loose: Span[];
  /** where the lines end that the pairs took up */
  end: number;
}

/**
 * Reads pairs from `from` to the end of the line; a block value takes further lines with it, and pairs may go on after
 * its ` >`. Words that belong to no key go into `loose`, except
 * - after a bare value that is no JSON literal (klog before 2.70 wrote %v of values: `now=2021-03-01 10:00:00 UTC`):
 *   they are more of the value;
 * - up to two plain words before a key: keys with spaces do occur (the scheduler's `unschedulable plugins={…}`).
 */
export function parsePairs(record: string, from: number, lineEnd: number): ParsedPairs {
  const pairs: KlogPair[] = [];
  const loose: Span[] = [];
  let end = lineEnd;
  let line = end === record.length ? record : record.slice(0, end);
  let compositesClose = true;
  /** start of the words in front of the next key, -1 where there are none */
  let words = -1;
  let i = from;

  const endUnparsedWords = (wordsEnd: number) => {
    if (words < 0) return;
    const last = pairs[pairs.length - 1];
    let stop = wordsEnd;
    while (stop > words && line.charCodeAt(stop - 1) === 32) stop--;
    if (last !== undefined && last.form === 'bare' && !isJsonLiteral(last.value)) {
      last.end = stop;
      last.value = line.slice(last.start + last.key.length + 1, stop);
    } else {
      loose.push({ start: words, end: stop });
    }
    words = -1;
  };

  while (i < end) {
    if (line.charCodeAt(i) === 32) {
      i++;
      continue;
    }
    const wordStart = i;
    while (i < end && isKeyChar(line.charCodeAt(i))) i++;
    if (i === wordStart || line.charCodeAt(i) !== 61) {
      // no key: skip the word
      while (i < end && line.charCodeAt(i) !== 32) i++;
      if (words < 0) words = wordStart;
      continue;
    }
    let keyStart = wordStart;
    if (words >= 0 && isMultiWordKey(line, words, wordStart, pairs[pairs.length - 1])) {
      keyStart = words;
      words = -1;
    } else {
      endUnparsedWords(wordStart);
    }
    const key = line.slice(keyStart, i);
    const valueStart = ++i;
    const code = line.charCodeAt(valueStart);
    let form: KlogPair['form'] = 'bare';
    let value = '';
    let valueEnd = -1;
    if (code === 34) {
      valueEnd = findQuotedEnd(line, valueStart);
      if (valueEnd >= 0) {
        form = 'quoted';
        value = goUnquote(line.slice(valueStart + 1, valueEnd - 1));
      }
    } else if ((code === 123 || code === 91) && compositesClose) {
      valueEnd = findBalancedEnd(line, valueStart);
      // one that never closes is looked for to the line's end: do that once a line only
      if (valueEnd < 0) compositesClose = false;
      else {
        form = 'composite';
        value = line.slice(valueStart, valueEnd);
      }
    } else if (code === 60 && valueStart + 1 === end && end < record.length) {
      const block = readBlockValue(record, end + 1);
      if (block !== null) {
        pairs.push({ key, value: block.value, form: 'block', start: keyStart, end: block.end });
        i = block.end;
        const next = record.indexOf('\n', i);
        end = next < 0 ? record.length : next;
        line = end === record.length ? record : record.slice(0, end);
        compositesClose = true;
        continue;
      }
    }
    if (valueEnd < 0) {
      valueEnd = line.indexOf(' ', valueStart);
      if (valueEnd < 0) valueEnd = end;
      value = line.slice(valueStart, valueEnd);
    }
    pairs.push({ key, value, form, start: keyStart, end: valueEnd });
    i = valueEnd;
  }
  endUnparsedWords(end);
  return { pairs, loose, end };
}

/** Lines that begin with a tab, up to one that begins with ` >`: the value of `key=<`. null where it never closes. */
function readBlockValue(record: string, start: number): { value: string; end: number } | null {
  const lines: string[] = [];
  let at = start;
  while (at < record.length) {
    const code = record.charCodeAt(at);
    if (code === 32 && record.charCodeAt(at + 1) === 62)
      return { value: lines.join('\n'), end: at + 2 };
    if (code !== 9) return null;
    const next = record.indexOf('\n', at);
    if (next < 0) return null;
    lines.push(record.slice(at + 1, next));
    at = next + 1;
  }
  return null;
}

function isMultiWordKey(
  line: string,
  start: number,
  end: number,
  last: KlogPair | undefined
): boolean {
  if (last !== undefined && last.form === 'bare' && !isJsonLiteral(last.value)) return false;
  if (end - start > 60) return false;
  let spaces = 0;
  for (let i = start; i < end; i++) {
    const code = line.charCodeAt(i);
    if (code === 32) spaces++;
    else if (!isLetter(code)) return false;
  }
  return spaces <= 2;
}

function isJsonLiteral(value: string): boolean {
  if (value === 'true' || value === 'false' || value === 'null') return true;
  const code = value.charCodeAt(0);
  return (
    value.length > 0 &&
    value.length < 30 &&
    (code === 45 || (code >= 48 && code <= 57)) &&
    !Number.isNaN(Number(value))
  );
}

/**
 * The `key="value"` pairs that end a plain line, in order. Only quoted values are believed here, and only where nothing
 * but pairs follows: plain text is full of `=`.
 */
export function parseTrailingPairs(record: string, from: number, lineEnd: number): KlogPair[] {
  const line = lineEnd === record.length ? record : record.slice(0, lineEnd);
  let end = lineEnd;
  while (end > from && line.charCodeAt(end - 1) === 32) end--;
  if (line.charCodeAt(end - 1) !== 34) return [];
  let pairs: KlogPair[] = [];
  let at = line.indexOf('="', from);
  while (at >= 0) {
    let start = at;
    while (start > from && isKeyChar(line.charCodeAt(start - 1))) start--;
    const valueEnd = findQuotedEnd(line, at + 1);
    // nothing closes it, so nothing after it is closed either: a later `="` would have closed it
    if (valueEnd < 0) return [];
    const before = line.charCodeAt(start - 1);
    const isPair =
      start < at && (start === from || before === 32) && isWordStart(line.charCodeAt(start));
    if (isPair) {
      const last = pairs[pairs.length - 1];
      if (last !== undefined && line.slice(last.end, start).trim() !== '') pairs = [];
      pairs.push({
        key: line.slice(start, at),
        value: goUnquote(line.slice(at + 2, valueEnd - 1)),
        form: 'quoted',
        start,
        end: valueEnd,
      });
    } else {
      pairs = [];
    }
    at = line.indexOf('="', valueEnd);
  }
  const last = pairs[pairs.length - 1];
  return last !== undefined && last.end === end ? pairs : [];
}

const isWordStart = (code: number): boolean => isLetter(code) || code === 95;
