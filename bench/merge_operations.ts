/** One operation of the sample, as far as choosing needs it. */
export interface SampleOperation {
  cluster: string;
  /** e.g. `op-8-rolling-update` */
  id: string;
  /** as in the sample, before a copy renames it */
  reqID: string;
  /** of the first request that changed something */
  auditID?: string;
  /** ISO 8601 */
  start: string;
  end: string;
  namespace: string | null;
  /** `deployments/web`, `nodes/node-b` */
  resource: string;
  /** component records with its reqID */
  lines: number;
}

export interface MergeOptions {
  /** how many large operations are made */
  groups: number;
  /** component records of each, about */
  lines: number;
  /** smaller operations stay what they are */
  minLines: number;
}

/**
 * The sample's largest operation has about 2,000 records. Larger ones are made of several that are near in time and of the
 * same cluster: their lines get the reqID of the first. Starts from the largest one left and takes its neighbours.
 */
export function mergeOperations(
  operations: readonly SampleOperation[],
  { groups, lines, minLines }: MergeOptions
): SampleOperation[][] {
  const left = new Set(operations.filter((operation) => operation.lines >= minLines));
  const merged: SampleOperation[][] = [];
  while (merged.length < groups && left.size > 0) {
    const [first] = [...left].sort((a, b) => b.lines - a.lines || a.reqID.localeCompare(b.reqID));
    if (!first) break;
    left.delete(first);
    const group = [first];
    let sum = first.lines;
    const distance = (operation: SampleOperation) =>
      Math.abs(Date.parse(operation.start) - Date.parse(first.start));
    for (const next of [...left]
      .filter(({ cluster }) => cluster === first.cluster)
      .sort((a, b) => distance(a) - distance(b) || a.reqID.localeCompare(b.reqID))) {
      // a tenth more or less is near enough
      if (sum >= lines * 0.9) break;
      if (sum + next.lines > lines * 1.1) continue;
      group.push(next);
      sum += next.lines;
      left.delete(next);
    }
    if (sum >= lines * 0.9) merged.push(group);
  }
  return merged;
}
