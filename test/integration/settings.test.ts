/** Advanced settings, set as Kibana's page sets them, and what the routes make of them; in the host that runs the built plugin. */
import type { ConfigResponse } from '../../common/api/schemas';
import { SETTING_KEYS } from '../../common/api/settings';
import type { Trace } from '../../common/model/trace';
import { readManifest, readSampleReqIds } from '../../samples/load/sample_files';

const HOST = process.env.TEST_HOST_URL;
if (!HOST) throw new Error('TEST_HOST_URL names no host: run `npm test`, which starts one.');

const SLOW_TEST_TIMEOUT_MS = 120_000;
const HEADERS = { 'kbn-xsrf': 'test', 'content-type': 'application/json' };
const [cluster] = readManifest().clusters.map(({ name }) => name);
const reqID = Object.values(readSampleReqIds(cluster!))[0]!;

const storeSetting = (key: string, value: unknown) =>
  fetch(`${HOST}/internal/kibana/settings/${encodeURIComponent(key)}`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ value }),
  });

async function get<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`${HOST}/api/request_trace/${path}?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

afterEach(async () => {
  for (const key of Object.values(SETTING_KEYS)) await storeSetting(key, null);
});

describe('advanced settings', () => {
  it("that nobody changed are the server's configuration", async () => {
    expect(await get<ConfigResponse>('config')).toMatchObject({
      dataViewId: '',
      defaultRange: null,
      maxRecords: 10_000,
      timeField: '@timestamp',
    });
    expect((await get<ConfigResponse>('config')).warnings).toBeUndefined();
  });

  it(
    'reach the browser and the search',
    async () => {
      expect((await storeSetting(SETTING_KEYS.maxRecords, 100)).status).toBe(200);
      expect(
        (await storeSetting(SETTING_KEYS.defaultRange, '{"from":"now-24h","to":"now"}')).status
      ).toBe(200);
      expect(await get<ConfigResponse>('config')).toMatchObject({
        maxRecords: 100,
        defaultRange: { from: 'now-24h', to: 'now' },
      });
      const trace = await get<Trace>('trace', { id: reqID, index: 'k8s-reqid', size: '10000' });
      expect(trace.records.length).toBe(100);
      expect(trace).toMatchObject({ truncated: true });
      expect(trace.total).toBeGreaterThan(100);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'name the fields that may hold an ID; changed ones count at once',
    async () => {
      expect((await get<Trace>('trace', { id: reqID, index: 'k8s-reqid' })).foundBy).toBe('field');
      await storeSetting(SETTING_KEYS.idFields, ['no.such.field']);
      const inText = await get<Trace>('trace', { id: reqID, index: 'k8s-reqid' });
      expect(inText.foundBy).toBe('text');
      expect(inText.total).toBeGreaterThan(0);
      await storeSetting(SETTING_KEYS.idFields, null);
      expect((await get<Trace>('trace', { id: reqID, index: 'k8s-reqid' })).foundBy).toBe('field');
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it.each<[string, unknown]>([
    [SETTING_KEYS.maxRecords, 10_001],
    [SETTING_KEYS.maxRecords, 'many'],
    [SETTING_KEYS.idFields, []],
    [SETTING_KEYS.defaultRange, ''],
    [SETTING_KEYS.defaultRange, '{"from":1}'],
  ])('%s refuses %j, and stays', async (key, value) => {
    expect((await storeSetting(key, value)).status).toBe(400);
    expect((await get<ConfigResponse>('config')).warnings).toBeUndefined();
  });

  it(
    'that name a data view which is gone cost a warning, not the trace',
    async () => {
      await storeSetting(SETTING_KEYS.dataView, 'no-such-view');
      const config = await get<ConfigResponse>('config');
      expect(config).toMatchObject({
        dataViewId: '',
        warnings: [
          {
            code: 'data_view_missing',
            message: expect.stringMatching(/no-such-view.*does not exist in this space/),
          },
        ],
      });
      const trace = await get<Trace>('trace', { id: reqID });
      expect(trace.total).toBeGreaterThan(0);
      expect(trace.warnings[0]).toMatchObject({ code: 'data_view_missing' });
      // a request that names its indices has nothing to do with it
      expect(
        (await get<Trace>('trace', { id: reqID, index: 'k8s-reqid' })).warnings.map(
          ({ code }) => code
        )
      ).not.toContain('data_view_missing');
    },
    SLOW_TEST_TIMEOUT_MS
  );
});
