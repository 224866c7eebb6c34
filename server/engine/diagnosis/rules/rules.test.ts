import { evidenceOf, examplesOf } from './__fixtures__/read';
import { ruleFor, RULES } from './index';
import { failureSignalsOf } from '../failure_signals';

const examples = [...examplesOf('clusters.txt'), ...examplesOf('others.txt')];
const rulesOf = (text: string): string[] =>
  failureSignalsOf(evidenceOf(text)).flatMap((said) => ruleFor(said)?.rule.id ?? []);

describe('every rule', () => {
  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s has an example and a source',
    (id, rule) => {
      // a container's last line is what has no sign of its own: problemsOf finds it
      if (id !== 'container-log-last-line')
        expect(examples.map((example) => example.rule)).toContain(id);
      expect(id).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(rule.source).toMatch(/^(pkg|plugin|staging|https:\/\/)/);
      expect(rule.confidence).toBeGreaterThan(0);
      expect(rule.confidence).toBeLessThanOrEqual(1);
    }
  );

  it('has an ID of its own', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});

describe('real records', () => {
  it.each(examples.map(({ rule, from, text }) => [rule, from, text] as const))(
    '%s (%s)',
    (rule, _from, text) => {
      expect(rulesOf(text)).toContain(rule);
    }
  );
});

describe('what is no failure', () => {
  it.each([
    // cluster-a, kubelet and kube-controller-manager
    'I1123 06:24:20.205299    1949 kubelet_getters.go:219] "Pod status updated" pod="kube-system/kube-proxy" status="Running"',
    'E1123 06:22:40.205299    1949 status_manager.go:1023] "Failed to get status for pod" err="pods \\"web-1\\" is forbidden: User \\"system:node:node-a\\" cannot get resource \\"pods\\" in API group \\"\\" in the namespace \\"shop\\": no relationship found between node \'node-a\' and this object" podUID="168f4bb4-3bb5-46b5-b11e-a8954da52409" pod="shop/web-1"',
    'E1123 06:22:40.205299    1949 log.go:32] "ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"a3f\\": not found" containerID="a3f"',
    'I1123 06:22:40.205299    1949 replica_set.go:700] "Finished syncing" key="shop/web-1" duration="1ms"',
    'E1123 06:22:40.205299    1949 deployment_controller.go:494] "Unhandled Error" err="sync \\"shop/web\\" failed with Operation cannot be fulfilled on replicasets.apps \\"web-1\\": the object has been modified; please apply your changes to the latest version and try again" logger="UnhandledError"',
    'I1123 06:22:40.205299    1949 httplog.go:134] "HTTP" verb="GET" URI="/api/v1/namespaces/shop/configmaps/x" latency="1ms" userAgent="kubectl/v1.34.2" audit-ID="8b54" srcIP="127.0.0.1:1" resp=404',
    'I1123 06:22:40.205299    1949 httplog.go:134] "HTTP" verb="PUT" URI="/apis/apps/v1/namespaces/shop/replicasets/x/status" latency="1ms" userAgent="kube-controller-manager/v1.34.2" audit-ID="8b54" srcIP="127.0.0.1:1" resp=409',
    'event Pod Killing: Stopping container main',
    'event Pod Pulled: Successfully pulled image "shop/web:1" in 12ms (12ms including waiting)',
    'event ReplicaSet SuccessfulDelete: Deleted pod: web-1',
    'event Node InvalidDiskCapacity: invalid capacity 0 on image filesystem',
    'event Pod TaintManagerEviction: Cancelling deletion of Pod shop/web-0',
    'status pods {"phase":"Running","conditions":[{"type":"Ready","status":"False","reason":"ContainersNotReady","message":"containers with unready status: [web]"}],"containerStatuses":[{"name":"web","state":{"waiting":{"reason":"ContainerCreating"}}}]}',
    'status pods {"phase":"Succeeded","containerStatuses":[{"name":"web","state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}',
    'status deployments {"conditions":[{"type":"Available","status":"False","reason":"MinimumReplicasUnavailable","message":"Deployment does not have minimum availability."},{"type":"Progressing","status":"True","reason":"ReplicaSetUpdated"}]}',
    'container 2026-11-23T07:38:15Z INFO  [config] loaded 13 keys from /etc/orders/defaults.yaml',
    'container {"time":"2026-11-23T07:38:22Z","level":"warn","msg":"cache miss ratio above threshold","ratio":0.42}',
    'container 2026-11-23T07:40:36Z gateway: WARN worker pool exhausted, 128 requests queued',
    'container 0 errors, 0 warnings',
    'container \tat org.example.search.IndexLoader.load(IndexLoader.java:64)',
    'container   at Object.<anonymous> (/app/server.js:3:9)',
  ])('%s', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  it('does not blame a user for what the control plane was refused', () => {
    const conflict = evidenceOf(
      'refused 409 Conflict: Operation cannot be fulfilled on replicasets.apps "web-1": the object has been modified; please apply your changes to the latest version and try again',
      { user: 'system:serviceaccount:kube-system:replicaset-controller' }
    );
    expect(failureSignalsOf(conflict)).toEqual([]);
  });

  it('does not take the end of a Pod that is deleted for a crash', () => {
    const ended = evidenceOf(
      'status pods {"containerStatuses":[{"name":"web","state":{"terminated":{"exitCode":137,"reason":"Error"}}}]}'
    );
    const metadata = ended.audit!.responseObject!.metadata as Record<string, unknown>;
    metadata.deletionTimestamp = '2026-11-23T07:00:00Z';
    expect(failureSignalsOf(ended)).toEqual([]);
  });
});
