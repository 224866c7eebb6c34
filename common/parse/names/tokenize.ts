/** Words and quoted texts of a sentence, for reading what kubectl and the API server say. Linear. */
export interface Token {
  /** without quotes, and without the punctuation around a word */
  text: string;
  isQuoted: boolean;
  /** follows the one before it without a space */
  isJoined: boolean;
}

const MAX_LINE_LENGTH = 4_096;
const MAX_TOKENS = 400;

/** Around words, not in names: , ; : . ( ) [ ] ` */
const PUNCTUATION = new Set([',', ';', ':', '.', '(', ')', '[', ']', '`', '!', '?']);

export function tokenize(line: string): Token[] {
  const text = line.slice(0, MAX_LINE_LENGTH);
  const tokens: Token[] = [];
  let i = 0;
  while (i < text.length && tokens.length < MAX_TOKENS) {
    const char = text[i]!;
    if (isSpace(char)) {
      i++;
      continue;
    }
    const joined = i > 0 && !isSpace(text[i - 1]!);
    // Go's %q escapes quotes within; names have none
    const end = char === '"' ? text.indexOf('"', i + 1) : -1;
    if (end > 0) {
      tokens.push({ text: text.slice(i + 1, end), isQuoted: true, isJoined: joined });
      i = end + 1;
      continue;
    }
    let stop = i + 1;
    while (stop < text.length && !isSpace(text[stop]!) && text[stop] !== '"') stop++;
    const word = trimPunctuation(text.slice(i, stop));
    if (word !== '') tokens.push({ text: word, isQuoted: false, isJoined: joined });
    i = stop;
  }
  return tokens;
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n';
}

function trimPunctuation(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && PUNCTUATION.has(word[start]!)) start++;
  while (end > start && PUNCTUATION.has(word[end - 1]!)) end--;
  return word.slice(start, end);
}
