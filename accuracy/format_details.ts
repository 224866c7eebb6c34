/** Pure: `--details`, operation by operation, as lines. */
import type { LogRecord } from '../common/model/log_record';
import { groupErrors } from './error_groups';
import type { ClusterResult, OperationResult } from './measure_cluster';
import type { RecordKey } from './record_key';

const MAX_LINE_CHARACTERS = 300;

/** Why the answer has a record that it should not have. */
const formatReasons = (record: LogRecord | undefined): string =>
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
export function formatDetails(
  result: ClusterResult,
  textOf: (key: RecordKey) => string | undefined,
  lines: number
): string[] {
  return [
    ...result.operations.flatMap((operation) => formatOperation(operation, result, textOf, lines)),
    ...formatDiagnosis(result),
  ];
}

function formatOperation(
  operation: OperationResult,
  { labelledTruth: truth }: ClusterResult,
  textOf: (key: RecordKey) => string | undefined,
  lines: number
): string[] {
  const { id, right, wrongKeys, missedKeys, wrongRecords } = operation;
  if (wrongKeys.length + missedKeys.length === 0) return [];
  const output = [
    '',
    `${id}: ${right} right, ${wrongKeys.length} taken wrongly, ${missedKeys.length} missed`,
  ];
  for (const which of ['wrongKeys', 'missedKeys'] as const) {
    const isWrong = which === 'wrongKeys';
    for (const { component, caller, keys } of groupErrors([operation], which, textOf)) {
      output.push(
        `  ${isWrong ? '+' : '-'} ${String(keys.length).padStart(4)}  ${component}  ${caller}`
      );
      for (const key of keys.slice(0, lines)) {
        output.push(`            ${key}  ${(textOf(key) ?? '').slice(0, MAX_LINE_CHARACTERS)}`);
        const others = truth.findCausingOperations(key).filter((other) => other !== id);
        if (others.length > 0)
          output.push(`              caused ${isWrong ? 'by' : 'also by'} ${others.join(', ')}`);
        if (isWrong) output.push(`              taken by ${formatReasons(wrongRecords.get(key))}`);
      }
    }
  }
  return output;
}

function formatDiagnosis({ diagnosis: { misses } }: ClusterResult): string[] {
  if (misses.length === 0) return [];
  return [
    '',
    'Diagnosis, not as a person read it:',
    ...misses.map(
      ({ id, expected, got }) =>
        `  ${id}: ${got.outcome} at ${got.stage}${got.cause ? ` (${got.cause.slice(0, MAX_LINE_CHARACTERS)})` : ''}, ` +
        `should be ${expected.outcome} at ${expected.stage}${expected.cause ? ` (/${expected.cause}/)` : ''}`
    ),
  ];
}
