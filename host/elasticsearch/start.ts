import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { writeConfiguration } from './configuration';
import { ensureDistribution, isUnpacked } from './distribution';
import { ElasticsearchError } from './errors';
import { lastLines, portTaken, startFailed, startTimedOut } from './failure';
import { type Folders, giveToOwner, placeFolders } from './folders';
import { type Holder, takeFolder, writeHolder } from './holder';
import { get } from './http';
import { findJava } from './java';
import { commandLine, isAlive, type ProcessId, processId } from './process_info';
import { VERSION } from './version';

/** Time that the server gets to stop before it is killed, and to come up, in ms. */
const STOP_MS = 20_000;
const START_MS = 180_000;
const POLL_MS = 150;
const PROGRESS_MS = 15_000;
/** Free space that a start asks for, in bytes: above the watermarks, with room for the sample; and to unpack the server. */
const MIN_FREE = 500 * 2 ** 20;
const UNPACKED_SIZE = 200 * 2 ** 20;

export interface StartOptions {
  /** Folder for everything: the data (`elasticsearch/`) and, unless `distributionDir` says otherwise, the server itself. */
  dataDir: string;
  /** Folder in which the server is unpacked, once; default ELASTICSEARCH_DISTRIBUTION_DIR, else `dataDir`. */
  distributionDir?: string;
  /** Options for Java, as ES_JAVA_OPTS; default ES_JAVA_OPTS. A heap of 1 GiB unless they set one. */
  javaOpts?: string;
  /** Port on 127.0.0.1; default 0: any free one. */
  port?: number;
  /** Called with a line for the reader at each step. */
  onLog?: (line: string) => void;
  /** Longest time to come up, in ms. */
  timeoutMs?: number;
}

export interface RunningElasticsearch {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Process of the server. */
  pid: number;
  version: string;
  /** Where the server writes what happens. */
  logFile: string;
  /** Stops the server and resolves when it has ended and its data folder is free. Safe to call again. */
  stop(): Promise<void>;
  /** Resolves when the server has ended: with undefined after stop(), with an error to show when it ended by itself. */
  ended: Promise<ElasticsearchError | undefined>;
}

/** @throws ElasticsearchError when something listens on the port (it would take the server ten seconds to find out) */
async function checkPort(port: number): Promise<void> {
  if (port === 0) return;
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new ElasticsearchError(`${port} is no port: it must be a number from 1 to 65535.`);
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EACCES'
      ? new ElasticsearchError(`Port ${port} is reserved for root: choose one above 1023.`)
      : new ElasticsearchError(portTaken(port))));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** @throws ElasticsearchError when the disk has less free than a start needs */
