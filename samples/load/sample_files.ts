import { createReadStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import type { LogFile } from './log_files';

/** samples/clusters/manifest.json, written by samples/make_clusters.ts. */
export interface SampleManifest {
  clusters: ClusterManifest[];
}

export interface ClusterManifest {
  /** `orchestrator.cluster.name` */
  name: string;
  /** the year that its klog lines lack */
  year: number;
  /** first and last time of its records, ISO 8601 */
  from: string;
  to: string;
  records: number;
  files: { path: string; bytes: number; records: number; sha256: string }[];
}

/** Where the sample lies; given by callers that run from elsewhere (a bundle). */
export const SAMPLE_FOLDER = join(__dirname, '..', 'clusters');

export function readManifest(folder = SAMPLE_FOLDER): SampleManifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as SampleManifest;
}

/** The logs of a cluster, as they were: names and offsets are those of the untouched files. */
export function listSampleFiles(cluster: ClusterManifest, folder = SAMPLE_FOLDER): LogFile[] {
  return cluster.files.map(({ path }) => {
    const packed = join(folder, cluster.name, 'logs', `${path}.br`);
    return {
      path,
      key: path,
      size: statSync(packed).size,
      modified: new Date(cluster.to),
      async *read(onBytes: (count: number) => void) {
        const raw = createReadStream(packed);
        raw.on('data', (chunk) => onBytes(chunk.length));
        const unpacked = raw.pipe(createBrotliDecompress({ chunkSize: 256 * 1024 }));
        raw.on('error', (error) => unpacked.destroy(error));
        yield* unpacked as AsyncIterable<Buffer>;
      },
    };
  });
}

/** A file of the sample packed with Brotli, as text. */
export function readPackedText(cluster: string, name: string, folder = SAMPLE_FOLDER): string {
  return brotliDecompressSync(readFileSync(join(folder, cluster, `${name}.br`))).toString('utf8');
}

/** The sample's labels: which operations caused the record at this offset, or what it says nothing about. */
export interface SampleLabel {
  file: string;
  offset: number;
  ops?: string[];
  shared?: boolean;
  ignore?: string[] | 'all';
}

export function readSampleLabels(cluster: string, folder = SAMPLE_FOLDER): SampleLabel[] {
  return readPackedText(cluster, 'labels.jsonl', folder)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SampleLabel);
}

/** The made-up reqID of each operation. */
export function readSampleReqIds(cluster: string, folder = SAMPLE_FOLDER): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, cluster, 'reqids.json'), 'utf8')) as Record<
    string,
    string
  >;
}

/** Logs of components: the ones on which a cluster with request IDs would write them. */
export const isComponentFile = (file: string): boolean =>
  file !== 'audit.log' && file !== 'events.jsonl' && !file.startsWith('pods/');

/** The reqID of each record of the components' logs that an operation caused: by file, by offset. The first operation's. */
export function readReqIdsByOffset(
  cluster: string,
  folder = SAMPLE_FOLDER
): Map<string, Map<number, string>> {
  const reqIds = readSampleReqIds(cluster, folder);
  const byFile = new Map<string, Map<number, string>>();
  for (const { file, offset, ops } of readSampleLabels(cluster, folder)) {
    const id = ops?.[0] === undefined ? undefined : reqIds[ops[0]];
    if (id === undefined || !isComponentFile(file)) continue;
    const offsets = byFile.get(file) ?? new Map<number, string>();
    byFile.set(file, offsets.set(offset, id));
  }
  return byFile;
}
