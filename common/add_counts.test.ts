import { addCounts } from './add_counts';

it('counts names that are members of every object', () => {
  const names = ['__proto__', 'constructor', 'toString', '__proto__', 'kubelet'];
  const counts = addCounts(
    addCounts(
      {},
      names.map((name) => [name, 1] as const)
    ),
    [
      ['__proto__', 3],
      ['constructor', 1],
    ]
  );
  expect(Object.entries(counts)).toEqual([
    ['__proto__', 5],
    ['constructor', 2],
    ['toString', 1],
    ['kubelet', 1],
  ]);
  expect(Object.entries(JSON.parse(JSON.stringify(counts)) as object)).toEqual(
    Object.entries(counts)
  );
  expect(({} as Record<string, unknown>).kubelet).toBeUndefined();
});
