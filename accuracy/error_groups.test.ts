import { buildTruth } from './labels';
import { getCaller, groupErrors } from './error_groups';
import { scoreOperation } from './score_traces';

const SYNC =
  'I1123 06:23:09.180740   27417 deployment_controller.go:599] "Started syncing deployment" deployment="shop/web"';
const CONTAINERD =
  'time="2026-11-23T06:23:09.602967148Z" level=info msg="StartContainer for \\"0e7bb1aa3c7b\\" returns successfully"';
const AUDIT = JSON.stringify({
  kind: 'Event',
  auditID: 'x',
  stage: 'ResponseComplete',
  verb: 'patch',
  user: { username: 'system:node:n1' },
  objectRef: { resource: 'pods', subresource: 'status', name: 'w' },
});

it.each([
  ['kube-controller-manager.log:0', SYNC, 'deployment_controller.go:599'],
  [
    'kubelet-n.log:0',
    '{"ts":1763878989180.7,"caller":"kubelet/kubelet.go:1909","msg":"SyncPod enter","v":4}',
    'kubelet/kubelet.go:1909',
  ],
  ['containerd-n.log:0', CONTAINERD, 'StartContainer for … returns successfully'],
  ['audit.log:0', AUDIT, 'patch pods/status by a kubelet'],
  [
    'events.jsonl:0',
    JSON.stringify({
      reason: 'BackOff',
      type: 'Warning',
      involvedObject: { kind: 'Pod', name: 'w' },
    }),
    'Pod BackOff',
  ],
  ['kubelet-n.log:0', 'goroutine 1 [running]:', '(no header)'],
])('%s, %s → %s', (key, text, caller) => {
  expect(getCaller(key, text)).toBe(caller);
});

it('groups the missed of several operations, the largest group first', () => {
  const truth = buildTruth(
    [
      ...[0, 1, 2].map((offset) => ({
        file: 'kube-controller-manager.log',
        offset,
        ops: offset < 2 ? ['a'] : ['b'],
      })),
      { file: 'containerd-n.log', offset: 0, ops: ['a'] },
    ],
    'stock'
  );
  const scores = ['a', 'b'].map((id) => scoreOperation({ id, kind: 'op' }, new Map(), truth));
  const groups = groupErrors(scores, 'missedKeys', (key) =>
    key.startsWith('containerd') ? undefined : SYNC
  );
  expect(
    groups.map(({ component, caller, keys, operations }) => [
      component,
      caller,
      keys.length,
      operations,
    ])
  ).toEqual([
    ['kube-controller-manager', 'deployment_controller.go:599', 3, 2],
    ['containerd', '(not in the logs)', 1, 1],
  ]);
});
