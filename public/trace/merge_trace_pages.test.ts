import { mergeTracePages } from './merge_trace_pages';
import { createLogRecord, createTrace } from './testing/fixtures';

const createRecordAt = (id: string, timestamp: string, rest = {}) =>
  createLogRecord({ id, timestamp, ...rest });

describe('mergeTrace', () => {
  it('sorts by time to the microsecond, then file, then offset, unreadable times last', () => {
    const merged = mergeTracePages(
      null,
      createTrace({
        records: [
          createRecordAt('nonsense', 'yesterday'),
          createRecordAt('late', '2026-11-23T06:25:12.000002Z'),
          createRecordAt('early', '2026-11-23T06:25:12.000001Z'),
          createRecordAt('same-b', '2026-11-23T06:25:12.000000Z', { file: 'b.log', offset: 1 }),
          createRecordAt('same-a2', '2026-11-23T06:25:12.000000Z', { file: 'a.log', offset: 20 }),
          createRecordAt('same-a1', '2026-11-23T06:25:12.000000Z', { file: 'a.log', offset: 3 }),
        ],
      })
    );
    expect(merged.records.map(({ id }) => id)).toEqual([
      'same-a1',
      'same-a2',
      'same-b',
      'early',
      'late',
      'nonsense',
    ]);
  });

  it('keeps a record once and sorts a page into what is there', () => {
    const first = mergeTracePages(
      null,
      createTrace({
        records: [
          createRecordAt('1', '2026-11-23T06:25:12.1Z'),
          createRecordAt('3', '2026-11-23T06:25:12.3Z'),
        ],
        after: 'x',
        total: 3,
      })
    );
    const merged = mergeTracePages(
      first,
      createTrace({
        records: [
          createRecordAt('3', '2026-11-23T06:25:12.3Z'),
          createRecordAt('2', '2026-11-23T06:25:12.2Z'),
        ],
        total: 3,
      })
    );
    expect(merged.records.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(merged).not.toHaveProperty('after');
  });

  it('tells records of two indices with the same id apart', () => {
    const first = mergeTracePages(
      null,
      createTrace({ records: [createLogRecord({ index: 'a' })] })
    );
    expect(
      mergeTracePages(first, createTrace({ records: [createLogRecord({ index: 'b' })] })).records
    ).toHaveLength(2);
  });

  it('takes the origin from whichever page has it, adds up the cost, keeps each warning once', () => {
    const warning = { code: 'timed_out' as const, message: 'm' };
    const first = mergeTracePages(
      null,
      createTrace({ origin: null, warnings: [warning], took: { total: 5, roundTrips: 1 } })
    );
    const merged = mergeTracePages(
      first,
      createTrace({
        warnings: [warning, { code: 'truncated', message: 't' }],
        truncated: true,
        took: { total: 7, roundTrips: 2 },
      })
    );
    expect(merged.origin?.user).toBe('bob');
    expect(merged.took).toEqual({ total: 12, roundTrips: 3 });
    expect(merged.warnings.map(({ code }) => code)).toEqual(['timed_out', 'truncated']);
    expect(merged.truncated).toBe(true);
  });

  it('merges coverage by source and component without adding the same counts up', () => {
    const first = mergeTracePages(
      null,
      createTrace({
        coverage: [
          { source: 'audit', component: 'audit', searched: true, inWindow: null, inTrace: 2 },
        ],
      })
    );
    const merged = mergeTracePages(
      first,
      createTrace({
        coverage: [
          { source: 'audit', component: 'audit', searched: true, inWindow: false, inTrace: 3 },
        ],
      })
    );
    expect(merged.coverage).toEqual([
      { source: 'audit', component: 'audit', searched: true, inWindow: false, inTrace: 3 },
    ]);
  });
});
