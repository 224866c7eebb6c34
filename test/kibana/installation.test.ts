/** What everybody who uses this Kibana gets with the plugin, whether they open it or not. */
import { MAX_ENTRY_BYTES } from '../../scripts/bundle/build_plugin';
import type { Trace } from '../../common/model/trace';
import { callKibana } from './support/kibana_api';
import { expect, openPage, test } from './support/fixtures';
import { fetchTransferSize } from './support/fetch_transfer_size';

interface Status {
  status: {
    plugins: Record<
      string,
      { level: string; summary?: string; meta?: { failingPlugins?: string[] } }
    >;
  };
}

test('Kibana runs it, and nothing of it is unavailable', async () => {
  const { status } = await callKibana<Status>('GET', '/api/status');
  const own = status.plugins.requestTrace;
  expect(own).toBeDefined();
  // degraded with Kibana's own parts, where these are; never unavailable, never by itself
  expect(own!.level).toMatch(/^(available|degraded)$/);
  expect(own!.meta?.failingPlugins ?? []).not.toContain('requestTrace');
});

test('the file that every page loads is within its budget, and served compressed', async () => {
  const url = process.env.KIBANA_TEST_ENTRY!;
  const [raw, gzip, brotli] = await Promise.all(
    ['identity', 'gzip', 'br'].map((accept) => fetchTransferSize(url, accept))
  );
  console.log(`the entry as served: ${raw!.bytes} bytes, gzip ${gzip!.bytes}, br ${brotli!.bytes}`);
  expect(raw).toMatchObject({ encoding: 'identity' });
  expect(raw!.bytes).toBeLessThanOrEqual(MAX_ENTRY_BYTES);
  expect(gzip).toMatchObject({ encoding: 'gzip' });
  expect(brotli).toMatchObject({ encoding: 'br' });
  expect(brotli!.bytes).toBeLessThan(raw!.bytes);
});

test('a page that has nothing to do with it loads its entry, and no more of it', async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('requestTrace')) loaded.push(request.url());
  });
  await openPage(page, '/app/management');
  await expect(
    page.getByTestId('managementHome').or(page.getByTestId('managementHomeSolution'))
  ).toBeVisible();
  expect(loaded.map((url) => url.split('/').at(-1))).toEqual(['requestTrace.plugin.js']);
});

test('answers its routes by what went wrong', async () => {
  await expect(callKibana('GET', '/api/request_trace/trace')).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('is missing'),
  });
  await expect(callKibana('GET', '/api/request_trace/trace?id=x&nonsense=1')).rejects.toMatchObject(
    {
      status: 400,
      message: expect.stringContaining('nonsense'),
    }
  );
  const { warnings } = await callKibana<Trace>(
    'GET',
    '/api/request_trace/trace?id=x&index=request-trace-test-no-such-index'
  );
  expect(warnings).toContainEqual({
    code: 'indices_missing',
    message: expect.stringContaining('request-trace-test-no-such-index'),
  });
});