export async function checkSpace(
  folder: string,
  needed: number,
  freeOf: (folder: string) => Promise<number> = async (each) => {
    const { bavail, bsize } = await statfs(each);
    return bavail * bsize;
  },
): Promise<void> {
  const free = await freeOf(folder);
  if (free >= needed) return;
  const mib = (bytes: number) => Math.floor(bytes / 2 ** 20);
  throw new ElasticsearchError(
    `The disk of ${folder} has ${mib(free)} MiB left, and Elasticsearch needs ${mib(needed)} MiB: free some space, or set DATA_DIR to a folder on another disk.`,
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
    dataDir, distributionDir = process.env.ELASTICSEARCH_DISTRIBUTION_DIR || undefined, javaOpts = process.env.ES_JAVA_OPTS ?? '',
    port = 0, onLog = () => {}, timeoutMs = START_MS,
  } = options;
  if (process.platform === 'win32') {
    throw new ElasticsearchError('The embedded Elasticsearch runs on Linux and macOS: on Windows use WSL, or set ELASTICSEARCH_URL.');
  }
  await checkPort(port);
  const folders = placeFolders({ dataDir: path.resolve(dataDir), distributionDir, onLog });
  const holderFile = path.join(folders.run, 'holder.json');
  const holder = await takeFolder(holderFile, folders.run, { onLog });
  try {
    if (folders.startsOver) {
      onLog(`${dataDir} was removed since the last start: starting with no data.`);
      rmSync(folders.data, { recursive: true, force: true });
      placeFolders({ dataDir: path.resolve(dataDir), distributionDir });
    }
    const unpacked = isUnpacked(folders.distributions);
    await checkSpace(folders.run, MIN_FREE);
    if (!unpacked) await checkSpace(folders.distributions, UNPACKED_SIZE);
    const java = await findJava({ account: folders.account, onLog });
    const home = await ensureDistribution(folders.distributions, java.home, { onLog });
    writeConfiguration(home, folders, port, javaOpts);
    onLog(`Starting Elasticsearch ${VERSION} with Java ${java.version}${folders.account ? ` as ${folders.account.name}` : ''}…`);
    const server = new Server(folders, holderFile, holder, port);
    server.launch(home, java.home, javaOpts);
    try {
      return await server.comeUp(timeoutMs, onLog);
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    rmSync(holderFile, { force: true });
    throw error;
  }
}

class Server {
  private readonly logFile: string;
  private readonly pidFile: string;
  private readonly portsFile: string;
  private watchdog!: ChildProcess;
  private exit!: Promise<number>;
  private exitCode: number | undefined;
  private process: ProcessId | undefined;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly folders: Folders,
    private readonly holderFile: string,
    private holder: Holder,
    private readonly port: number,
  ) {
    this.logFile = path.join(folders.run, 'console.log');
    this.pidFile = path.join(folders.logs, 'server.pid');
    this.portsFile = path.join(folders.logs, 'http.ports');
  }

  launch(home: string, javaHome: string, javaOpts: string): void {
    const { account, config, tmp } = this.folders;
    for (const file of [this.pidFile, this.portsFile, this.logFile]) rmSync(file, { force: true });
    const log = openSync(this.logFile, 'wx', 0o644);
    giveToOwner(this.logFile);
    const job = {
      command: 'bash',
      args: [path.join(home, 'bin', 'elasticsearch'), '--pidfile', this.pidFile],
      cwd: home,
      // Nothing of ours but this: what else is in the environment (keys, tool options) is not the server's.
      env: {
        PATH: process.env.PATH,
        HOME: tmp,
        // Java decodes paths by the locale.
        ...(process.platform === 'linux' ? { LC_ALL: 'C.UTF-8' } : { LANG: process.env.LANG ?? 'en_US.UTF-8' }),
        ES_JAVA_HOME: javaHome,
        ES_PATH_CONF: config,
        ES_TMPDIR: tmp,
        ES_JAVA_OPTS: javaOpts,
      },
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      pidFile: this.pidFile,
      graceMs: STOP_MS,
    };
    try {
      this.watchdog = spawn(process.execPath, [path.join(__dirname, 'watchdog.mjs'), JSON.stringify(job)], {
        cwd: '/',
        env: { PATH: process.env.PATH },
        detached: true,
        stdio: ['pipe', log, log],
      });
    } finally {
      closeSync(log);
    }
    this.exit = new Promise((resolve) => {
      const end = (code: number) => {
        this.exitCode = code;
        resolve(code);
      };
      this.watchdog.once('error', () => end(1));
      this.watchdog.once('exit', (code, signal) => end(code ?? (signal === 'SIGKILL' ? 137 : 1)));
    });
    this.watchdog.stdin?.on('error', () => {});
    this.remember({ watchdog: processId(this.watchdog.pid ?? 0) });
  }

  private remember(news: Partial<Holder>): void {
    this.holder = { ...this.holder, ...news };
    writeHolder(this.holderFile, this.holder);
  }

  private output(): string {
    try {
      return readFileSync(this.logFile, 'utf8').slice(-200_000);
    } catch {
      return '';
    }
  }

  private ending() {
    return { output: this.output(), port: this.port, dataDir: this.folders.run, logFile: this.logFile };
  }

  /** Port that the server has bound, undefined before. */
  private boundPort(): number | undefined {
    try {
      const port = Number(readFileSync(this.portsFile, 'utf8').trim().split('\n')[0]?.split(':').at(-1));
      return Number.isInteger(port) && port > 0 ? port : undefined;
    } catch {
      return undefined;
    }
  }

  async comeUp(timeoutMs: number, onLog: (line: string) => void): Promise<RunningElasticsearch> {
    const started = Date.now();
    let nextProgress = started + PROGRESS_MS;
    for (;;) {
      if (this.exitCode !== undefined) throw startFailed({ ...this.ending(), exitCode: this.exitCode });
      const now = Date.now();
      if (now - started > timeoutMs) throw startTimedOut(this.ending(), Math.round(timeoutMs / 1000));
      if (now > nextProgress) {
        onLog(`… Elasticsearch is still starting after ${Math.round((now - started) / 1000)} s`);
        nextProgress += PROGRESS_MS;
      }
      const port = this.boundPort();
      if (port !== undefined && (await isReady(port))) {
        const url = `http://127.0.0.1:${port}`;
        this.process = processId(Number(readFileSync(this.pidFile, 'utf8')));
        this.remember({ server: this.process, url });
        onLog(`Elasticsearch ${VERSION} is up after ${Math.round((Date.now() - started) / 1000)} s.`);
        this.letGo();
        return {
          url,
          pid: this.process?.pid ?? 0,
          version: VERSION,
          logFile: this.logFile,
          stop: () => this.stop(),
          ended: this.ended(),
        };
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private letGo(): void {
    this.watchdog.unref();
    (this.watchdog.stdin as net.Socket | null)?.unref();
  }

  private async ended(): Promise<ElasticsearchError | undefined> {
    const code = await this.exit;
    if (this.stopping) return undefined;
    this.endRest();
    rmSync(this.holderFile, { force: true });
    return new ElasticsearchError(
      `Elasticsearch ended by itself with exit code ${code}: see its last lines and the whole log in ${this.logFile}.\n${lastLines(this.output())}`,
    );
  }

  /** Where the watchdog was killed, the server has lost its guard and is told to stop by us. */
  private endRest(): void {
    if (this.process && isAlive(this.process) && commandLine(this.process.pid).includes(this.folders.run)) {
      process.kill(this.process.pid, 'SIGTERM');
    }
  }

  stop(): Promise<void> {
    this.stopping ??= (async () => {
      this.watchdog.ref();
      this.watchdog.stdin?.end();
      await this.exit;
      this.endRest();
      rmSync(this.holderFile, { force: true });
    })();
    return this.stopping;
  }
}

/** Whether the server answers and has recovered its indices. */
async function isReady(port: number): Promise<boolean> {
  const url = new URL(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`);
  try {
    return (await get(url, { timeoutMs: 5_000 })).status === 200;
  } catch {
    return false;
  }
}
