import { readSampleOperations } from './corpus';
import { mergeOperations, type SampleOperation } from './merge_operations';

const operation = (id: string, lines: number, minute: number, cluster = 'a'): SampleOperation => ({
  cluster,
  id,
  reqID: id,
  lines,
  namespace: 'shop',
  resource: 'deployments/web',
  start: new Date(minute * 60_000).toISOString(),
  end: new Date(minute * 60_000 + 10_000).toISOString(),
});
const ids = (groups: SampleOperation[][]) => groups.map((group) => group.map(({ id }) => id));

it('takes the largest and its neighbours in time, of the same cluster, until there are enough', () => {
  const operations = [
    operation('big', 600, 10),
    operation('far', 300, 50),
    operation('near', 300, 11),
    operation('other', 350, 10, 'b'),
    operation('small', 20, 10),
  ];
  expect(ids(mergeOperations(operations, { groups: 1, lines: 1000, minLines: 100 }))).toEqual([
    ['big', 'near'],
  ]);
  expect(ids(mergeOperations(operations, { groups: 1, lines: 1150, minLines: 100 }))).toEqual([
    ['big', 'near', 'far'],
  ]);
});

it('makes no group that is too small, and uses nothing twice', () => {
  const operations = [operation('a', 600, 1), operation('b', 500, 2), operation('c', 400, 3)];
  expect(ids(mergeOperations(operations, { groups: 5, lines: 1100, minLines: 100 }))).toEqual([
    ['a', 'b'],
  ]);
});

it('finds six operations of about 2,700 records in the sample', () => {
  const groups = mergeOperations(readSampleOperations(), {
    groups: 6,
    lines: 2_700,
    minLines: 370,
  });
  expect(groups).toHaveLength(6);
  expect(new Set(groups.flat()).size).toBe(groups.flat().length);
  for (const group of groups) {
    const lines = group.reduce((sum, part) => sum + part.lines, 0);
    expect(lines).toBeGreaterThan(2_400);
    expect(lines).toBeLessThan(3_000);
  }
});
