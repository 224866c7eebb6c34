import { LineSplitter } from './lines';
import type { Format } from './recognise';
import { assemblerOf, MAX_RECORD_LINES, type RawRecord } from './records';

function records(format: Format, text: string, maxLine = 1 << 20): RawRecord[] {
  const splitter = new LineSplitter(maxLine);
  const assembler = assemblerOf(format);
  const lines = [...splitter.push(Buffer.from(text)), ...splitter.end()];
  return [...lines.flatMap((line) => assembler.push(line)), ...assembler.end()];
}
const texts = (format: Format, text: string): string[] =>
  records(format, text).map((record) => record.text);

const A = 'I1123 06:21:46.660727   1 a.go:1] first';
const B = 'I1123 06:21:47.660727   1 a.go:1] second';

describe('records of several lines', () => {
  it('klog: what has no header belongs to the record before', () => {
    expect(texts('klog', `${A}\n\tmore\n\n >\nplain\n${B}\n`)).toEqual([
      `${A}\n\tmore\n\n >\nplain`,
      B,
    ]);
  });

  it('klog: at the beginning of the file such lines are their own', () => {
    expect(texts('klog', `Flag --x is deprecated\nFlag --y is deprecated\n${A}\n`)).toEqual([
      'Flag --x is deprecated',
      'Flag --y is deprecated',
      A,
    ]);
  });

  it('JSON: a stack trace is one record, other text is a record of its own', () => {
    const json = '{"ts":1795415205327.791,"msg":"x","v":1}';
    const panic = 'panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1d';
    expect(texts('json', `Flag a\nFlag b\n${json}\n${panic}\n${json}\nI am text\n${B}\n`)).toEqual([
      'Flag a',
      'Flag b',
      json,
      panic,
      json,
      'I am text',
      B,
    ]);
  });

  it('containers: line by line', () => {
    expect(texts('container', 'a\n b\n')).toEqual(['a', ' b']);
  });

  it('cuts a record that has too many lines, and loses none', () => {
    const text = [A, ...Array.from({ length: 2 * MAX_RECORD_LINES }, (_, i) => `\t${i}`), B].join(
      '\n'
    );
    const found = records('klog', text);
    expect(found.map(({ cut }) => cut)).toEqual([true, true, false, false]);
    expect(found.map((record) => record.text).join('\n')).toBe(text);
    expect(found.map(({ offset, size }) => offset + size + 1).slice(0, -1)).toEqual(
      found.slice(1).map(({ offset }) => offset)
    );
  });

  it('keeps the rest of a cut line with its record', () => {
    const found = records('klog', `${A} ${'x'.repeat(100)}\n\tmore\n${B}\n`, 64);
    expect(found.map(({ text, cut }) => [text.length, cut])).toEqual([
      [64, true],
      [64, true],
      [A.length + 101 - 128 + 6, false],
      [B.length, false],
    ]);
  });
});
