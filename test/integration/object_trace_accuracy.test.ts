/**
 * Traces on a cluster without request IDs, against the labels of the sample's clusters: as right as the project says they are.
 * `npm run accuracy` prints the same in full (docs/accuracy.md).
 */
import { readSampleClusters } from '../../accuracy/labels';
import { measureCluster, type ClusterResult } from '../../accuracy/measure_cluster';

const HOST = process.env.TEST_HOST_URL!;
const SLOW_TEST_TIMEOUT_MS = 600_000;

describe.each(readSampleClusters())('$name without request IDs', (cluster) => {
  let result: ClusterResult;

  beforeAll(async () => {
    result = await measureCluster({
      cluster,
      mode: 'stock',
      operationFilters: [],
      baselines: false,
      onProgress: () => undefined,
      server: {
        url: HOST,
        index: 'k8s-stock',
        headers: { 'kbn-xsrf': 'test' },
        signal: new AbortController().signal,
      },
    });
  }, SLOW_TEST_TIMEOUT_MS);

  it('answers for every operation', () => {
    expect(
      result.operations.filter(({ error }) => error).map(({ id, error }) => ({ id, error }))
    ).toEqual([]);
  });

  it('finds nearly all that an operation caused, and little else', () => {
    const { all, overlapping } = result.summary;
    expect(all.precision).toBeGreaterThanOrEqual(0.99);
    expect(all.recall).toBeGreaterThanOrEqual(0.979);
    expect(overlapping.precision).toBeGreaterThanOrEqual(0.985);
    expect(overlapping.recall).toBeGreaterThanOrEqual(0.99);
  });

  it('is right where it says that it is sure', () => {
    const sure = result.summary.bands.filter(({ from }) => from >= 0.9);
    const of = sure.reduce((sum, { records }) => sum + records, 0);
    expect(of).toBeGreaterThan(1_000);
    expect(sure.reduce((sum, { right }) => sum + right, 0) / of).toBeGreaterThanOrEqual(0.99);
  });

  it('is right on how far every operation got and why it stopped', () => {
    const { whole } = result.diagnosis;
    expect(whole.of).toBeGreaterThan(20);
    expect(whole.right).toBe(whole.of);
  });
});
