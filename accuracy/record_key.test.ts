import { getComponent, toLabelledFile, getSource } from './record_key';

it.each([
  ['/var/log/kube-apiserver.log', 'kube-apiserver.log'],
  ['/data/raw/kubelet-node-a.log.gz', 'kubelet-node-a.log'],
  ['audit.log', 'audit.log'],
  ['/var/log/pods/shop_web-1_0c2f/main/0.log', 'pods/shop_web-1_0c2f/main/0.log'],
  ['pods/shop_web-1_0c2f/main/12.log.gz', 'pods/shop_web-1_0c2f/main/12.log'],
  ['/var/log/pods/shop_web-1/main/0.log', '0.log'],
  ['/var/log/pods/shop_web-1_0c2f/main/previous.log', 'previous.log'],
])('%s is %s in the labels', (path, file) => {
  expect(toLabelledFile(path)).toBe(file);
});

it.each([
  ['audit.log:0', 'audit', 'audit'],
  ['events.jsonl:12', 'event', 'events'],
  ['kubelet-node-a.log:3', 'component', 'kubelet'],
  ['containerd-n.log:3', 'component', 'containerd'],
  ['kube-scheduler.log:3', 'component', 'kube-scheduler'],
  ['pods/shop_web-1_0c2f/main/0.log:3', 'pod', 'pods'],
])('%s', (key, source, component) => {
  expect([getSource(key), getComponent(key)]).toEqual([source, component]);
});
