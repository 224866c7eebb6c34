/**
 * Adds to counts by name. Names come from logs, so they are keys of a Map until the end: `__proto__` is a name like others.
 * `Object.fromEntries` defines own properties, whatever their names (ECMAScript CreateDataProperty).
 */
export function addCounts(
  counts: Readonly<Record<string, number>>,
  added: Iterable<readonly [name: string, count: number]>
): Record<string, number> {
  const sums = new Map(Object.entries(counts));
  for (const [name, count] of added) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries(sums);
}
