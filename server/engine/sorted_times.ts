/** Searches in lists that are in order of time. */

/** Returns the index of the first item at or after that time; the length where there is none. */
export function firstAtOrAfter<Item>(
  items: readonly Item[],
  at: number,
  timeOf: (item: Item) => number
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(items[middle]!) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items from one time to another, both included. */
export function between<Item>(
  items: readonly Item[],
  from: number,
  to: number,
  timeOf: (item: Item) => number
): Item[] {
  const found: Item[] = [];
  for (
    let i = firstAtOrAfter(items, from, timeOf);
    i < items.length && timeOf(items[i]!) <= to;
    i++
  )
    found.push(items[i]!);
  return found;
}
