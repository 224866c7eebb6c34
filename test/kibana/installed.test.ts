/** What everybody who uses this Kibana gets with the plugin, whether they open it or not. */
import { ENTRY_BUDGET } from '../../scripts/bundle/build_plugin';
import type { Trace } from '../../common/model/trace';
import { kibanaHeaders } from './support/environment';
import { kibana } from './support/kibana_api';
import { expect, open, test } from './support/test';

interface Status { status: { plugins: Record<string, { level: string; summary?: string; meta?: { failingPlugins?: string[] } }> } }

test('Kibana runs it, and nothing of it is unavailable', async () => {
  const { status } = await kibana<Status>('GET', '/api/status');
  const own = status.plugins.requestTrace;
  expect(own).toBeDefined();
  // degraded with Kibana's own parts, where these are; never unavailable, never by itself
  expect(own!.level).toMatch(/^(available|degraded)$/);
  expect(own!.meta?.failingPlugins ?? []).not.toContain('requestTrace');
});

test('the file that every page loads is within its budget, and served compressed', async ({ request }) => {
  const url = process.env.KIBANA_TEST_ENTRY!;
  const sizeAs = async (encoding: string): Promise<[number, number]> => {
    // Node's own fetch unpacks, and does not say how much there was
    const answer = await request.fetch(url, { headers: { ...kibanaHeaders(), 'accept-encoding': encoding } });
    expect(answer.status()).toBe(200);
    const body = await answer.body();
    return [Number(answer.headers()['content-length'] ?? NaN), body.length];
  };
  const [, raw] = await sizeAs('identity');
  expect(raw).toBeLessThanOrEqual(ENTRY_BUDGET);
  const [brotli] = await sizeAs('br');
  const [gzip] = await sizeAs('gzip');
  test.info().annotations.push({ type: 'entry', description: `${raw} bytes; as served: br ${brotli}, gzip ${gzip}` });
  console.log(`entry bundle: ${raw} bytes; as served: br ${brotli}, gzip ${gzip}`);
  if (!Number.isNaN(brotli)) expect(brotli).toBeLessThan(raw);
});

test('a page that has nothing to do with it loads its entry, and no more of it', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('requestTrace')) loaded.push(request.url());
  });
  await open(page, '/app/management');
  await expect(page.getByTestId('managementHome').or(page.getByTestId('managementHomeSolution'))).toBeVisible();
  expect(loaded.map((url) => url.split('/').at(-1))).toEqual(['requestTrace.plugin.js']);
});

test('answers its routes by what went wrong', async () => {
  await expect(kibana('GET', '/api/request_trace/trace')).rejects.toMatchObject({ status: 400, message: expect.stringContaining('is missing') });
  await expect(kibana('GET', '/api/request_trace/trace?id=x&nonsense=1')).rejects.toMatchObject({ status: 400, message: expect.stringContaining('nonsense') });
  const { warnings } = await kibana<Trace>('GET', '/api/request_trace/trace?id=x&index=request-trace-test-no-such-index');
  expect(warnings).toContainEqual({ code: 'indices_missing', message: expect.stringContaining('request-trace-test-no-such-index') });
});
