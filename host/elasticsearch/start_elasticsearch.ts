import { rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { writeConfiguration } from './write_configuration';
import { ensureDistribution, isUnpacked } from './distribution';
import { ElasticsearchError } from './errors';
import { formatPortTaken } from './startup_failure';
import { prepareFolders } from './server_folders';
import { lockDataFolder } from './data_folder_lock';
import { findJava } from './find_java';
import type { Security } from './security';
import { type RunningElasticsearch, ServerProcess } from './server_process';
import { ELASTICSEARCH_VERSION } from './version';

/** Time that the server gets to come up, in ms. */
const START_TIMEOUT_MS = 180_000;
/** Free space that a start asks for, in bytes: above the watermarks, with room for the sample; and to unpack the server. */
const MIN_FREE_BYTES = 500 * 2 ** 20;
const UNPACKED_BYTES = 200 * 2 ** 20;

export interface StartOptions {
  /** Folder for everything: the data (`elasticsearch/`) and, unless `distributionDir` says otherwise, the server itself. */
  dataDir: string;
  /** Folder in which the server is unpacked, once; default ELASTICSEARCH_DISTRIBUTION_DIR, else `dataDir`. */
  distributionDir?: string;
  /** Options for Java, as ES_JAVA_OPTS; default ES_JAVA_OPTS. A heap of 1 GiB unless they set one. */
  javaOpts?: string;
  /** Port on 127.0.0.1; default 0: any free one. */
  port?: number;
  /** Switches security on, with these users and roles; off by default. */
  security?: Security;
  /** Called with a line for the reader at each step. */
  onLog?: (line: string) => void;
  /** Longest time to come up, in ms. */
  timeoutMs?: number;
}

/** @throws ElasticsearchError when something listens on the port (it would take the server ten seconds to find out) */
async function assertPortIsFree(port: number): Promise<void> {
  if (port === 0) return;
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new ElasticsearchError(`${port} is no port: it must be a number from 1 to 65535.`);
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EACCES'
          ? new ElasticsearchError(`Port ${port} is reserved for root: choose one above 1023.`)
          : new ElasticsearchError(formatPortTaken(port))
      )
    );
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** @throws ElasticsearchError when the disk has less free than a start needs */
export async function assertFreeSpace(
  folder: string,
  needed: number,
  freeOf: (folder: string) => Promise<number> = async (each) => {
    const { bavail, bsize } = await statfs(each);
    return bavail * bsize;
  }
): Promise<void> {
  const free = await freeOf(folder);
  if (free >= needed) return;
  const toMebibytes = (bytes: number) => Math.floor(bytes / 2 ** 20);
  throw new ElasticsearchError(
    `The disk of ${folder} has ${toMebibytes(free)} MiB left, and Elasticsearch needs ${toMebibytes(needed)} MiB: free some space, or set DATA_DIR to a folder on another disk.`
  );
}

/**
 * Starts the embedded Elasticsearch and resolves when it serves its indices.
 *
 * It ends with this process, however this process ends; it does not keep this process alive.
 * @throws ElasticsearchError one sentence that says what to do
 */
export async function startElasticsearch(options: StartOptions): Promise<RunningElasticsearch> {
  const {
    dataDir,
    distributionDir = process.env.ELASTICSEARCH_DISTRIBUTION_DIR || undefined,
    javaOpts = process.env.ES_JAVA_OPTS ?? '',
    port = 0,
    onLog = () => {},
    timeoutMs = START_TIMEOUT_MS,
    security,
  } = options;
  if (process.platform === 'win32') {
    throw new ElasticsearchError(
      'The embedded Elasticsearch runs on Linux and macOS: on Windows use WSL, or set ELASTICSEARCH_URL.'
    );
  }
  await assertPortIsFree(port);
  const folders = prepareFolders({ dataDir: path.resolve(dataDir), distributionDir, onLog });
  const lockFile = path.join(folders.run, 'holder.json');
  const lock = await lockDataFolder(lockFile, folders.run, { onLog });
  try {
    if (folders.startsOver) {
      onLog(`${dataDir} was removed since the last start: starting with no data.`);
      rmSync(folders.data, { recursive: true, force: true });
      prepareFolders({ dataDir: path.resolve(dataDir), distributionDir });
    }
    const unpacked = isUnpacked(folders.distributions);
    await assertFreeSpace(folders.run, MIN_FREE_BYTES);
    if (!unpacked) await assertFreeSpace(folders.distributions, UNPACKED_BYTES);
    const java = await findJava({ account: folders.account, onLog });
    const home = await ensureDistribution(folders.distributions, java.home, { onLog });
    writeConfiguration(home, folders, port, javaOpts, security);
    onLog(
      `Starting Elasticsearch ${ELASTICSEARCH_VERSION} with Java ${java.version}${folders.account ? ` as ${folders.account.name}` : ''}…`
    );
    const server = new ServerProcess(folders, lockFile, lock, port, security?.superuser);
    server.launch(home, java.home, javaOpts);
    try {
      return await server.waitUntilReady(timeoutMs, onLog);
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    rmSync(lockFile, { force: true });
    throw error;
  }
}
