import type { AuditLayout } from './request_fields';
import { createAuditQuery, matchesFilter } from './request_filters';

const layout = (prefix: 'kubernetes.audit.' | '', suffix = ''): AuditLayout => ({
  prefix,
  id: `${prefix}auditID${suffix}`,
  time: `${prefix}requestReceivedTimestamp`,
  getExactFields: (path) => [`${prefix}${path}${suffix}`],
  getTextFields: (path) => (path === 'responseStatus.message' ? [prefix + path] : []),
});
const ecs = layout('kubernetes.audit.');
const json = (value: unknown): string => JSON.stringify(value);

describe('the filters of the requests list', () => {
  it('asks for writes of people, and for nothing that only asks', () => {
    const { filter, must_not } = createAuditQuery(ecs, {});
    expect(filter).toEqual([
      {
        terms: {
          'kubernetes.audit.verb': ['create', 'update', 'patch', 'delete', 'deletecollection'],
        },
      },
    ]);
    expect(json(must_not)).toContain('selfsubjectaccessreviews');
    expect(json(must_not)).toContain(
      '{"prefix":{"kubernetes.audit.impersonatedUser.username":"system:"}}'
    );
    // whose requests are made on somebody's behalf counts as that one
    expect(must_not).toContainEqual({
      bool: {
        filter: [expect.anything()],
        must_not: [{ exists: { field: 'kubernetes.audit.impersonatedUser.username' } }],
      },
    });
  });

  it('lets everybody in, and leases only where they are asked for', () => {
    expect(json(createAuditQuery(ecs, { people: false }))).not.toContain('system:');
    expect(json(createAuditQuery(ecs, { people: false }))).toContain('leases');
    expect(createAuditQuery(ecs, { people: false, resource: 'leases' }).must_not).toEqual([]);
    expect(createAuditQuery(ecs, { people: false, resource: 'Lease' }).must_not).toEqual([]);
  });

  it('asks at the root by keywords, for documents that are audit records', () => {
    const { filter } = createAuditQuery(layout('', '.keyword'), { namespace: 'shop' });
    expect(filter).toContainEqual({ exists: { field: 'auditID.keyword' } });
    expect(filter).toContainEqual({ term: { 'objectRef.namespace.keyword': { value: 'shop' } } });
  });

  it('finds a name that only the answer has', () => {
    expect(json(createAuditQuery(ecs, { name: 'web-x1' }).filter)).toContain(
      '{"term":{"kubernetes.audit.responseObject.metadata.name":{"value":"web-x1"}}}'
    );
  });

  it('gives a value no other meaning than itself, but for *', () => {
    expect(json(createAuditQuery(ecs, { user: 'a?b\\c*' }).filter)).toContain(
      json({ value: 'a\\?b\\\\c*', case_insensitive: true })
    );
    expect(json(createAuditQuery(ecs, { user: '(.*' }).filter)).toContain('"value":"(.*"');
    expect(json(createAuditQuery(ecs, { user: '" OR "' }).filter)).toContain(
      json({ value: '" OR "' })
    );
  });

  it.each([
    ['Deployment', 'deployments'],
    ['deployments', 'deployments'],
    ['deployments.apps', 'deployments'],
    ['widgets', 'widgets'],
  ])('knows the resource %s', (asked, resource) => {
    expect(json(createAuditQuery(ecs, { resource: asked }).filter)).toContain(
      `{"kubernetes.audit.objectRef.resource":{"value":"${resource}"}}`
    );
  });

  it('parts a resource from its subresource', () => {
    expect(json(createAuditQuery(ecs, { resource: 'pods/eviction' }).filter)).toContain(
      '{"kubernetes.audit.objectRef.subresource":{"value":"eviction"}}'
    );
  });

  it('asks for each word of a search, and not for more than eight', () => {
    const count = (q: string) => createAuditQuery(ecs, { q }).filter.length - 1;
    expect(count('shop/web')).toBe(2);
    expect(count(' * ** ')).toBe(0);
    expect(count(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '))).toBe(8);
  });

  it('finds nothing by a part that no index has, rather than everything', () => {
    const none: AuditLayout = {
      ...ecs,
      getExactFields: (path) => (path === 'verb' ? ['kubernetes.audit.verb'] : []),
      getTextFields: () => [],
    };
    expect(createAuditQuery(none, { namespace: 'shop' }).filter).toContainEqual({ match_none: {} });
    // and who cannot be told from the system is not left out
    expect(createAuditQuery(none, {}).must_not).toEqual([]);
  });

  it('has refusals by the answer’s code', () => {
    expect(createAuditQuery(ecs, { outcome: 'rejected' }).filter).toContainEqual({
      range: { 'kubernetes.audit.responseStatus.code': { gte: 400 } },
    });
    expect(createAuditQuery(ecs, { outcome: 'stuck' }).must_not).toContainEqual({
      range: { 'kubernetes.audit.responseStatus.code': { gte: 400 } },
    });
  });
});

describe('matches', () => {
  it.each<[string | undefined, string, boolean]>([
    ['web', 'web', true],
    ['web-1', 'web', false],
    [undefined, '*', false],
    ['Web-1', 'web*', true],
    ['a-b-c', 'a*b*c', true],
    ['ac', 'a*b*c', false],
    ['aba', 'ab*ba', false],
    ['web', '*', true],
    ['x'.repeat(1_000), `${'*x'.repeat(400)}*y`, false],
  ])('%s against %s', (value, asked, answer) => {
    expect(matchesFilter(value, asked)).toBe(answer);
  });
});
