import { UserCaches, type CacheKind } from './user_cache';

const KIND: CacheKind<string> = { name: 'kind', lifetimeMs: 1_000, maxEntries: 3, maxBytes: 100 };

describe('finished work', () => {
  it("is the user's own", () => {
    const userCache = new UserCaches();
    userCache.forUser('a').set(KIND, 'key', 'value');
    expect(userCache.forUser('a').get(KIND, 'key')).toBe('value');
    expect(userCache.forUser('b').get(KIND, 'key')).toBeUndefined();
    expect(userCache.forUser('a').get({ ...KIND, name: 'other' }, 'key')).toBeUndefined();
  });

  it('counts for a fixed time, however often it is used or replaced', () => {
    let now = 0;
    const mine = new UserCaches(() => now).forUser('a');
    mine.set(KIND, 'key', 'first');
    now = 900;
    expect(mine.get(KIND, 'key')).toBe('first');
    mine.set(KIND, 'key', 'second');
    expect(mine.get(KIND, 'key')).toBe('second');
    now = 1_000;
    expect(mine.get(KIND, 'key')).toBeUndefined();
    mine.set(KIND, 'key', 'third');
    now = 1_999;
    expect(mine.get(KIND, 'key')).toBe('third');
  });

  it('is bounded in number, for all users together', () => {
    const userCache = new UserCaches();
    for (const user of ['a', 'b', 'c', 'd']) userCache.forUser(user).set(KIND, 'key', user);
    expect(['a', 'b', 'c', 'd'].map((user) => userCache.forUser(user).get(KIND, 'key'))).toEqual([
      undefined,
      'b',
      'c',
      'd',
    ]);
  });

  it('is bounded in bytes, also where one entry grows', () => {
    const mine = new UserCaches().forUser('a');
    mine.set(KIND, '1', 'x', 60);
    mine.set(KIND, '2', 'y', 30);
    mine.set(KIND, '2', 'y', 50);
    expect([mine.get(KIND, '1'), mine.get(KIND, '2')]).toEqual([undefined, 'y']);
    mine.set(KIND, '3', 'too large', 101);
    expect(mine.get(KIND, '3')).toBeUndefined();
  });
});
