import type { RecordContext } from './document';
import { toFieldPath } from './field_paths';
import { readHit } from './read_hit';
import type { Hit } from '../searcher';

const context: RecordContext = {
  timeField: '@timestamp',
  reqIdKeys: ['reqID'],
  idFields: [toFieldPath('request.id')],
};
const hit = (source: Record<string, unknown>): Hit => ({
  _index: 'i',
  _id: '1',
  _source: { '@timestamp': '2026-11-23T06:24:56.500Z', ...source },
});
const read = (source: Record<string, unknown>) => readHit(hit(source), context).record;

const KLOG =
  'E1123 06:24:56.802511   27457 nestedpendingoperations.go:348] Operation for "{volumeName:kubernetes.io/secret/0e3f4b0a-6a5c-4a26-9d22-0f6f4d3f1c55-tls podName:0e3f4b0a-6a5c-4a26-9d22-0f6f4d3f1c55 nodeName:}" failed. reqID="r-1"';

describe('component lines', () => {
  it("are read from klog, with the document's year and the line's microseconds", () => {
    expect(
      read({
        message: KLOG,
        'service.name': 'kubelet',
        host: { name: 'node-b' },
        log: { file: { path: '/var/log/kubelet-node-b.log' }, offset: 12 },
      })
    ).toMatchObject({
      source: 'component',
      component: 'kubelet',
      node: 'node-b',
      severity: 'error',
      caller: 'nestedpendingoperations.go:348',
      timestamp: '2026-11-23T06:24:56.802511Z',
      ids: { reqID: 'r-1' },
      file: 'kubelet-node-b.log',
      offset: 12,
    });
  });

  it("are read behind a container runtime's or the journal's prefix", () => {
    for (const prefix of [
      '2026-11-23T06:24:56.802600000Z stderr F ',
      'Nov 23 06:24:56 node-b kubelet[27457]: ',
    ]) {
      expect(read({ message: prefix + KLOG, service: { name: 'kubelet' } })).toMatchObject({
        severity: 'error',
        timestamp: '2026-11-23T06:24:56.802511Z',
        ids: { reqID: 'r-1' },
      });
    }
  });

  it("of a static Pod count as the component's, not as container logs", () => {
    expect(
      read({
        message: KLOG,
        kubernetes: { container: { name: 'kube-apiserver' }, pod: { name: 'kube-apiserver-n1' } },
      })
    ).toMatchObject({ source: 'component', component: 'kube-apiserver' });
  });

  it.each([
    [
      {
        systemd: { unit: 'kubelet.service' },
        syslog: { identifier: 'kubelet' },
        host: { hostname: 'node-b' },
        message: 'x',
      },
      'kubelet',
      'node-b',
    ],
    [
      { systemd: { unit: 'containerd.service' }, host: { hostname: 'node-b' }, message: 'x' },
      'containerd',
      'node-b',
    ],
    [{ _SYSTEMD_UNIT: 'kubelet.service', _HOSTNAME: 'node-b', MESSAGE: 'x' }, 'kubelet', 'node-b'],
    [{ log: 'Nov 23 06:24:56 node-b kubelet[27457]: x' }, 'kubelet', 'node-b'],
  ])('of the journal say which unit and node they are of: %j', (source, component, node) => {
    expect(read(source)).toMatchObject({ source: 'component', component, node, message: 'x' });
  });

  it('of which nothing but the text is kept are told by their source file', () => {
    expect(
      read({
        log: 'I1123 06:24:56.802511   27457 kubelet.go:2537] "SyncLoop ADD" pods=["shop/web"]',
      }).component
    ).toBe('kubelet');
    expect(
      read({ log: 'I1123 06:24:56.802511   27457 reflector.go:430] "Caches populated"' }).component
    ).toBe('unknown');
  });

  it('of no known format keep their whole text', () => {
    expect(
      read({ message: 'Flag --logging-format has been deprecated', service: { name: 'kubelet' } })
    ).toMatchObject({
      source: 'component',
      severity: 'unknown',
      message: 'Flag --logging-format has been deprecated',
      timestamp: '2026-11-23T06:24:56.500Z',
    });
  });
});

const AUDIT = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: 'a-1',
  stage: 'ResponseComplete',
  verb: 'create',
  requestURI: '/api/v1/namespaces/shop/pods',
  user: { username: 'alice' },
  objectRef: { resource: 'pods', namespace: 'shop', name: 'web', apiVersion: 'v1' },
  responseStatus: { code: 403 },
  requestReceivedTimestamp: '2026-11-23T06:24:56.476540Z',
  stageTimestamp: '2026-11-23T06:24:56.484900Z',
};

