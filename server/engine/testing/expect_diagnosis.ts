import type { Outcome } from '../../../common/model/diagnosis';
import type { Evidence } from '../evidence';
import type { Form, MadeUpCluster } from './cluster';

export interface Expected {
  outcome: Outcome;
  /** several may be right: `removed|ready` */
  stage: string;
  /** as the known clusters' labels are compared: with the verdict's cause, or the text of its record */
  cause?: RegExp;
  /** without the bodies of the audit log nothing tells that it was not reached (finalizers) */
  onlyInBodies?: true;
}

const withoutLines =
  (component: string) =>
  ({ record }: Evidence): boolean =>
    record.source !== 'component' || record.component !== component;

/** Logs that may not be collected. */
const WITHOUT: Record<string, (one: Evidence) => boolean> = {
  'the audit log': ({ record }) => record.source !== 'audit',
  'the bodies of the audit log': () => true,
  Events: ({ record }) => record.source !== 'event',
  'the kubelets': withoutLines('kubelet'),
  "containers' logs": ({ record }) => record.source !== 'pod',
  'the runtime': withoutLines('containerd'),
  'the scheduler': withoutLines('kube-scheduler'),
  'the controller-manager': withoutLines('kube-controller-manager'),
};

/** Compares as the scorer does, with lines as text and as JSON; of a success the last stage that is done counts. With less logs less may be known, and nothing else said. */
export function expectDiagnosis(cluster: MadeUpCluster, expected: Expected): void {
  expectForm(cluster, expected);
  expectForm(cluster, expected, 'json');
  expectHonesty(cluster, expected);
}

function expectForm(cluster: MadeUpCluster, expected: Expected, form?: Form): void {
  const { outcome, verdict, stages } = cluster.diagnose(undefined, form);
  const record =
    verdict?.record &&
    cluster.evidence(form).find((one) => one.record.id === verdict.record!.id)?.record;
  const stage =
    verdict?.stage ??
    (outcome === 'succeeded'
      ? [...stages].reverse().find(({ status }) => status === 'done')?.name
      : undefined);
  const cause = [verdict?.cause, record?.message].filter(Boolean).join('\n');
  const right = expected.stage.split('|').includes(stage ?? '');
  expect({
    outcome,
    stage: right ? expected.stage : (stage ?? null),
    cause: expected.cause?.test(cause) === false ? cause : true,
  }).toEqual({ outcome: expected.outcome, stage: expected.stage, cause: true });
}

function expectHonesty(cluster: MadeUpCluster, { outcome, onlyInBodies }: Expected): void {
  const wrong: string[] = [];
  for (const [what, keep] of Object.entries(WITHOUT)) {
    const bodiless = what.startsWith('the bodies');
    if (onlyInBodies && (bodiless || what === 'the audit log')) continue;
    const said = cluster.diagnose(keep, bodiless ? 'bodiless' : undefined).outcome;
    const good = said === 'succeeded';
    const bad = said === 'stuck' || said === 'failed' || said === 'rejected';
    if (outcome === 'succeeded' ? bad : good) wrong.push(`without ${what}: ${said}`);
  }
  expect(wrong).toEqual([]);
}
