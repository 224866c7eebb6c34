import { addContainerIdsInText, findContainerIds } from './container_ids';

const SANDBOX_ID = '515655fd3bf60c68d4c77f149395f8164f5857b63a88b1fd9d264b7b3c40b504';
const CONTAINER_ID = 'fdf7c440d3812b4ab82f883c0a2bd429067e61b5f4a41b88c6bff64b176f1e0b';

const findInText = (message: string) => findContainerIds({ record: { message } });

test.each([
  ['containerd', `StopPodSandbox for "${SANDBOX_ID}"`, [SANDBOX_ID]],
  [
    'two of them',
    `CreateContainer within sandbox "${SANDBOX_ID}" for &ContainerMetadata{Name:main,Attempt:0,} returns container id "${CONTAINER_ID}"`,
    [SANDBOX_ID, CONTAINER_ID],
  ],
  ['the same twice', `RemoveContainer "${SANDBOX_ID}" "${SANDBOX_ID}"`, [SANDBOX_ID]],
  ['logfmt', `"shim disconnected" id=${SANDBOX_ID}`, [SANDBOX_ID]],
  [
    'a path',
    `"starting signal loop" path=/run/containerd/io.containerd.runtime.v2.task/k8s.io/${SANDBOX_ID} pid=1`,
    [SANDBOX_ID],
  ],
  ['klog’s JSON', `"x" containerID={"Type":"containerd","ID":"${SANDBOX_ID}"}`, [SANDBOX_ID]],
  ['an URL', `"x" containerID="containerd://${SANDBOX_ID}"`, [SANDBOX_ID]],
  [
    'PLEG',
    `"SyncLoop (PLEG): event for pod" event={"ID":"u","Type":"ContainerStarted","Data":"${SANDBOX_ID}"}`,
    [SANDBOX_ID],
  ],
  ['PLEG as Go prints it', `event=&{ID:u Type:ContainerStarted Data:${SANDBOX_ID}}`, [SANDBOX_ID]],
  [
    'a systemd scope',
    `/kubepods.slice/kubepods-podx.slice/cri-containerd-${SANDBOX_ID}.scope`,
    [SANDBOX_ID],
  ],
  [
    'an escaped quote',
    `msg="could not find container \\"${SANDBOX_ID}\\": not found"`,
    [SANDBOX_ID],
  ],
  ['nothing else', SANDBOX_ID, [SANDBOX_ID]],
  ['an image', `PullImage returns image reference "sha256:${SANDBOX_ID}"`, []],
  ['a digest', `shop/web@sha256:${SANDBOX_ID}`, []],
  ['an attachment', `csi-${SANDBOX_ID}`, []],
  ['a longer number', `x${SANDBOX_ID}0 ${SANDBOX_ID}${CONTAINER_ID}`, []],
  ['a part of a word', `_${SANDBOX_ID}`, []],
  ['an abbreviation', SANDBOX_ID.slice(0, 12), []],
])('%s', (_name, text, expected) => expect(findInText(text)).toEqual(expected));

test('at any offset', () => {
  for (let i = 0; i < 130; i++)
    expect(findInText(`${' '.repeat(i)}${SANDBOX_ID}${' '.repeat(i % 7)}`)).toEqual([SANDBOX_ID]);
});

test('of a Pod’s status in an audit record’s bodies', () => {
  const status = {
    containerStatuses: [
      {
        containerID: `containerd://${SANDBOX_ID}`,
        lastState: { terminated: { containerID: `containerd://${CONTAINER_ID}` } },
      },
      'x',
      null,
    ],
    initContainerStatuses: 'x',
  };
  const record = { message: `patch pods ${CONTAINER_ID.replaceAll('f', 'e')}` };
  expect(
    findContainerIds({
      record,
      audit: { auditID: 'x', requestObject: { status }, responseObject: { status } },
    })
  ).toEqual([SANDBOX_ID, CONTAINER_ID]);
  expect(
    findContainerIds({
      record,
      audit: { auditID: 'x', requestObject: [], responseObject: { status: [] } },
    })
  ).toEqual([]);
});

test('is bounded', () => {
  const many = Array.from(
    { length: 1000 },
    (_, i) => SANDBOX_ID.slice(0, 60) + String(i + 1000)
  ).join(' ');
  const ids = new Set<string>();
  addContainerIdsInText(many, ids);
  expect(ids.size).toBe(64);
  expect(findInText('a'.repeat(1_000_000))).toEqual([]);
});
