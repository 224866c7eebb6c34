import { median, summarizePairedRatios, summarizeValues, formatTable } from './statistics';

it('median and spread', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
  expect(summarizeValues([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5, count: 3 });
});

it('the ratio is that of the pairs, not of the medians', () => {
  // the machine was ten times as slow in the second half: the ratio stays
  expect(summarizePairedRatios([2, 2, 20, 20], [1, 1, 10, 10])).toEqual({
    median: 2,
    min: 2,
    max: 2,
    count: 4,
  });
  expect(() => summarizePairedRatios([1], [])).toThrow(/no pairs/);
});

it('a table lines up its columns', () => {
  expect(
    formatTable([
      ['a', 'b'],
      ['long', '100'],
    ])
  ).toBe('a       b\nlong  100');
});
