/** Pure: whether a trace's verdict is the one that a person read from the logs. */
import type { LogRecord } from '../common/model/log_record';
import type { Trace } from '../common/model/trace';
import type { ExpectedDiagnosis } from './labels';

export interface DiagnosisScore {
  id: string;
  expected: ExpectedDiagnosis;
  got: { outcome?: string; stage?: string; cause?: string };
  outcome: boolean;
  stage: boolean;
  /** null where nothing went wrong: there is no cause to find */
  cause: boolean | null;
}

export interface RightCount {
  right: number;
  of: number;
}

export interface DiagnosisSummary {
  outcome: RightCount;
  stage: RightCount;
  cause: RightCount;
  /** outcome, stage and cause */
  whole: RightCount;
  misses: DiagnosisScore[];
}

/**
 * The cause is right if its expression matches the verdict's cause or the record that the verdict rests on; a success without a
 * verdict is judged by its last stage that is done.
 * @param trace undefined where the server answered with an error: nothing is right then
 */
export function scoreDiagnosis(
  id: string,
  expected: ExpectedDiagnosis,
  trace: Pick<Trace, 'outcome' | 'verdict' | 'stages'> | undefined,
  records: Iterable<LogRecord>
): DiagnosisScore {
  const verdict = trace?.verdict ?? undefined;
  const recordReference = verdict?.record;
  const record =
    recordReference &&
    [...records].find(
      (each) => each.id === recordReference.id && each.index === recordReference.index
    );
  const text = [verdict?.cause, record?.message].filter(Boolean).join('\n').toLowerCase();
  const lastDone = trace?.stages.findLast(({ status }) => status === 'done')?.name;
  const stage = verdict?.stage ?? (expected.outcome === 'succeeded' ? lastDone : undefined);
  return {
    id,
    expected,
    got: { outcome: trace?.outcome, stage, cause: verdict?.cause },
    outcome: trace?.outcome === expected.outcome,
    stage: stage !== undefined && expected.stage.split('|').includes(stage),
    // the expression is the labels' own, not a log's
    cause: expected.cause ? new RegExp(expected.cause, 'i').test(text) : null,
  };
}

export function summarizeDiagnosis(scores: readonly DiagnosisScore[]): DiagnosisSummary {
  const isAllRight = ({ outcome, stage, cause }: DiagnosisScore) =>
    outcome && stage && cause !== false;
  const countRight = (
    of: readonly DiagnosisScore[],
    right: (score: DiagnosisScore) => boolean
  ): RightCount => ({ right: of.filter(right).length, of: of.length });
  return {
    outcome: countRight(scores, ({ outcome }) => outcome),
    stage: countRight(scores, ({ stage }) => stage),
    cause: countRight(
      scores.filter(({ cause }) => cause !== null),
      ({ cause }) => cause === true
    ),
    whole: countRight(scores, isAllRight),
    misses: scores.filter((score) => !isAllRight(score)),
  };
}
