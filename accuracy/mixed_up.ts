/** Pure: which operations were taken for one another. */
import type { Truth } from './labels';
import type { OperationScore } from './scoring';

export interface MixedUp {
  /** in whose answer the records are */
  operation: string;
  /** who caused them; several share them. Empty: nobody did */
  causedBy: string;
  records: number;
}

export interface Errors {
  wrong: number;
  /** of them, caused by another operation */
  wrongOfAnother: number;
  missed: number;
  /** of them, in the answer for another operation, which did not cause them */
  missedInAnother: number;
  pairs: MixedUp[];
}

export function errorsOf(scores: readonly OperationScore[], truth: Truth): Errors {
  const pairs = new Map<string, MixedUp>();
  const takenWrongly = new Set<string>();
  const errors = { wrong: 0, wrongOfAnother: 0, missed: 0, missedInAnother: 0 };
  for (const { id, wrongKeys } of scores) {
    for (const key of wrongKeys) {
      const causedBy = truth.causedBy(key).join(', ');
      takenWrongly.add(key);
      errors.wrong++;
      if (causedBy !== '') errors.wrongOfAnother++;
      const name = `${id} ${causedBy}`;
      const pair = pairs.get(name) ?? { operation: id, causedBy, records: 0 };
      pairs.set(name, { ...pair, records: pair.records + 1 });
    }
  }
  for (const { missedKeys } of scores) {
    errors.missed += missedKeys.length;
    errors.missedInAnother += missedKeys.filter((key) => takenWrongly.has(key)).length;
  }
  return { ...errors, pairs: [...pairs.values()].sort((a, b) => b.records - a.records) };
}
