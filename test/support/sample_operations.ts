import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { SAMPLE_FOLDER } from '../../samples/load/sample_files';

/** One user operation of a sample cluster, as its labels name it. */
export interface SampleOperation {
  id: string;
  kind: string;
  user: string | null;
  impersonates: string | null;
  namespace: string | null;
  resource: string | null;
  start: string;
  end: string;
  auditIDs: string[];
  mutatingAuditIDs: string[];
}

/** Operations that were made on purpose; set-up and idle windows have no id. */
export function readSampleOperations(cluster: string): SampleOperation[] {
  const packed = readFileSync(path.join(SAMPLE_FOLDER, cluster, 'operations.jsonl.br'));
  return brotliDecompressSync(packed)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SampleOperation)
    .filter(({ id }) => id);
}
