import fc from 'fast-check';
import { formatLineText, parseComponentLine } from './component_line';
import { parseCriLine } from './cri_line';
import { parseJsonLog, readJsonMembers } from './json_log';
import { parseLogfmt } from './logfmt_log';
import { epochToIso, isoToUtc } from './timestamp';
import { readFixtureLines } from './__fixtures__/read_fixtures';

describe('timestamps', () => {
  test.each([
    ['2026-11-23T06:42:51.664155909Z', '2026-11-23T06:42:51.664155909Z'],
    ['2026-11-23 06:42:51Z', '2026-11-23T06:42:51Z'],
    ['2026-11-23T06:42:51.5+01:30', '2026-11-23T05:12:51.5Z'],
    ['2026-01-01T00:00:00.000001-01:00', '2026-01-01T01:00:00.000001Z'],
  ])('%s', (text, utc) => expect(isoToUtc(text)).toBe(utc));

  test.each([
    '',
    '2026-11-23',
    '2026-13-23T06:42:51Z',
    '2026-11-23T06:42:51',
    '2026-11-23T06:42:51.Z',
    '2026-11-23T06:42:51+1:00',
  ])('refuses %p', (text) => expect(isoToUtc(text)).toBeNull());

  test.each([
    ['1795415362219.1233', '2026-11-23T06:29:22.219123Z'],
    ['1795415362219', '2026-11-23T06:29:22.219000Z'],
    ['1795415207724.3', '2026-11-23T06:26:47.724300Z'],
    ['1580306777.04728', '2020-01-29T14:06:17.047280Z'],
    ['1.580306777e9', '2020-01-29T14:06:17.000000Z'],
  ])('since the epoch: %s', (text, utc) => expect(epochToIso(text)).toBe(utc));

  test.each(['', '-1', 'x', '1e99', '99999999999999999999'])('since the epoch refuses %p', (text) =>
    expect(epochToIso(text)).toBeNull()
  );

  test('every microsecond is kept', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1e12, max: 4e12 }),
        fc.integer({ min: 0, max: 999 }),
        (millis, micros) => {
          expect(epochToIso(`${millis}.${String(micros).padStart(3, '0')}`)).toBe(
            `${new Date(millis).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}Z`
          );
        }
      )
    );
  });
});

describe('JSON logs', () => {
  test('component-base: keeps duplicate keys, in order', () => {
    const line = readFixtureLines('json').find((text) => /"pod":.*"pod":/.test(text))!;
    const parsed = parseJsonLog(line)!;
    expect(parsed.pairs.filter(({ key }) => key === 'pod').map(({ value }) => value)).toHaveLength(
      2
    );
    expect(
      parseJsonLog('{"ts":1795415362219.1,"v":3,"msg":"m","pod":{"name":"a"},"v":9,"pod":"b"}')
    ).toMatchObject({
      style: 'component-base',
      severity: 'info',
      v: 3,
      pairs: [
        { key: 'pod', value: '{"name":"a"}', kind: 'composite' },
        { key: 'v', value: '9', kind: 'literal' },
        { key: 'pod', value: 'b', kind: 'string' },
      ],
    });
  });

  test.each(readFixtureLines('json').map((line) => [line.slice(0, 60), line]))(
    '%s: has all members of the line',
    (_name, line) => {
      const members = readJsonMembers(line)!;
      expect(`{${members.map(({ rawKey, rawValue }) => `${rawKey}:${rawValue}`).join(',')}}`).toBe(
        line
      );
      const parsed = JSON.parse(line) as Record<string, unknown>;
      for (const { key, value, kind } of members) {
        if (members.filter((member) => member.key === key).length > 1) continue;
        expect(kind === 'string' ? value : JSON.parse(value)).toEqual(parsed[key]);
      }
      expect(parseJsonLog(line)).not.toBeNull();
    }
  );

  test('an error is a line without v, whether or not it has an err', () => {
    expect(parseJsonLog('{"ts":1795415362219.1,"msg":"m","err":"x"}')).toMatchObject({
      severity: 'error',
      err: 'x',
    });
    expect(parseJsonLog('{"ts":1795415362219.1,"msg":"m"}')?.severity).toBe('error');
    // klog.InfoS("…", "err", err): an I line in klog's text
    expect(parseJsonLog('{"ts":1795415362219.1,"msg":"m","v":4,"err":"x"}')?.severity).toBe('info');
  });

  test('zap: level and RFC 3339 time', () => {
    expect(
      parseJsonLog(
        '{"level":"warn","ts":"2026-11-23T06:21:44.859674Z","caller":"etcdmain/main.go:44","msg":"m","a":1}'
      )
    ).toEqual(
      expect.objectContaining({
        severity: 'warning',
        timestamp: '2026-11-23T06:21:44.859674Z',
        style: 'zap',
        pairs: [{ key: 'a', value: '1', kind: 'literal' }],
      })
    );
  });

  test.each([
    '',
    '{',
    '{}',
    '{"ts":1}',
    '{"msg":"x"}',
    '[1]',
    '{"ts":1795415362219,"msg":"m"} x',
    '{"ts":1795415362219,"msg":"m",}',
    '{"ts":"x","msg":"m"}',
  ])('refuses %p', (line) => expect(parseJsonLog(line)).toBeNull());

  test('reads any JSON object as JSON.parse does', () => {
    const entries = fc.array(fc.tuple(fc.string(), fc.jsonValue()), { maxLength: 6 });
    fc.assert(
      fc.property(entries, (pairs) => {
        const text = `{${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(' ,\t')}}`;
        expect(
          readJsonMembers(text)!.map(({ key, value, kind }) => [
            key,
            kind === 'string' ? value : JSON.parse(value),
          ])
        ).toEqual(JSON.parse(JSON.stringify(pairs)));
      })
    );
  });
});

