import { parseComponentLine } from '../../../../common/parse/component_line';
import { findObjects } from '../../../../common/parse/find_objects';
import type { ParsedRecord } from '../../../../common/parse/parsed_record';
import { findAdjacentLines, ADJACENT_PHRASES } from './adjacent_lines';

function read(component: string, text: string, node = 'n1'): ParsedRecord {
  const line = parseComponentLine(text, { year: 2026 })!;
  const record = {
    index: 'i',
    id: text,
    source: 'component',
    component,
    node,
    file: `${component}.log`,
    severity: line.severity,
    caller: line.caller,
    timestamp: line.timestamp,
    message: line.text,
    objects: findObjects(line),
  };
  return { record: record as unknown as ParsedRecord['record'], line };
}

const klog = (component: string, time: string, caller: string, body: string, node?: string) =>
  read(component, `I1123 06:22:${time}       1 ${caller}] ${body}`, node);
const containerd = (time: string, msg: string, rest = '') =>
  read(
    'containerd',
    `time="2026-11-23T06:22:${time}Z" level=info msg="${msg.replaceAll('"', '\\"')}"${rest}`
  );

const ID = '515655fd3bf60c68d4c77f149395f8164f5857b63a88b1fd9d264b7b3c40b504';
const SETTING = klog(
  'kubelet',
  '49.270850',
  'config.go:292',
  '"Setting pods for source" source="api"'
);
const ADD = klog(
  'kubelet',
  '49.270931',
  'kubelet.go:2515',
  '"SyncLoop ADD" source="api" pods=["shop/web-1"]'
);

const messages = (trace: ParsedRecord[], nearby: ParsedRecord[]) =>
  findAdjacentLines(trace, nearby).map(({ read: { line }, reason }) => [
    line!.message.split(' ').slice(0, 3).join(' '),
    reason.confidence,
  ]);

test('tells which line it stands beside', () => {
  expect(findAdjacentLines([ADD], [SETTING])).toEqual([
    {
      read: SETTING,
      beside: ADD,
      reason: {
        rule: 'neighbouring-line',
        evidence: '"SyncLoop ADD" source="api" pods=["shop/web-1"]',
        confidence: 0.95,
      },
    },
  ]);
});

test.each([
  ['further away: less sure', '49.266000', [['Setting pods for', 0.85]]],
  ['too far away', '49.240000', []],
  ['after the line it comes before', '49.271000', []],
])('%s', (_name, time, expected) => {
  expect(
    messages(
      [ADD],
      [klog('kubelet', time, 'config.go:292', '"Setting pods for source" source="api"')]
    )
  ).toEqual(expected);
});

test.each([
  [
    'another node',
    klog('kubelet', '49.270850', 'config.go:292', '"Setting pods for source" source="api"', 'n2'),
  ],
  [
    'another file',
    klog('kubelet', '49.270850', 'other.go:292', '"Setting pods for source" source="api"'),
  ],
  [
    'another component',
    klog('kube-scheduler', '49.270850', 'config.go:292', '"Setting pods for source" source="api"'),
  ],
  ['other work', klog('kubelet', '49.270850', 'kubelet.go:1', '"SyncLoop (housekeeping)"')],
])('not of %s', (_name, line) => expect(findAdjacentLines([ADD], [line])).toEqual([]));

test('a line is none beside a line of another kind', () => {
  expect(
    findAdjacentLines(
      [
        klog(
          'kubelet',
          '49.270931',
          'volume_manager.go:2',
          '"Waiting for volumes to attach and mount for pod" pod="shop/web-1"'
        ),
      ],
      [SETTING]
    )
  ).toEqual([]);
});

test('a controller’s expectations, beside a line of the same controller', () => {
  const pod = klog(
    'kube-controller-manager',
    '49.266451',
    'replica_set.go:430',
    '"Pod created" logger="replicaset-controller" pod="shop/web-1"'
  );
  const expectations = (logger: string) =>
    klog(
      'kube-controller-manager',
      '49.266859',
      'controller_utils.go:249',
      `"Lowered expectations" ${logger}expectations={}`
    );
  expect(
    messages(
      [pod],
      [
        expectations('logger="replicaset-controller" '),
        expectations('logger="job-controller" '),
        expectations(''),
      ]
    )
  ).toEqual([
    ['Lowered expectations', 0.95],
    ['Lowered expectations', 0.95],
  ]);
});

