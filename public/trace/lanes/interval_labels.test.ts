import { viewRecords } from '../testing/fixtures';
import { intervalLabels } from './interval_labels';
import type { Interval } from './merge_marks';

const [record] = viewRecords({});
const about = (message: string) => viewRecords({ message })[0]!;
const interval = (change: Partial<Interval>): Interval => ({
  lane: 0,
  from: 0,
  to: 500,
  count: 14,
  severity: 'warning',
  record: record!,
  ...change,
});
const area = { left: 100, top: 0, width: 1000, height: 40 };
const labels = (...intervals: Interval[]) =>
  intervalLabels(intervals, 2, { from: 0, to: 1000 }, area).map(({ text, x, y, side }) => [
    text,
    x,
    y,
    side,
  ]);

describe('intervalLabels', () => {
  it('stand behind the interval’s end, in the middle of its lane', () =>
    expect(labels(interval({ lane: 1 }))).toEqual([['×14', 609, 30, 'left']]));
  it('stand before it where there is no room behind', () =>
    expect(labels(interval({ to: 1000 }))).toEqual([['×14', 1091, 10, 'right']]));
  it('leave out what would lie on one that counts more', () =>
    expect(labels(interval({ count: 3, to: 505, record: about('other') }), interval({}))).toEqual([
      ['×14', 609, 10, 'left'],
    ]));
  it('count an Event once, of which each update is a record', () =>
    expect(labels(interval({ count: 3, to: 100 }), interval({}))).toEqual([
      ['×14', 609, 10, 'left'],
    ]));
  it('leave single events alone', () => expect(labels(interval({ count: 1 }))).toEqual([]));
});
