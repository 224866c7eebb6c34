import fc from 'fast-check';
import {
  MAX_FILTERS,
  MAX_SCOPE_ID_LENGTH,
  MAX_SCOPE_QUERY_LENGTH,
  readScope,
  findTooLongParts,
  writeScope,
} from './scope_url';
import type { Scope } from './scope';

const FILTER = {
  meta: { disabled: false, index: 'a' },
  query: { match_phrase: { 'log.level': 'error' } },
};
const readSearch = (search: string) => readScope(new URLSearchParams(search));
const writeSearch = (scope: Scope): string => {
  const query = new URLSearchParams();
  writeScope(scope, query);
  return query.toString();
};

describe('the scope in the URL', () => {
  it('gives back any scope that fits (property)', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 60 })
      .filter((value) => value.trim() === value);
    fc.assert(
      fc.property(
        fc.record({
          savedSearchId: text,
          dataViewId: text,
          query: fc.record({
            language: fc.constantFrom('kuery' as const, 'lucene' as const),
            query: text,
          }),
          filters: fc.array(
            fc.record({
              meta: fc.record({ key: text, negate: fc.boolean() }),
              query: fc.record({ match_phrase: fc.record({ a: text }) }),
            }),
            { minLength: 1, maxLength: 4 }
          ),
        }),
        (scope) => {
          expect(readScope(new URLSearchParams(writeSearch(scope)))).toEqual(scope);
        }
      )
    );
  });

  it.each([
    ['JSON that is none', 'filters=[{', {}],
    ['no list', 'filters={}', {}],
    [
      'a filter without meta among others',
      `filters=${encodeURIComponent(JSON.stringify([FILTER, { query: {} }, null]))}`,
      { filters: [FILTER] },
    ],
    [
      'a filter whose query is no object',
      `filters=${encodeURIComponent(JSON.stringify([{ meta: {}, query: 'x' }]))}`,
      {},
    ],
    [
      'too many filters',
      `filters=${encodeURIComponent(JSON.stringify(Array.from({ length: MAX_FILTERS + 1 }, () => ({ meta: {} }))))}`,
      {},
    ],
  ])('says that of the filters something is left out: %s', (_what, search, rest) => {
    expect(readSearch(search)).toEqual({ ...rest, unread: ['filters'] });
  });

  it.each([
    ['index', 'index=a/_search'],
    ['timeField', 'timeField=a*'],
    ['dataView', `dataView=${'x'.repeat(MAX_SCOPE_ID_LENGTH + 1)}`],
    ['savedSearch', `savedSearch=${'x'.repeat(MAX_SCOPE_ID_LENGTH + 1)}`],
    ['query', `query=${'x'.repeat(MAX_SCOPE_QUERY_LENGTH + 1)}`],
  ])('says that %s can’t be used', (part, search) => {
    expect(readSearch(search)).toEqual({ unread: [part] });
  });

  it('names in the link what was too long for it', () => {
    const scope: Scope = {
      dataViewId: 'a',
      query: { language: 'lucene', query: 'x'.repeat(MAX_SCOPE_QUERY_LENGTH + 1) },
      filters: [FILTER],
    };
    expect(findTooLongParts(scope)).toEqual(['query']);
    expect(readSearch(writeSearch(scope))).toEqual({
      dataViewId: 'a',
      filters: [FILTER],
      unread: ['query'],
    });
  });

  it('takes an unknown language for KQL, and a blank query for none', () => {
    expect(readSearch('query=a&language=esql')).toEqual({
      query: { language: 'kuery', query: 'a' },
    });
    expect(readSearch('query=%20&language=lucene')).toEqual({});
  });
});
