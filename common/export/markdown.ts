/**
 * Strangers' texts in Markdown (CommonMark and GitHub's): always within code, where no link, HTML, image or mention is made of
 * them, in a fence that is longer than any run of backticks inside.
 */

/** A code span; line breaks become blanks. '' stays ''. */
export function formatCode(text: string): string {
  const line = text.replace(/[\r\n\t]/g, ' ').trim();
  if (line === '') return '';
  const fence = '`'.repeat(countLongestBacktickRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A code span in a table's cell: there a bar ends the cell, in code as well. */
export function formatTableCell(text: string): string {
  return formatCode(text.replace(/\|/g, '¦'));
}

/** A fenced block of text. */
export function formatCodeBlock(lines: readonly string[]): string {
  const body = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, countLongestBacktickRun(body) + 1));
  return `${fence}text\n${body}\n${fence}`;
}

/** A sentence of our own that may quote others: what Markdown would read as markup is escaped. */
export function escapeSentence(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_[\]<>|~#&]/g, (char) => `\\${char}`)
    .replace(/:\/\//g, ':\u200b//')
    .replace(/@/g, '@\u200b');
}

/** A link; null where the address is none of http or https. */
export function formatLink(label: string, url: string): string | null {
  if (!/^https?:\/\//.test(url)) return null;
  return `[${escapeSentence(label)}](${url.replace(/[()<>\s\\]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`)})`;
}

function countLongestBacktickRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    run = text.charCodeAt(i) === 96 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
