import fc from 'fast-check';
import { formatKlogTimestamp, parseKlog, parseKlogHeader, rebuildKlog } from './klog';
import { goQuote, goUnquote } from './text_scanners';
import { readKlogRecords } from './__fixtures__/read_fixtures';

const HEADER = 'I1123 06:22:49.266571   27418 schedule_one.go:100] ';
const parse = (record: string) => parseKlog(record, { year: 2026 })!;
const pairsOf = (record: string) => parse(record).pairs.map(({ key, value }) => [key, value]);

describe('parseKlogHeader', () => {
  test('reads every part', () => {
    expect(parseKlogHeader('E0311 02:35:26.041556       1 httplog.go:131] "HTTP"')).toEqual({
      severity: 'error',
      month: 3,
      day: 11,
      time: '02:35:26.041556',
      thread: 1,
      caller: 'httplog.go:131',
      bodyStart: 46,
    });
  });

  test.each(['I', 'W', 'E', 'F'])('knows severity %s', (letter) => {
    expect(parseKlogHeader(`${letter}1123 06:22:49.266571 1 a.go:1] x`)?.severity).toBe(
      { I: 'info', W: 'warning', E: 'error', F: 'fatal' }[letter]
    );
  });

  test.each([
    ['another letter', 'D1123 06:22:49.266571 1 a.go:1] x'],
    ['month 13', 'I1323 06:22:49.266571 1 a.go:1] x'],
    ['day 0', 'I1100 06:22:49.266571 1 a.go:1] x'],
    ['hour 24', 'I1123 24:22:49.266571 1 a.go:1] x'],
    ['milliseconds only', 'I1123 06:22:49.266 1 a.go:1] x'],
    ['no thread', 'I1123 06:22:49.266571 a.go:1] x'],
    ['no line number', 'I1123 06:22:49.266571 1 a.go] x'],
    ['no bracket', 'I1123 06:22:49.266571 1 a.go:1 x'],
    ['bracket on the next line', 'I1123 06:22:49.266571 1 a.go:1\n] x'],
    ['bracket inside a word', 'I1123 06:22:49.266571 1 a.go:1]x'],
    ['a word that begins alike', 'Info: starting'],
    ['nothing', ''],
  ])('refuses %s', (_name, line) => expect(parseKlogHeader(line)).toBeNull());

  test('writes the time in the given year', () => {
    expect(formatKlogTimestamp(parseKlogHeader(HEADER)!, 2026)).toBe('2026-11-23T06:22:49.266571Z');
  });

  test('takes an empty message', () => {
    expect(parse(HEADER)).toMatchObject({ message: '', pairs: [], continuation: '' });
    expect(parse(HEADER.trimEnd())).toMatchObject({ message: '', pairs: [] });
  });
});

describe('structured lines', () => {
  test('unquotes message and values', () => {
    expect(
      parse(`${HEADER}"a \\"quoted\\" word\\twith \\u00e9\\U0001f600 \\x00\\xff" err="x\\\\y"`)
    ).toMatchObject({
      structured: true,
      message: 'a "quoted" word\twith é😀 \0\ufffd',
      pairs: [{ key: 'err', value: 'x\\y', form: 'quoted' }],
    });
  });

  test('keeps duplicate keys in order', () => {
    expect(pairsOf(`${HEADER}"m" pod="a/b" v=1 pod="a/c"`)).toEqual([
      ['pod', 'a/b'],
      ['v', '1'],
      ['pod', 'a/c'],
    ]);
  });

  test('reads JSON values with spaces, brackets and quotes in strings', () => {
    const json = '{"key":"a } ] \\" b","list":[1,{"x":"y z"}]}';
    expect(parse(`${HEADER}"m" taint=${json} pods=["a/b","c/d"] n=3`).pairs).toMatchObject([
      { key: 'taint', value: json, form: 'composite' },
      { key: 'pods', value: '["a/b","c/d"]' },
      { key: 'n', value: '3', form: 'bare' },
    ]);
  });

  test('reads Go struct text', () => {
    expect(
      pairsOf(`${HEADER}"m" event=&{ID:8c5f Type:Started} v={Name:x Tags:[a b]} z="1"`)
    ).toEqual([
      ['event', '&{ID:8c5f Type:Started}'],
      ['v', '{Name:x Tags:[a b]}'],
      ['z', '1'],
    ]);
  });

  test('reads a block value and goes on after it', () => {
    const record = `${HEADER}"Probe failed" output=<\n\tfirst\n\t > no end\n\t\tthird\n > pod="a/b"`;
    expect(parse(record)).toMatchObject({
      continuation: '',
      pairs: [
        { key: 'output', value: 'first\n > no end\n\tthird', form: 'block' },
        { key: 'pod', value: 'a/b' },
      ],
    });
    expect(rebuildKlog(parse(record))).toBe(record);
  });

  test('leaves a block that never closes in the continuation', () => {
    const parsed = parse(`${HEADER}"m" output=<\n\tfirst\nsecond`);
    expect(parsed.pairs).toMatchObject([{ key: 'output', value: '<' }]);
    expect(parsed.continuation).toBe('\tfirst\nsecond');
  });

  test('joins the words of a key with spaces', () => {
    expect(pairsOf(`${HEADER}"m" hint=0 unschedulable plugins={"VolumeBinding":{}}`)).toEqual([
      ['hint', '0'],
      ['unschedulable plugins', '{"VolumeBinding":{}}'],
    ]);
  });

  test('lets the words after a bare value be part of it', () => {
    expect(pairsOf(`${HEADER}"m" at=2021-03-01 10:00:00 +0000 UTC pod="a/b"`)).toEqual([
      ['at', '2021-03-01 10:00:00 +0000 UTC'],
      ['pod', 'a/b'],
    ]);
  });

  test('a value that never closes ends at the next space', () => {
    expect(pairsOf(`${HEADER}"m" a="x b={y c=z`)).toEqual([
      ['a', '"x'],
      ['b', '{y'],
      ['c', 'z'],
    ]);
  });

  test('quoted text that no pair follows is plain text', () => {
    expect(parse(`${HEADER}"a" is not "b"`)).toMatchObject({
      structured: false,
      message: '"a" is not "b"',
      pairs: [],
    });
  });
});

