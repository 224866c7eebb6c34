import type { RequestSummary } from '../../../common/model/request_summary';
import type { AuditLayout } from '../requests/request_fields';
import { removeGeneratedSuffixes } from '../../../common/parse/names/generated_names';
import { createCandidateSearches, selectComparable, type ComparedRequest } from './similarity';

const layout: AuditLayout = {
  prefix: 'kubernetes.audit.',
  id: 'kubernetes.audit.auditID',
  time: 'received',
  getExactFields: (path) => [path],
  getTextFields: () => [],
};
const asked: ComparedRequest = {
  verb: 'patch',
  resource: 'deployments',
  namespace: 'shop',
  name: 'web',
  user: 'alice',
  auditID: 'a0',
  time: '2026-11-23T06:25:12.4Z',
};
const range = { from: '2026-11-22T00:00:00Z', to: '2026-11-24T00:00:00Z' };

describe('requests of the same kind', () => {
  it.each([
    ['web-6d4b75cb6d-x2x9z', 'web'],
    ['tick-29371234', 'tick'],
    ['db-0', 'db'],
    ['web', 'web'],
    ['ledger-cli', 'ledger-cli'],
    ['12345', '12345'],
    ['my-app-7c9d4', 'my-app'],
  ])('%s has the stem %s', (name, stem) => expect(removeGeneratedSuffixes(name)).toBe(stem));

  it('are looked for before and after, from the most alike to the least, in bounded searches', () => {
    const searches = createCandidateSearches([layout], asked, range);
    expect(searches.map(({ rule, when }) => `${rule} ${when}`)).toEqual([
      'same-object before',
      'same-object after',
      'same-kind-in-namespace before',
      'same-kind-in-namespace after',
      'same-kind before',
      'same-kind after',
    ]);
    expect(searches.every(({ body }) => (body.size ?? 0) > 0 && body.size! <= 25)).toBe(true);
    const [before, after] = searches.map(({ body }) => JSON.stringify(body));
    expect(before).toContain('"gte":"2026-11-22T00:00:00Z","lte":"2026-11-23T06:25:12.4Z"');
    expect(after).toContain('"gte":"2026-11-23T06:25:12.4Z","lte":"2026-11-24T00:00:00Z"');
    expect(before).toContain('{"terms":{"verb":["create","update","patch"]}}');
    expect(before).toContain('{"range":{"responseStatus.code":{"lt":400}}}');
    expect(before).toContain('{"exists":{"field":"objectRef.subresource"}}');
    expect(before).toContain('{"term":{"objectRef.name":{"value":"web"}}}');
    expect(before).toContain('system:');
  });

  it('are a subresource’s own, a controller’s own, and of one owner', () => {
    const [owner] = createCandidateSearches(
      [layout],
      {
        ...asked,
        verb: 'delete',
        resource: 'pods',
        subresource: 'eviction',
        name: 'web-6d4b75cb6d-x2x9z',
        user: 'system:serviceaccount:a:b',
      },
      range
    )
      .filter(({ rule }) => rule === 'same-owner')
      .map(({ body }) => JSON.stringify(body));
    expect(owner).toContain('{"terms":{"verb":["delete","deletecollection"]}}');
    expect(owner).toContain('{"term":{"objectRef.subresource":{"value":"eviction"}}}');
    expect(owner).toContain('"value":"web*"');
    expect(owner).not.toContain('system:');
  });

  it('were answered with success, and are another’s', () => {
    const row = (id: string, change: Partial<RequestSummary> = {}): RequestSummary => ({
      id,
      basis: 'audit',
      time: '',
      outcome: 'unknown',
      outcomeBy: 'none',
      components: {},
      records: 1,
      errors: 0,
      responseCode: 200,
      name: 'web-1',
      ...change,
    });
    const rows = [
      row('a0'),
      row('a1', { responseCode: 403 }),
      row('a2', { responseCode: undefined }),
      row('a3', { dryRun: true }),
      row('a4', { unanswered: true }),
      row('a5'),
      row('a6', { name: 'website' }),
    ];
    expect(selectComparable('same-kind', asked, rows).map(({ id }) => id)).toEqual(['a5', 'a6']);
    expect(
      selectComparable('same-owner', { ...asked, name: 'web-22' }, rows).map(({ id }) => id)
    ).toEqual(['a5']);
  });
});
