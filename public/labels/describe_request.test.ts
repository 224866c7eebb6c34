import { describeRequest } from './describe_request';

describe('requestInWords', () => {
  it.each([
    [
      { verb: 'create', resource: 'deployments', namespace: 'shop', name: 'web' },
      'create Deployment shop/web',
    ],
    [
      {
        verb: 'patch',
        resource: 'deployments',
        subresource: 'scale',
        namespace: 'shop',
        name: 'web',
      },
      'scale Deployment shop/web',
    ],
    [
      {
        verb: 'get',
        resource: 'deployments',
        subresource: 'scale',
        namespace: 'shop',
        name: 'web',
      },
      'get scale of Deployment shop/web',
    ],
    [
      {
        verb: 'create',
        resource: 'pods',
        subresource: 'eviction',
        namespace: 'shop',
        name: 'web-0',
      },
      'evict Pod shop/web-0',
    ],
    [
      { verb: 'update', resource: 'pods', subresource: 'status', namespace: 'shop', name: 'web-0' },
      'update status of Pod shop/web-0',
    ],
    [
      { verb: 'delete', resource: 'namespaces', namespace: 'shop', name: 'shop' },
      'delete Namespace shop',
    ],
    [{ verb: 'deletecollection', resource: 'pods', namespace: 'shop' }, 'delete all Pod shop'],
    [{ verb: 'create', resource: 'widgets', name: 'constructor' }, 'create widgets constructor'],
    [{ verb: 'create', resource: 'constructor' }, 'create constructor'],
    [{ verb: 'create' }, 'create'],
    [{}, 'unknown request'],
  ])('%j', (origin, words) => expect(describeRequest(origin)).toBe(words));
});
