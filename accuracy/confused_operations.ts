/** Pure: which operations were taken for one another. */
import type { LabelledTruth } from './labels';
import type { OperationScore } from './score_traces';

export interface ConfusedOperations {
  /** in whose answer the records are */
  operation: string;
  /** who caused them; several share them. Empty: nobody did */
  causedBy: string;
  records: number;
}

export interface ErrorCounts {
  wrong: number;
  /** of them, caused by another operation */
  wrongOfAnother: number;
  missed: number;
  /** of them, in the answer for another operation, which did not cause them */
  missedInAnother: number;
  pairs: ConfusedOperations[];
}

export function countErrors(scores: readonly OperationScore[], truth: LabelledTruth): ErrorCounts {
  const pairs = new Map<string, ConfusedOperations>();
  const allWrongKeys = new Set<string>();
  const errors = { wrong: 0, wrongOfAnother: 0, missed: 0, missedInAnother: 0 };
  for (const { id, wrongKeys } of scores) {
    for (const key of wrongKeys) {
      const causedBy = truth.findCausingOperations(key).join(', ');
      allWrongKeys.add(key);
      errors.wrong++;
      if (causedBy !== '') errors.wrongOfAnother++;
      const name = `${id} ${causedBy}`;
      const pair = pairs.get(name) ?? { operation: id, causedBy, records: 0 };
      pairs.set(name, { ...pair, records: pair.records + 1 });
    }
  }
  for (const { missedKeys } of scores) {
    errors.missed += missedKeys.length;
    errors.missedInAnother += missedKeys.filter((key) => allWrongKeys.has(key)).length;
  }
  return { ...errors, pairs: [...pairs.values()].sort((a, b) => b.records - a.records) };
}
