/** Pure: the generated part of docs/accuracy.md stands between two markers; what people wrote around it stays. */

const BEGIN = '<!-- figures: npm run accuracy -- --write -->';
const END = '<!-- end of figures -->';

/** @throws Error where the document doesn't have both markers, in order */
export function withFigures(document: string, figures: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END, begin);
  if (begin < 0 || end < 0)
    throw new Error(
      `The document has no lines "${BEGIN}" and "${END}" to write the figures between.`
    );
  return `${document.slice(0, begin + BEGIN.length)}\n\n${figures}\n\n${document.slice(end)}`;
}
