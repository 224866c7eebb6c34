import { replaceFigures } from './update_document';
import { formatAsMarkdown } from './tables';

const DOCUMENT =
  'before\n<!-- figures: npm run accuracy -- --write -->\n\nold\n\n<!-- end of figures -->\nafter';

it('writes the figures between the markers, and nothing else', () => {
  expect(replaceFigures(DOCUMENT, 'new')).toBe(DOCUMENT.replace('old', 'new'));
  expect(replaceFigures(replaceFigures(DOCUMENT, 'x'), 'old')).toBe(DOCUMENT);
});

it.each(['no markers', DOCUMENT.replace('<!-- end of figures -->', '')])(
  'refuses a document that has nowhere to write to',
  (document) => {
    expect(() => replaceFigures(document, 'new')).toThrow(/no lines/);
  }
);

it("a log's own words can't leave their cell", () => {
  expect(
    formatAsMarkdown({
      title: 'T',
      rows: [
        ['a', 'b'],
        ['x|y\n<b>', '1'],
      ],
    })
  ).toBe('### T\n\n| a | b |\n|---|--:|\n| x\\|y \\<b\\> | 1 |');
});
