/** What a write changed: asked for of the audit record, with the object's earlier body out of the same logs. */
import type { ChangesResponse } from '../../common/model/diagnosis';
import type { Trace } from '../../common/model/trace';
import { readSampleReqIds } from '../../samples/load/sample_files';

const HOST = process.env.TEST_HOST_URL!;
const INDEX = 'k8s-reqid';

const requestChanges = async (
  path: string,
  parameters: Record<string, string>
): Promise<Response> =>
  fetch(`${HOST}/api/request_trace/${path}?${new URLSearchParams(parameters)}`, {
    headers: { 'kbn-xsrf': 'test', 'x-elastic-internal-origin': 'test' },
  });

async function fetchOrigin(operation: string): Promise<string> {
  const trace = (await (
    await requestChanges('trace', {
      id: readSampleReqIds('cluster-a')[operation]!,
      index: INDEX,
      diagnose: 'false',
      size: '1',
    })
  ).json()) as Trace;
  return `${trace.origin!.record.index}/${trace.origin!.record.id}`;
}

async function fetchChanges(operation: string): Promise<ChangesResponse['changes']> {
  const answer = await requestChanges('changes', {
    record: await fetchOrigin(operation),
    index: INDEX,
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as ChangesResponse).changes;
}

describe('GET /api/request_trace/changes', () => {
  it('tells the image before a rollout from the one after', async () => {
    const changes = await fetchChanges('op-10-rollout-bad-image');
    const image = changes?.find(({ path }) => path.endsWith('.image'));
    expect(image).toMatchObject({ kind: 'changed', object: { kind: 'Deployment' } });
    expect(image?.before).toBeDefined();
    expect(image?.after).not.toBe(image?.before);
  });

  it('has no earlier body of what was just made', async () => {
    expect(await fetchChanges('op-4-create-deployment')).toBeNull();
  });

  it('names a record that is no document, or none that it can use', async () => {
    const bad = await requestChanges('changes', { record: 'nonsense', index: INDEX });
    expect(bad.status).toBe(400);
    expect(await bad.text()).toContain('record');
    const missing = await requestChanges('changes', {
      record: `${INDEX}/no-such-document`,
      index: INDEX,
    });
    expect(missing.status).toBe(400);
    expect(await missing.text()).toContain('no-such-document');
  });
});
