import { getOutcomeByCode } from './outcome_by_code';

describe('outcomeByCode', () => {
  it.each<[string, Parameters<typeof getOutcomeByCode>, string]>([
    ['a refusal', [{ verb: 'create', resource: 'pods', responseCode: 403 }], 'rejected'],
    [
      'a failure of the server',
      [{ verb: 'patch', resource: 'deployments', responseCode: 500 }],
      'rejected',
    ],
    [
      'what is only stored',
      [{ verb: 'create', resource: 'configmaps', responseCode: 201 }],
      'succeeded',
    ],
    [
      'its removal',
      [{ verb: 'delete', resource: 'configmaps', responseCode: 200 }, 'Success'],
      'succeeded',
    ],
    [
      'its removal that waits for finalizers',
      [{ verb: 'delete', resource: 'configmaps', responseCode: 200 }],
      'unknown',
    ],
    ['a workload', [{ verb: 'create', resource: 'deployments', responseCode: 201 }], 'unknown'],
    [
      'the removal of a workload, whose Pods go later',
      [{ verb: 'delete', resource: 'deployments', responseCode: 200 }, 'Success'],
      'unknown',
    ],
    [
      'a dry run of a workload',
      [{ verb: 'create', resource: 'deployments', responseCode: 201, dryRun: true }],
      'succeeded',
    ],
    [
      'a command in a container',
      [{ verb: 'create', resource: 'pods', subresource: 'exec', responseCode: 101 }],
      'succeeded',
    ],
    [
      'an eviction',
      [{ verb: 'create', resource: 'pods', subresource: 'eviction', responseCode: 201 }],
      'unknown',
    ],
    ['no answer', [{ verb: 'create', resource: 'configmaps', unanswered: true }], 'unknown'],
  ])('of %s', (_what, [request, status], outcome) => {
    expect(getOutcomeByCode(request, status)).toEqual({
      outcome,
      outcomeBy: outcome === 'unknown' ? 'none' : 'code',
    });
  });
});
