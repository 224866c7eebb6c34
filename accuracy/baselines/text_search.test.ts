import { buildDiscoverQuery } from './discover_search';
import { hasWord, getSearchWord, searchText } from './text_search';

it.each([
  ['shop/web-5d9 started', 'web', true],
  ['webhook called', 'web', false],
  ['cobweb', 'web', false],
  ['webhook of web', 'web', true],
  ['web', 'web', true],
  ['Web', 'web', false],
  ['pod=a.b+(c)', 'b+(c', true],
  ['', 'web', false],
])('%j, searched for %j: %j', (text, word, found) => {
  expect(hasWord(text, word)).toBe(found);
});

it('takes time in proportion to the text', () => {
  expect(hasWord('aaaaaaab'.repeat(100_000), 'aaaaaaa')).toBe(false);
});

it.each([
  ['deployments/web', 'web'],
  ['pods -l app=web', 'web'],
  ['pods', undefined],
  [null, undefined],
  ['deployments/', undefined],
])('the name of %j is %j', (resource, name) => {
  expect(getSearchWord({ resource, namespace: 'shop' }, 'name')).toBe(name);
});

it('searches the namespace where there is one', () => {
  expect(getSearchWord({ resource: 'nodes/n', namespace: null }, 'namespace')).toBeUndefined();
  expect(getSearchWord({ resource: 'nodes/n', namespace: 'shop' }, 'namespace')).toBe('shop');
});

it("finds what has the word from the operation's start to its end", () => {
  const records = [999, 1000, 1500, 2000, 2001].map((time) => ({
    key: `kubelet.log:${time}`,
    time,
    text: time === 1500 ? 'nothing' : 'web',
  }));
  const operation = { start: '1970-01-01T00:00:01.000400Z', end: '1970-01-01T00:00:02.000900Z' };
  expect([...searchText(records, operation, 'web').keys()]).toEqual([
    'kubelet.log:1000',
    'kubelet.log:2000',
  ]);
  expect(searchText(records, operation, undefined).size).toBe(0);
});

it('asks as Discover does: a phrase in the message, and the time range', () => {
  expect(buildDiscoverQuery('web', { start: 'S', end: 'E' })).toEqual({
    bool: {
      filter: [
        { match_phrase: { message: 'web' } },
        { range: { '@timestamp': { gte: 'S', lte: 'E', format: 'strict_date_optional_time' } } },
      ],
    },
  });
});
