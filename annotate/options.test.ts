import { UsageError } from '../scripts/command_line';
import { formatContinueCommand, readOptions } from './options';

const RANGE = ['--from', '2026-01-01T00:00:00Z', '--to', '2026-01-02'];
const read = (...argv: string[]) => readOptions([...argv, ...RANGE], {});

describe('readOptions', () => {
  it('knows the defaults', () => {
    expect(read('--index', 'k8s-*')).toMatchObject({
      elasticsearch: 'http://127.0.0.1:9200',
      index: 'k8s-*',
      field: 'request.id',
      timeField: '@timestamp',
      minConfidence: 0.5,
      dryRun: false,
      undo: false,
    });
    expect(readOptions(['--help'], {})).toBe('help');
    expect(
      readOptions(['--index', 'i', ...RANGE], { ELASTICSEARCH_URL: 'https://es:9243' })
    ).toMatchObject({ elasticsearch: 'https://es:9243' });
  });

  it.each([
    [[], '--index is missing'],
    [['--index', 'i', '--min-confidence', '2'], '--min-confidence must be a number from 0 to 1'],
    [['--index', 'i', '--from', '2027-01-01'], '--from must not be after --to'],
    [['--index', 'i', '--elasticsearch', 'es'], '--elasticsearch wants a URL'],
    [['--index', 'i', '--undo', '--after', 'x'], '--undo begins'],
    [['--index', 'i', '--nonsense'], 'nonsense'],
  ])('%j: %s', (argv, message) => {
    // what comes last counts
    expect(() => readOptions([...RANGE, ...argv], {})).toThrow(UsageError);
    expect(() => readOptions([...RANGE, ...argv], {})).toThrow(message);
  });
});

describe('commandFrom', () => {
  it('is the command with the new place, as a shell takes it', () => {
    expect(formatContinueCommand(['--index', 'k8s-*', '--after', 'old', ...RANGE], 'new')).toBe(
      "npm run annotate -- --index 'k8s-*' --from 2026-01-01T00:00:00Z --to 2026-01-02 --after new"
    );
    expect(formatContinueCommand(['--index', "it's", '--after=old'], 'new')).toBe(
      "npm run annotate -- --index 'it'\\''s' --after new"
    );
  });

  it('shows no password', () => {
    expect(
      formatContinueCommand(['--elasticsearch', 'https://u:secret@es:9243'], 'p')
    ).not.toContain('secret');
    expect(formatContinueCommand(['--elasticsearch=https://u:secret@es:9243'], 'p')).toContain(
      'https://es:9243/'
    );
  });
});
