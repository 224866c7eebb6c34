/** Words of a command line, quotes taken off; nothing is expanded. Linear. */
const MAX_LINE_LENGTH = 4_096;

export function splitShellWords(line: string): string[] {
  const text = line.slice(0, MAX_LINE_LENGTH);
  const words: string[] = [];
  let word = '';
  let isWord = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '"' || char === "'") {
      const end = text.indexOf(char, i + 1);
      const stop = end < 0 ? text.length : end;
      word += text.slice(i + 1, stop);
      isWord = true;
      i = stop;
    } else if (char === '\\' && i + 1 < text.length) {
      word += text[++i];
      isWord = true;
    } else if (char === ' ' || char === '\t' || char === '\n' || char === '\r') {
      if (isWord) words.push(word);
      word = '';
      isWord = false;
    } else {
      word += char;
      isWord = true;
    }
  }
  if (isWord) words.push(word);
  return words;
}
