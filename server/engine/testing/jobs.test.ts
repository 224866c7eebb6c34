/** Jobs and CronJobs: what ends them, well or not. */
import { CONTROLLER, MadeUpCluster, type Json } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpWorkload } from './workload';

describe('a Job', () => {
  const job = (cluster: MadeUpCluster, spec: Json = {}): MadeUpWorkload =>
    new MadeUpWorkload(cluster, 'Job', 'count', {
      completions: 1,
      parallelism: 1,
      backoffLimit: 1,
      ...spec,
    }).created();
  const failed = (of: MadeUpWorkload, reason: string, message: string): void => {
    of.event(reason, message, 'Warning');
    of.observed({
      failed: 2,
      conditions: [
        { type: 'FailureTarget', status: 'True', reason, message },
        { type: 'Failed', status: 'True', reason, message },
      ],
    });
  };

  it('that runs longer than it may has failed', () => {
    const cluster = new MadeUpCluster();
    const made = job(cluster, { activeDeadlineSeconds: 20 });
    const pod = made.pod('aaaaa', { spec: { restartPolicy: 'Never' } }).ready();
    cluster.wait(20);
    pod.deletedBy(CONTROLLER('job-controller'), 2);
    made.event('SuccessfulDelete', 'Deleted pod: count-aaaaa');
    pod.gone();
    failed(made, 'DeadlineExceeded', 'Job was active longer than specified deadline');
    expectDiagnosis(cluster, { outcome: 'failed', stage: 'completed', cause: /deadline/i });
  });

  it('whose Pods run out of memory has failed, for that', () => {
    const cluster = new MadeUpCluster();
    const made = job(cluster);
    for (const suffix of ['aaaaa', 'bbbbb']) {
      made
        .pod(suffix, { spec: { restartPolicy: 'Never' } })
        .upToContainers()
        .pulled()
        .startedContainer()
        .running()
        .exited(137, { reason: 'OOMKilled', phase: 'Failed' });
      cluster.wait(10);
    }
    failed(made, 'BackoffLimitExceeded', 'Job has reached the specified backoff limit');
    expectDiagnosis(cluster, {
      outcome: 'failed',
      stage: 'completed|started',
      cause: /OOMKilled|backoff ?limit/i,
    });
  });

  it('whose second Pod succeeds', () => {
    const cluster = new MadeUpCluster();
    const made = job(cluster, { backoffLimit: 3 });
    made
      .pod('aaaaa', { spec: { restartPolicy: 'Never' } })
      .upToContainers()
      .pulled()
      .startedContainer()
      .running()
      .exited(1, { phase: 'Failed' });
    made
      .pod('bbbbb', { spec: { restartPolicy: 'Never' } })
      .upToContainers()
      .pulled()
      .startedContainer()
      .running()
      .exited(0, { phase: 'Succeeded' });
    made.event('Completed', 'Job completed');
    made.observed({
      succeeded: 1,
      failed: 1,
      conditions: [
        { type: 'SuccessCriteriaMet', status: 'True' },
        { type: 'Complete', status: 'True' },
      ],
    });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'completed' });
  });

  it("whose Pod can't start is stuck", () => {
    const cluster = new MadeUpCluster();
    const made = job(cluster);
    made
      .pod('aaaaa')
      .upToContainers()
      .pulled()
      .containerError('CreateContainerConfigError', 'secret "oars" not found')
      .waiting('CreateContainerConfigError', 'secret "oars" not found');
    made.observed({ active: 1, ready: 0 });
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'started',
      cause: /secret "oars" not found/,
    });
  });

  it('that was made suspended has nothing to wait for', () => {
    const cluster = new MadeUpCluster();
    const made = job(cluster, { suspend: true });
    made.event('Suspended', 'Job suspended');
    made.observed({ conditions: [{ type: 'Suspended', status: 'True', reason: 'JobSuspended' }] });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted' });
  });
});

describe('a CronJob', () => {
  const cron = (cluster: MadeUpCluster): MadeUpWorkload =>
    new MadeUpWorkload(cluster, 'CronJob', 'log', { schedule: '* * * * *' }).created();

  it('whose Jobs fail', () => {
    const cluster = new MadeUpCluster();
    const made = cron(cluster);
    cluster.wait(40);
    const run = made.child('Job', 'log-29', { completions: 1, backoffLimit: 0 });
    run
      .pod('aaaaa', { spec: { restartPolicy: 'Never' } })
      .upToContainers()
      .pulled()
      .startedContainer()
      .running()
      .exited(9, { phase: 'Failed' });
    run.event('BackoffLimitExceeded', 'Job has reached the specified backoff limit', 'Warning');
    run.observed({
      failed: 1,
      conditions: [
        {
          type: 'Failed',
          status: 'True',
          reason: 'BackoffLimitExceeded',
          message: 'Job has reached the specified backoff limit',
        },
      ],
    });
    expectDiagnosis(cluster, {
      outcome: 'failed',
      stage: 'completed|started',
      cause: /exit code 9|backoff ?limit/i,
    });
  });

  it('that has not run yet, or is suspended, is accepted', () => {
    const cluster = new MadeUpCluster();
    cron(cluster);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted' });
    const other = new MadeUpCluster();
    new MadeUpWorkload(other, 'CronJob', 'log', { schedule: '* * * * *', suspend: false }).patched({
      suspend: true,
    });
    expectDiagnosis(other, { outcome: 'succeeded', stage: 'accepted' });
  });
});
