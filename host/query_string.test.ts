import { toQueryString } from './query_string';

describe('toQueryString', () => {
  it.each([
    ['', ''],
    ['  error  ', 'error'],
    ['a : "b" and not (c:d or e)', 'a : "b" AND NOT (c:d OR e)'],
    ['message:"this and that"', 'message:"this and that"'],
    ['message:"say \\"and\\" and"', 'message:"say \\"and\\" and"'],
    ['brand android', 'brand android'],
    ['ends in \\', 'ends in \\\\'],
  ])('%j → %j', (text, expected) => {
    expect(toQueryString(text)).toBe(expected);
  });

  it('takes a time in proportion to the length', () => {
    const text = 'and ("'.repeat(200_000);
    expect(toQueryString(text)).toHaveLength(text.length);
  });
});
