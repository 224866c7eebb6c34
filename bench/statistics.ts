/** The middle one; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface Spread {
  median: number;
  min: number;
  max: number;
  count: number;
}

export function summarizeValues(values: readonly number[]): Spread {
  return {
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
    count: values.length,
  };
}

/**
 * The ratio of each pair, measured one right after the other: what else the machine does hits both alike, which the ratio of
 * two medians would not know. @throws Error where the two lists don't pair
 */
export function summarizePairedRatios(a: readonly number[], b: readonly number[]): Spread {
  if (a.length !== b.length)
    throw new Error(`${a.length} and ${b.length} measurements are no pairs.`);
  return summarizeValues(a.map((value, i) => value / b[i]!));
}

/** Lines up columns; the first is text, the others are numbers. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length))
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
        )
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}
