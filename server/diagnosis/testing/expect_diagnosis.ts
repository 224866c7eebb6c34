import type { Outcome } from '../../../common/model/diagnosis';
import type { Evidence } from '../evidence';
import type { MadeUpCluster } from './cluster';

export interface Expected {
  outcome: Outcome;
  /** several may be right: `removed|ready` */
  stage: string;
  /** as the known clusters' labels are compared: with the verdict's cause, or the text of its record */
  cause?: RegExp;
  /** without the bodies of the audit log nothing tells that it was not reached (finalizers) */
  onlyInBodies?: true;
}

/** Logs that may not be collected. */
const WITHOUT: Record<string, (one: Evidence) => boolean> = {
  'the audit log': ({ record }) => record.source !== 'audit',
  'the bodies of the audit log': () => true,
  Events: ({ record }) => record.source !== 'event',
  'the kubelets': ({ record }) => record.component !== 'kubelet',
  'containers\' logs': ({ record }) => record.source !== 'pod',
  'the runtime': ({ record }) => record.component !== 'containerd',
  'the scheduler': ({ record }) => record.component !== 'kube-scheduler',
  'the controller-manager': ({ record }) => record.component !== 'kube-controller-manager',
};

/** Compares as the scorer does; of a success the last stage that is done counts. With less logs less may be known, and nothing else said. */
export function expectDiagnosis(cluster: MadeUpCluster, expected: Expected): void {
  const { outcome, verdict, stages } = cluster.diagnose();
  const record = verdict?.record && cluster.evidence().find((one) => one.record.id === verdict.record!.id)?.record;
  const stage = verdict?.stage ?? (outcome === 'succeeded' ? [...stages].reverse().find(({ status }) => status === 'done')?.name : undefined);
  const cause = [verdict?.cause, record?.message].filter(Boolean).join('\n');
  const right = expected.stage.split('|').includes(stage ?? '');
  expect({ outcome, stage: right ? expected.stage : stage ?? null, cause: expected.cause?.test(cause) === false ? cause : true })
    .toEqual({ outcome: expected.outcome, stage: expected.stage, cause: true });
  expectHonesty(cluster, expected);
}

function expectHonesty(cluster: MadeUpCluster, { outcome, onlyInBodies }: Expected): void {
  const wrong: string[] = [];
  for (const [what, keep] of Object.entries(WITHOUT)) {
    const bodiless = what.startsWith('the bodies');
    if (onlyInBodies && (bodiless || what === 'the audit log')) continue;
    const said = cluster.diagnose(keep, bodiless).outcome;
    const good = said === 'succeeded';
    const bad = said === 'stuck' || said === 'failed' || said === 'rejected';
    if (outcome === 'succeeded' ? bad : good) wrong.push(`without ${what}: ${said}`);
  }
  expect(wrong).toEqual([]);
}
