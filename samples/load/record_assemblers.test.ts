import { LineSplitter } from './line_splitter';
import type { LogFormat } from './detect_format';
import { createAssembler, MAX_RECORD_LINES, type RawRecord } from './record_assemblers';

function assembleRecords(format: LogFormat, text: string, maxLine = 1 << 20): RawRecord[] {
  const splitter = new LineSplitter(maxLine);
  const assembler = createAssembler(format);
  const lines = [...splitter.push(Buffer.from(text)), ...splitter.end()];
  return [...lines.flatMap((line) => assembler.push(line)), ...assembler.end()];
}
const assembleTexts = (format: LogFormat, text: string): string[] =>
  assembleRecords(format, text).map((record) => record.text);

const FIRST_LINE = 'I1123 06:21:46.660727   1 a.go:1] first';
const SECOND_LINE = 'I1123 06:21:47.660727   1 a.go:1] second';

describe('records of several lines', () => {
  it('klog: what has no header belongs to the record before', () => {
    expect(assembleTexts('klog', `${FIRST_LINE}\n\tmore\n\n >\nplain\n${SECOND_LINE}\n`)).toEqual([
      `${FIRST_LINE}\n\tmore\n\n >\nplain`,
      SECOND_LINE,
    ]);
  });

  it('klog: at the beginning of the file such lines are their own', () => {
    expect(
      assembleTexts('klog', `Flag --x is deprecated\nFlag --y is deprecated\n${FIRST_LINE}\n`)
    ).toEqual(['Flag --x is deprecated', 'Flag --y is deprecated', FIRST_LINE]);
  });

  it('JSON: a stack trace is one record, other text is a record of its own', () => {
    const json = '{"ts":1795415205327.791,"msg":"x","v":1}';
    const panic = 'panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1d';
    expect(
      assembleTexts(
        'json',
        `Flag a\nFlag b\n${json}\n${panic}\n${json}\nI am text\n${SECOND_LINE}\n`
      )
    ).toEqual(['Flag a', 'Flag b', json, panic, json, 'I am text', SECOND_LINE]);
  });

  it('containers: line by line', () => {
    expect(assembleTexts('container', 'a\n b\n')).toEqual(['a', ' b']);
  });

  it('cuts a record that has too many lines, and loses none', () => {
    const text = [
      FIRST_LINE,
      ...Array.from({ length: 2 * MAX_RECORD_LINES }, (_, i) => `\t${i}`),
      SECOND_LINE,
    ].join('\n');
    const found = assembleRecords('klog', text);
    expect(found.map(({ cut }) => cut)).toEqual([true, true, false, false]);
    expect(found.map((record) => record.text).join('\n')).toBe(text);
    expect(found.map(({ offset, size }) => offset + size + 1).slice(0, -1)).toEqual(
      found.slice(1).map(({ offset }) => offset)
    );
  });

  it('keeps the rest of a cut line with its record', () => {
    const found = assembleRecords(
      'klog',
      `${FIRST_LINE} ${'x'.repeat(100)}\n\tmore\n${SECOND_LINE}\n`,
      64
    );
    expect(found.map(({ text, cut }) => [text.length, cut])).toEqual([
      [64, true],
      [64, true],
      [FIRST_LINE.length + 101 - 128 + 6, false],
      [SECOND_LINE.length, false],
    ]);
  });
});
