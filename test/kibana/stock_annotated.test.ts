/** Annotating through Kibana's route: an operation of which no other test asks, since annotated lines have an ID. */
import type { AnnotationAnswer } from '../../common/model/annotation';
import { Discover } from './support/discover';
import { elasticsearch, names } from './support/environment';
import { changeSettings, kibana, KibanaError } from './support/kibana_api';
import { loadStock, operation, stock, stockTrace } from './support/stock';
import { expect, open, picture, test } from './support/test';
import { TraceView } from './support/trace';

const MOUNT = operation('pod-hostpath-wrong-type');

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await loadStock();
});

test('annotating: a dry run writes nothing; the real one only where kibana.yml allows it, and Discover finds what it wrote', async ({
  page,
}) => {
  const { index, dataView } = stock();
  const annotate = (dryRun: boolean): Promise<AnnotationAnswer> =>
    kibana('POST', '/api/request_trace/annotate', {
      space: names().space,
      body: { index, ...MOUNT.time, dryRun },
    });
  const annotated = async (): Promise<number> => {
    await elasticsearch().indices.refresh({ index });
    return (await elasticsearch().count({ index, query: { term: { 'request.id': MOUNT.id } } }))
      .count;
  };
  const { counts } = await annotate(true);
  expect(counts.requests).toBeGreaterThan(0);
  expect(counts.written).toBeGreaterThan(0);
  expect(await annotated()).toBe(0);

  const answer = await annotate(false).catch((error: unknown) => error);
  if (answer instanceof KibanaError) {
    expect(answer.status).toBe(403);
    expect(answer.message).toContain('requestTrace.annotate.enabled: true');
    expect(await annotated()).toBe(0);
    test.info().annotations.push({
      type: 'not written',
      description: 'this Kibana runs without requestTrace.annotate.enabled: true',
    });
    return;
  }
  expect(answer).toMatchObject({ dryRun: false, counts: { written: counts.written, failed: 0 } });
  const written = await annotated();
  expect(written).toBeGreaterThan(0);
  expect(await annotate(false)).toMatchObject({ counts: { written: 0, updated: 0 } });

  await changeSettings({ 'requestTrace:dataView': dataView }, names().space);
  try {
    await open(page, '/app/requestTrace/settings', names().space);
    await page.getByTestId('requestTraceLink-request.id').click();
    await expect(page.getByTestId('requestTraceLink-request.id')).toHaveText('Remove links');
    const discover = new Discover(page);
    await discover.open({
      query: `request.id : "${MOUNT.id}"`,
      columns: ['request.id', 'message'],
      dataView,
    });
    expect(await discover.hitCount()).toBe(written);
    await picture(page, '35-annotated');
    const cell = discover.grid
      .locator('[data-gridcell-column-id="request.id"]')
      .getByRole('link')
      .first();
    const [opened] = await Promise.all([
      page
        .context()
        .waitForEvent('page', { timeout: 5_000 })
        .catch(() => page),
      cell.click(),
    ]);
    await expect(opened).toHaveURL(
      new RegExp(`/s/${names().space}/app/requestTrace/trace\\?.*${MOUNT.id}`)
    );
    const view = new TraceView(opened);
    await view.expectRecords((await stockTrace(MOUNT.id)).total);
    await picture(opened, '35-annotated-trace');
  } finally {
    await changeSettings({ 'requestTrace:dataView': null }, names().space);
  }
});
