import type { TimelineObject } from './object_index';
import { workloadStatus } from './workload_status';

const state = (kind: string, spec: object, status: object, generation = 1): TimelineObject => ({
  key: 'o',
  kind,
  owners: [],
  since: 0,
  records: 0,
  body: { kind, metadata: { generation }, spec, status },
});

describe('workloadStatus', () => {
  it('of a Deployment is complete when all Pods are new and available', () => {
    const status = {
      observedGeneration: 2,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    };
    expect(workloadStatus(state('Deployment', { replicas: 3 }, status, 2))).toMatchObject({
      complete: true,
      desired: 3,
      existing: 3,
    });
    expect(
      workloadStatus(state('Deployment', { replicas: 3 }, { ...status, replicas: 4 }, 2)).complete
    ).toBe(false);
    expect(
      workloadStatus(state('Deployment', { replicas: 3 }, { ...status, updatedReplicas: 1 }, 2))
    ).toMatchObject({ complete: false, existing: 1 });
  });

  it('is not known while its controller has not seen the spec', () => {
    const status = {
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    };
    expect(
      workloadStatus(state('Deployment', { replicas: 3 }, status, 2)).complete
    ).toBeUndefined();
    expect(
      workloadStatus(state('Deployment', { replicas: 3 }, status), 2).complete
    ).toBeUndefined();
  });

  it('of a DaemonSet that wants no Pod yet is not complete', () => {
    expect(
      workloadStatus(
        state('DaemonSet', {}, { observedGeneration: 1, desiredNumberScheduled: 0, numberReady: 0 })
      ).complete
    ).toBe(false);
    expect(
      workloadStatus(
        state(
          'DaemonSet',
          {},
          {
            observedGeneration: 1,
            desiredNumberScheduled: 2,
            numberReady: 2,
            updatedNumberScheduled: 2,
          }
        )
      ).complete
    ).toBe(true);
  });

  it('of a Job goes by its conditions, or by the Event that tells its end', () => {
    expect(workloadStatus(state('Job', { completions: 2 }, { succeeded: 1 }))).toMatchObject({
      complete: false,
      failed: false,
      desired: 2,
    });
    expect(
      workloadStatus(state('Job', {}, { conditions: [{ type: 'Failed', status: 'True' }] }))
    ).toMatchObject({ complete: false, failed: true });
    expect(
      workloadStatus({ ...state('Job', {}, {}), ended: { failed: false, evidence: {} as never } })
    ).toMatchObject({ complete: true, failed: false });
  });
});
