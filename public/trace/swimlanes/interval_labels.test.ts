import { createViewRecords } from '../testing/fixtures';
import { layoutIntervalLabels } from './interval_labels';
import type { Interval } from './merge_marks';

const [record] = createViewRecords({});
const createRecord = (message: string) => createViewRecords({ message })[0]!;
const createInterval = (change: Partial<Interval>): Interval => ({
  lane: 0,
  from: 0,
  to: 500,
  count: 14,
  severity: 'warning',
  record: record!,
  ...change,
});
const PLOT_AREA = { left: 100, top: 0, width: 1000, height: 40 };
const getLabels = (...intervals: Interval[]) =>
  layoutIntervalLabels(intervals, 2, { from: 0, to: 1000 }, PLOT_AREA).map(
    ({ text, x, y, side }) => [text, x, y, side]
  );

describe('intervalLabels', () => {
  it('stand behind the interval’s end, in the middle of its lane', () =>
    expect(getLabels(createInterval({ lane: 1 }))).toEqual([['×14', 609, 30, 'left']]));
  it('stand before it where there is no room behind', () =>
    expect(getLabels(createInterval({ to: 1000 }))).toEqual([['×14', 1091, 10, 'right']]));
  it('leave out what would lie on one that counts more', () =>
    expect(
      getLabels(
        createInterval({ count: 3, to: 505, record: createRecord('other') }),
        createInterval({})
      )
    ).toEqual([['×14', 609, 10, 'left']]));
  it('count an Event once, of which each update is a record', () =>
    expect(getLabels(createInterval({ count: 3, to: 100 }), createInterval({}))).toEqual([
      ['×14', 609, 10, 'left'],
    ]));
  it('leave single events alone', () =>
    expect(getLabels(createInterval({ count: 1 }))).toEqual([]));
});
