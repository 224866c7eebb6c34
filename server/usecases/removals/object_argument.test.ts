import { parseObjectArgument } from './object_argument';

describe('parseAsked', () => {
  it.each([
    ['pods/shop/web-1', { kind: 'Pod', namespace: 'shop', name: 'web-1' }],
    ['po/shop/web-1', { kind: 'Pod', namespace: 'shop', name: 'web-1' }],
    ['shop/web-1', { kind: 'Pod', namespace: 'shop', name: 'web-1' }],
    ['deploy/shop/web', { kind: 'Deployment', namespace: 'shop', name: 'web' }],
    ['deployments.apps/shop/web', { kind: 'Deployment', namespace: 'shop', name: 'web' }],
    ['StatefulSet/shop/db', { kind: 'StatefulSet', namespace: 'shop', name: 'db' }],
    ['deploy/web -n shop', { kind: 'Deployment', namespace: 'shop', name: 'web' }],
    ['cj tick --namespace pay', { kind: 'CronJob', namespace: 'pay', name: 'tick' }],
    ['web-1 -n shop', { kind: 'Pod', namespace: 'shop', name: 'web-1' }],
    ['nodes/ip-10-0-0-1.ec2.internal', { kind: 'Node', name: 'ip-10-0-0-1.ec2.internal' }],
    ['6DB465D5-0000-4000-8000-000000000000', { uid: '6db465d5-0000-4000-8000-000000000000' }],
  ])('%s', (text, expected) => expect(parseObjectArgument(text)).toEqual(expected));

  it.each([
    'configmaps/shop/web',
    'pods/web',
    'deployments',
    'nodes/shop/a',
    'pods/shop/*',
    'pods/shop/a/b',
    'pods/../x',
    '-n',
    '-n shop',
    'x',
  ])('refuses %s', (text) => {
    expect(() => parseObjectArgument(text)).toThrow(/pods\/shop\/web-1/);
  });
});
