import type { LogRecord } from '../../../common/model/log_record';
import { decodeCursor, sortRecords, paginateRecords } from './paginate_records';

const record = (timestamp: string, offset = 0, id = `${timestamp}-${offset}`): LogRecord => ({
  index: 'i',
  id,
  timestamp,
  source: 'component',
  component: 'kubelet',
  severity: 'info',
  message: '',
  objects: [],
  ids: {},
  because: [],
  confidence: 1,
  file: 'f',
  offset,
});

describe('order', () => {
  it('is by time to the last digit, then by place in the file', () => {
    const records = [
      record('2026-01-01T00:00:00.000002Z'),
      record('2026-01-01T00:00:00.000001Z', 9),
      record('2026-01-01T00:00:00.000001Z', 10),
      record('2026-01-01T00:00:00Z'),
    ];
    expect(sortRecords(records).map(({ id }) => id)).toEqual([
      '2026-01-01T00:00:00Z-0',
      '2026-01-01T00:00:00.000001Z-9',
      '2026-01-01T00:00:00.000001Z-10',
      '2026-01-01T00:00:00.000002Z-0',
    ]);
  });
});

describe('pages', () => {
  const records = sortRecords(
    Array.from({ length: 10 }, (_, i) => record('2026-01-01T00:00:00.000001Z', i))
  );

  it('give every record once, whatever the size', () => {
    for (const size of [1, 3, 10, 11]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = paginateRecords(records, size, after);
        expect(page.records.length).toBeLessThanOrEqual(size);
        seen.push(...page.records.map(({ id }) => id));
        after = page.after;
      } while (after !== undefined);
      expect(seen).toEqual(records.map(({ id }) => id));
    }
  });

  it('refuse what is not an `after` of ours', () => {
    for (const bad of [
      '',
      'x',
      Buffer.from('[1,2,3,4]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ]) {
      expect(() => decodeCursor(bad)).toThrow(/`after`/);
    }
  });
});
