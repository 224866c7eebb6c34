import { parseComponentLine } from './component_line';
import { parseGoDurationMs, parseRequestLine, parseRequestUri } from './request_line';
import { readFixtureLines } from './__fixtures__/read_fixtures';

const parseVerb = (verb: string, uri: string) =>
  parseRequestLine(`"HTTP" verb="${verb}" URI="${uri}" latency="1.5ms" srcIP="[::1]:99" resp=200`)!;

describe('parseRequestUri', () => {
  test.each([
    ['/api/v1/pods', { group: '', version: 'v1', resource: 'pods', named: false }],
    [
      '/api/v1/nodes/node-a/status',
      { resource: 'nodes', name: 'node-a', subresource: 'status', named: true },
    ],
    [
      '/apis/apps/v1/namespaces/shop/deployments/web/scale?x=1',
      {
        group: 'apps',
        namespace: 'shop',
        resource: 'deployments',
        name: 'web',
        subresource: 'scale',
      },
    ],
    [
      '/api/v1/namespaces/shop',
      { resource: 'namespaces', namespace: 'shop', name: 'shop', named: true },
    ],
    [
      '/api/v1/namespaces/shop/finalize',
      { resource: 'namespaces', namespace: 'shop', name: 'shop', subresource: 'finalize' },
    ],
    [
      '/api/v1/namespaces/shop/pods?watch=true',
      { resource: 'pods', namespace: 'shop', watch: true, named: false },
    ],
    ['/api/v1/watch/namespaces/shop/pods', { resource: 'pods', namespace: 'shop', watch: true }],
    ['/api/v1/pods?watch=0', { watch: false }],
    [
      '/apis/networking.k8s.io/v1/servicecidrs?fieldSelector=metadata.name%3Dkubernetes&limit=500',
      { name: 'kubernetes', named: false },
    ],
    ['/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode', { name: 'system:node' }],
  ])('%s', (uri, expected) =>
    expect(parseRequestUri(uri)).toMatchObject({ isResource: true, ...expected })
  );

  test.each([
    '',
    '/',
    '/healthz',
    '/version',
    '/api',
    '/api/v1',
    '/apis/apps/v1',
    '/openapi/v3',
    'x',
    '/%zz',
  ])('%s is no resource', (uri) => {
    expect(parseRequestUri(uri).isResource).toBe(false);
  });
});

describe('parseRequestLine', () => {
  test.each([
    ['POST', '/api/v1/namespaces/a/pods', 'create'],
    ['PUT', '/api/v1/namespaces/a/pods/b', 'update'],
    ['PATCH', '/api/v1/namespaces/a/pods/b', 'patch'],
    ['APPLY', '/api/v1/namespaces/a/pods/b', 'patch'],
    ['DELETE', '/api/v1/namespaces/a/pods/b', 'delete'],
    ['DELETE', '/api/v1/namespaces/a/pods', 'deletecollection'],
    ['GET', '/api/v1/namespaces/a/pods/b', 'get'],
    ['GET', '/api/v1/namespaces/a/pods', 'list'],
    ['GET', '/api/v1/pods?watch=1', 'watch'],
    ['LIST', '/api/v1/pods', 'list'],
    ['WATCH', '/api/v1/pods', 'watch'],
    ['GET', '/api/v1/pods?fieldSelector=metadata.name%3Db', 'list'],
    ['GET', '/healthz', 'get'],
    ['DELETE', '/api/v1/namespaces/pods', 'delete'],
  ])('%s %s is %s', (method, uri, verb) => expect(parseVerb(method, uri).verb).toBe(verb));

  test('a real line, parsed or as text', () => {
    const line = readFixtureLines('klog').find((text) => text.includes('verb="PATCH"'))!;
    const parsed = parseComponentLine(line, { year: 2026 })!;
    const expected = {
      verb: 'patch',
      isResource: true,
      group: '',
      version: 'v1',
      resource: 'pods',
      subresource: 'status',
      namespace: 'shop',
      name: 'web-75fcc74c9b-45qr9',
      requestURI: '/api/v1/namespaces/shop/pods/web-75fcc74c9b-45qr9/status',
      responseCode: 200,
      latencyMs: 16.145831,
      userAgent: 'kubelet/v1.34.2 (linux/amd64) kubernetes/$Format',
      auditID: 'e9c21122-76f5-49e9-8409-a6747e52e672',
      sourceIP: '127.0.0.1',
    };
    expect(parseRequestLine(parsed)).toEqual(expected);
    expect(parseRequestLine(parsed.text)).toEqual(expected);
  });

  test('a JSON log’s line, parsed or as text', () => {
    const line = parseComponentLine(
      readFixtureLines('json').find((text) => text.includes('"msg":"HTTP"'))!
    )!;
    expect(parseRequestLine(line)).toMatchObject({
      isResource: false,
      responseCode: expect.any(Number) as number,
    });
    expect(parseRequestLine(line.text)).toEqual(parseRequestLine(line));
  });

  test('addresses lose their port', () => expect(parseVerb('GET', '/x').sourceIP).toBe('::1'));

  test.each(['', '"HTTP" verb="GET"', '"HTTPS" verb="GET" URI="/x"', 'HTTP'])(
    '%p is none',
    (text) => expect(parseRequestLine(text)).toBeNull()
  );

  test.each([
    ['934.17µs', 0.93417],
    ['1.5ms', 1.5],
    ['1m2.5s', 62500],
    ['0s', 0],
    ['1h0m0s', 3_600_000],
    ['x', undefined],
    ['', undefined],
    ['5', undefined],
  ])('the duration %p', (text, ms) =>
    ms === undefined
      ? expect(parseGoDurationMs(text)).toBeUndefined()
      : expect(parseGoDurationMs(text)).toBeCloseTo(ms, 6)
  );
});
