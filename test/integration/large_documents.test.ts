/**
 * Documents that are larger than one request may fetch, against the real Elasticsearch: the answer has what fits, and says that
 * the others are missing. With both kinds of connections that the client has: Kibana uses the other one than its default.
 */
import { Client, HttpConnection, type ClientOptions } from '@elastic/elasticsearch';
import { NEVER } from 'rxjs';
import type { Trace } from '../../common/model/trace';
import { configSchema } from '../../server/config';
import { ScopedSearcher } from '../../server/elasticsearch/scoped_searcher';
import { createUnsharedCache, type UserCache } from '../../server/elasticsearch/user_cache';
import { getTrace } from '../../server/usecases/traces/get_trace';

const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!ELASTICSEARCH)
  throw new Error('TEST_ELASTICSEARCH_URL names nothing: run `npm test`, which starts one.');

const INDEX = 'a-test-of-large-documents';
const REQ_ID = '0b6f6a52-7c9c-4e3b-8a86-5a7d1f7e9d01';
const LINES = 40;
const LINE_BYTES = 200_000;
const MAX_BYTES = 2 * 1024 * 1024;
const SLOW_TEST_TIMEOUT_MS = 120_000;

const loader = new Client({ node: ELASTICSEARCH });

beforeAll(async () => {
  await loader.indices.delete({ index: INDEX, ignore_unavailable: true });
  await loader.indices.create({
    index: INDEX,
    settings: { number_of_shards: 1, number_of_replicas: 0 },
    mappings: {
      properties: {
        '@timestamp': { type: 'date' },
        message: { type: 'text' },
        request: { properties: { id: { type: 'keyword' } } },
        service: { properties: { name: { type: 'keyword' } } },
      },
    },
  });
  const lines = Array.from({ length: LINES }, (_, i) => ({
    '@timestamp': new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString(),
    service: { name: 'kubelet' },
    request: { id: REQ_ID },
    message: `line ${i} ${'x '.repeat(LINE_BYTES / 2)}`,
  }));
  await loader.bulk({
    refresh: true,
    operations: lines.flatMap((line) => [{ index: { _index: INDEX } }, line]),
  });
}, SLOW_TEST_TIMEOUT_MS);

afterAll(async () => {
  await loader.indices.delete({ index: INDEX, ignore_unavailable: true });
  await loader.close();
});

describe.each<[string, Pick<ClientOptions, 'Connection'>]>([
  ['the default connection', {}],
  ["Kibana's connection", { Connection: HttpConnection }],
])('documents that are too large, over %s', (_name, options) => {
  const client = new Client({ node: ELASTICSEARCH, ...options });
  afterAll(() => client.close());

  async function fetchTrace(
    maxBytes: number,
    userCache: UserCache = createUnsharedCache()
  ): Promise<Trace> {
    const searcher = new ScopedSearcher(client, {
      index: [INDEX],
      areIndicesNamed: true,
      timeoutMs: 30_000,
      maxBytes,
      aborted$: NEVER,
    });
    try {
      return await getTrace({
        searcher,
        config: configSchema.validate({}),
        userCache,
        id: REQ_ID,
        size: 1_000,
      });
    } finally {
      searcher.close();
    }
  }

  it(
    'are all there where the bound lets them in',
    async () => {
      const { records, truncated, warnings } = await fetchTrace(64 * 1024 * 1024);
      expect(records).toHaveLength(LINES);
      expect(truncated).toBe(false);
      expect(warnings.filter(({ code }) => code === 'truncated')).toEqual([]);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'are left out beyond it, and the answer says so, also when it is asked for again',
    async () => {
      const userCache = createUnsharedCache();
      for (let time = 0; time < 2; time++) {
        const { records, total, truncated, warnings } = await fetchTrace(MAX_BYTES, userCache);
        expect(records.length).toBeGreaterThan(3);
        expect(records.length * LINE_BYTES).toBeLessThan((time + 1) * MAX_BYTES);
        // the earliest are shown, and all are counted
        if (time === 0)
          expect(records.map(({ timestamp }) => timestamp)).toEqual(
            records.map((_, i) => expect.stringContaining(`00:00:${String(i).padStart(2, '0')}`))
          );
        expect(total).toBe(LINES);
        expect(truncated).toBe(true);
        const told = warnings
          .filter(({ code }) => code === 'truncated')
          .map(({ message }) => message);
        expect(told).toEqual([
          expect.stringContaining(`At least ${LINES - records.length} documents are missing`),
        ]);
      }
    },
    SLOW_TEST_TIMEOUT_MS
  );
});