describe('audit records', () => {
  it.each([
    ['decoded below kubernetes.audit', { kubernetes: { audit: AUDIT } }],
    ['decoded at the root', AUDIT],
    ['undecoded', { message: JSON.stringify(AUDIT) }],
  ])('%s', (_title, source) => {
    const { record, audit } = readHit(hit(source), context);
    expect(record).toMatchObject({
      source: 'audit',
      ids: { auditID: 'a-1' },
      timestamp: '2026-11-23T06:24:56.476540Z',
      severity: 'warning',
    });
    expect(record.objects).toContainEqual(
      expect.objectContaining({ kind: 'Pod', namespace: 'shop', name: 'web' })
    );
    expect(audit?.user?.username).toBe('alice');
  });
});

it('an audit record that is indexed by the time of its ingestion says how late that is', () => {
  const late = { ...AUDIT, '@timestamp': '2026-11-23T06:24:59.484900Z' };
  expect(
    readHit(hit({ kubernetes: { audit: late }, '@timestamp': late['@timestamp'] }), context)
  ).toMatchObject({ indexedLate: 3_000, record: { timestamp: '2026-11-23T06:24:56.476540Z' } });
  expect(
    readHit(hit({ kubernetes: { audit: AUDIT }, '@timestamp': AUDIT.stageTimestamp }), context)
      .indexedLate
  ).toBeUndefined();
});

describe('Events', () => {
  const EVENT = {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name: 'web.1', namespace: 'shop', uid: 'e-1' },
    type: 'Warning',
    reason: 'FailedMount',
    message: 'no secret',
    count: 3,
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web', uid: 'p-1' },
    source: { component: 'kubelet', host: 'node-b' },
    firstTimestamp: '2026-11-23T06:24:56Z',
    lastTimestamp: '2026-11-23T06:25:00Z',
  };

  it.each([
    ['at the root', EVENT],
    ['undecoded', { message: JSON.stringify(EVENT) }],
    [
      'of a watch',
      {
        message: JSON.stringify({ type: 'MODIFIED', object: EVENT }),
        event: { dataset: 'kubernetes.events' },
        kubernetes: { event: { involved_object: { name: 'web' } } },
      },
    ],
  ])('%s', (_title, source) => {
    expect(read(source)).toMatchObject({
      source: 'event',
      component: 'kubelet',
      node: 'node-b',
      severity: 'warning',
      count: 3,
      timestamp: '2026-11-23T06:25:00Z',
      firstTimestamp: '2026-11-23T06:24:56Z',
      objects: [{ kind: 'Pod', namespace: 'shop', name: 'web', uid: 'p-1' }],
    });
  });
});

it("Metricbeat's Events are about objects of their own namespace", () => {
  const event = {
    type: 'Normal',
    reason: 'Created',
    message: 'm',
    involved_object: { kind: 'Pod', name: 'web', uid: 'p-1' },
    metadata: { name: 'web.1', namespace: 'shop' },
    timestamp: { first_occurrence: '0001-01-01T00:00:00Z' },
  };
  expect(read({ kubernetes: { event } }).objects).toEqual([
    { kind: 'Pod', namespace: 'shop', name: 'web', uid: 'p-1' },
  ]);
  const ofNode = {
    ...event,
    involved_object: { kind: 'Node', name: 'node-b' },
    metadata: { name: 'node-b.1', namespace: 'default' },
  };
  expect(read({ kubernetes: { event: ofNode } }).objects).toEqual([
    { kind: 'Node', name: 'node-b' },
  ]);
});

it('container logs belong to their Pod', () => {
  const source = {
    message: '2026-11-23T07:39:31.57942544Z stderr F Application run failed',
    kubernetes: {
      namespace: 'store',
      pod: { name: 'search', uid: 'p-2' },
      container: { name: 'main' },
    },
    log: { file: { path: '/var/log/pods/store_search_p-2/main/0.log' }, offset: 7 },
  };
  expect(read(source)).toMatchObject({
    source: 'pod',
    component: 'main',
    message: 'Application run failed',
    timestamp: '2026-11-23T07:39:31.57942544Z',
    file: 'pods/store_search_p-2/main/0.log',
    offset: 7,
    objects: [{ kind: 'Pod', namespace: 'store', name: 'search', uid: 'p-2' }],
  });
});
