import {
  comparisonParameters,
  documentQuery,
  removalsParameters,
  outcomesParameters,
  requestsParameters,
  traceParameters,
} from './schemas';

/** The first thing wrong, as a route says it. */
function findFirstIssue(
  schema: {
    safeParse(value: unknown): {
      success: boolean;
      error?: { issues: Array<{ path: PropertyKey[]; message: string }> };
    };
  },
  value: unknown
): string {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue ? `${issue.path.join('.')} ${issue.message}`.trim() : 'none';
}

describe('the parameters of routes', () => {
  it.each([
    '2026-01-31',
    '2026-01-31T12:00Z',
    '2026-01-31T12:00:00',
    '2026-01-31T12:00:00.123456789Z',
    '2026-01-31T12:00:00+05:30',
    '2024-02-29',
    '0001-01-01T00:00:00Z',
  ])('take the time %s', (from) => {
    expect(findFirstIssue(requestsParameters.query, { from })).toBe('none');
  });

  it.each([
    '',
    'now',
    '2026-',
    '2026-1-1',
    '2026-01-01 12:00',
    '2026-01-01 some',
    '2026-01-01 12:00 GMT+1',
    '2026-02-30',
    '2026-13-01',
    '2026-01-00',
    '2026-01-01T24:00:00Z',
    '2026-01-01T12:00:00.1234567890Z',
    '+010000-01-01T00:00:00Z',
  ])('refuse the time %p, which Elasticsearch does not read', (to) => {
    expect(findFirstIssue(traceParameters.query, { id: 'x', to })).toMatch(
      /^to must be an ISO 8601 time/
    );
  });

  it('refuse a range that ends before it begins, whatever the zones', () => {
    expect(
      findFirstIssue(removalsParameters.body, {
        object: 'a/b',
        from: '2026-01-01T12:00:00+02:00',
        to: '2026-01-01T11:00:00Z',
      })
    ).toBe('none');
    expect(
      findFirstIssue(removalsParameters.body, {
        object: 'a/b',
        from: '2026-01-01T12:00:00Z',
        to: '2026-01-01T11:00:00Z',
      })
    ).toBe('from must not be after `to`');
  });

  it.each([
    'k8s-*',
    'a,b',
    'k8s-*,-k8s-old',
    '-k8s-old,k8s-*',
    'far:k8s-*',
    '.ds-logs-2026.01.01-000001',
    '_all',
  ])('take the indices %s', (index) => {
    expect(findFirstIssue(comparisonParameters.query, { id: 'x', index })).toBe('none');
  });

  it.each([
    '',
    ',',
    'a,',
    ',a',
    'a,,b',
    '-a',
    '-',
    'a,-',
    'a b',
    'a/../b',
    '<a-{now/d}>',
    'a\u0000b',
  ])('refuse the indices %p', (index) => {
    expect(findFirstIssue(comparisonParameters.query, { id: 'x', index })).toMatch(
      /^index must be index names or patterns/
    );
  });

  it('say in plain words what is wrong', () => {
    expect(findFirstIssue(requestsParameters.query, { name: 'a'.repeat(254) })).toBe(
      'name must have at most 253 characters'
    );
    expect(findFirstIssue(requestsParameters.query, { name: ' ' })).toBe('name must not be empty');
    expect(findFirstIssue(requestsParameters.query, { name: ['a', 'b'] })).toBe(
      'name must be given once, as text'
    );
    expect(findFirstIssue(requestsParameters.query, { outcome: 'good' })).toMatch(
      /^outcome must be one of succeeded, /
    );
    for (const size of ['0', '101', 'x', '1.5', ''])
      expect(findFirstIssue(requestsParameters.query, { size })).toBe(
        'size must be a whole number from 1 to 100'
      );
    expect(findFirstIssue(requestsParameters.query, { people: 'maybe' })).toBe(
      'people must be true or false'
    );
    expect(findFirstIssue(requestsParameters.query, { filter: '[]' })).toBe(
      'filter must be an Elasticsearch query as a JSON object'
    );
    expect(findFirstIssue(traceParameters.query, {})).toBe('id is missing');
    expect(findFirstIssue(documentQuery, { index: 'a', id: '' })).toBe('id must not be empty');
    for (const ids of ['', ',', Array.from({ length: 26 }, (_, i) => i).join()])
      expect(findFirstIssue(outcomesParameters.query, { ids })).toBe(
        'ids must be 1 to 25 IDs, separated by commas'
      );
  });

  it('hold a filter in a body that no URL can', () => {
    const filter = JSON.stringify({
      terms: { a: Array.from({ length: 2_000 }, (_, i) => `id-${i}`) },
    });
    expect(findFirstIssue(outcomesParameters.query, { ids: 'a', filter })).toMatch(
      /^filter must have at most 8000 characters/
    );
    expect(findFirstIssue(outcomesParameters.body, { ids: 'a', filter })).toBe('none');
  });
});
