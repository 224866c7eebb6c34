import type { LogRecord } from '../../../common/model/log_record';
import { compareMessages, MAX_MESSAGES, type ComparedTrace } from './compare_messages';

let next = 0;
const record = (second: number, message: string, change: Partial<LogRecord> = {}): LogRecord => ({
  index: 'i',
  id: String(next++),
  timestamp: `2026-11-23T06:25:${String(second).padStart(2, '0')}Z`,
  source: 'component',
  component: 'kubelet',
  severity: 'info',
  message,
  objects: [],
  ids: {},
  because: [],
  confidence: 1,
  ...change,
});
const createTrace = (...records: LogRecord[]): ComparedTrace => ({
  id: `g${next}`,
  records,
  time: '2026-11-23T06:25:00Z',
});

describe('messages side by side', () => {
  it('lacks what most of the good ones have, in their order, with an example of the newest', () => {
    const here = createTrace(record(1, 'Receiving pod a-1'), record(2, 'Waiting'));
    const good = [
      createTrace(
        record(1, 'Receiving pod b-1'),
        record(2, 'Mounted volume b-1'),
        record(5, 'Started b-1')
      ),
      createTrace(
        record(1, 'Receiving pod c-1'),
        record(4, 'Pulled c-1'),
        record(6, 'Started c-1'),
        record(7, 'Started c-2')
      ),
      createTrace(record(3, 'Pulled d-1'), record(9, 'Started d-1'), record(9, 'Once')),
    ];
    // an error and a client's look are no steps
    for (const one of good)
      Object.assign(one, {
        records: [
          ...one.records,
          record(9, 'failed', { severity: 'error' }),
          record(9, 'bob get /api → 200 OK', { source: 'audit' }),
          record(9, 'bob (as alice) list pods a → 200 OK', { source: 'audit' }),
        ],
      });
    expect(compareMessages(here, good).lacking).toEqual([
      expect.objectContaining({
        example: 'Pulled c-1',
        of: good[1]!.id,
        inGood: 2,
        here: 0,
        there: 1,
      }),
      expect.objectContaining({
        example: 'Started b-1',
        of: good[0]!.id,
        inGood: 3,
        here: 0,
        there: 4 / 3,
      }),
    ]);
  });

  it('has errors and warnings in addition that no good one has, counted; an Event’s count counts', () => {
    const here = createTrace(
      record(1, 'failed 1', { severity: 'error' }),
      record(2, 'failed 2', { severity: 'error' }),
      record(2, 'fine'),
      record(3, 'conflict 7', { severity: 'warning' }),
      record(4, 'BackOff: x', { source: 'event', severity: 'warning', count: 3 }),
      record(5, 'BackOff: x', { source: 'event', severity: 'warning', count: 9 })
    );
    const good = [createTrace(record(1, 'conflict 8', { severity: 'warning' })), createTrace()];
    expect(
      compareMessages(here, good).additional.map(({ example, here: count, inGood, there }) => [
        example,
        count,
        inGood,
        there,
      ])
    ).toEqual([
      ['failed 1', 2, 0, 0],
      ['BackOff: x', 9, 0, 0],
    ]);
  });

  it('bounds both lists, and examples', () => {
    const words = Array.from({ length: 60 }, (_unused, i) =>
      String.fromCharCode(97 + (i % 26)).repeat(2 + i / 26)
    );
    const many = (severity: LogRecord['severity']): ComparedTrace =>
      createTrace(...words.map((word) => record(1, `${word} ${'y '.repeat(2_000)}`, { severity })));
    for (const list of [
      compareMessages(createTrace(), [many('info')]).lacking,
      compareMessages(many('error'), [createTrace()]).additional,
    ]) {
      expect(list).toHaveLength(MAX_MESSAGES);
      expect(list[0]!.example.length).toBeLessThanOrEqual(1_000);
    }
  });
});
