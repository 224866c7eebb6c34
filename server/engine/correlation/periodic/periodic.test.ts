import { parseAuditRecord } from '../../../../common/parse/audit';
import { parseComponentLine } from '../../../../common/parse/component_line';
import type { ParsedRecord } from '../../../../common/parse/parsed_record';
import { isPeriodic, sourceFile } from './periodic';

function ofLine(text: string): ParsedRecord {
  const line = parseComponentLine(text, { year: 2026 })!;
  return {
    record: {
      severity: line.severity,
      caller: line.caller,
      message: line.text,
    } as ParsedRecord['record'],
    line,
  };
}

function ofAudit(audit: object): ParsedRecord {
  return {
    record: { source: 'audit', message: '' } as ParsedRecord['record'],
    audit: parseAuditRecord({ auditID: 'a', stage: 'ResponseComplete', ...audit })!,
  };
}

const klog = (caller: string, body: string, severity = 'I') =>
  ofLine(`${severity}1123 06:22:49.270850       1 ${caller}] ${body}`);
const http = (verb: string, uri: string, userAgent: string) =>
  klog(
    'httplog.go:134',
    `"HTTP" verb="${verb}" URI="${uri}" latency="1ms" userAgent="${userAgent}" audit-ID="x" resp=200`
  );
const KUBELET = 'kubelet/v1.34.2 (linux/amd64) kubernetes/abc';
const MANAGER =
  'kube-controller-manager/v1.34.2 (linux/amd64) kubernetes/abc/system:serviceaccount:kube-system:generic-garbage-collector';
const KUBECTL = 'kubectl/v1.34.2 (linux/amd64) kubernetes/abc';

describe('lines', () => {
  test.each([
    ['kubelet_pods.go:2450', '"Clean up orphaned pod cgroups"', 'housekeeping'],
    [
      'fs.go:465',
      'unable to determine file system type, partition mountpoint does not exist: /var/lib/kubelet/pods/x/volumes',
      'cadvisor',
    ],
    [
      'node_lifecycle_controller.go:1067',
      '"Node ReadyCondition updated. Updating timestamp" logger="node-lifecycle-controller" node="n"',
      'node-status',
    ],
    ['eventhandlers.go:90', '"Update event for node" node="n"', 'node-status'],
    [
      'pv_controller_base.go:600',
      '"Resyncing PV controller" logger="persistentvolume-binder-controller"',
      'volume-resync',
    ],
    [
      'get.go:263',
      '"Starting watch" path="/api/v1/pods" resourceVersion="1" labels="" fields="" timeout="6m3s"',
      'watch',
    ],
  ])('%s %s belongs to no request', (caller, body, rule) =>
    expect(isPeriodic(klog(caller, body))).toEqual({ rule, kind: 'never' })
  );

  test.each([
    ['kubelet.go:2500', '"SyncLoop (SYNC) pods" total=1 pods=["shop/web"]', 'pod-resync'],
    [
      'reconciler_common.go:224',
      'Starting operationExecutor.MountVolume for volume "v" (UniqueName: "x") pod "web"',
      'pod-resync',
    ],
    [
      'atomic_writer.go:203',
      'pod shop/web volume v: write not required for data directory /x',
      'volume-remount',
    ],
    [
      'pv_controller.go:560',
      '"Synchronizing PersistentVolume" logger="x" PVC="" pv="p"',
      'volume-resync',
    ],
    [
      'horizontal.go:276',
      '"Unhandled Error" err="failed to compute desired number of replicas"',
      'autoscaler-resync',
    ],
    ['prober.go:120', '"Probe succeeded" probeType="Readiness" pod="shop/web"', 'probe'],
  ])('%s %s belongs to one that is still going on', (caller, body, rule) =>
    expect(isPeriodic(klog(caller, body))).toEqual({ rule, kind: 'resync' })
  );

  test.each([
    ['kubelet.go:2500', '"SyncLoop ADD" source="api" pods=["shop/web"]', 'I'],
    ['prober.go:120', '"Probe failed" probeType="Readiness" pod="shop/web"', 'I'],
    ['pv_controller.go:560', '"Failed to bind" pv="p"', 'E'],
    [
      'eviction_manager.go:380',
      '"Eviction manager: must evict pod(s) to reclaim" resourceName="memory"',
      'W',
    ],
    ['some_new_controller.go:1', '"Synchronizing PersistentVolume" pv="p"', 'I'],
    [
      'get.go:263',
      '"Starting watch" path="/api/v1/namespaces/shop/pods" labels="" fields="metadata.name=web" timeout="6m3s"',
      'I',
    ],
  ])('%s %s is none', (caller, body, severity) =>
    expect(isPeriodic(klog(caller, body, severity))).toBeNull()
  );

  test('JSON lines, whose caller has its folder', () => {
    const text =
      '{"ts":1795415209662.3,"caller":"kubelet/kubelet.go:2500","msg":"SyncPod enter","v":4,"pod":{"name":"web","namespace":"shop"}}';
    expect(isPeriodic(ofLine(text))).toEqual({ rule: 'pod-resync', kind: 'resync' });
  });

  test('a text that is no line', () =>
    expect(isPeriodic({ record: { message: 'x' } as ParsedRecord['record'] })).toBeNull());
});