describe('plain lines', () => {
  test('takes the pairs that end the line off the message', () => {
    expect(parse(`${HEADER}error reading "/proc/1": x=1 denied reqID="r-1"`)).toMatchObject({
      structured: false,
      message: 'error reading "/proc/1": x=1 denied',
      pairs: [{ key: 'reqID', value: 'r-1' }],
    });
  });

  test('takes no flag and nothing inside the text for a pair', () => {
    expect(parse(`${HEADER}FLAG: --audit-log-maxsize="500"`)).toMatchObject({
      message: 'FLAG: --audit-log-maxsize="500"',
      pairs: [],
    });
    expect(parse(`${HEADER}setting a="1" was refused`).pairs).toEqual([]);
    expect(parse(`${HEADER}FLAG: --a="500" reqID="r"`)).toMatchObject({
      message: 'FLAG: --a="500"',
      pairs: [{ key: 'reqID', value: 'r' }],
    });
  });

  test('reads the number of a slow request’s trace', () => {
    expect(
      parse(`${HEADER}Trace[1298498081]: "Update" audit-id:4a,verb:PUT (total time: 543ms):`).trace
    ).toEqual({ id: 1298498081 });
    expect(parse(`${HEADER}Trace[x]: no`).trace).toBeUndefined();
  });

  test('keeps the lines after the first', () => {
    expect(parse(`${HEADER}panic\ngoroutine 1\n\tmain.go:3`)).toMatchObject({
      message: 'panic',
      continuation: 'goroutine 1\n\tmain.go:3',
    });
  });
});

describe('nothing is lost', () => {
  test.each(readKlogRecords().map((record) => [record.slice(30, 90), record]))(
    'real record %s',
    (_name, record) => {
      const parsed = parse(record);
      expect(rebuildKlog(parsed)).toBe(record);
      for (const pair of parsed.pairs) {
        const raw = record.slice(pair.start + pair.key.length + 1, pair.end);
        // written again as klog writes it, the value is the text it was read from
        if (pair.form === 'quoted') expect(goQuote(pair.value)).toBe(raw);
        else if (pair.form === 'block')
          expect(
            `<\n${pair.value
              .split('\n')
              .map((line) => `\t${line}\n`)
              .join('')} >`
          ).toBe(raw);
        else expect(pair.value).toBe(raw);
      }
    }
  );

  test('rebuilding notices lost text', () => {
    const parsed = parse(`${HEADER}"m" a="1" b="2"`);
    expect(() => rebuildKlog({ ...parsed, pairs: parsed.pairs.slice(1) })).toThrow(
      'belongs to no part'
    );
    expect(() => rebuildKlog({ ...parsed, pairs: [...parsed.pairs, parsed.pairs[0]!] })).toThrow(
      'overlap'
    );
  });

  test('any text after a header is rebuilt', () => {
    const noise = fc.string({
      unit: fc.constantFrom(
        ...'"\\={}[]<> \n\tab0:/.-'.split(''),
        '=<\n\t',
        '\n >',
        ' key="',
        '" ',
        ' pod="a/b"'
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(noise, fc.boolean(), (text, structured) => {
        const record = `${HEADER}${structured ? '"m" ' : ''}${text}`;
        expect(rebuildKlog(parse(record))).toBe(record);
      }),
      { numRuns: 2000 }
    );
  });

  test('any text at all is survived', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseKlog(text, { year: 2026 });
        if (parsed) expect(rebuildKlog(parsed)).toBe(text);
      })
    );
  });
});

describe('what klog formats is read back', () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,12}$/);
  const value = fc.oneof(
    fc
      .string({ unit: fc.constantFrom(...'ab"\\= {}[]<>\t\r\0é😀'.split(/(?:)/u)), maxLength: 20 })
      .map((text) => ({ text, written: goQuote(text) })),
    fc.integer().map((number) => ({ text: String(number), written: String(number) })),
    fc
      .json({ maxDepth: 2 })
      .filter((json) => json.startsWith('{') || json.startsWith('['))
      .map((json) => ({ text: json, written: json })),
    fc
      .array(
        fc.string({ maxLength: 8 }).filter((line) => !line.includes('\n')),
        { minLength: 2, maxLength: 4 }
      )
      .map((lines) => ({
        text: lines.join('\n'),
        written: `<\n${lines.map((line) => `\t${line}\n`).join('')} >`,
      }))
  );

  test('message, keys and values', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.array(fc.tuple(key, value), { maxLength: 6 }),
        (message, pairs) => {
          const record = `${HEADER}${goQuote(message)}${pairs.map(([name, { written }]) => ` ${name}=${written}`).join('')}`;
          const parsed = parse(record);
          expect(parsed.message).toBe(message);
          expect(parsed.pairs.map((pair) => [pair.key, pair.value])).toEqual(
            pairs.map(([name, { text }]) => [name, text])
          );
          expect(rebuildKlog(parsed)).toBe(record);
        }
      ),
      { numRuns: 1000 }
    );
  });

  test('quoting and unquoting', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        expect(goUnquote(goQuote(text).slice(1, -1))).toBe(text)
      )
    );
  });
});
