import fc from 'fast-check';
import { LineSplitter, type SplitLine } from './line_splitter';

function split(content: Buffer, chunkSize: number, maxLine = 1000): SplitLine[] {
  const splitter = new LineSplitter(maxLine);
  const lines: SplitLine[] = [];
  for (let i = 0; i < content.length; i += chunkSize)
    lines.push(...splitter.push(content.subarray(i, i + chunkSize)));
  return [...lines, ...splitter.end()];
}

describe('LineSplitter', () => {
  it('gives lines with their byte offsets, wherever the chunks end', () => {
    const content = Buffer.from('erste\nzwölf\n\nlast');
    for (let size = 1; size <= content.length; size++) {
      expect(
        split(content, size).map(({ text, offset, size: bytes }) => [text, offset, bytes])
      ).toEqual([
        ['erste', 0, 5],
        ['zwölf', 6, 6],
        ['', 13, 0],
        ['last', 14, 4],
      ]);
    }
  });

  it('cuts long lines between characters and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 4, max: 20 }),
        fc.integer({ min: 1, max: 30 }),
        (text, max, chunk) => {
          const content = Buffer.from(text);
          const lines = split(content, chunk, max);
          expect(lines.every(({ size, utf8 }) => size <= max && utf8)).toBe(true);
          let rebuilt = '';
          let at = 0;
          for (const line of lines) {
            if (line.offset > at) rebuilt += '\n';
            rebuilt += line.text;
            at = line.offset + line.size;
          }
          if (content.at(-1) === 10) rebuilt += '\n';
          expect(rebuilt).toBe(text);
        }
      )
    );
  });

  it('says where bytes are not UTF-8', () => {
    const [line] = split(Buffer.from([0x61, 0xff, 0x62, 10]), 100);
    expect(line).toMatchObject({ text: 'a\uFFFDb', size: 3, utf8: false });
    expect(split(Buffer.from('a\uFFFDb\n'), 100)[0]).toMatchObject({ utf8: true });
  });
});
