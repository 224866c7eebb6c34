import { withFigures } from './document';
import { asMarkdown } from './tables';

const DOCUMENT =
  'before\n<!-- figures: npm run accuracy -- --write -->\n\nold\n\n<!-- end of figures -->\nafter';

it('writes the figures between the markers, and nothing else', () => {
  expect(withFigures(DOCUMENT, 'new')).toBe(DOCUMENT.replace('old', 'new'));
  expect(withFigures(withFigures(DOCUMENT, 'x'), 'old')).toBe(DOCUMENT);
});

it.each(['no markers', DOCUMENT.replace('<!-- end of figures -->', '')])(
  'refuses a document that has nowhere to write to',
  (document) => {
    expect(() => withFigures(document, 'new')).toThrow(/no lines/);
  }
);

it("a log's own words can't leave their cell", () => {
  expect(
    asMarkdown({
      title: 'T',
      rows: [
        ['a', 'b'],
        ['x|y\n<b>', '1'],
      ],
    })
  ).toBe('### T\n\n| a | b |\n|---|--:|\n| x\\|y \\<b\\> | 1 |');
});
