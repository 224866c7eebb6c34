/** Pure: `--details`, operation by operation, as lines. */
import type { LogRecord } from '../common/model/log_record';
import { groupsOf } from './groups';
import type { ClusterResult, OperationResult } from './measure';
import type { RecordKey } from './record_key';

const LONGEST_LINE = 300;

/** Why the answer has a record that it should not have. */
const why = (record: LogRecord | undefined): string =>
  (record?.because ?? [])
    .map(
      ({ rule, evidence, confidence, path }) =>
        `${rule} "${evidence}" ${confidence}${path ? ` (${path.join(' > ')})` : ''}`
    )
    .join('; ');

/**
 * @param textOf the text of a record, by its key
 * @param lines so many records of each group are shown
 */
export function detailsOf(
  result: ClusterResult,
  textOf: (key: RecordKey) => string | undefined,
  lines: number
): string[] {
  return [
    ...result.operations.flatMap((operation) => ofOperation(operation, result, textOf, lines)),
    ...ofDiagnosis(result),
  ];
}

function ofOperation(
  operation: OperationResult,
  { truth }: ClusterResult,
  textOf: (key: RecordKey) => string | undefined,
  lines: number
): string[] {
  const { id, right, wrongKeys, missedKeys, wrongRecords } = operation;
  if (wrongKeys.length + missedKeys.length === 0) return [];
  const told = [
    '',
    `${id}: ${right} right, ${wrongKeys.length} taken wrongly, ${missedKeys.length} missed`,
  ];
  for (const which of ['wrongKeys', 'missedKeys'] as const) {
    const isWrong = which === 'wrongKeys';
    for (const { component, caller, keys } of groupsOf([operation], which, textOf)) {
      told.push(
        `  ${isWrong ? '+' : '-'} ${String(keys.length).padStart(4)}  ${component}  ${caller}`
      );
      for (const key of keys.slice(0, lines)) {
        told.push(`            ${key}  ${(textOf(key) ?? '').slice(0, LONGEST_LINE)}`);
        const others = truth.causedBy(key).filter((other) => other !== id);
        if (others.length > 0)
          told.push(`              caused ${isWrong ? 'by' : 'also by'} ${others.join(', ')}`);
        if (isWrong) told.push(`              taken by ${why(wrongRecords.get(key))}`);
      }
    }
  }
  return told;
}

function ofDiagnosis({ diagnosis: { misses } }: ClusterResult): string[] {
  if (misses.length === 0) return [];
  return [
    '',
    'Diagnosis, not as a person read it:',
    ...misses.map(
      ({ id, expected, got }) =>
        `  ${id}: ${got.outcome} at ${got.stage}${got.cause ? ` (${got.cause.slice(0, LONGEST_LINE)})` : ''}, ` +
        `should be ${expected.outcome} at ${expected.stage}${expected.cause ? ` (/${expected.cause}/)` : ''}`
    ),
  ];
}
