/** What a measurement runs against: an Elasticsearch with the logs in it, and Request Trace above it. */
import { join } from 'node:path';
import type { Client } from '@elastic/elasticsearch';
import { startHostProcess } from '../bench/route_client';
import { connectElasticsearch, resolveDataDirectory } from '../host/elasticsearch';
import { createClient } from '../host/server/start_host';
import { prepareIndex } from '../samples/load/prepare_index';
import { loadFiles } from '../samples/load/load_files';
import { loadSample } from '../samples/load/load_sample';
import { SCHEMAS } from '../samples/load/index_schemas';
import { UserError } from '../samples/load/log_files';
import { readClusterFolder, readSampleClusters, type LabelledCluster, type IdMode } from './labels';
import type { Options } from './options';

export interface MeasurementEnvironment {
  url: string;
  /** absent: only the address of Request Trace is known */
  elasticsearch?: Client;
  clusters: LabelledCluster[];
  /** the index that holds the logs as they are, or with reqIDs; loaded when it is ours and isn't there */
  prepareIndex(mode: IdMode): Promise<string>;
  stop(): Promise<void>;
}

const SAMPLE_INDEX: Record<IdMode, 'k8s-stock' | 'k8s-reqid'> = {
  stock: 'k8s-stock',
  reqid: 'k8s-reqid',
};

/** An index of a name that Elasticsearch takes, for a folder of any name. */
export const createIndexName = (cluster: string): string =>
  `request-trace-accuracy-${cluster.toLowerCase().replace(/[^a-z0-9-]+/g, '-')}`;

/** How often a line tells of a load's progress, in ms. */
const PROGRESS_MS = 5_000;

function createProgressReporter(
  what: string,
  say: (line: string) => void
): (records: number) => void {
  let told = Date.now();
  return (records) => {
    if (Date.now() - told < PROGRESS_MS) return;
    told = Date.now();
    say(`Loading ${what}: ${records.toLocaleString('en')} records`);
  };
}

async function loadCluster(
  client: Client,
  cluster: LabelledCluster,
  signal: AbortSignal,
  say: (line: string) => void
): Promise<string> {
  const told = createProgressReporter(cluster.name, say);
  const index = createIndexName(cluster.name);
  const schema = SCHEMAS.filebeat!;
  await prepareIndex(client, index, schema);
  const { rejections } = await loadFiles({
    client,
    index,
    schema,
    files: await cluster.logs(),
    cluster: cluster.name,
    year: cluster.year,
    signal,
    onProgress: ({ records }) => told(records),
  });
  if (rejections[0])
    throw new UserError(
      `Elasticsearch refused records of ${cluster.name}, the first (${rejections[0].path} at ${rejections[0].offset}): ${rejections[0].reason}`
    );
  await client.indices.refresh({ index });
  return index;
}

/**
 * Starts what isn't running and reads the labels.
 * @throws UserError, ElasticsearchError with a sentence for the user
 */
export async function startEnvironment(
  { data, index, url }: Options,
  signal: AbortSignal,
  say: (line: string) => void
): Promise<MeasurementEnvironment> {
  const clusters = data === undefined ? readSampleClusters() : [readClusterFolder(data)];
  if (url !== undefined) {
    if (data !== undefined && index === undefined)
      throw new UserError('With --url and --data say by --index where the logs are.');
    return {
      url,
      clusters,
      prepareIndex: (mode) => Promise.resolve(index ?? SAMPLE_INDEX[mode]),
      stop: () => Promise.resolve(),
    };
  }
  const connection = await connectElasticsearch({ dataDir: resolveDataDirectory(), onLog: say });
  const elasticsearch = createClient(connection);
  const closeElasticsearch = async () => {
    await elasticsearch.close();
    await connection.stop();
  };
  try {
    const host = await startHostProcess(connection);
    return {
      url: host.url,
      elasticsearch,
      clusters,
      prepareIndex: async (mode) => {
        if (index !== undefined) return index;
        if (data !== undefined) return loadCluster(elasticsearch, clusters[0]!, signal, say);
        const set = SAMPLE_INDEX[mode];
        const told = createProgressReporter(set, say);
        return (
          await loadSample({
            client: elasticsearch,
            set,
            signal,
            onProgress: ({ records }) => told(records),
          })
        ).index;
      },
      stop: async () => {
        await host.stop();
        await closeElasticsearch();
      },
    };
  } catch (error) {
    await closeElasticsearch();
    throw error;
  }
}

export const ACCURACY_DOCUMENT = join(__dirname, '..', 'docs', 'accuracy.md');
