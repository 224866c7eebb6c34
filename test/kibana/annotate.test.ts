/** Annotating through Kibana's route: an operation of which no other test asks, since annotated lines have an ID. */
import type { AnnotationResponse } from '../../common/model/annotation';
import { DiscoverPage } from './support/discover';
import { createElasticsearchClient, getRunNames } from './support/environment';
import { changeSettings, callKibana, KibanaError } from './support/kibana_api';
import {
  loadSampleWithoutIds,
  findOperation,
  getSampleWithoutIds,
  fetchObjectTrace,
} from './support/sample_without_ids';
import { expect, openPage, takeScreenshot, test } from './support/fixtures';
import { TraceView } from './support/trace_view';

const MOUNT = findOperation('pod-hostpath-wrong-type');

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await loadSampleWithoutIds();
});

test('annotating: a dry run writes nothing; the real one only where kibana.yml allows it, and Discover finds what it wrote', async ({
  page,
}) => {
  const { index, dataView } = getSampleWithoutIds();
  const annotate = (dryRun: boolean): Promise<AnnotationResponse> =>
    callKibana('POST', '/api/request_trace/annotate', {
      space: getRunNames().space,
      body: { index, ...MOUNT.time, dryRun },
    });
  const annotated = async (): Promise<number> => {
    await createElasticsearchClient().indices.refresh({ index });
    return (
      await createElasticsearchClient().count({
        index,
        query: { term: { 'request.id': MOUNT.id } },
      })
    ).count;
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

  await changeSettings({ 'requestTrace:dataView': dataView }, getRunNames().space);
  try {
    await openPage(page, '/app/requestTrace/settings', getRunNames().space);
    await page.getByTestId('requestTraceLink-request.id').click();
    await expect(page.getByTestId('requestTraceLink-request.id')).toHaveText('Remove links');
    const discover = new DiscoverPage(page);
    await discover.open({
      query: `request.id : "${MOUNT.id}"`,
      columns: ['request.id', 'message'],
      dataView,
    });
    expect(await discover.readHitCount()).toBe(written);
    await takeScreenshot(page, '35-annotated');
    const opened = await discover.openTrace(discover.linkedCell, MOUNT.id);
    const view = new TraceView(opened);
    await view.expectRecords((await fetchObjectTrace(MOUNT.id)).total);
    await takeScreenshot(opened, '35-annotated-trace');
  } finally {
    await changeSettings({ 'requestTrace:dataView': null }, getRunNames().space);
  }
});
