/** Whether two messages say the same: without IDs, numbers, times and durations. One pass. */
import { isDigit, isHex, isLetter, isUuidAt } from '../../../../common/parse/text_scanners';

/** How much of a message decides. */
const HEAD = 2000;

const isWord = (code: number): boolean => isDigit(code) || isLetter(code);

/** The message with `#` for each UUID, each run of hex digits longer than seven that has a digit, each number. */
export function sameKey(message: string): string {
  const text = message.length > HEAD ? message.slice(0, HEAD) : message;
  let key = '';
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (!isWord(code)) {
      key += text[i];
      i++;
      continue;
    }
    if (isHex(code) && isUuidAt(text, i)) {
      key += '#';
      i += 36;
      continue;
    }
    const start = i;
    let digits = 0;
    let hex = true;
    while (i < text.length && isWord(text.charCodeAt(i))) {
      if (isDigit(text.charCodeAt(i))) digits++;
      if (!isHex(text.charCodeAt(i))) hex = false;
      i++;
    }
    key +=
      digits === 0
        ? text.slice(start, i)
        : hex && i - start > 7
          ? '#'
          : numbersOut(text.slice(start, i));
  }
  // `10s`, `1m20s`, `1h2m`: a duration is one number, however many parts it has; so is `1.5` and a time of day
  return joined(key);
}

/** `web1` → `web#`, `1m20s` → `#m#s` */
function numbersOut(word: string): string {
  let out = '';
  let inNumber = false;
  for (let i = 0; i < word.length; i++) {
    const digit = isDigit(word.charCodeAt(i));
    if (digit && !inNumber) out += '#';
    if (!digit) out += word[i];
    inNumber = digit;
  }
  return out;
}

const UNITS = new Set(['s', 'm', 'h', 'ms', 'µs', 'ns', 'T', 'Z']);

/** Runs of `#` with units and separators of numbers between them become one `#`. */
function joined(key: string): string {
  let out = '';
  let i = 0;
  while (i < key.length) {
    if (key[i] !== '#') {
      out += key[i];
      i++;
      continue;
    }
    out += '#';
    i++;
    for (;;) {
      const unit = UNITS.has(key.slice(i, i + 2)) ? 2 : UNITS.has(key[i] ?? '') ? 1 : 0;
      if (unit > 0 && !isLetter(key.charCodeAt(i + unit))) i += unit;
      else if (key[i] === '#') i++;
      else if ('.:-+/'.includes(key[i] ?? ' ') && key[i + 1] === '#') i += 2;
      else break;
    }
  }
  return out;
}
