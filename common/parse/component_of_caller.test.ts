import { findComponentOfCaller } from './component_of_caller';

it.each([
  ['httplog.go:134', 'kube-apiserver'],
  ['server/httplog.go:134', 'kube-apiserver'],
  ['kubelet/kubelet.go', 'kubelet'],
  ['replica_set.go:590', 'kube-controller-manager'],
  ['schedule_one.go:1', 'kube-scheduler'],
  // both the controller manager and the kubelet write these
  ['reflector.go:430', undefined],
  ['operation_generator.go:515', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s → %s', (caller, component) => {
  expect(findComponentOfCaller(caller)).toBe(component);
});
