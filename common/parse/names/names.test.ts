import { inferOwnerName, recogniseNames, extractServerMessage } from '.';

const recognise = (text: string) => recogniseNames(text).names;

describe('command lines of kubectl', () => {
  it.each([
    [
      'kubectl -n shop rollout status deploy/web',
      { resource: 'deployments', namespace: 'shop', name: 'web' },
    ],
    [
      'kubectl scale deployment web -n shop --replicas=4',
      { resource: 'deployments', namespace: 'shop', name: 'web' },
    ],
    [
      'kubectl set image deployment/web main=registry/shop/web:1.1 -n shop',
      { resource: 'deployments', namespace: 'shop', name: 'web' },
    ],
    [
      'kubectl patch configmap app -n shop --type=merge -p {"data":{"mode":"green"}}',
      { resource: 'configmaps', namespace: 'shop', name: 'app' },
    ],
    [
      'kubectl create secret generic key -n pay --from-literal=k=v',
      { resource: 'secrets', namespace: 'pay', name: 'key' },
    ],
    [
      'kubectl create --raw /api/v1/namespaces/shop/pods/web-68bcdf754f-82fbh/eviction -f -',
      { resource: 'pods', namespace: 'shop', name: 'web-68bcdf754f-82fbh' },
    ],
    ['kubectl taint node node-b maintenance-', { resource: 'nodes', name: 'node-b' }],
    [
      'kubectl drain node-b --ignore-daemonsets --force --timeout=60s',
      { resource: 'nodes', name: 'node-b' },
    ],
    [
      '$ kubectl logs -f web-0 -c main -n shop --tail 10',
      { resource: 'pods', namespace: 'shop', name: 'web-0' },
    ],
    [
      'kubectl exec -it web-0 -n shop -- sh -c "kubectl get pod other"',
      { resource: 'pods', namespace: 'shop', name: 'web-0' },
    ],
    [
      'kubectl cp shop/web-0:/var/log/x /tmp/x',
      { resource: 'pods', namespace: 'shop', name: 'web-0' },
    ],
    ['kubectl delete namespace old -n shop', { resource: 'namespaces', name: 'old' }],
    [
      'kubectl -nshop get widgets.example.com w1',
      { resource: 'widgets', namespace: 'shop', name: 'w1' },
    ],
    ['sudo KUBECONFIG=/x /usr/bin/kubectl cordon node-b', { resource: 'nodes', name: 'node-b' }],
    [
      'me@host:~$ kubectl get pod web-0 -n shop -o yaml | grep x',
      { resource: 'pods', namespace: 'shop', name: 'web-0' },
    ],
    ['kubectl get secrets -n pay', { resource: 'secrets', namespace: 'pay' }],
  ])('%s', (line, expected) => expect(recognise(line)).toEqual([expected]));

  it('takes several objects', () => {
    expect(recognise('kubectl delete pod/archiver pvc/archive -n pay')).toEqual([
      { resource: 'pods', namespace: 'pay', name: 'archiver' },
      { resource: 'persistentvolumeclaims', namespace: 'pay', name: 'archive' },
    ]);
    expect(recognise('kubectl delete pod a b -n demo').map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it.each([
    'kubectl apply -f -',
    'kubectl create -f web.yaml',
    'kubectl config use-context x',
    'kubectl',
    'kubectl --',
  ])('%s names nothing', (line) => {
    expect(recognise(line)).toEqual([]);
  });
});

describe('messages of kubectl and the API server', () => {
  it.each([
    [
      'Error from server (Forbidden): deployments.apps "web" is forbidden: User "dave" cannot delete resource "deployments" in API group "apps" in the namespace "shop"',
      { resource: 'deployments', namespace: 'shop', name: 'web', user: 'dave', verb: 'delete' },
    ],
    [
      'Error from server (Forbidden): secrets is forbidden: User "dave" cannot list resource "secrets" in API group "" in the namespace "pay"',
      { resource: 'secrets', namespace: 'pay', user: 'dave', verb: 'list' },
    ],
    [
      'nodes "n1" is forbidden: User "dave" cannot patch resource "nodes" in API group "" at the cluster scope',
      { resource: 'nodes', name: 'n1', user: 'dave', verb: 'patch' },
    ],
    [
      'Error from server (Forbidden): error when creating "STDIN": pods "q" is forbidden: exceeded quota: compute',
      { resource: 'pods', name: 'q' },
    ],
    [
      'Error from server (NotFound): widgets.example.com "w1" not found',
      { resource: 'widgets', name: 'w1' },
    ],
    [
      'Error from server (Conflict): error when replacing "STDIN": Operation cannot be fulfilled on configmaps "app-config": the object has been modified',
      { resource: 'configmaps', name: 'app-config' },
    ],
    [
      'The Deployment "bad" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other"}',
      { resource: 'deployments', name: 'bad' },
    ],
    [
      'error: timed out waiting for the condition on deployments/web',
      { resource: 'deployments', name: 'web' },
    ],
    [
      'error: deployment "web" exceeded its progress deadline',
      { resource: 'deployments', name: 'web' },
    ],
    [
      'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...',
      { resource: 'deployments', name: 'web' },
    ],
    [
      'error: no objects passed to scale deployments.apps "cart" not found',
      { resource: 'deployments', name: 'cart' },
    ],
    [
      'error when evicting pods/"web-0" -n "shop" (will retry after 5s): Cannot evict pod',
      { resource: 'pods', namespace: 'shop', name: 'web-0' },
    ],
    ['evicting pod shop/db-1', { resource: 'pods', namespace: 'shop', name: 'db-1' }],
    [
      'deployment.apps "cart" deleted from shop namespace',
      { resource: 'deployments', namespace: 'shop', name: 'cart' },
    ],
    [
      'rolebinding.rbac.authorization.k8s.io/alice-admin created',
      { resource: 'rolebindings', name: 'alice-admin' },
    ],
  ])('%s', (line, expected) => expect(recognise(line)).toEqual([expected]));

  it.each([
    'error: Apply failed with 1 conflict: conflict with "kubectl-patch" using v1: .data.mode',
    'hello world and/or pods',
    'web',
    'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replicaz"',
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    '',
    '""',
    '/',
    'pods/',
    '/web',
  ])('%s names nothing', (line) => expect(recognise(line)).toEqual([]));

  it('leaves what kubectl puts before the server’s words', () => {
    expect(
      extractServerMessage('Error from server (TooManyRequests): Cannot evict pod as it would')
    ).toBe('Cannot evict pod as it would');
    expect(
      extractServerMessage(
        'Error from server (BadRequest): error when creating "STDIN": Deployment in version "v1"'
      )
    ).toBe('Deployment in version "v1"');
    expect(extractServerMessage('error: Apply failed with 1 conflict')).toBe(
      'Apply failed with 1 conflict'
    );
    expect(extractServerMessage('plain words')).toBe('plain words');
  });
});

describe('names alone, rows, log lines', () => {
  it.each([
    ['shop/web', { namespace: 'shop', name: 'web' }],
    ['deploy/web -n shop', { resource: 'deployments', namespace: 'shop', name: 'web' }],
    ['deploy web -n shop', { resource: 'deployments', namespace: 'shop', name: 'web' }],
    ['deployments.apps/web', { resource: 'deployments', name: 'web' }],
    ['pod shop/web-1', { resource: 'pods', namespace: 'shop', name: 'web-1' }],
    ['pods/web-1', { resource: 'pods', name: 'web-1' }],
    [
      'web-67b6ddd698-pb4bw   0/1   CrashLoopBackOff   5 (2m ago)  9m',
      { resource: 'pods', name: 'web-67b6ddd698-pb4bw' },
    ],
    [
      'shop   web-67b6ddd698-pb4bw   0/1   ContainerCreating   0  9m',
      { resource: 'pods', namespace: 'shop', name: 'web-67b6ddd698-pb4bw' },
    ],
    ['pod/web-0  0/1 Pending 0 3m', { resource: 'pods', name: 'web-0' }],
    ['web    2/3     3            2           5m', { resource: 'deployments', name: 'web' }],
    [
      'node-b   NotReady,SchedulingDisabled   <none>   5d   v1.34.0',
      { resource: 'nodes', name: 'node-b' },
    ],
    [
      'E1123 06:31:03.364757    1949 pod_workers.go:1301] "Error syncing pod, skipping" err="unmounted volumes=[tls]" pod="shop/tls-a" podUID="8c5fb3df-99d5-4038-a530-baf3970b6bbc"',
      { resource: 'pods', namespace: 'shop', name: 'tls-a' },
    ],
  ])('%s', (line, expected) => expect(recognise(line)).toEqual([expected]));

  it('reads a table by its header', () => {
    expect(
      recognise(
        'NAMESPACE   NAME   READY   STATUS   RESTARTS   AGE\nshop   db-0   1/1   Running   0   5m\npay   a   0/1   Pending   0   5m'
      )
    ).toEqual([
      { resource: 'pods', namespace: 'shop', name: 'db-0' },
      { resource: 'pods', namespace: 'pay', name: 'a' },
    ]);
    expect(
      recognise(
        'NAME   DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE\nagent   2   2   2   2   2   <none>   5m'
      )
    ).toEqual([{ resource: 'daemonsets', name: 'agent' }]);
  });

  it('keeps what is named in full only, and bounds the choice', () => {
    expect(recognise('pod/web-0 eviction started\nevicting pod shop/web-0')).toEqual([
      { resource: 'pods', namespace: 'shop', name: 'web-0' },
    ]);
    expect(
      recogniseNames(Array.from({ length: 20 }, (_, i) => `pod/p-${i} created`).join('\n'))
    ).toMatchObject({ names: { length: 8 }, leftOut: 12 });
  });
});

describe('what made it', () => {
  it.each([
    ['pods', 'web-68bcdf754f-82fbh', 'web'],
    ['pods', 'my-app-5bcb9856c-f9ckz', 'my-app'],
    ['pods', 'agent-fj87r', 'agent'],
    ['pods', 'db-1', 'db'],
    ['pods', 'tick-29395121-8zk2p', 'tick'],
    ['replicasets', 'web-68bcdf754f', 'web'],
    ['jobs', 'tick-29395121', 'tick'],
    [undefined, 'web-68bcdf754f-82fbh', 'web'],
    ['pods', 'settle', undefined],
    ['pods', 'cache-ghost', undefined],
    ['deployments', 'web-2', undefined],
    [undefined, 'web-1', undefined],
    [undefined, 'log-agent', undefined],
    ['jobs', 'report-2', undefined],
    ['pods', '-12', undefined],
  ])('%s %s: %s', (resource, name, stem) =>
    expect(inferOwnerName({ ...(resource ? { resource } : {}), name })).toBe(stem)
  );
});
