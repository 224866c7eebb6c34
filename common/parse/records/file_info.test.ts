import { detectComponent, parseFileName } from './file_info';

describe('factsOfName', () => {
  it.each([
    ['/x/kubelet-node-a.log.gz', { component: 'kubelet', node: 'node-a' }],
    [
      '/x/containerd-worker.example.org.log',
      { component: 'containerd', node: 'worker.example.org' },
    ],
    ['/x/kube-apiserver.log', { component: 'kube-apiserver' }],
    ['/x/kubelet.log.1', { component: 'kubelet' }],
    ['/x/kubelet-20240101.log', { component: 'kubelet' }],
    ['/x/kubelet_service.log', { component: 'kubelet' }],
    ['/x/kubelet.INFO', { component: 'kubelet' }],
    ['/x/kubeletter.log', {}],
    ['/x/notes.txt', {}],
  ])('%s', (path, facts) => expect(parseFileName(path)).toEqual(facts));

  it("reads namespace, pod, uid and container from the path of a container's log", () => {
    expect(
      parseFileName('/var/log/pods/store_orders-788576bc6-m29km_fba54184-87a6/main/0.log')
    ).toEqual({
      namespace: 'store',
      pod: { name: 'orders-788576bc6-m29km', uid: 'fba54184-87a6' },
      container: 'main',
    });
    expect(parseFileName(`/var/log/containers/orders-1_store_main-${'ab'.repeat(32)}.log`)).toEqual(
      {
        namespace: 'store',
        pod: { name: 'orders-1' },
        container: 'main',
      }
    );
  });

  it("knows a static Pod's component by its container", () => {
    expect(
      parseFileName('/pods/kube-system_kube-apiserver-m_1/kube-apiserver/0.log')
    ).toMatchObject({
      component: 'kube-apiserver',
    });
  });
});

it('tells the component by source files that only one has', () => {
  expect(detectComponent('I1123 … schedule_one.go:12] x\nI1123 … eventhandlers.go:9] y')).toBe(
    'kube-scheduler'
  );
  expect(detectComponent('hello')).toBeUndefined();
});
