import { toFieldPath } from '../../elasticsearch/readers/field_paths';
import type { Hit } from '../../elasticsearch/searcher';
import { toLineCandidate, toRequestSummary } from './line_rows';

const context = {
  timeField: '@timestamp',
  reqIdKeys: ['reqID'],
  idFields: [toFieldPath('request.id')],
};
const line = (verb: string, uri: string, rest = 'resp=201', agent = 'kubectl/v1.34.2'): Hit => ({
  _index: 'i',
  _id: '1',
  sort: [1_000, 'r-1'],
  _source: {
    '@timestamp': '2026-02-01T10:00:00.010000Z',
    service: { name: 'kube-apiserver' },
    message: `I0201 10:00:00.010000    1 httplog.go:134] "HTTP" verb="${verb}" URI="${uri}" latency="10ms" userAgent="${agent} (linux)" audit-ID="a-1" srcIP="1.2.3.4:5" ${rest} reqID="r-1"`,
  },
});
const read = (hit: Hit, filters = {}) =>
  toLineCandidate(hit, { lines: 'requests' }, filters, context);

describe('rows of kube-apiserver’s request lines', () => {
  it('say what was asked for, and when it was received', () => {
    expect(
      toRequestSummary(
        read(line('PATCH', '/apis/apps/v1/namespaces/shop/deployments/web?dryRun=All', 'resp=200'))!
      )
    ).toMatchObject({
      id: 'r-1',
      basis: 'reqID',
      time: '2026-02-01T10:00:00.000000Z',
      verb: 'patch',
      resource: 'deployments',
      namespace: 'shop',
      name: 'web',
      responseCode: 200,
      dryRun: true,
      outcome: 'succeeded',
    });
    expect(
      toRequestSummary(read(line('POST', '/api/v1/namespaces/shop/pods', 'resp=403'))!)
    ).toMatchObject({ outcome: 'rejected', outcomeBy: 'code' });
  });

  it.each<[string, Hit]>([
    ['reads', line('GET', '/api/v1/namespaces/shop/pods')],
    ['what is no resource', line('POST', '/healthz')],
    [
      'questions in the form of a create',
      line('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'),
    ],
    [
      'the control plane’s own',
      line('POST', '/api/v1/namespaces/shop/pods', 'resp=201', 'kube-controller-manager/v1.34.2'),
    ],
    ['lines without a reqID', { _index: 'i', _id: '1', _source: { message: 'x' } }],
  ])('leave out %s', (_what, hit) => {
    expect(read(hit)).toBeNull();
  });

  it('are filtered by what they say; not by who it was, which they don’t', () => {
    const hit = line('POST', '/api/v1/namespaces/shop/pods/web-1/eviction');
    expect(
      read(hit, {
        resource: 'Pod/eviction',
        namespace: 'sh*',
        name: 'web-1',
        verb: 'create',
        q: 'shop eviction',
      })
    ).not.toBeNull();
    for (const filters of [
      { resource: 'pods/exec' },
      { namespace: 'sho' },
      { name: 'web' },
      { verb: 'delete' },
      { q: 'nowhere' },
      { user: '*' },
    ])
      expect(read(hit, filters)).toBeNull();
    expect(toLineCandidate(hit, { lines: 'any' }, {}, context)).toMatchObject({ reqID: 'r-1' });
    expect(toLineCandidate(hit, { lines: 'any' }, { name: 'web-1' }, context)).toBeNull();
  });
});
