/** Pure: the generated part of docs/accuracy.md stands between two markers; what people wrote around it stays. */

const BEGIN_MARKER = '<!-- figures: npm run accuracy -- --write -->';
const END_MARKER = '<!-- end of figures -->';

/** @throws Error where the document doesn't have both markers, in order */
export function replaceFigures(document: string, figures: string): string {
  const begin = document.indexOf(BEGIN_MARKER);
  const end = document.indexOf(END_MARKER, begin);
  if (begin < 0 || end < 0)
    throw new Error(
      `The document has no lines "${BEGIN_MARKER}" and "${END_MARKER}" to write the figures between.`
    );
  return `${document.slice(0, begin + BEGIN_MARKER.length)}\n\n${figures}\n\n${document.slice(end)}`;
}