test('containerd’s shims', () => {
  const start = containerd(
    '49.722837830',
    'starting signal loop',
    ` namespace=k8s.io path=/run/${ID} pid=1`
  );
  const gone = containerd('51.866019004', 'shim disconnected', ` id=${ID}`);
  const nearby = [
    containerd('49.722165649', 'loading plugin "io.containerd.event.v1.publisher"...'),
    containerd('51.866098492', 'cleaning up dead shim'),
    containerd('51.899433828', 'cleanup warnings time=x'),
    containerd('53.866098492', 'cleaning up dead shim'),
  ];
  expect(messages([start, gone], nearby)).toEqual([
    ['loading plugin "io.containerd.event.v1.publisher"...', 0.95],
    ['cleaning up dead', 0.95],
    ['cleanup warnings time=x', 0.9],
  ]);
});

test('an image’s pull: by its name from the kubelet, by its digest from containerd', () => {
  const asks = klog(
    'kubelet',
    '49.798000',
    'event.go:389',
    '"Event occurred" object="shop/web-1" message="Pulling image \\"shop/web:1\\""'
  );
  const nearby = [
    containerd('49.798186674', 'PullImage "shop/web:1"'),
    containerd('49.798190000', 'PullImage "shop/other:1"'),
    containerd('49.913633014', 'PullImage "shop/web:1" returns image reference "sha256:cbc5"'),
    containerd('49.908355719', 'ImageCreate event &ImageCreate{Name:sha256:cbc5,Labels:map[],}'),
    containerd('49.908355719', 'ImageCreate event &ImageCreate{Name:sha256:ffff,Labels:map[],}'),
  ];
  expect(findAdjacentLines([asks], nearby).every(({ beside }) => beside === asks)).toBe(true);
  expect(messages([asks], nearby)).toEqual([
    ['PullImage "shop/web:1"', 0.9],
    ['PullImage "shop/web:1" returns', 0.9],
    ['ImageCreate event &ImageCreate{Name:sha256:cbc5,Labels:map[],}', 0.85],
  ]);
});

test.each([
  ['containerd', 'stop pulling image shop/web:1: active requests=0, bytes read=1'],
  ['containerd', 'Pulled image "shop/web:1" with image id "sha256:x"'],
  ['containerd', 'ImageCreate event name:"shop/web:1" labels:{key:"a"}'],
  ['crio', 'Pulling image: shop/web:1'],
])('an image’s pull as other versions tell of it: %s %s', (component, msg) => {
  const asks = klog(
    'kubelet',
    '49.798000',
    'event.go:389',
    '"Event occurred" object="shop/web-1" message="Pulling image \\"shop/web:1\\""'
  );
  const line = (text: string) =>
    read(
      component,
      `time="2026-11-23T06:22:49.79Z" level=info msg="${text.replaceAll('"', '\\"')}"`
    );
  expect(findAdjacentLines([asks], [line(msg), line(msg.replace('web:1', 'api:1'))])).toHaveLength(
    1
  );
});

test('an Event counts for the second that it names', () => {
  const event = {
    record: {
      source: 'event',
      node: 'n1',
      timestamp: '2026-11-23T06:22:49Z',
      message: 'Pulling: image "shop/web:1"',
      objects: [],
    },
  } as unknown as ParsedRecord;
  expect(messages([event], [containerd('49.798186674', 'PullImage "shop/web:1"')])).toHaveLength(1);
});

test('the further lines of a slow request', () => {
  const trace = (time: string, number: number, rest: string) =>
    klog('kube-apiserver', time, 'trace.go:236', `Trace[${number}]: ${rest}`);
  const first = trace(
    '49.100000',
    17,
    '"Update" audit-id:x,url:/api/v1/namespaces/a/pods/b/status (total time: 600ms):'
  );
  const found = findAdjacentLines(
    [first],
    [
      trace('49.100010', 17, '---"Writing" 500ms (06:22:49.000)'),
      trace('49.100020', 18, '---"Writing" 500ms'),
    ]
  );
  expect(found.map(({ reason }) => reason)).toEqual([
    { rule: 'slow-request-trace', evidence: 'Trace[17]', confidence: 0.95 },
  ]);
});

test('phrases are those that the rules look for', () => {
  expect(ADJACENT_PHRASES['kube-controller-manager']).toContain('Lowered expectations');
  // no phrase ends in the middle of a word of Elasticsearch's
  expect(ADJACENT_PHRASES.containerd).toContain('loading plugin');
  for (const phrases of Object.values(ADJACENT_PHRASES))
    for (const phrase of phrases) expect(phrase).toMatch(/^[A-Za-z].*\S$/);
});
