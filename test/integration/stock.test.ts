/**
 * Traces on a cluster without request IDs, against the labels of the sample's clusters: as right as the project says they are.
 * `npm run accuracy` prints the same in full (docs/accuracy.md).
 */
import { sampleClusters } from '../../accuracy/labels';
import { measureCluster, type ClusterResult } from '../../accuracy/measure';

const HOST = process.env.TEST_HOST_URL!;
const SLOW_MS = 600_000;

describe.each(sampleClusters())('$name without request IDs', (cluster) => {
  let result: ClusterResult;

  beforeAll(async () => {
    result = await measureCluster({
      cluster, mode: 'stock', only: [], baselines: false, onProgress: () => undefined,
      server: { url: HOST, index: 'k8s-stock', headers: { 'kbn-xsrf': 'test' }, signal: new AbortController().signal },
    });
  }, SLOW_MS);

  it('answers for every operation', () => {
    expect(result.operations.filter(({ error }) => error).map(({ id, error }) => ({ id, error }))).toEqual([]);
  });

  it('finds nearly all that an operation caused, and little else', () => {
    const { all, overlapping } = result.summary;
    expect(all.precision).toBeGreaterThanOrEqual(0.97);
    expect(all.recall).toBeGreaterThanOrEqual(0.93);
    expect(overlapping.precision).toBeGreaterThanOrEqual(0.9);
    expect(overlapping.recall).toBeGreaterThanOrEqual(0.85);
  });

  it('is right where it says that it is sure', () => {
    const sure = result.summary.bands.filter(({ from }) => from >= 0.9);
    const of = sure.reduce((sum, { records }) => sum + records, 0);
    expect(of).toBeGreaterThan(1_000);
    expect(sure.reduce((sum, { right }) => sum + right, 0) / of).toBeGreaterThanOrEqual(0.95);
  });

  it('says how far an operation got and why it stopped as well as with request IDs, within five points', () => {
    const { whole } = result.diagnosis;
    expect(whole.right / whole.of).toBeGreaterThanOrEqual(0.94);
  });
});
