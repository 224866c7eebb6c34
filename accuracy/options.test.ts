import { UsageError } from '../scripts/command_line';
import { readOptions } from './options';

it('measures the whole sample on its own, beside what people do by hand', () => {
  expect(readOptions([])).toEqual({
    data: undefined,
    index: undefined,
    url: undefined,
    headers: {},
    mode: 'stock',
    operations: [],
    details: false,
    lines: 1,
    baselines: true,
    json: false,
    write: false,
  });
});

it('reads what is given', () => {
  expect(
    readOptions([
      '--data',
      'd',
      '--index',
      'i',
      '--url',
      'https://kibana:5601/base',
      '--header',
      'authorization=ApiKey a=b',
      '--operation',
      'op-1',
      '--operation',
      'scale',
      '--details',
      '--lines',
      '3',
      '--no-baselines',
    ])
  ).toMatchObject({
    data: 'd',
    index: 'i',
    url: 'https://kibana:5601/base',
    headers: { authorization: 'ApiKey a=b' },
    operations: ['op-1', 'scale'],
    details: true,
    lines: 3,
    baselines: false,
  });
  expect(readOptions(['--mode', 'reqid'])).toMatchObject({ mode: 'reqid', baselines: false });
  expect(readOptions(['-h'])).toBe('help');
});

it.each([
  [['--bogus'], /--bogus/],
  [['operand'], /operand/],
  [['--mode', 'other'], /no mode "other"/],
  [['--url', 'ftp://x'], /not a URL/],
  [['--url', 'x'], /not a URL/],
  [['--header', 'authorization'], /name=value/],
  [['--header', '=x'], /name=value/],
  [['--lines', '-1'], /lines/],
  [['--lines', 'many'], /number of lines/],
  [['--mode', 'reqid', '--data', 'd'], /--index/],
  [['--write', '--operation', 'a'], /whole sample/],
  [['--write', '--data', 'd'], /whole sample/],
])('%j', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(UsageError);
  expect(() => readOptions(argv)).toThrow(message);
});
