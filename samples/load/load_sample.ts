import { createHash } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import { BulkSender } from './bulk_sender';
import { UserError } from './log_files';
import { loadFiles, LOADER_REVISION } from './load_files';
import { SCHEMAS } from './index_schemas';
import {
  isComponentFile,
  readManifest,
  readReqIdsByOffset,
  listSampleFiles,
  SAMPLE_FOLDER,
  type SampleManifest,
} from './sample_files';
import { createIndexBody, META_KEY } from './index_mappings';

/**
 * `k8s-stock`: the sample's lines as they were written. `k8s-reqid`: the same, but each component record that an operation
 * caused ends in ` reqID="<id>"`, as in a cluster with request IDs. `log.offset` is that of the untouched line in both.
 */
export type SampleSet = 'k8s-reqid' | 'k8s-stock';

export interface SampleProgress {
  set: SampleSet;
  records: number;
  totalRecords: number;
}

export interface LoadSampleOptions {
  client: Client;
  set: SampleSet;
  onProgress?: (progress: SampleProgress) => void;
  signal?: AbortSignal;
  /** samples/clusters/ where it lies elsewhere */
  folder?: string;
  /** the index's name, if it isn't to be the set's */
  index?: string;
}

export interface LoadSampleResult {
  index: string;
  /** `present`: it was complete already and nothing was done */
  state: 'loaded' | 'present';
  records: number;
  milliseconds: number;
}

export interface SampleMeta {
  schema?: string;
  sample?: { set: string; version: string; complete: boolean; records: number };
}

/** First and last time in the sample, ISO 8601: over all, and of each cluster. The range that a first look should open on. */
export function readSampleRange(folder = SAMPLE_FOLDER): {
  from: string;
  to: string;
  clusters: Record<string, { from: string; to: string }>;
} {
  const { clusters } = readManifest(folder);
  return {
    from: clusters.map(({ from }) => from).sort()[0] ?? '',
    to:
      clusters
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? '',
    clusters: Object.fromEntries(clusters.map(({ name, from, to }) => [name, { from, to }])),
  };
}

/** Another sample, or documents of another shape: load again. */
const computeSampleVersion = (manifest: SampleManifest): string =>
  createHash('sha256')
    .update(JSON.stringify([LOADER_REVISION, SCHEMAS.filebeat?.mappings, manifest]))
    .digest('hex')
    .slice(0, 16);

/** Whether a set is completely in the index (another run may be loading it). */
export async function isSampleComplete(
  client: Client,
  set: SampleSet,
  folder = SAMPLE_FOLDER,
  index: string = set
): Promise<boolean> {
  const meta = await readSampleMeta(client, index);
  return (
    meta?.sample?.complete === true &&
    meta.sample.version === computeSampleVersion(readManifest(folder))
  );
}

/** What the loader noted in the index about a sample in it; null where there is no index, empty where it isn't a sample's. */
export async function readSampleMeta(client: Client, index: string): Promise<SampleMeta | null> {
  const found = await client.indices.getMapping({ index }, { ignore: [404] });
  if (!(index in found)) return null;
  return (found[index]?.mappings._meta?.[META_KEY] as SampleMeta | undefined) ?? {};
}

/**
 * Loads a set into the index of its name. What is there is left, what is missing is added; an index with an older version
 * of the sample is replaced.
 * @throws UserError where an index of that name is somebody else's, or where documents were rejected
 */
export async function loadSample(options: LoadSampleOptions): Promise<LoadSampleResult> {
  const { client, set, signal, folder = SAMPLE_FOLDER, index = set } = options;
  const started = Date.now();
  const manifest = readManifest(folder);
  const version = computeSampleVersion(manifest);
  const totalRecords = manifest.clusters.reduce((sum, { records }) => sum + records, 0);
  const meta = await readSampleMeta(client, index);
  if (meta && !meta.sample)
    throw new UserError(
      `The index ${index} is not the sample's: delete it, or start without the sample (SAMPLE=0).`
    );
  if (meta?.sample?.complete && meta.sample.version === version) {
    return { index, state: 'present', records: totalRecords, milliseconds: Date.now() - started };
  }
  if (meta && meta.sample?.version !== version) await client.indices.delete({ index });
  if (!meta || meta.sample?.version !== version)
    await createSampleIndex(client, index, { set, version, complete: false, records: 0 });

  const sender = new BulkSender({ client, index, signal });
  let before = 0;
  for (const cluster of manifest.clusters) {
    const reqIds = set === 'k8s-reqid' ? readReqIdsByOffset(cluster.name, folder) : undefined;
    const report = await loadFiles({
      client,
      index,
      schema: SCHEMAS.filebeat!,
      files: listSampleFiles(cluster, folder),
      cluster: cluster.name,
      year: cluster.year,
      sender,
      signal,
      rewrite:
        reqIds &&
        ((file, record) => {
          const id = isComponentFile(file.path)
            ? reqIds.get(file.path)?.get(record.offset)
            : undefined;
          // klog writes a value of several lines before the keys that follow: the end of the record is the end of its last line
          return id === undefined ? record.text : `${record.text} reqID="${id}"`;
        }),
      onProgress: ({ records }) =>
        options.onProgress?.({ set, records: before + records, totalRecords }),
    });
    before += report.records;
  }
  const [rejected] = sender.rejections;
  if (rejected)
    throw new UserError(
      `Elasticsearch refused ${sender.counts.rejected} documents of the sample, the first (${rejected.path} at ${rejected.offset}): ${rejected.reason}`
    );
  await markSampleComplete(client, index, { set, version, complete: true, records: totalRecords });
  return { index, state: 'loaded', records: totalRecords, milliseconds: Date.now() - started };
}

/** While loading nothing has to be searchable, and a crash only means to load again. */
export async function createSampleIndex(
  client: Client,
  index: string,
  sample: NonNullable<SampleMeta['sample']>
): Promise<void> {
  const body = createIndexBody('filebeat', SCHEMAS.filebeat!.mappings, { sample });
  await client.indices.create({
    index,
    settings: {
      ...body.settings,
      refresh_interval: -1,
      translog: { durability: 'async', sync_interval: '30s' },
    },
    mappings: body.mappings as object,
  });
}

/** Makes all searchable and durable, checks that nothing is missing, and notes that it is complete. */
export async function markSampleComplete(
  client: Client,
  index: string,
  sample: NonNullable<SampleMeta['sample']>
): Promise<void> {
  await client.indices.flush({ index });
  await client.indices.refresh({ index });
  const { count } = await client.count({ index });
  if (count !== sample.records)
    throw new Error(
      `The index ${index} has ${count} documents, the sample has ${sample.records} records.`
    );
  await client.indices.putSettings({
    index,
    settings: {
      index: { refresh_interval: null, translog: { durability: 'request', sync_interval: null } },
    } as object,
  });
  await client.indices.putMapping({ index, _meta: { [META_KEY]: { schema: 'filebeat', sample } } });
}
