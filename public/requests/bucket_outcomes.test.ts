import { bucketOutcomes } from './bucket_outcomes';

const BUCKETS = [
  { at: '2026-01-02T12:00:00.000Z', accepted: 2, rejected: 1 },
  { at: '2026-01-02T12:02:00.000Z', accepted: 1, rejected: 0 },
];
const createRow = (
  time: string,
  outcome: 'succeeded' | 'stuck' | 'rejected' | 'unknown',
  outcomeBy: 'code' | 'diagnosis' | 'none' = 'diagnosis'
) => ({ time, outcome, outcomeBy });

describe('counts by outcome', () => {
  it('are what the server counted where no row tells more', () => {
    expect(bucketOutcomes(BUCKETS, 60_000, [])).toEqual([
      {
        at: Date.parse(BUCKETS[0]!.at),
        accepted: 2,
        rejected: 1,
        succeeded: 0,
        running: 0,
        stuck: 0,
        failed: 0,
      },
      {
        at: Date.parse(BUCKETS[1]!.at),
        accepted: 1,
        rejected: 0,
        succeeded: 0,
        running: 0,
        stuck: 0,
        failed: 0,
      },
    ]);
  });

  it('take the rows that were looked into out of the accepted ones, also at the very start of an interval', () => {
    const [one, two] = bucketOutcomes(BUCKETS, 60_000, [
      createRow('2026-01-02T12:00:00.000000Z', 'stuck'),
      createRow('2026-01-02T12:00:59.999999Z', 'succeeded', 'code'),
      createRow('2026-01-02T12:02:00.000001Z', 'unknown', 'none'),
    ]);
    expect(one).toMatchObject({ accepted: 0, stuck: 1, succeeded: 1, rejected: 1 });
    expect(two).toMatchObject({ accepted: 1 });
  });

  it('never count a row that the server did not: a refused one, one of another time, more than there were', () => {
    const counted = bucketOutcomes(BUCKETS, 60_000, [
      createRow('2026-01-02T12:02:10.000000Z', 'rejected', 'code'),
      createRow('2026-01-02T12:01:10.000000Z', 'stuck'),
      createRow('2026-01-02T11:59:59.000000Z', 'stuck'),
      createRow('no time', 'stuck'),
      createRow('2026-01-02T12:02:20.000000Z', 'stuck'),
      createRow('2026-01-02T12:02:30.000000Z', 'stuck'),
    ]);
    expect(counted.map(({ accepted, rejected, stuck }) => [accepted, rejected, stuck])).toEqual([
      [2, 1, 0],
      [0, 0, 1],
    ]);
  });
});