describe('logfmt', () => {
  test.each(readFixtureLines('containerd').map((line) => [line.slice(0, 70), line]))(
    '%s',
    (_name, line) => {
      const parsed = parseLogfmt(line)!;
      expect(line.startsWith(`time="${parsed.timestamp}"`)).toBe(true);
      expect(['info', 'warning', 'error']).toContain(parsed.severity);
      let rest = line;
      for (const { start, end } of [...parsed.allPairs].reverse())
        rest = rest.slice(0, start) + rest.slice(end);
      expect(rest.trim()).toBe('');
    }
  );

  test('bare and quoted messages', () => {
    expect(
      parseLogfmt('time="2026-11-23T06:42:51Z" level=info msg=serving... address=/x.sock')
    ).toMatchObject({ message: 'serving...', pairs: [{ key: 'address', value: '/x.sock' }] });
    expect(parseLogfmt('level=warning time=2026-11-23T06:42:51Z msg="a \\"b\\""')).toMatchObject({
      message: 'a "b"',
      severity: 'warning',
    });
  });

  test.each(['', 'time=', 'time="x" msg=y', 'level=info', 'msg=a time=b'])('refuses %p', (line) =>
    expect(parseLogfmt(line)).toBeNull()
  );
});

describe('any component line', () => {
  test('klog takes the year that is given, or the shipper’s', () => {
    const line = 'W1123 06:22:49.266571 1 a.go:7] "m" logger="x-controller" a="b"';
    expect(parseComponentLine(line, { year: 2024 })).toEqual({
      timestamp: '2024-11-23T06:22:49.266571Z',
      severity: 'warning',
      caller: 'a.go:7',
      logger: 'x-controller',
      message: 'm',
      text: '"m" logger="x-controller" a="b"',
      pairs: [['a', 'b']],
      format: 'klog',
    });
    expect(parseComponentLine(line, { defaultTimestamp: '2021-01-01T00:00:00Z' })?.timestamp).toBe(
      '2021-11-23T06:22:49.266571Z'
    );
  });

  test('JSON and logfmt read like klog’s text', () => {
    const json = parseComponentLine(
      '{"ts":1795415362219.1,"msg":"Pod \\"x\\"","v":4,"pod":{"name":"web","namespace":"shop"},"node":{"name":"n"},"a":"b c","n":1,"l":[1]}'
    )!;
    expect(formatLineText(json)).toBe('"Pod \\"x\\"" pod="shop/web" node="n" a="b c" n=1 l=[1]');
    const containerd = parseComponentLine(
      'time="2026-11-23T06:42:51Z" level=info msg="shim disconnected" id=9fe'
    )!;
    expect(formatLineText(containerd)).toBe('"shim disconnected" id=9fe');
  });

  test('what is of no format is null', () => {
    for (const line of [
      '',
      'Flag --logging-format has been deprecated',
      'goroutine 1 [running]:',
      '{"a":1}',
      'Info: x',
      'time flies',
    ]) {
      expect(parseComponentLine(line)).toBeNull();
    }
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '{"ts":1,"msg":"', 'I1123 06:22:49.266571 1 a.go:7] ', 'time='),
        (text, start) => {
          parseComponentLine(start + text);
        }
      )
    );
  });
});

describe('container logs', () => {
  test('CRI', () => {
    expect(parseCriLine('2026-11-23T07:38:47.364757074Z stdout F  two  spaces ')).toEqual({
      timestamp: '2026-11-23T07:38:47.364757074Z',
      stream: 'stdout',
      partial: false,
      text: ' two  spaces ',
    });
    expect(parseCriLine('2026-11-23T07:38:47.364757074+02:00 stderr P half')).toMatchObject({
      timestamp: '2026-11-23T05:38:47.364757074Z',
      stream: 'stderr',
      partial: true,
    });
    expect(parseCriLine('2026-11-23T07:38:47Z stdout F:tag ')).toMatchObject({
      partial: false,
      text: '',
    });
    expect(parseCriLine('2026-11-23T07:38:47Z stdout F')).toMatchObject({ text: '' });
  });

  test('Docker’s json-file', () => {
    expect(
      parseCriLine('{"log":"a\\"b\\n","stream":"stderr","time":"2026-11-23T07:38:47.3Z"}')
    ).toEqual({
      timestamp: '2026-11-23T07:38:47.3Z',
      stream: 'stderr',
      partial: false,
      text: 'a"b',
    });
    expect(
      parseCriLine('{"log":"half","stream":"stdout","time":"2026-11-23T07:38:47.3Z"}')?.partial
    ).toBe(true);
  });

  test.each([
    '',
    'x',
    '2026-11-23T07:38:47Z stdin F x',
    '2026-11-23T07:38:47Z stdout X x',
    '2026-11-23T07:38:47Z stdout Fx y',
    'yesterday-evening-at-ten stdout F x',
    '{"log":1,"stream":"stdout"}',
  ])('refuses %p', (line) => expect(parseCriLine(line)).toBeNull());
});
