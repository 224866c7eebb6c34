import { containerIdsIn, containerIdsOf } from './container_ids';

const A = '515655fd3bf60c68d4c77f149395f8164f5857b63a88b1fd9d264b7b3c40b504';
const B = 'fdf7c440d3812b4ab82f883c0a2bd429067e61b5f4a41b88c6bff64b176f1e0b';

const inText = (message: string) => containerIdsOf({ record: { message } });

test.each([
  ['containerd', `StopPodSandbox for "${A}"`, [A]],
  [
    'two of them',
    `CreateContainer within sandbox "${A}" for &ContainerMetadata{Name:main,Attempt:0,} returns container id "${B}"`,
    [A, B],
  ],
  ['the same twice', `RemoveContainer "${A}" "${A}"`, [A]],
  ['logfmt', `"shim disconnected" id=${A}`, [A]],
  [
    'a path',
    `"starting signal loop" path=/run/containerd/io.containerd.runtime.v2.task/k8s.io/${A} pid=1`,
    [A],
  ],
  ['klog’s JSON', `"x" containerID={"Type":"containerd","ID":"${A}"}`, [A]],
  ['an URL', `"x" containerID="containerd://${A}"`, [A]],
  [
    'PLEG',
    `"SyncLoop (PLEG): event for pod" event={"ID":"u","Type":"ContainerStarted","Data":"${A}"}`,
    [A],
  ],
  ['PLEG as Go prints it', `event=&{ID:u Type:ContainerStarted Data:${A}}`, [A]],
  ['a systemd scope', `/kubepods.slice/kubepods-podx.slice/cri-containerd-${A}.scope`, [A]],
  ['an escaped quote', `msg="could not find container \\"${A}\\": not found"`, [A]],
  ['nothing else', A, [A]],
  ['an image', `PullImage returns image reference "sha256:${A}"`, []],
  ['a digest', `shop/web@sha256:${A}`, []],
  ['an attachment', `csi-${A}`, []],
  ['a longer number', `x${A}0 ${A}${B}`, []],
  ['a part of a word', `_${A}`, []],
  ['an abbreviation', A.slice(0, 12), []],
])('%s', (_name, text, expected) => expect(inText(text)).toEqual(expected));

test('at any offset', () => {
  for (let i = 0; i < 130; i++)
    expect(inText(`${' '.repeat(i)}${A}${' '.repeat(i % 7)}`)).toEqual([A]);
});

test('of a Pod’s status in an audit record’s bodies', () => {
  const status = {
    containerStatuses: [
      {
        containerID: `containerd://${A}`,
        lastState: { terminated: { containerID: `containerd://${B}` } },
      },
      'x',
      null,
    ],
    initContainerStatuses: 'x',
  };
  const record = { message: `patch pods ${B.replaceAll('f', 'e')}` };
  expect(
    containerIdsOf({
      record,
      audit: { auditID: 'x', requestObject: { status }, responseObject: { status } },
    })
  ).toEqual([A, B]);
  expect(
    containerIdsOf({
      record,
      audit: { auditID: 'x', requestObject: [], responseObject: { status: [] } },
    })
  ).toEqual([]);
});

test('is bounded', () => {
  const many = Array.from({ length: 1000 }, (_, i) => A.slice(0, 60) + String(i + 1000)).join(' ');
  const ids = new Set<string>();
  containerIdsIn(many, ids);
  expect(ids.size).toBe(64);
  expect(inText('a'.repeat(1_000_000))).toEqual([]);
});
