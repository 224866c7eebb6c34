import type { Outcome } from '../../../common/model/diagnosis';
import type { MadeUpCluster } from './cluster';

export interface Expected {
  outcome: Outcome;
  /** several may be right: `removed|ready` */
  stage: string;
  /** as the known clusters' labels are compared: with the verdict's cause, or the text of its record */
  cause?: RegExp;
}

/** Compares as the scorer does; of a success the last stage that is done counts. */
export function expectDiagnosis(cluster: MadeUpCluster, expected: Expected): void {
  const { outcome, verdict, stages } = cluster.diagnose();
  const record = verdict?.record && cluster.evidence().find((one) => one.record.id === verdict.record!.id)?.record;
  const stage = verdict?.stage ?? (outcome === 'succeeded' ? [...stages].reverse().find(({ status }) => status === 'done')?.name : undefined);
  const cause = [verdict?.cause, record?.message].filter(Boolean).join('\n');
  const right = expected.stage.split('|').includes(stage ?? '');
  expect({ outcome, stage: right ? expected.stage : stage ?? null, cause: expected.cause?.test(cause) === false ? cause : true })
    .toEqual({ outcome: expected.outcome, stage: expected.stage, cause: true });
}
