import { mergeTrace } from './merge_trace';
import { createLogRecord, createTrace } from './testing/fixtures';

const at = (id: string, timestamp: string, rest = {}) =>
  createLogRecord({ id, timestamp, ...rest });

describe('mergeTrace', () => {
  it('sorts by time to the microsecond, then file, then offset, unreadable times last', () => {
    const merged = mergeTrace(
      null,
      createTrace({
        records: [
          at('nonsense', 'yesterday'),
          at('late', '2026-11-23T06:25:12.000002Z'),
          at('early', '2026-11-23T06:25:12.000001Z'),
          at('same-b', '2026-11-23T06:25:12.000000Z', { file: 'b.log', offset: 1 }),
          at('same-a2', '2026-11-23T06:25:12.000000Z', { file: 'a.log', offset: 20 }),
          at('same-a1', '2026-11-23T06:25:12.000000Z', { file: 'a.log', offset: 3 }),
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
    const first = mergeTrace(
      null,
      createTrace({
        records: [at('1', '2026-11-23T06:25:12.1Z'), at('3', '2026-11-23T06:25:12.3Z')],
        after: 'x',
        total: 3,
      })
    );
    const merged = mergeTrace(
      first,
      createTrace({
        records: [at('3', '2026-11-23T06:25:12.3Z'), at('2', '2026-11-23T06:25:12.2Z')],
        total: 3,
      })
    );
    expect(merged.records.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(merged).not.toHaveProperty('after');
  });

  it('tells records of two indices with the same id apart', () => {
    const first = mergeTrace(null, createTrace({ records: [createLogRecord({ index: 'a' })] }));
    expect(
      mergeTrace(first, createTrace({ records: [createLogRecord({ index: 'b' })] })).records
    ).toHaveLength(2);
  });

  it('takes the origin from whichever page has it, adds up the cost, keeps each warning once', () => {
    const warning = { code: 'timed_out' as const, message: 'm' };
    const first = mergeTrace(
      null,
      createTrace({ origin: null, warnings: [warning], took: { total: 5, roundTrips: 1 } })
    );
    const merged = mergeTrace(
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
    const first = mergeTrace(
      null,
      createTrace({
        coverage: [
          { source: 'audit', component: 'audit', searched: true, inWindow: null, inTrace: 2 },
        ],
      })
    );
    const merged = mergeTrace(
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
