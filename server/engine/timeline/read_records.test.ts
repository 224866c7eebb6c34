import { audit, body, event, line, NODE, podStatus } from '../testing/diagnosed_world';
import type { Evidence } from '../evidence';
import { buildTimeline } from './build_timeline';
import type { PodState } from './pod_state';

/** The Pod shop/web-1 after these records. */
function podAfter(...evidence: Evidence[]): PodState {
  const pod = buildTimeline(evidence).objects.find({
    kind: 'Pod',
    namespace: 'shop',
    name: 'web-1',
  })?.pod;
  if (!pod) throw new Error('no record names the Pod');
  return pod;
}
const proved = (...evidence: Evidence[]): string[] => [...podAfter(...evidence).proofs.keys()];
const kubelet = (text: string): Evidence => line(5, 'kubelet', text, 'n1');

describe('what proves a stage', () => {
  it.each([
    [
      'scheduled',
      line(
        5,
        'kube-scheduler',
        '"Successfully bound pod to node" pod="shop/web-1" node="n1" evaluatedNodes=2 feasibleNodes=2'
      ),
    ],
    ['scheduled', kubelet('"SyncLoop ADD" source="api" pods=["shop/web-1"]')],
    [
      'attached',
      event(5, {
        name: 'web-1',
        reason: 'SuccessfulAttachVolume',
        message: 'AttachVolume.Attach succeeded for volume "pv-1"',
        component: 'attachdetach-controller',
      }),
    ],
    ['mounted', kubelet('"All volumes are attached and mounted for pod" pod="shop/web-1"')],
    [
      'sandbox',
      kubelet('"Created PodSandbox for pod" podSandboxID="060966719db9" pod="shop/web-1"'),
    ],
    [
      'pulled',
      kubelet(
        '"Event occurred" object="shop/web-1" fieldPath="spec.containers{main}" kind="Pod" apiVersion="v1" type="Normal" reason="Pulled" message="Container image \\"web:1\\" already present on machine"'
      ),
    ],
    [
      'started',
      event(5, {
        name: 'web-1',
        reason: 'Started',
        message: 'Started container main',
        fieldPath: 'spec.containers{main}',
      }),
    ],
    ['terminating', kubelet('"SyncLoop DELETE" source="api" pods=["shop/web-1"]')],
    ['unmounted', kubelet('"All volumes are unmounted for pod" pod="shop/web-1"')],
    ['removed', kubelet('"SyncLoop REMOVE" source="api" pods=["shop/web-1"]')],
  ])('%s', (stage, evidence) => {
    expect(proved(evidence)).toEqual([stage]);
  });

  it.each([
    kubelet('"Waiting for volumes to attach and mount for pod" pod="shop/web-1"'),
    kubelet('"Pod fully terminated and removed from etcd" pod="shop/web-1"'),
    event(5, {
      name: 'web-1',
      reason: 'Pulled',
      message: 'Container image "x" already present on machine',
      fieldPath: 'spec.initContainers{wait}',
    }),
    event(5, {
      name: 'web-1',
      reason: 'FailedMount',
      type: 'Warning',
      message: 'MountVolume.SetUp failed',
    }),
  ])('nothing is proved by what only speaks of it', (evidence) => {
    expect(proved(evidence)).toEqual([]);
  });

  it('a status proves what its conditions and containers say', () => {
    const status = audit(5, {
      user: NODE,
      verb: 'patch',
      resource: 'pods',
      subresource: 'status',
      name: 'web-1',
      response: body('Pod', 'web-1', {
        spec: { containers: [{ name: 'main' }] },
        status: podStatus(true),
      }),
    });
    expect(proved(status).sort()).toEqual(['pulled', 'ready', 'sandbox', 'scheduled', 'started']);
    expect(podAfter(status)).toMatchObject({ ready: true, phase: 'Running' });
  });

  it('one container of two that was started does not start the Pod', () => {
    const made = audit(1, {
      verb: 'create',
      resource: 'pods',
      name: 'web-1',
      code: 201,
      response: body('Pod', 'web-1', {
        spec: { containers: [{ name: 'main' }, { name: 'side' }] },
      }),
    });
    const started = (name: string): Evidence =>
      event(5, {
        name: 'web-1',
        reason: 'Started',
        message: `Started container ${name}`,
        fieldPath: `spec.containers{${name}}`,
      });
    expect(proved(made, started('main'))).not.toContain('started');
    expect(proved(made, started('main'), started('side'))).toContain('started');
  });

  it('of an Event, which knows seconds, and a line of the same second the line tells the time', () => {
    const precise = line(
      5.4,
      'kubelet',
      '"Event occurred" object="shop/web-1" fieldPath="spec.containers{main}" kind="Pod" apiVersion="v1" type="Normal" reason="Started" message="Started container main"',
      'n1'
    );
    const coarse = event(5, {
      name: 'web-1',
      reason: 'Started',
      message: 'Started container main',
      fieldPath: 'spec.containers{main}',
    });
    expect(podAfter(coarse, precise).proofs.get('started')?.evidence).toBe(precise);
  });
});
