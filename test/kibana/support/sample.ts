/** The smaller of the sample's clusters, with reqIDs or as it was logged, in an index of this run's own. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Client } from '@elastic/elasticsearch';
import { loadSample, readSampleRange, type SampleSet } from '../../../samples/load/load_sample';
import { readManifest, SAMPLE_FOLDER, readSampleReqIds } from '../../../samples/load/sample_files';

/** It has all four kinds of logs, and 64,122 records. */
export const SAMPLE_CLUSTER = 'cluster-pods';

/** First and last time of its records, ISO 8601. */
export const SAMPLE_RANGE = readSampleRange().clusters[SAMPLE_CLUSTER]!;

/** The reqID of one of its operations. */
export function getReqId(operation: string): string {
  const id = readSampleReqIds(SAMPLE_CLUSTER)[operation];
  if (!id) throw new Error(`The sample ${SAMPLE_CLUSTER} has no operation ${operation}.`);
  return id;
}

export async function loadCluster(
  client: Client,
  index: string,
  set: SampleSet,
  signal?: AbortSignal
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'request-trace-sample-'));
  try {
    // the loader loads all clusters that the manifest names, from beside it
    writeFileSync(
      path.join(folder, 'manifest.json'),
      JSON.stringify({
        clusters: readManifest().clusters.filter(({ name }) => name === SAMPLE_CLUSTER),
      })
    );
    symlinkSync(path.join(SAMPLE_FOLDER, SAMPLE_CLUSTER), path.join(folder, SAMPLE_CLUSTER));
    await loadSample({ client, set, index, folder, signal });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