describe('requests', () => {
  test.each([
    ['PUT', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/n', KUBELET, 'lease'],
    ['PATCH', '/api/v1/nodes/n/status?timeout=10s', KUBELET, 'node-status'],
    ['GET', '/apis', MANAGER, 'discovery'],
    ['WATCH', '/api/v1/pods?allowWatchBookmarks=true&watch=true', MANAGER, 'watch'],
    ['LIST', '/api/v1/services?limit=500', 'kube-apiserver/v1.34.2 (linux/amd64)', 'list'],
    ['GET', '/readyz', 'kube-probe/1.34', 'health'],
  ])('%s %s of %s is nobody’s', (verb, uri, agent, rule) =>
    expect(isPeriodic(http(verb, uri, agent))).toEqual({ rule, kind: 'never' })
  );

  test.each([
    ['PATCH', '/api/v1/namespaces/shop/pods/web/status', KUBELET],
    [
      'WATCH',
      '/api/v1/namespaces/shop/secrets?fieldSelector=metadata.name%3Dkey&watch=true',
      KUBELET,
    ],
    ['LIST', '/api/v1/namespaces/shop/limitranges', 'kube-apiserver/v1.34.2 (linux/amd64)'],
    ['PUT', '/api/v1/nodes/n/status', MANAGER],
    ['GET', '/apis', KUBECTL],
    [
      'GET',
      '/api',
      'kube-controller-manager/v1.34.2 (linux/amd64) kubernetes/abc/system:serviceaccount:kube-system:namespace-controller',
    ],
    [
      'DELETE',
      '/apis/coordination.k8s.io/v1/namespaces/shop/leases',
      'kube-controller-manager/v1.34.2 (linux/amd64) kubernetes/abc/system:serviceaccount:kube-system:namespace-controller',
    ],
    ['WATCH', '/api/v1/pods?watch=true', KUBECTL],
  ])('%s %s of %s may be somebody’s', (verb, uri, agent) =>
    expect(isPeriodic(http(verb, uri, agent))).toBeNull()
  );

  test('audit records', () => {
    const lease = {
      verb: 'update',
      objectRef: { resource: 'leases', namespace: 'kube-system', name: 'kube-scheduler' },
    };
    expect(isPeriodic(ofAudit({ ...lease, user: { username: 'system:kube-scheduler' } }))).toEqual({
      rule: 'lease',
      kind: 'never',
    });
    expect(isPeriodic(ofAudit({ ...lease, user: { username: 'alice' } }))).toBeNull();
    expect(
      isPeriodic(ofAudit({ ...lease, user: { username: 'system:admin' }, userAgent: KUBECTL }))
    ).toBeNull();
    const review = {
      verb: 'create',
      objectRef: { resource: 'tokenreviews' },
      requestURI: '/apis/authentication.k8s.io/v1/tokenreviews',
    };
    expect(isPeriodic(ofAudit({ ...review, user: { username: 'system:node:n' } }))?.rule).toBe(
      'review'
    );
    // a collector that drops the user
    expect(isPeriodic(ofAudit({ ...review, userAgent: KUBELET }))?.rule).toBe('review');
    expect(
      isPeriodic(
        ofAudit({
          verb: 'patch',
          user: { username: 'system:node:n' },
          objectRef: { resource: 'nodes', name: 'n', subresource: 'status' },
        })
      )?.rule
    ).toBe('node-status');
  });
});

test.each([
  ['config.go:292', 'config.go'],
  ['config/config.go:292', 'config.go'],
  ['config.go', 'config.go'],
  [undefined, ''],
])('file of %s', (caller, file) => expect(sourceFile(caller)).toBe(file));
