import { readRawLine } from './raw_line';

const read = (file: string, text: string, more: object = {}) =>
  readRawLine({ file, text, offset: 7, ...more });

describe('a raw line', () => {
  it('of a component takes component and node from the file’s name, or from the caller', () => {
    const text =
      'I0102 12:00:00.000100    1 kubelet.go:1] "SyncLoop ADD" pods=["shop/web-0"] reqID="r-1"';
    const { record, line } = read('/var/log/kubelet-node-a.log', text, { year: 2026 });
    expect(record).toMatchObject({
      source: 'component',
      component: 'kubelet',
      node: 'node-a',
      file: 'kubelet-node-a.log',
      offset: 7,
      timestamp: '2026-01-02T12:00:00.000100Z',
      ids: { reqID: 'r-1' },
      objects: [{ kind: 'Pod', namespace: 'shop', name: 'web-0' }],
    });
    expect(line?.message).toBe('SyncLoop ADD');
    expect(
      read('x.log', text, { node: 'node-b', component: 'kube-proxy', year: 2026 }).record
    ).toMatchObject({ component: 'kube-proxy', node: 'node-b' });
  });

  it('of no known format is a message without a time', () => {
    expect(read('kube-apiserver.log', 'Flag --x is deprecated').record).toMatchObject({
      component: 'kube-apiserver',
      message: 'Flag --x is deprecated',
      timestamp: '',
      severity: 'unknown',
    });
  });

  it('is an audit record or an Event by its text', () => {
    const audit = {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      auditID: 'a-1',
      stage: 'ResponseComplete',
      verb: 'get',
      requestReceivedTimestamp: '2026-01-02T12:00:00.000000Z',
    };
    expect(read('audit.log', JSON.stringify(audit)).record).toMatchObject({
      source: 'audit',
      component: 'audit',
      ids: { auditID: 'a-1' },
    });
    const event = {
      kind: 'Event',
      apiVersion: 'v1',
      reason: 'Failed',
      type: 'Warning',
      involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
      lastTimestamp: '2026-01-02T12:00:00Z',
    };
    expect(read('events.jsonl', JSON.stringify(event)).record).toMatchObject({
      source: 'event',
      severity: 'warning',
      objects: [{ kind: 'Pod', namespace: 'shop', name: 'web-0' }],
    });
  });

  it('of a container is its Pod’s, of a static Pod its component’s', () => {
    const text = '2026-01-02T12:00:00.1Z stderr F out of memory';
    expect(read('/var/log/pods/shop_web-0_u-1/main/2.log', text).record).toMatchObject({
      source: 'pod',
      component: 'main',
      message: 'out of memory',
      file: 'pods/shop_web-0_u-1/main/2.log',
      objects: [{ kind: 'Pod', namespace: 'shop', name: 'web-0', uid: 'u-1' }],
    });
    expect(read('/var/log/pods/kube-system_etcd-m_u-2/etcd/0.log', text).record).toMatchObject({
      source: 'component',
      component: 'etcd',
      message: 'out of memory',
    });
  });
});
