import { DEFAULT_ELASTICSEARCH_URL, readOptions } from './cli';
import { formatProgress } from './progress_line';

describe('options', () => {
  it("have defaults, and the environment's URL", () => {
    expect(readOptions(['dir'], {})).toMatchObject({
      elasticsearch: DEFAULT_ELASTICSEARCH_URL,
      index: 'k8s-logs',
      schema: 'filebeat',
      paths: ['dir'],
    });
    expect(readOptions(['dir'], { ELASTICSEARCH_URL: 'http://es:9200' })).toMatchObject({
      elasticsearch: 'http://es:9200',
    });
    expect(readOptions(['--year', '2025', '--node', 'n', 'a', 'b'], {})).toMatchObject({
      year: 2025,
      node: 'n',
      paths: ['a', 'b'],
    });
  });

  it.each([
    [[], /at least one/],
    [['--wrong', 'x'], /--wrong/],
    [['--schema', 'toString', 'x'], /no schema "toString"/],
    [['--year', '26', 'x'], /not a year/],
    [['--elasticsearch', 'localhost', 'x'], /not a URL/],
    [['--elasticsearch', 'ftp://x', 'x'], /http or https/],
  ])('%j is refused in a sentence', (argv, message) =>
    expect(() => readOptions(argv, {})).toThrow(message)
  );
});

it('progress says share, rate and time left', () => {
  expect(
    formatProgress({ path: '/x/kubelet.log', bytes: 25, totalBytes: 100, records: 3000 }, 2000)
  ).toBe('25 %, 3,000 records, 1,500/s, 6 s left, kubelet.log');
});
