import type { RequestOptions, SearchClient } from '../kibana_types';
import {
  areAllRefused,
  getCachedRefusedIndices,
  findRefusedIndices,
  selectReportedIndices,
} from './refused_indices';
import { UserCaches } from './user_cache';

/** A client whose user may read what `mayRead` says; remembers what was asked. */
function clientOf(mayRead: (name: string) => boolean) {
  const asked: string[][] = [];
  const options: RequestOptions[] = [];
  const unused = () => {
    throw new Error('not to be asked');
  };
  const client: SearchClient = {
    search: unused,
    msearch: unused,
    security: {
      hasPrivileges: async ({ index = [] }, given = {}) => {
        const names = index.flatMap((each) => each.names);
        asked.push(names);
        options.push(given);
        return { index: Object.fromEntries(names.map((name) => [name, { read: mayRead(name) }])) };
      },
    },
  };
  return { client, asked, options };
}

const failing = (error: Error): SearchClient => ({
  ...clientOf(() => true).client,
  security: {
    hasPrivileges: async () => {
      throw error;
    },
  },
});

describe('refusedIndices', () => {
  it('names what the roles do not cover, in the order given', async () => {
    const { client, asked } = clientOf((name) => name.startsWith('k8s-a'));
    expect(await findRefusedIndices(client, ['logs-*', 'k8s-a*', 'k8s-b', 'logs-*'])).toEqual([
      'logs-*',
      'k8s-b',
    ]);
    expect(asked).toEqual([['logs-*', 'k8s-a*', 'k8s-b']]);
  });

  it('asks for no exclusions, date math and other clusters, and for everything under the name that Elasticsearch takes', async () => {
    const { client, asked } = clientOf(() => false);
    expect(
      await findRefusedIndices(client, ['_all', '-k8s-x', '<k8s-{now/d}>', 'far:k8s-*'])
    ).toEqual(['_all']);
    expect(await findRefusedIndices(client, ['far:k8s-*'])).toEqual([]);
    expect(asked).toEqual([['*']]);
  });

  it('refuses nothing where security is off, or no answer can be had', async () => {
    expect(
      await findRefusedIndices(
        failing(Object.assign(new Error('no handler found'), { meta: { statusCode: 400 } })),
        ['k8s-*']
      )
    ).toEqual([]);
    expect(
      await findRefusedIndices(
        {
          search: clientOf(() => false).client.search,
          msearch: clientOf(() => false).client.msearch,
        },
        ['k8s-*']
      )
    ).toEqual([]);
  });

  it('asks once, and not for long', async () => {
    const { client, options } = clientOf(() => true);
    const { signal } = new AbortController();
    await findRefusedIndices(client, ['k8s-*'], signal);
    expect(options).toEqual([{ signal, maxRetries: 0, requestTimeout: 3_000 }]);
  });
});

describe('knownRefusedIndices', () => {
  it("asks once a minute for each user and names, and shows nobody another's answer", async () => {
    let now = 0;
    const userCache = new UserCaches(() => now);
    const admin = clientOf(() => true);
    const reader = clientOf(() => false);
    expect(
      await getCachedRefusedIndices(userCache.forUser('admin'), admin.client, ['k8s-*'])
    ).toEqual([]);
    expect(
      await getCachedRefusedIndices(userCache.forUser('reader'), reader.client, ['k8s-*'])
    ).toEqual(['k8s-*']);
    now = 59_000;
    await getCachedRefusedIndices(userCache.forUser('reader'), reader.client, ['k8s-*']);
    expect(reader.asked).toHaveLength(1);
    await getCachedRefusedIndices(userCache.forUser('reader'), reader.client, ['logs-*']);
    expect(reader.asked).toHaveLength(2);
    now = 61_000;
    await getCachedRefusedIndices(userCache.forUser('reader'), reader.client, ['k8s-*']);
    expect(reader.asked).toHaveLength(3);
  });

  it('is bounded', async () => {
    const userCache = new UserCaches(() => 0);
    const { client, asked } = clientOf(() => true);
    for (let i = 0; i <= 500; i++)
      await getCachedRefusedIndices(userCache.forUser(`user ${i}`), client, ['k8s-*']);
    await getCachedRefusedIndices(userCache.forUser('user 500'), client, ['k8s-*']);
    expect(asked).toHaveLength(501);
    await getCachedRefusedIndices(userCache.forUser('user 0'), client, ['k8s-*']);
    expect(asked).toHaveLength(502);
  });
});

describe('a refusal', () => {
  it.each([
    ['the request named them', { named: true, found: ['k8s-a'] }, ['k8s-*', 'logs-*-prod*']],
    [
      'nothing was found: it may be in any of them',
      { named: false, found: [] },
      ['k8s-*', 'logs-*-prod*'],
    ],
    [
      'the server named them, and one was searched in part',
      { named: false, found: ['k8s-a', 'other'] },
      ['k8s-*'],
    ],
    [
      'one was searched in part that names data streams',
      { named: false, found: ['.ds-logs-x-prod-2026.01.01-000001'] },
      ['logs-*-prod*'],
    ],
    [
      'what was found is of other patterns',
      { named: false, found: ['filebeat-1', 'my-k8s-a', 'logs-prod', 'k8s'] },
      [],
    ],
  ])('is remarkable or not: %s', (_what, facts, expected) => {
    expect(selectReportedIndices({ refused: ['k8s-*', 'logs-*-prod*'], ...facts })).toEqual(
      expected
    );
  });

  it('is an error only where nothing can have been searched', () => {
    expect(areAllRefused(['k8s-a', '-k8s-b'], ['k8s-a'])).toBe(true);
    expect(areAllRefused(['k8s-a', 'k8s-b'], ['k8s-a'])).toBe(false);
    // a part of a pattern may be readable, and another cluster decides for itself
    expect(areAllRefused(['k8s-*'], ['k8s-*'])).toBe(false);
    expect(areAllRefused(['far:k8s-a'], [])).toBe(false);
  });
});
